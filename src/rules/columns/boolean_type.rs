//! A column for yes or no in another type than the house's.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::{is_boolean, is_one_of};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, DataType};

const TYPE: RuleOption = RuleOption::choice("type", &["bit(1)", "tinyint(1)"], "The type that the house uses for yes and no.");

pub const RULE: Rule = Rule {
    name: "boolean-type",
    summary: "A column for yes or no has another type than the house's.",
    severity: None,
    options: &[TYPE],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let wanted = context.setting.choice(&TYPE);
    for column in context.table.columns.iter().filter(|column| is_boolean(column)) {
        findings.look();
        if is_one_of(&column.data_type, &[wanted]) {
            continue;
        }
        let written = crate::sql::write_data_type(&column.data_type);
        let message = format!("`{}` holds yes or no as {written}; the house's type for it is {wanted}.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help(format!("Make it {wanted}; programs may read the two differently (a bit is bytes to some drivers)."));
        let name = wanted.split('(').next().unwrap_or(wanted);
        let data_type = DataType { arguments: vec!["1".to_owned()], ..DataType::named(name) };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix(format!("Make it {wanted}"), Applicability::Unsafe, vec![edit]);
    }
}
