//! A column that holds a director's key, in another type than the key has.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::directors::referred;
use crate::rules::types::{kind, spelled};
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, Column, Kind, ObjectPath, Table};

pub const RULE: Rule = Rule {
    name: "director-key-type-differs",
    summary: "The column that refers to a director's key has another type or sign than the key.",
    severity: None,
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for reference in referred(context.workspace) {
        let table = reference.table;
        let (Some(own), Some(key)) = (column(table, reference.key), key_of(reference.director)) else { continue };
        findings.look();
        let (Some(a), Some(b)) = (kind(&own.data_type), kind(&key.data_type)) else { continue };
        if a == b {
            continue;
        }
        let message = format!(
            "`{}`.`{}` is {}, but the key `{}`.`{}` of its director is {}: what fits one of them only joins nothing.",
            table.name,
            own.name,
            spelled(&own.data_type),
            reference.director.name,
            key.name,
            spelled(&key.data_type)
        );
        let finding = findings.add(ObjectPath::Column(table.id, own.id), Aspect::Type, message);
        finding.set_help("Give both the same type and sign.");
        let change = ColumnChange::Type(key.data_type.clone());
        let edit = Edit::SetColumn { table: table.id, column: own.id, change };
        finding.set_fix(format!("Make it {}", spelled(&key.data_type)), Applicability::Unsafe, vec![edit]);
    }
}

fn key_of(director: &Table) -> Option<&Column> {
    match &director.registration.as_ref()?.kind {
        Kind::Director { key, .. } => column(director, key),
        _ => None,
    }
}

/// Names are compared letter by letter, as Qserv does.
fn column<'t>(table: &'t Table, name: &str) -> Option<&'t Column> {
    table.columns.iter().find(|column| column.name == name)
}
