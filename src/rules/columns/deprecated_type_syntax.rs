//! Forms of types that MySQL has announced to remove.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types::Family;
use crate::rules::types::{family, is_family};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, DataType};

pub const RULE: Rule = Rule {
    name: "deprecated-type-syntax",
    summary: "A type is written in a form that MySQL has deprecated: ZEROFILL, FLOAT(M,D), YEAR(4), UNSIGNED fractions.",
    severity: Some(Severity::Info),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        let data_type = &column.data_type;
        let Some(family) = family(column) else { continue };
        findings.look();
        let bare = || DataType { arguments: vec![], ..data_type.clone() };
        let (what, instead, mended) = if data_type.zerofill {
            ("ZEROFILL", "Pad with LPAD when you print.", None)
        } else if family == Family::Float && data_type.arguments.len() > 1 {
            ("FLOAT and DOUBLE with digits behind the point", "Leave the digits out, or use DECIMAL.", Some(bare()))
        } else if data_type.unsigned && is_family(column, &[Family::Float, Family::Decimal]) {
            ("UNSIGNED for numbers that are not whole", "Use a CHECK constraint.", None)
        } else if data_type.name.eq_ignore_ascii_case("YEAR") && !data_type.arguments.is_empty() {
            ("a width for YEAR", "Leave it out.", Some(bare()))
        } else {
            continue;
        };
        let written = crate::sql::write_data_type(data_type);
        let message = format!("{written} of `{}`: MySQL has deprecated {what} (1681) and will remove it.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help(instead);
        if let Some(mended) = mended {
            let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(mended) };
            finding.set_fix(instead.trim_end_matches('.'), Applicability::Unsafe, vec![edit]);
        }
    }
}
