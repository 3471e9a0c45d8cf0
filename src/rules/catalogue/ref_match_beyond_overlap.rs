//! A ref-match table whose pairs lie farther apart than the overlap reaches.

use crate::qserv::geometry::match_fits;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Kind, Role};
use crate::text::real;

pub const RULE: Rule = Rule {
    name: "ref-match-beyond-overlap",
    summary: "A ref-match table pairs rows that lie farther apart than the overlap reaches.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let (Some(registration), Some(partitioning)) = (&context.table.registration, &context.database.partitioning) else { return };
    let Kind::RefMatch { ang_sep, .. } = &registration.kind else { return };
    findings.look();
    // Without a separation the server refuses the table: that is another rule's.
    if *ang_sep > 0.0 && !match_fits(*ang_sep, partitioning.overlap) {
        let message = format!(
            "The ref-match table `{}` pairs rows up to {} degrees apart, but the overlap of `{}` is {}: pairs over the border of a chunk are not found.",
            context.table.name,
            real::plain(*ang_sep),
            context.database.name,
            real::plain(partitioning.overlap)
        );
        let finding = findings.add(context.path(), Aspect::Role(Role::AngularSeparation), message);
        finding.set_help("Make the overlap greater before the data is partitioned, or `ang_sep` smaller.");
    }
}
