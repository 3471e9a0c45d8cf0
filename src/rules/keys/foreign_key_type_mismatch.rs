//! A foreign key whose two sides differ.

use crate::rules::parents::foreign_keys;
use crate::rules::types::{kind, spelled};
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, Column, ObjectPath, Table};

pub const RULE: Rule = Rule {
    name: "foreign-key-type-mismatch",
    summary: "A column of a foreign key has another type or charset than its parent.",
    severity: Some(crate::diagnostic::Severity::Error),
    options: &[],
    check: Check::Workspace(check),
};

fn charset<'t>(table: &'t Table, column: &'t Column) -> Option<String> {
    let own = column.data_type.charset.clone().or_else(|| of_collation(column.data_type.collation.as_ref()));
    let of_table = || table.options.charset.clone().or_else(|| of_collation(table.options.collation.as_ref()));
    own.or_else(of_table).map(|name| if name.eq_ignore_ascii_case("utf8") { "utf8mb3".to_owned() } else { name.to_lowercase() })
}

fn of_collation(collation: Option<&String>) -> Option<String> {
    collation.map(|name| name.split('_').next().unwrap_or(name).to_owned())
}

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for (_, table, key, parent) in foreign_keys(context) {
        let Some(parent) = parent else { continue };
        for (own, theirs) in key.columns.iter().zip(&key.parent_columns) {
            let (Some(own), Some(theirs)) = (table.column_named(own), parent.column_named(theirs)) else { continue };
            findings.look();
            let (Some(a), Some(b)) = (kind(&own.data_type), kind(&theirs.data_type)) else { continue };
            let difference = if a != b {
                format!("is {}, its parent `{}`.`{}` is {}", spelled(&own.data_type), parent.name, theirs.name, spelled(&theirs.data_type))
            } else {
                let (Some(mine), Some(other)) = (charset(table, own), charset(parent, theirs)) else { continue };
                if a.0 != "text" || mine == other {
                    continue;
                }
                format!("is in the charset {mine}, its parent `{}`.`{}` in {other}", parent.name, theirs.name)
            };
            let message = format!("`{}`.`{}` {difference}: the server refuses the foreign key (3780).", table.name, own.name);
            let finding = findings.add(ObjectPath::ForeignKey(table.id, key.id), Aspect::Whole, message);
            finding.set_help("Give both the same type, sign and charset.");
        }
    }
}
