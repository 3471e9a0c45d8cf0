//! `check`: what the rules find that the designer's first load does not have; the page has found the rest itself by then,
//! and is told which of its fixes the server takes. Only what is new since the last answer, or all, where the argument is `all`. Comes in parts, each a list of [`News`].

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::engine::trial::Trials;
use crate::engine::{Mirror, Told};
use crate::project::Project;
use crate::rules::{CORE, Checker, REST};
use crate::schema::{Aspect, ObjectPath, TableId, Workspace};

/// What the worker remembers between two checks.
pub struct Checking {
    /// The project, as far as it says how it is judged.
    judged: Project,
    checker: Checker,
    /// Finds what the page finds itself.
    own: Checker,
    trials: Trials,
}

/// What is found of one table, or, without one, of several together: in place of what was found before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct News {
    pub table: Option<TableId>,
    pub found: Vec<Found>,
    /// What the page has found here itself and may offer to mend: the server takes it. By [`mark`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mendable: Vec<u64>,
}

/// The same number for the same finding, in the page and in the worker.
pub fn mark(found: &Diagnostic) -> u64 {
    let mut hasher = DefaultHasher::new();
    (found.rule, found.path, &*found.message).hash(&mut hasher);
    hasher.finish()
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
    let (judged, workspace) = (mirror.project.without_workspace(), mirror.workspace().clone());
    Ok(check(mirror, judged, &workspace, arguments == "all"))
}

/// `check-ahead`: the same of what was taken last, before the page has it too. The argument is the project that it becomes, without its workspace. The
/// next `check` goes on from there.
pub fn answer_ahead(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (judged, workspace) = super::taken(mirror, arguments)?;
    Ok(check(mirror, judged, &workspace, true))
}

fn check(mirror: &mut Mirror, judged: Project, workspace: &Workspace, anew: bool) -> String {
    let usable = |checking: &Checking| !anew && checking.judged == judged;
    let mut checking = mirror.checking.take().filter(usable).unwrap_or_else(|| Checking {
        checker: Checker::new(judged.judged_by(&REST)),
        own: Checker::new(judged.judged_by(&CORE)),
        trials: Trials::default(),
        judged,
    });
    let (mut across, mut tables) = checking.checker.check_news(workspace);
    let (mut own_across, mut own_tables) = checking.own.check_news(workspace);
    // What the server would refuse is not offered.
    let server = checking.checker.profile().server;
    let found = tables.iter_mut().chain(&mut own_tables).flat_map(|(_, found)| found);
    checking.trials.withhold(workspace, server, found.chain(&mut across).chain(&mut own_across));
    mirror.checking = Some(checking);
    let mut mendable: HashMap<TableId, Vec<u64>> =
        own_tables.iter().map(|(table, found)| (*table, marks(found))).collect();
    let (mut part, mut size) = (Vec::new(), 0);
    for (table, found) in tables {
        size += 1 + found.len();
        let mendable = mendable.remove(&table).unwrap_or_default();
        part.push(News { table: Some(table), found: found.iter().filter_map(told).collect(), mendable });
        if size > IN_A_PART {
            mirror.tell(Told::Part(super::json(&std::mem::take(&mut part))));
            size = 0;
        }
    }
    part.push(News { table: None, found: across.iter().filter_map(told).collect(), mendable: marks(&own_across) });
    super::json(&part)
}

fn marks(found: &[Diagnostic]) -> Vec<u64> {
    found.iter().filter(|found| found.fix.is_some()).map(mark).collect()
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
