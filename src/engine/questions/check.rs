//! `check`: what the rules find that the designer's first load does not have; the page has found the rest itself by then.
//! Only what is new since the last answer, or all, where the argument is `all`. Comes in parts, each a list of [`News`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::engine::trial::Trials;
use crate::engine::{Mirror, Told};
use crate::project::Project;
use crate::rules::{Checker, REST};
use crate::schema::{Aspect, ObjectPath, TableId, Workspace};

/// What the worker remembers between two checks.
pub struct Checking {
    /// The project, as far as it says how it is judged.
    judged: Project,
    checker: Checker,
    trials: Trials,
}

/// What is found of one table, or, without one, of several together: in place of what was found before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct News {
    pub table: Option<TableId>,
    pub found: Vec<Found>,
}

/// A diagnostic without its edits: the page asks for those by `fix`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub rule: String,
    pub severity: Severity,
    pub path: ObjectPath,
    pub aspect: Aspect,
    pub message: Arc<str>,
    pub help: Arc<str>,
    /// The title of the fix, and how safe it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<(String, Applicability)>,
}

/// A part holds so many findings, or a table more.
const IN_A_PART: usize = 150;

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let judged = Project { workspace: Workspace::default(), ..mirror.project.clone() };
    let usable = |checking: &Checking| arguments != "all" && checking.judged == judged;
    let mut checking = mirror.checking.take().filter(usable).unwrap_or_else(|| Checking {
        checker: Checker::new(judged.judged_by(&REST)),
        trials: Trials::default(),
        judged,
    });
    let (mut across, mut tables) = checking.checker.check_news(mirror.workspace());
    // What the server would refuse is not offered.
    let server = checking.checker.profile().server;
    let found = tables.iter_mut().flat_map(|(_, found)| found).chain(&mut across);
    checking.trials.withhold(mirror.workspace(), server, found);
    mirror.checking = Some(checking);
    let (mut part, mut size) = (Vec::new(), 0);
    for (table, found) in tables {
        size += 1 + found.len();
        part.push(News { table: Some(table), found: found.iter().filter_map(told).collect() });
        if size > IN_A_PART {
            mirror.tell(Told::Part(super::json(&std::mem::take(&mut part))));
            size = 0;
        }
    }
    part.push(News { table: None, found: across.iter().filter_map(told).collect() });
    Ok(super::json(&part))
}

fn told(diagnostic: &Diagnostic) -> Option<Found> {
    if diagnostic.suppressed.is_some() {
        return None;
    }
    Some(Found {
        rule: diagnostic.rule.to_owned(),
        severity: diagnostic.severity,
        path: diagnostic.path,
        aspect: diagnostic.aspect,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        fix: diagnostic.fix.as_ref().map(|fix| (fix.title.clone(), fix.applicability)),
    })
}
