//! A counter that ends.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::{is_one_of, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, DataType};

const TYPES: RuleOption = RuleOption::texts("types", &["bigint", "bigint unsigned"], "The types that may count themselves.");

pub const RULE: Rule = Rule {
    name: "auto-increment-type",
    summary: "An AUTO_INCREMENT column has a type that runs out.",
    severity: None,
    options: &[TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let types = context.setting.texts(&TYPES);
    for column in context.table.columns.iter().filter(|column| column.auto_increment) {
        findings.look();
        if is_one_of(&column.data_type, &types) {
            continue;
        }
        let own = spelled(&column.data_type);
        let message = format!("`{}` counts itself as {own}: at its last number every INSERT fails (1062, 167).", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help(format!("Use {}; changing it later rebuilds the table.", types.join(" or ")));
        let data_type = DataType { name: "bigint".to_owned(), arguments: vec![], ..column.data_type.clone() };
        if is_one_of(&data_type, &types) {
            let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
            finding.set_fix("Make it bigint", Applicability::Unsafe, vec![edit]);
        }
    }
}
