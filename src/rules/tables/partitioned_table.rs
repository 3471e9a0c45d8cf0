//! A partitioned table where the house has none.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "partitioned-table",
    summary: "A table is partitioned.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    if context.table.partition_by.is_some() {
        let message = format!("`{}` is partitioned: each unique key has to hold the partitioning column, and no foreign key is possible.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Leave PARTITION BY out, unless old rows are dropped by partitions.");
    }
}
