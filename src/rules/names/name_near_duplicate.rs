//! One thing by two names.

use std::collections::BTreeMap;

use crate::rules::by_name::{ByName, How};
use crate::rules::{Check, Findings, Rule, RuleOption, RuleSetting, WorkspaceContext, same_columns};
use crate::schema::{Aspect, Column, ColumnId, ObjectPath, Table, TableId};
use crate::text::lower_letter;

const LEAST: RuleOption =
    RuleOption::number("least", 3, "How many times as often the usual spelling has to occur.");

pub const RULE: Rule = Rule {
    name: "name-near-duplicate",
    summary: "A column's name differs from a usual one only in case or underscores.",
    severity: None,
    options: &[LEAST],
    check: Check::Across(|| Box::new(ByName::new(&HOW))),
};

/// A column as it is spelled.
#[derive(Debug)]
struct Use {
    table: TableId,
    column: ColumnId,
    name: String,
}

static HOW: How<Use> = How { key: folded, note, table: |one| one.table, same: same_columns, judge };

/// The name without case and underscores.
fn folded(column: &Column) -> String {
    let mut folded = String::with_capacity(column.name.len());
    folded.extend(column.name.chars().filter(|c| *c != '_').map(lower_letter));
    folded
}

fn note(table: &Table, column: &Column, _: &RuleSetting) -> Use {
    Use { table: table.id, column: column.id, name: column.name.clone() }
}

fn judge(context: &WorkspaceContext, _: &str, uses: &[Use], findings: &mut Findings) {
    let least = context.setting.number(&LEAST).max(1) as usize;
    uses.iter().for_each(|_| findings.look());
    let Some(first) = uses.first() else { return };
    if uses.iter().all(|one| one.name == first.name) {
        return;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    uses.iter().for_each(|one| *counts.entry(&one.name).or_default() += 1);
    let Some((usual, most)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
    for one in uses.iter().filter(|one| one.name != *usual) {
        let count = counts.get(one.name.as_str()).copied().unwrap_or(0);
        if count * least <= *most {
            let message = format!("`{}` is called `{usual}` in {most} other places.", one.name);
            let finding = findings.add(ObjectPath::Column(one.table, one.column), Aspect::Name, message);
            finding.set_help(format!("Call it `{usual}`, so that one thing has one name."));
        }
    }
}
