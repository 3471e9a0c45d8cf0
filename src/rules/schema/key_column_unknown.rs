//! A key over a column that the table does not have.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Index, ObjectPath, Table};
use crate::text::{Letters, edit_distance, same_identifier};

pub const RULE: Rule = Rule {
    name: "key-column-unknown",
    summary: "A key names a column that the table does not have.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    if table.query.is_some() {
        // The query brings columns that are not known here.
        return;
    }
    for index in &table.indexes {
        let unknown = |name: &str| table.column_named(name).is_none();
        let parts = index.parts.iter().enumerate();
        for (at, part) in parts.filter(|(_, part)| !part.expression && unknown(&part.column)) {
            let path = ObjectPath::Index(table.id, index.id);
            let finding = findings.add(path, Aspect::Part(at), message(table, &part.column));
            let in_key = |name: &str| index.parts.iter().any(|part| same_identifier(&part.column, name));
            match nearest_column(table, &part.column).filter(|meant| !in_key(meant)) {
                Some(meant) => {
                    let mut mended = index.clone();
                    mended.parts.iter_mut().filter(|other| other.column == part.column).for_each(|part| part.column = meant.to_owned());
                    let edits = vec![Edit::SetIndex { table: table.id, index: mended }];
                    finding.set_help(format!("Did you mean `{meant}`?"));
                    finding.set_fix(format!("Use `{meant}`"), Applicability::Unsafe, edits);
                }
                None => {
                    finding.set_help("Correct the name, add the column, or take it out of the key.");
                    finding.set_fix(format!("Take `{}` out of the key", part.column), Applicability::Unsafe, vec![without(table, index, at)]);
                }
            }
        }
    }
    for key in &table.foreign_keys {
        for column in key.columns.iter().filter(|column| table.column_named(column).is_none()) {
            let path = ObjectPath::ForeignKey(table.id, key.id);
            let finding = findings.add(path, Aspect::Whole, message(table, column));
            finding.set_help("Correct the name, add the column, or delete the foreign key.");
        }
    }
}

fn message(table: &Table, column: &str) -> String {
    format!("The table `{}` has no column `{column}`: the server refuses the key (1072).", table.name)
}

fn without(table: &Table, index: &Index, at: usize) -> Edit {
    if index.parts.len() < 2 {
        return Edit::DeleteIndex { table: table.id, index: index.id };
    }
    let mut mended = index.clone();
    mended.parts.remove(at);
    Edit::SetIndex { table: table.id, index: mended }
}

fn nearest_column<'t>(table: &'t Table, name: &str) -> Option<&'t str> {
    let name = name.lower();
    let distance = |column: &str| edit_distance(&column.lower(), &name);
    let best = table.columns.iter().map(|column| column.name.as_str()).min_by_key(|column| distance(column))?;
    let close = if name.len() > 3 { 2 } else { 1 };
    (distance(best) <= close && name.len() > 2).then_some(best)
}
