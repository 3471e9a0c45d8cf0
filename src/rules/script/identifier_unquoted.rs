//! A name without back quotes.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, RuleOption, ScriptsContext};
use crate::schema::{Aspect, ObjectPath};

const TABLES: RuleOption = RuleOption::flag("tables", true, "Look at the names of tables.");
const COLUMNS: RuleOption = RuleOption::flag("columns", true, "Look at the names of columns.");

pub const RULE: Rule = Rule {
    name: "identifier-unquoted",
    summary: "A CREATE TABLE has a name without back quotes.",
    severity: None,
    options: &[TABLES, COLUMNS],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let (tables, columns) = (context.setting.flag(&TABLES), context.setting.flag(&COLUMNS));
    for (_, table) in context.workspace.tables() {
        let of_table = tables.then_some((ObjectPath::Table(table.id), &table.name));
        let of_columns = table.columns.iter().filter(|_| columns);
        let of_columns = of_columns.map(|column| (ObjectPath::Column(table.id, column.id), &column.name));
        for (path, name) in of_table.into_iter().chain(of_columns) {
            let Some(place) = (context.places)(path, Aspect::Name) else { continue };
            let Some(script) = context.scripts.iter().find(|script| script.file == place.file) else { continue };
            findings.look();
            let written = place.span.of(script.text);
            if written.contains('`') {
                continue;
            }
            let message = format!("`{name}` stands without back quotes: a later server may reserve the word, and then refuses the script (1064).");
            let finding = findings.add(path, Aspect::Name, message);
            finding.location = Some(place);
            finding.set_help("Put it in back quotes; what Tabledraft writes is always quoted.");
            let edit = Edit::QuoteName { table: table.id, name: name.clone() };
            finding.set_fix(format!("Quote `{name}`"), Applicability::Safe, vec![edit]);
        }
    }
}
