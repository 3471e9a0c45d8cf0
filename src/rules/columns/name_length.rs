//! A column for a name that is too short or too long for one.

use crate::mysql::types::Family;
use crate::rules::named_type::named;
use crate::rules::types::{is_family, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*NAME"], "Patterns of the names of such columns.");
const LEAST: RuleOption = RuleOption::number("least", 64, "The least number of characters.");
const MOST: RuleOption = RuleOption::number("most", 255, "The greatest number of characters.");

pub const RULE: Rule = Rule {
    name: "name-length",
    summary: "A column for a name takes fewer or more characters than the house's names have.",
    severity: None,
    options: &[COLUMNS, LEAST, MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let (least, most) = (context.setting.number(&LEAST), context.setting.number(&MOST));
    for column in named(context, &COLUMNS) {
        findings.look();
        let length = if is_family(column, &[Family::Character]) { column.data_type.length() } else { None };
        if length.is_some_and(|length| (least..=most).contains(&length)) {
            continue;
        }
        let own = spelled(&column.data_type);
        let message = format!("`{}` holds a name as {own}; the house's names are varchar({least}) to varchar({most}).", column.name);
        let help = format!("Make it varchar(n) with n from {least} to {most}.");
        findings.add(context.column(column), Aspect::Type, message).set_help(help);
    }
}
