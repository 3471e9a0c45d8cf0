//! A storage engine that the house does not use.

use crate::diagnostic::Applicability;
use crate::edit::{Edit, TableChange};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const ENGINES: RuleOption = RuleOption::texts("engines", &["InnoDB"], "The engines that are used; the fix takes the first.");
const MISSING: RuleOption = RuleOption::flag("missing", false, "Speak also where no engine is named.");

pub const RULE: Rule = Rule {
    name: "table-engine",
    summary: "A table has a storage engine that the house does not use.",
    severity: None,
    options: &[ENGINES, MISSING],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    findings.look();
    let engines = context.setting.texts(&ENGINES);
    let own = table.options.engine.as_deref();
    let right = match own {
        Some(own) => engines.iter().any(|engine| engine.eq_ignore_ascii_case(own)),
        None => !context.setting.flag(&MISSING) || !table.is_plain() || table.query.is_some(),
    };
    if right {
        return;
    }
    let message = match own {
        Some(own) => format!("`{}` is kept by {own}; the house uses {}.", table.name, engines.join(" or ")),
        None => format!("`{}` names no engine: the server's own setting decides.", table.name),
    };
    let finding = findings.add(context.path(), Aspect::Name, message);
    let Some(first) = engines.first() else { return };
    finding.set_help(format!("Write ENGINE={first}."));
    let edit = Edit::SetTable { table: table.id, change: TableChange::Engine(Some((*first).to_owned())) };
    let applicability = if own.is_some() { Applicability::Unsafe } else { Applicability::Safe };
    finding.set_fix(format!("Use {first}"), applicability, vec![edit]);
}
