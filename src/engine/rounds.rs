//! All fixes that are wanted, in rounds: a fix may make another one pointless, or make way for it, so each round looks anew.

use std::collections::HashSet;

use super::trial::{Joined, Trials};
use crate::diagnostic::{Diagnostic, Fix};
use crate::edit::apply;
use crate::rules::{Checker, Profile};
use crate::schema::{ObjectPath, TableId, Workspace};

/// What rounds of fixes made of a workspace, and which rule was mended where.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rounds {
    pub workspace: Workspace,
    pub done: Vec<(ObjectPath, &'static str)>,
}

/// Applies the fixes that are wanted and that the server takes, until there are none.
///
/// In a round no two fixes touch tables that are joined: the second may have been made for what the first has changed, and
/// was tried without it.
pub(super) fn mend_all(workspace: &Workspace, profile: &Profile, wanted: &dyn Fn(&Diagnostic) -> bool) -> Rounds {
    let mut out = Rounds { workspace: workspace.clone(), done: vec![] };
    let mut checker = Checker::new(profile.clone());
    let mut trials = Trials::default();
    let mut found = checker.check(workspace);
    // Each round mends something, so there are no more of them than problems.
    for _ in 0..found.len() {
        let mut open: Vec<&mut Diagnostic> =
            found.iter_mut().filter(|found| found.suppressed.is_none() && wanted(found)).collect();
        trials.withhold(&out.workspace, profile.server, open.iter_mut().map(|found| &mut **found));
        let joined = Joined::of(&out.workspace);
        let (mut touched, before): (HashSet<TableId>, _) = (HashSet::new(), out.done.len());
        for diagnostic in open {
            let Some(fix) = &diagnostic.fix else { continue };
            let tables = joined.around(&out.workspace, fix);
            if tables.iter().any(|table| touched.contains(&table.id)) {
                continue;
            }
            if let Some(next) = fixed(&out.workspace, fix).filter(|next| *next != out.workspace) {
                out.workspace = next;
                out.done.push((diagnostic.path, diagnostic.rule));
                touched.extend(tables.iter().map(|table| table.id));
            }
        }
        if out.done.len() == before {
            break;
        }
        found = checker.check(&out.workspace);
    }
    out
}

/// The workspace with the fix made; `None` where what it changes is not there any more.
pub(super) fn fixed(workspace: &Workspace, fix: &Fix) -> Option<Workspace> {
    fix.edits.iter().try_fold(workspace.clone(), |workspace, edit| apply(&workspace, edit)).ok()
}
