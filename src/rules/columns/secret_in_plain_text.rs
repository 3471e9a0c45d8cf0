//! A password that is there to be read.

use crate::mysql::types::Family;
use crate::rules::named_type::named;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts(
    "columns",
    &["password", "passwd", "pwd", "*_password", "*Password", "secret_key", "*_secret", "private_key"],
    "Patterns of the names of columns for secrets.",
);
const LEAST: RuleOption = RuleOption::number("least", 60, "A text of at least so many characters can hold a hash.");

pub const RULE: Rule = Rule {
    name: "secret-in-plain-text",
    summary: "A column for a secret is too short for a hash.",
    severity: None,
    options: &[COLUMNS, LEAST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let least = context.setting.number(&LEAST);
    for column in named(context, &COLUMNS).filter(|column| is_family(column, &[Family::Character])) {
        findings.look();
        let length = column.data_type.length().unwrap_or(1);
        if length < least {
            let message = format!("`{}` takes {length} characters: too few for a hash, so it seems to hold the secret itself.", column.name);
            let help = format!("Keep a hash (bcrypt has 60 characters), or an encrypted value; make it at least {least} long.");
            findings.add(context.column(column), Aspect::Type, message).set_help(help);
        }
    }
}
