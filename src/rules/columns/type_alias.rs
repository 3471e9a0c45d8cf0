//! A type by another name than its own.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, DataType};

pub const RULE: Rule = Rule {
    name: "type-alias",
    summary: "A type is written by an alias: the server shows it by another name.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        let name = &column.data_type.name;
        let Some(known) = types::find(name) else { continue };
        findings.look();
        // INTEGER and the spatial names are as good as their short forms; SERIAL is more than a type.
        if known.canonical.eq_ignore_ascii_case(name)
            || ["INTEGER", "SERIAL", "GEOMETRYCOLLECTION"].iter().any(|alias| alias.eq_ignore_ascii_case(name))
            // National types have a charset of their own.
            || ["NCHAR", "NVARCHAR", "NATIONAL"].iter().any(|word| name.to_ascii_uppercase().starts_with(word))
        {
            continue;
        }
        let boolean = name.to_ascii_uppercase().starts_with("BOOL");
        let arguments = if boolean { vec!["1".to_owned()] } else { column.data_type.arguments.clone() };
        let meant = DataType { name: known.canonical.to_owned(), arguments, ..column.data_type.clone() };
        let written = crate::sql::write_data_type(&meant);
        let message = format!("{name} of `{}` is an alias: the server shows it as {written}, and comparing the two shows a difference that is none.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help(format!("Write {written}."));
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(meant) };
        finding.set_fix(format!("Write {written}"), Applicability::Safe, vec![edit]);
    }
}
