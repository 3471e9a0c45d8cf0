//! A change behind the condition of another one.

use crate::rules::{Check, Findings, Rule, RuleOption, ScriptsContext, guards};
use crate::sql::Change;

const COLUMNS: RuleOption = RuleOption::flag("columns", true, "Judge the conditions around columns that are added.");
const INDEXES: RuleOption = RuleOption::flag("indexes", true, "Judge the conditions around indexes that are added or dropped.");
const CONSTRAINTS: RuleOption =
    RuleOption::flag("constraints", true, "A condition on CONSTRAINT_NAME asks for the unique index of that name.");

pub const RULE: Rule = Rule {
    name: "alter-guard-mismatch",
    summary: "The condition around an ADD does not ask for what is added, or asks the wrong way round.",
    severity: None,
    options: &[COLUMNS, INDEXES, CONSTRAINTS],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let constraints = context.setting.flag(&CONSTRAINTS);
    for (script, step) in context.steps() {
        let Some((table, change)) = guards::table(step) else { continue };
        let judged = match change {
            Change::AddColumn(_) => context.setting.flag(&COLUMNS),
            Change::AddIndex(_) | Change::DropIndex(_) => context.setting.flag(&INDEXES),
            _ => false,
        };
        let Some(subject) = guards::subject(change).filter(|(_, name)| judged && *name != guards::PRIMARY) else { continue };
        findings.look();
        let Some(inner) = step.guards.last() else { continue };
        let adds = !matches!(change, Change::DropIndex(_));
        let asks = step.guards.iter().find(|guard| guards::asks_for(guard, table, subject, constraints));
        if asks.is_some_and(|guard| guard.negated == adds) {
            continue;
        }
        let (what, name) = (if subject.0 == "INDEX_NAME" { "index" } else { "column" }, subject.1);
        let of = context.table(step, table).map(|(_, table)| table);
        let verb = if adds { "added" } else { "dropped" };
        let message = match asks {
            Some(_) => format!("The {what} `{name}` of `{table}` is {verb} where it is {}: the condition is the wrong way round.", if adds { "there already" } else { "not there" }),
            None => {
                let is_other = |(key, value): &&(String, String)| key != "TABLE_NAME" || !value.eq_ignore_ascii_case(table);
                let asked: Vec<String> = inner.names.iter().filter(is_other).map(|(_, value)| format!("`{value}`")).collect();
                let asked = if asked.is_empty() { format!("anything of `{table}`") } else { asked.join(" and ") };
                format!("The condition asks for {asked}, but the {what} `{name}` of `{table}` is {verb}: where one is there without the other, the script stops, or leaves it out.")
            }
        };
        findings.add_at(script, step.span, of, message).set_help("Give each change a condition of its own, that asks for what it changes.");
    }
}
