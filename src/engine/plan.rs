//! The ingest plan of a workspace, executed on a Controller that is not there before it is offered. No IO.

mod differences;

use serde_json::Value;

use super::SourceFile;
use crate::dryrun::qserv::{Authorization, Body, Controller, QservServer, Request};
use crate::export::{JudgedPlan, Verdict};
use crate::qserv::{Phase, Plan, Target, TargetDatabase, ingest_plan};
use crate::schema::Workspace;

/// The plan for everything in the workspace that is registered in Qserv, with what the server says to each step. `config` is
/// the answer of `GET /replication/config` of the server that the plan is for; without it that server is empty. The error
/// says why the answer cannot be read.
pub fn judged_plan(
    workspace: &Workspace,
    server: QservServer,
    config: Option<SourceFile>,
) -> Result<JudgedPlan, String> {
    let given = config.is_some();
    let mut controller = match config {
        None => Controller::new(server),
        Some(file) => {
            let text =
                super::decode(file.bytes).map_err(|(problem, _)| format!("{}: {}", file.name, problem.message))?;
            let refused =
                |problem: crate::json::JsonError| format!("{}: {} {}", file.name, problem.message, problem.help);
            Controller::from_config(server, &text).map_err(refused)?
        }
    };
    let databases = controller.databases().map(|database| TargetDatabase {
        name: database.name.clone(),
        published: database.is_published,
        tables: database.tables.keys().cloned().collect(),
    });
    let target = Target { databases: databases.collect() };
    let tables = target.databases.iter().map(|database| database.tables.len()).sum();
    let there = given.then_some((target.databases.len(), tables));
    let mut plan = ingest_plan(workspace, &target);
    if given {
        plan.notes.extend(differences::differences(server, &controller, &registered(workspace, server)));
    }
    let verdicts = execute(&mut controller, &plan);
    Ok(JudgedPlan { plan, verdicts, server: server.name().to_owned(), there })
}

/// A server that was empty, with everything of the workspace that it takes.
fn registered(workspace: &Workspace, server: QservServer) -> Controller {
    let mut plan = ingest_plan(workspace, &Target::default());
    plan.steps.retain(|step| step.phase < Phase::Publish);
    let mut controller = Controller::new(server);
    execute(&mut controller, &plan);
    controller
}

fn execute(controller: &mut Controller, plan: &Plan) -> Vec<Verdict> {
    // The keys are not known here; that each request has the one it needs is.
    controller.authorization = Authorization::Required;
    let mut verdicts = Vec::new();
    for step in &plan.steps {
        let mut request = Request::from(&step.request);
        if let Body::Json(Value::Object(body)) = &mut request.body {
            let key = if step.admin { "admin_auth_key" } else { "auth_key" };
            body.insert(key.to_owned(), Value::from(""));
        }
        let response = controller.execute(&request);
        let mut cautions = response.warnings;
        cautions.extend(response.cautions);
        verdicts.push(Verdict { accepted: response.success, error: response.error, cautions, help: response.help });
    }
    verdicts
}
