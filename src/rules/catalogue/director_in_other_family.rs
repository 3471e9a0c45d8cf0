//! A director of a database that is partitioned otherwise.

use crate::rules::directors::referred;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, ObjectPath};

pub const RULE: Rule = Rule {
    name: "director-in-other-family",
    summary: "A dependent or ref-match table refers to a director of a database with other stripes or sub-stripes.",
    severity: None,
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for reference in referred(context.workspace) {
        let (Some(own), Some(other)) = (&reference.database.partitioning, &reference.home.partitioning) else { continue };
        findings.look();
        // API 55 looks at nothing else when it looks for a family.
        if (own.stripes, own.sub_stripes) == (other.stripes, other.sub_stripes) {
            continue;
        }
        let message = format!(
            "`{}` has {} stripes of {} sub-stripes, but `{}`, the database of the director `{}`, has {} of {}: their chunks are not the same, and a join does not find the rows that it should.",
            reference.database.name,
            own.stripes,
            own.sub_stripes,
            reference.home.name,
            reference.director.name,
            other.stripes,
            other.sub_stripes
        );
        let finding = findings.add(ObjectPath::Table(reference.table.id), Aspect::Role(reference.role), message);
        finding.set_help("Give both databases the same stripes and sub-stripes before the data is partitioned.");
    }
}
