//! `orders_2024`: data in a name.

use crate::rules::{Check, Findings, Rule, TableContext, words};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "name-with-date",
    summary: "A table's name has a year or a date in it.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let is_date = |word: &String| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let year = digits.get(..4).and_then(|year| year.parse::<u32>().ok());
        matches!(digits.len(), 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_digit()) && year.is_some_and(|year| (1970..2100).contains(&year))
    };
    if words(&context.table.name).iter().any(is_date) {
        let message = format!("The name of the table `{}` has a date in it: a query over several of them has to name each.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Keep the date in a column, and partition the table by it.");
    }
}
