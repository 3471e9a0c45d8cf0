//! What leaves a project for Qserv, as the designer offers it: the ingest plan, tried before it is offered, its files, and
//! Felis schemas. No IO.

use serde::{Deserialize, Serialize};

use super::transcript::{Outcome, Step, Transcript};
use super::{SourceFile, judged_plan};
use crate::dryrun::qserv::QservServer;
use crate::export::{ExportFile, JudgedPlan, felis_files, plan_files};
use crate::schema::Workspace;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The name of the server that the plan was tried on, for people.
    pub server: String,
    /// How many databases and tables that server has, where its configuration was given; `None` for an empty one.
    pub there: Option<(usize, usize)>,
    /// Files in groups: the title, and whether what the server said belongs to them.
    pub groups: Vec<Group>,
    /// What the server said to each request of the plan.
    pub tried: Transcript,
    /// What is not in the plan or has no words in Felis, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub title: String,
    pub files: Vec<ExportFile>,
    /// The files are the plan, or made from it.
    pub planned: bool,
}

/// The files for a workspace. A `server` that is no Qserv stands for the newest one; `config` is what the server that the plan
/// is for answers to `GET /replication/config`, without which it is empty. The error is for people.
pub fn offer(server: &str, config: Option<&str>, workspace: &Workspace) -> Result<Offer, String> {
    let server = QservServer::named(server).unwrap_or(QservServer::Api55);
    let config = config.map(|text| SourceFile { name: "The server's configuration".to_owned(), bytes: text.into() });
    let judged = judged_plan(workspace, server, config)?;
    let mut groups = Vec::new();
    if !judged.plan.steps.is_empty() {
        let (folders, whole) = plan_files(workspace, &judged).into_iter().partition(|file| file.name.contains('/'));
        groups.push(Group { title: "Ingest plan".to_owned(), files: whole, planned: true });
        groups.push(Group { title: "Ingest plan, for qserv-ingest".to_owned(), files: folders, planned: true });
    }
    let (felis, lost) = felis_files(workspace);
    if !felis.is_empty() {
        groups.push(Group { title: "Felis".to_owned(), files: felis, planned: false });
    }
    let notes = judged.plan.notes.iter().cloned().chain(lost).collect();
    Ok(Offer { server: server.title().to_owned(), there: judged.there, groups, tried: tried(&judged), notes })
}

fn tried(judged: &JudgedPlan) -> Transcript {
    let steps = judged.judged().map(|(step, verdict)| Step {
        what: format!("{} {}", step.request.method, step.request.path),
        title: step.title.clone(),
        table: None,
        outcome: if verdict.accepted { Outcome::Accepted } else { Outcome::Refused },
        said: if verdict.accepted { String::new() } else { verdict.error.clone() },
        warnings: vec![],
        advice: verdict.help.iter().chain(&verdict.cautions).cloned().collect(),
    });
    Transcript { steps: steps.collect() }
}
