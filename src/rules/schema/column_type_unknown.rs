//! A type that no server knows.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types::{self, Parameters};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Column, DataType, ObjectPath};
use crate::sql::{read_column_definition, write_data_type};

pub const RULE: Rule = Rule {
    name: "column-type-unknown",
    summary: "A column's type is none that MySQL or MariaDB knows, or lacks its length.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        let path = ObjectPath::Column(context.table.id, column.id);
        let name = &column.data_type.name;
        let Some(known) = types::find(name) else {
            let finding = findings.add(path, Aspect::Type, unknown_message(column));
            match meant_type(&column.data_type) {
                Some(meant) => {
                    let written = write_data_type(&meant);
                    let change = ColumnChange::Type(meant);
                    let edit = Edit::SetColumn { table: context.table.id, column: column.id, change };
                    finding.set_help(format!("Did you mean `{written}`?"));
                    finding.set_fix(format!("Make it {written}"), Applicability::Unsafe, vec![edit]);
                }
                None => {
                    finding.set_help("Choose a type such as BIGINT, DOUBLE, VARCHAR(64) or DATETIME.");
                }
            }
            continue;
        };
        // `VARCHAR(MAX)` has no length either.
        let lengthless = column.data_type.arguments.first().is_none_or(|length| length.parse::<u64>().is_err());
        if known.parameters == Parameters::Required && lengthless {
            let message = format!("The type {name} of `{}` needs a length: the server refuses it without one (1064).", column.name);
            findings.add(path, Aspect::Type, message).set_help(format!("Write {name}(n), with the greatest number of characters."));
        }
        if known.parameters == Parameters::Members && column.data_type.members.is_empty() && column.data_type.arguments.is_empty() {
            let message = format!("The type {name} of `{}` has no members: the server refuses it (1064).", column.name);
            findings.add(path, Aspect::Type, message).set_help(format!("Write {name}('first','second')."));
        }
    }
}

/// The type that was meant, with the length that was written.
fn meant_type(written: &DataType) -> Option<DataType> {
    let meant = read_column_definition(types::meant_by(&written.name)?).ok()?.data_type;
    let takes_arguments = types::find(&meant.name).is_some_and(|known| known.parameters != Parameters::None);
    let arguments = if takes_arguments && !written.arguments.is_empty() { written.arguments.clone() } else { meant.arguments };
    Some(DataType { name: meant.name, arguments, unsigned: meant.unsigned || written.unsigned, ..written.clone() })
}

fn unknown_message(column: &Column) -> String {
    if column.data_type.name.is_empty() {
        return format!("The column `{}` has no type: the server refuses it (1064).", column.name);
    }
    format!("`{}`, the type of `{}`, is none that MySQL or MariaDB knows: the server refuses it.", column.data_type.name, column.name)
}
