//! One name, several types.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::rules::types::spelled;
use crate::rules::{Across, Check, Findings, Rule, RuleOption, WorkspaceContext, same_columns};
use crate::schema::{Aspect, ColumnId, DataType, Database, ObjectPath, Table, TableId};

const LEAST: RuleOption = RuleOption::number("least", 5, "How often a name has to occur before it counts.");
const MAJORITY: RuleOption =
    RuleOption::number("majority", 90, "Speak where at least so many per cent of the columns of a name have one type.");

const COMPARE: RuleOption = RuleOption::choice("compare", &["meaning", "spelling"], "Whether `int` and `int(11)` are one type.");

pub const RULE: Rule = Rule {
    name: "column-type-inconsistent",
    summary: "A column has another type than nearly all columns of its name.",
    severity: None,
    options: &[LEAST, MAJORITY, COMPARE],
    check: Check::Across(|| Box::new(Names::default())),
};

/// A column, its type in one spelling, and as it is written.
#[derive(Debug)]
struct Use {
    table: TableId,
    column: ColumnId,
    spelled: Arc<str>,
    written: Arc<str>,
}

/// Every column by its name: where it is and its type.
#[derive(Debug, Default)]
struct Names {
    uses: HashMap<String, Vec<Use>>,
}

/// The type as it is written, without charset and collation.
fn written(data_type: &DataType) -> String {
    let unsigned = if data_type.unsigned { " unsigned" } else { "" };
    format!("{}({}){unsigned}", data_type.name, data_type.arguments.join(",")).to_lowercase()
}

impl Across for Names {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        same_columns(old, new) && old.columns.iter().zip(&new.columns).all(|(old, new)| old.data_type == new.data_type)
    }

    fn forget(&mut self, table: &Table) {
        for column in &table.columns {
            if let Some(uses) = self.uses.get_mut(&column.name.to_lowercase()) {
                uses.retain(|one| one.table != table.id);
            }
        }
    }

    fn note(&mut self, _: &Database, table: &Table) {
        for column in &table.columns {
            let (spelled, written) = (spelled(&column.data_type), written(&column.data_type));
            let one = Use { table: table.id, column: column.id, spelled: Arc::from(spelled), written: Arc::from(written) };
            self.uses.entry(column.name.to_lowercase()).or_default().push(one);
        }
    }

    fn judge(&self, context: &WorkspaceContext, findings: &mut Findings) {
        let least = (context.setting.number(&LEAST) as usize).max(2);
        let majority = context.setting.number(&MAJORITY) as usize;
        let by_spelling = context.setting.choice(&COMPARE) == "spelling";
        let type_of = |one: &Use| Arc::clone(if by_spelling { &one.written } else { &one.spelled });
        let mut names: Vec<_> = self.uses.iter().filter(|(_, uses)| uses.len() >= least).collect();
        names.sort_unstable_by_key(|(name, _)| name.as_str());
        for (name, uses) in names {
            let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
            uses.iter().for_each(|one| *counts.entry(type_of(one)).or_default() += 1);
            let Some((usual, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else { continue };
            uses.iter().for_each(|_| findings.look());
            if count * 100 < majority * uses.len() {
                continue;
            }
            for one in uses.iter().filter(|one| type_of(one) != usual) {
                let own = type_of(one);
                let message = format!("`{name}` is {own} here; {count} of the {} columns of that name are {usual}.", uses.len());
                let finding = findings.add(ObjectPath::Column(one.table, one.column), Aspect::Type, message);
                finding.set_help(format!("Make it {usual}, or name it after what is different. Joins over two types cannot use an index well."));
            }
        }
    }
}
