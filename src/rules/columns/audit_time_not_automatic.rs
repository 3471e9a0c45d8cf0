//! A time of creation or change that programs have to remember.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::is_temporal;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Column};
use crate::text::glob_matches;

const CREATED: RuleOption = RuleOption::texts("created", &["CREATE_TIME", "CREATED_TIME", "created_at"], "Names of times of creation.");
const UPDATED: RuleOption = RuleOption::texts("updated", &["UPDATE_TIME", "UPDATED_TIME", "updated_at"], "Names of times of the last change.");

pub const RULE: Rule = Rule {
    name: "audit-time-not-automatic",
    summary: "A time of creation or change is not set by the server.",
    severity: None,
    options: &[CREATED, UPDATED],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let is_named = |option: &RuleOption, column: &Column| context.setting.texts(option).iter().any(|name| glob_matches(name, &column.name));
    let now = |text: &Option<String>| text.as_ref().is_some_and(|text| {
        let text = text.to_ascii_uppercase();
        text.starts_with("CURRENT_TIMESTAMP") || text.starts_with("NOW")
    });
    for column in context.table.columns.iter().filter(|column| is_temporal(column)) {
        let (created, updated) = (is_named(&CREATED, column), is_named(&UPDATED, column));
        if !created && !updated {
            continue;
        }
        findings.look();
        if now(&column.default) && (!updated || now(&column.on_update)) {
            continue;
        }
        let fraction = column.data_type.length().map(|digits| format!("({digits})")).unwrap_or_default();
        let value = format!("CURRENT_TIMESTAMP{fraction}");
        let wanted = if updated { format!("DEFAULT {value} ON UPDATE {value}") } else { format!("DEFAULT {value}") };
        let message = format!("`{}` is not set by the server: every program has to remember it.", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        finding.set_help(format!("Write {wanted}."));
        let mut mended = column.clone();
        mended.default = Some(value.clone());
        mended.on_update = if updated { Some(value) } else { mended.on_update };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Definition(Box::new(mended)) };
        finding.set_fix("Let the server set it", Applicability::Unsafe, vec![edit]);
    }
}
