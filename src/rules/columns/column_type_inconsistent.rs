//! One name, several types.

use std::collections::BTreeMap;

use crate::rules::by_name::{ByName, How};
use crate::rules::types::spelled;
use crate::rules::{Check, Findings, Rule, RuleOption, RuleSetting, WorkspaceContext, same_columns};
use crate::schema::{Aspect, Column, ColumnId, DataType, ObjectPath, Table, TableId};
use crate::text::Letters;

const LEAST: RuleOption = RuleOption::number("least", 5, "How often a name has to occur before it counts.");
const MAJORITY: RuleOption =
    RuleOption::number("majority", 90, "Speak where at least so many per cent of the columns of a name have one type.");

const COMPARE: RuleOption = RuleOption::choice("compare", &["meaning", "spelling"], "Whether `int` and `int(11)` are one type.");

pub const RULE: Rule = Rule {
    name: "column-type-inconsistent",
    summary: "A column has another type than nearly all columns of its name.",
    severity: None,
    options: &[LEAST, MAJORITY, COMPARE],
    check: Check::Across(|| Box::new(ByName::new(&HOW))),
};

/// A column and its type in the spelling that is compared.
#[derive(Debug)]
struct Use {
    table: TableId,
    column: ColumnId,
    spelled: String,
}

static HOW: How<Use> = How { key: |column| column.name.lower(), note, table: |one| one.table, same, judge };

/// The type as it is written, without charset and collation.
fn written(data_type: &DataType) -> String {
    let unsigned = if data_type.unsigned { " unsigned" } else { "" };
    format!("{}({}){unsigned}", data_type.name, data_type.arguments.join(",")).lower()
}

fn note(table: &Table, column: &Column, setting: &RuleSetting) -> Use {
    let by_spelling = setting.choice(&COMPARE) == "spelling";
    let spelled = if by_spelling { written(&column.data_type) } else { spelled(&column.data_type) };
    Use { table: table.id, column: column.id, spelled }
}

fn same(old: &Table, new: &Table) -> bool {
    same_columns(old, new) && old.columns.iter().zip(&new.columns).all(|(old, new)| old.data_type == new.data_type)
}

fn judge(context: &WorkspaceContext, name: &str, uses: &[Use], findings: &mut Findings) {
    let least = (context.setting.number(&LEAST) as usize).max(2);
    let majority = context.setting.number(&MAJORITY) as usize;
    if uses.len() < least {
        return;
    }
    uses.iter().for_each(|_| findings.look());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    uses.iter().for_each(|one| *counts.entry(&one.spelled).or_default() += 1);
    let Some((usual, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if count * 100 < majority * uses.len() {
        return;
    }
    for one in uses.iter().filter(|one| one.spelled != usual) {
        let (_, table) = context.workspace.table(one.table).unzip();
        let name = table.and_then(|table| table.column(one.column)).map_or(name, |column| column.name.as_str());
        let message =
            format!("`{name}` is {} here; {count} of the {} columns of that name are {usual}.", one.spelled, uses.len());
        let finding = findings.add(ObjectPath::Column(one.table, one.column), Aspect::Type, message);
        finding.set_help(format!("Make it {usual}, or name it after what is different. Joins over two types cannot use an index well."));
    }
}
