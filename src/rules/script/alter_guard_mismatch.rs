//! A change behind the condition of another one.

use crate::rules::{Check, Findings, Rule, ScriptsContext, guards};
use crate::sql::Change;

pub const RULE: Rule = Rule {
    name: "alter-guard-mismatch",
    summary: "The condition around an ADD does not ask for what is added, or asks the wrong way round.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Some((table, change)) = guards::table(step) else { continue };
        if !matches!(change, Change::AddColumn(_) | Change::AddIndex(_) | Change::DropIndex(_)) {
            continue;
        }
        let Some(subject) = guards::subject(change).filter(|(_, name)| *name != "PRIMARY") else { continue };
        findings.look();
        let Some(inner) = step.guards.last() else { continue };
        let adds = !matches!(change, Change::DropIndex(_));
        let asks = step.guards.iter().find(|guard| guards::asks_for(guard, table, subject));
        if asks.is_some_and(|guard| guard.negated == adds) {
            continue;
        }
        let (what, name) = (if subject.0 == "INDEX_NAME" { "index" } else { "column" }, subject.1);
        let of = context.table(step, table).map(|(_, table)| table);
        let verb = if adds { "added" } else { "dropped" };
        let message = match asks {
            Some(_) => format!("The {what} `{name}` of `{table}` is {verb} where it is {}: the condition is the wrong way round.", if adds { "there already" } else { "not there" }),
            None => {
                let asked: Vec<&str> = inner.names.iter().map(|(_, value)| value.as_str()).collect();
                format!("The condition asks for {}, but the {what} `{name}` of `{table}` is {verb}: where one is there without the other, the script stops, or leaves it out.", asked.join(", "))
            }
        };
        findings.add_at(script, step.span, of, message).set_help("Give each change a condition of its own, that asks for what it changes.");
    }
}
