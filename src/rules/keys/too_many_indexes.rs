//! A table with many indexes.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, IndexKind};

const MOST: RuleOption = RuleOption::number("most", 7, "How many indexes a table may have beside its primary key.");

pub const RULE: Rule = Rule {
    name: "too-many-indexes",
    summary: "A table has more indexes than the house allows.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let most = context.setting.number(&MOST);
    let count = context.table.indexes.iter().filter(|index| index.kind != IndexKind::Primary).count() as u64;
    if count > most {
        let message = format!("`{}` has {count} indexes beside its primary key: each row that is written is written to all of them.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help(format!("Keep at most {most}; sys.schema_unused_indexes names those that no query uses."));
    }
}
