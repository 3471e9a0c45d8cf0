//! An id of the house in a column that is too short for it.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types::Family;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, DataType};
use crate::text::same_identifier;

const COLUMNS: RuleOption =
    RuleOption::texts("columns", &[], "Columns and the least number of characters that each needs: `PIPELINE_ID:34`.");

pub const RULE: Rule = Rule {
    name: "id-length",
    summary: "A column is too short for the ids that it is named after.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for entry in context.setting.texts(&COLUMNS) {
        let Some((name, least)) = entry.split_once(':') else { continue };
        let Ok(least) = least.trim().parse::<u64>() else { continue };
        let columns = context.table.columns.iter().filter(|column| same_identifier(&column.name, name.trim()));
        for column in columns.filter(|column| is_family(column, &[Family::Character])) {
            findings.look();
            let length = column.data_type.length().unwrap_or(1);
            if length >= least {
                continue;
            }
            let message = format!("`{}` takes {length} characters; the ids that it is named after have up to {least}.", column.name);
            let finding = findings.add(context.column(column), Aspect::Type, message);
            finding.set_help(format!("Make it varchar({least})."));
            let data_type = DataType { arguments: vec![least.to_string()], ..column.data_type.clone() };
            let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
            finding.set_fix(format!("Make it {least} characters long"), Applicability::Unsafe, vec![edit]);
        }
    }
}
