//! A reference to a director that is not there, or is none.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, Kind, ObjectPath, Workspace};

pub const RULE: Rule = Rule {
    name: "director-unknown",
    summary: "A dependent or ref-match table refers to a director that is not in the project, or is no director.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for (database, table) in context.workspace.tables() {
        let Some(registration) = &table.registration else { continue };
        for (role, director) in registration.kind.directors() {
            if director.table.is_empty() {
                continue;
            }
            let path = ObjectPath::Table(table.id);
            let (home, name) = director.table.split_once('.').unwrap_or((&database.name, &director.table));
            match is_director(context.workspace, home, name) {
                Some(true) => {}
                Some(false) => {
                    let message = format!("`{}` refers to `{}` as its director, but that is none: Qserv refuses the table.", table.name, director.table);
                    findings.add(path, Aspect::Role(role), message).refused().set_help("Choose a director table.");
                }
                None => {
                    let message = format!("`{}` refers to the director `{}`, which is not in this project: Qserv refuses the table unless the director is registered before it.", table.name, director.table);
                    let help = "Add the director to the project, or correct the name; the case of letters counts.";
                    findings.add(path, Aspect::Role(role), message).set_help(help);
                }
            }
        }
    }
}

/// `None` where there is no such table; names are compared letter by letter, as Qserv does.
fn is_director(workspace: &Workspace, database: &str, table: &str) -> Option<bool> {
    let database = workspace.databases.iter().find(|known| known.name == database)?;
    let table = database.tables.iter().find(|known| known.name == table)?;
    let kind = table.registration.as_ref().map(|registration| &registration.kind);
    Some(matches!(kind, Some(Kind::Director { .. })))
}
