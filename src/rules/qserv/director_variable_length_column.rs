//! A column of variable length in a director or ref-match table.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types::{self, Family};
use crate::qserv::type_text;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Column, DataType, Kind, ObjectPath};

pub const RULE: Rule = Rule {
    name: "director-variable-length-column",
    summary: "A director or ref-match table has a column whose type varies in length.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

/// CHAR takes at most so many characters.
const LONGEST_CHAR: u64 = 255;

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let Some(registration) = &table.registration else { return };
    let director = matches!(registration.kind, Kind::Director { .. });
    if !director && !matches!(registration.kind, Kind::RefMatch { .. }) {
        return;
    }
    let kind = registration.kind.name();
    for column in &table.columns {
        let path = ObjectPath::Column(table.id, column.id);
        let name = &column.data_type.name;
        if director && let Some(word) = refused_word(column) {
            let message = format!(
                "The director `{}` has the column `{}` of type {name}: Qserv refuses every type whose text has {word} in it.",
                table.name, column.name
            );
            let finding = findings.add(path, Aspect::Type, message);
            finding.refused().set_help(match types::find(name).is_some_and(|known| matches!(known.family, Family::Text | Family::Blob)) {
                true => "Use CHAR(n), or keep long texts in a dependent table.".to_owned(),
                false => format!("The word {word} stands in the attributes of the column: the server looks at the whole text. Change it there."),
            });
            continue;
        }
        if !types::find(name).is_some_and(types::Type::is_variable_length) {
            continue;
        }
        let message = format!(
            "The {kind} table `{}` has the column `{}` of the variable-length type {name}; Qserv's documentation asks for fixed lengths here.",
            table.name, column.name
        );
        let finding = findings.add(path, Aspect::Type, message);
        let Some(fixed) = fixed_length(&column.data_type) else {
            finding.set_help("Use a type of fixed length, or move the column to a dependent table.");
            continue;
        };
        let written = crate::sql::write_data_type(&fixed);
        finding.set_help(format!("Make it {written}, or move it to a dependent table."));
        let edit = Edit::SetColumn { table: table.id, column: column.id, change: ColumnChange::Type(fixed) };
        finding.set_fix(format!("Make it {written}"), Applicability::Unsafe, vec![edit]);
    }
}

/// BLOB or TEXT where the server finds it: anywhere in the column's type text, whatever the case.
/// Source: Qserv `HttpIngestModule.cc`, the prohibited types of director tables.
fn refused_word(column: &Column) -> Option<&'static str> {
    let text = type_text(column).to_ascii_uppercase();
    ["BLOB", "TEXT"].into_iter().find(|word| text.contains(word))
}

fn fixed_length(data_type: &DataType) -> Option<DataType> {
    let length = data_type.length().filter(|length| *length <= LONGEST_CHAR)?;
    let known = types::find(&data_type.name)?;
    let name = match known.family {
        Family::Character => "CHAR",
        Family::Binary => "BINARY",
        _ => return None,
    };
    Some(DataType { name: name.to_owned(), arguments: vec![length.to_string()], ..data_type.clone() })
}
