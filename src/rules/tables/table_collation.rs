//! A collation that the house does not use.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLLATIONS: RuleOption = RuleOption::texts("collations", &[], "The collations that are used; without any, the rule is silent.");

pub const RULE: Rule = Rule {
    name: "table-collation",
    summary: "A table or column has a collation that the house does not use.",
    severity: None,
    options: &[COLLATIONS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let collations = context.setting.texts(&COLLATIONS);
    if collations.is_empty() {
        return;
    }
    let table = (context.path(), Aspect::Collation, &context.table.options.collation);
    let columns = context.table.columns.iter().map(|column| (context.column(column), Aspect::Type, &column.data_type.collation));
    for (path, aspect, own) in columns.chain([table]) {
        let Some(own) = own else { continue };
        findings.look();
        if !collations.iter().any(|collation| collation.eq_ignore_ascii_case(own)) {
            let message = format!("The collation {own} is not the house's: comparing its texts with others fails (1267) or uses no index.");
            findings.add(path, aspect, message).set_help(format!("Use {}.", collations.join(" or ")));
        }
    }
}
