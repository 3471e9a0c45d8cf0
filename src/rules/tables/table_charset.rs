//! A charset that the house does not use.

use crate::diagnostic::Applicability;
use crate::edit::{Edit, TableChange};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const CHARSETS: RuleOption = RuleOption::texts("charsets", &["utf8mb4"], "The charsets that are used; the fix takes the first.");
const MISSING: RuleOption = RuleOption::flag("missing", true, "Speak also where neither a charset nor a collation is named.");

pub const RULE: Rule = Rule {
    name: "table-charset",
    summary: "A table has a charset that the house does not use, or names none.",
    severity: None,
    options: &[CHARSETS, MISSING],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    findings.look();
    let charsets = context.setting.texts(&CHARSETS);
    let of_collation = table.options.collation.as_ref().and_then(|name| name.split('_').next());
    let own = table.options.charset.as_deref().or(of_collation);
    let right = match own {
        Some(own) => charsets.iter().any(|charset| charset.eq_ignore_ascii_case(own)),
        None => !context.setting.flag(&MISSING) || !table.is_plain() || table.query.is_some(),
    };
    if right {
        return;
    }
    let message = match own {
        Some(own) => format!("`{}` is in {own}; the house uses {}.", table.name, charsets.join(" or ")),
        None => format!("`{}` names no charset: that of the database decides, and it differs from server to server.", table.name),
    };
    let finding = findings.add(context.path(), Aspect::Name, message);
    let Some(first) = charsets.first() else { return };
    finding.set_help(format!("Write DEFAULT CHARSET={first}; rows that are there need CONVERT TO CHARACTER SET."));
    if table.options.collation.is_none() {
        let edit = Edit::SetTable { table: table.id, change: TableChange::Charset(Some((*first).to_owned())) };
        finding.set_fix(format!("Use {first}"), Applicability::Unsafe, vec![edit]);
    }
}
