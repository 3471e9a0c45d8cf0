//! A column that every table of the house has.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Column};
use crate::sql::read_column_definition;

const COLUMNS: RuleOption = RuleOption::texts(
    "columns",
    &[],
    "Columns that each table has, as `NAME` or `NAME|OTHER`; with a definition behind the name, the fix adds it.",
);

pub const RULE: Rule = Rule {
    name: "required-column-missing",
    summary: "A table lacks a column that every table of the house has.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    if table.query.is_some() {
        return;
    }
    for wanted in context.setting.texts(&COLUMNS) {
        findings.look();
        let (names, definition) = wanted.split_once(' ').unwrap_or((wanted, ""));
        if names.split('|').any(|name| table.column_named(name).is_some()) {
            continue;
        }
        let name = names.split('|').next().unwrap_or(names);
        let message = format!("`{}` has no column `{}`, which the house's tables have.", table.name, names.replace('|', "` or `"));
        let finding = findings.add(context.path(), Aspect::Name, message);
        finding.set_help(format!("Add `{name}` {definition}").trim().to_owned());
        if let Ok(column) = read_column_definition(definition)
            && !definition.is_empty()
        {
            let column = Column { name: name.to_owned(), ..column };
            let edit = Edit::AddColumn { table: table.id, at: usize::MAX, column };
            finding.set_fix(format!("Add `{name}`"), Applicability::Unsafe, vec![edit]);
        }
    }
}
