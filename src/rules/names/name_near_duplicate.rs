//! One thing by two names.

use std::collections::{BTreeMap, HashMap};

use crate::rules::{Across, Check, Findings, Rule, RuleOption, WorkspaceContext, same_columns};
use crate::schema::{Aspect, ColumnId, Database, ObjectPath, Table, TableId};

const LEAST: RuleOption =
    RuleOption::number("least", 3, "How many times as often the usual spelling has to occur.");

pub const RULE: Rule = Rule {
    name: "name-near-duplicate",
    summary: "A column's name differs from a usual one only in case or underscores.",
    severity: None,
    options: &[LEAST],
    check: Check::Across(|| Box::new(Spellings::default())),
};

/// The columns by their names without case and underscores.
#[derive(Debug, Default)]
struct Spellings {
    uses: HashMap<String, Vec<(TableId, ColumnId, String)>>,
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

impl Across for Spellings {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        same_columns(old, new)
    }

    fn forget(&mut self, table: &Table) {
        for column in &table.columns {
            if let Some(uses) = self.uses.get_mut(&folded(&column.name)) {
                uses.retain(|(of, _, _)| *of != table.id);
            }
        }
    }

    fn note(&mut self, _: &Database, table: &Table) {
        for column in &table.columns {
            self.uses.entry(folded(&column.name)).or_default().push((table.id, column.id, column.name.clone()));
        }
    }

    fn judge(&self, context: &WorkspaceContext, findings: &mut Findings) {
        let least = context.setting.number(&LEAST).max(1) as usize;
        let mut names: Vec<_> = self.uses.iter().collect();
        names.sort_unstable_by_key(|(folded, _)| folded.as_str());
        for (_, uses) in names {
            uses.iter().for_each(|_| findings.look());
            let Some((_, _, first)) = uses.first() else { continue };
            if uses.iter().all(|(_, _, name)| name == first) {
                continue;
            }
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            uses.iter().for_each(|(_, _, name)| *counts.entry(name).or_default() += 1);
            let Some((usual, most)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
            for (table, column, name) in uses.iter().filter(|(_, _, name)| name != usual) {
                let count = counts.get(name.as_str()).copied().unwrap_or(0);
                if count * least <= *most {
                    let message = format!("`{name}` is called `{usual}` in {most} other places.");
                    let finding = findings.add(ObjectPath::Column(*table, *column), Aspect::Name, message);
                    finding.set_help(format!("Call it `{usual}`, so that one thing has one name."));
                }
            }
        }
    }
}
