//! A registration that lacks a column, director or value its kind needs.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Kind, ObjectPath, Role};

pub const RULE: Rule = Rule {
    name: "role-missing",
    summary: "A registration lacks a role that its kind of table needs.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let Some(registration) = &table.registration else { return };
    let kind = &registration.kind;
    let path = ObjectPath::Table(table.id);
    let roles = kind.column_roles();
    let position = |wanted| roles.iter().any(|(role, name)| *role == wanted && !name.is_empty());
    let half = position(Role::Latitude) != position(Role::Longitude);
    for (role, _) in roles.iter().filter(|(_, name)| name.is_empty()) {
        let coordinate = matches!(role, Role::Latitude | Role::Longitude);
        if coordinate && matches!(kind, Kind::Dependent { .. }) && !half {
            continue;
        }
        let attribute = role.attribute();
        let why = match (kind, role) {
            (Kind::Dependent { .. }, Role::Latitude | Role::Longitude) => "give both coordinates or none".to_owned(),
            _ => format!("Qserv refuses a {} table without it", kind.name()),
        };
        let message = format!("`{}` has no column chosen for `{attribute}`: {why}.", table.name);
        findings.add(path, Aspect::Role(*role), message).set_help(format!("Choose the column in the table's registration (`{attribute}`)."));
    }
    for (role, _) in kind.directors().into_iter().filter(|(_, director)| director.table.is_empty()) {
        let attribute = role.attribute();
        let message = format!("`{}` names no director for `{attribute}`: Qserv refuses a {} table without it.", table.name, kind.name());
        findings.add(path, Aspect::Role(role), message).set_help("Choose the director in the table's registration.");
    }
    if let Kind::RefMatch { ang_sep, .. } = kind
        && *ang_sep <= 0.0
    {
        let message = format!("`{}` has no angular separation: Qserv requires `ang_sep` to be more than 0.", table.name);
        findings.add(path, Aspect::Role(Role::AngularSeparation), message).set_help("Give the greatest distance of two matched rows.");
    }
}
