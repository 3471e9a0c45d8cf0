//! A name that every statement has to quote.

use std::collections::HashMap;

use crate::rules::all_names::all_names;
use crate::rules::{Across, Check, Findings, Rule, RuleSetting, WorkspaceContext};
use crate::schema::{Aspect, Database, ObjectPath, Table, TableId};
use crate::text::is_plain_identifier;

pub const RULE: Rule = Rule {
    name: "name-needs-quotes",
    summary: "A name has characters for which it always needs back quotes.",
    severity: None,
    options: &[],
    // Names of databases are judged too.
    check: Check::Across(|| Box::new(Names::default())),
};

/// How many names each table has, and which of them need quotes.
#[derive(Debug, Default)]
struct Names {
    tables: HashMap<TableId, (usize, Found)>,
}

type Found = Vec<(ObjectPath, &'static str, String)>;

fn needs_quotes(name: &str) -> bool {
    !name.is_empty() && !is_plain_identifier(name)
}

impl Across for Names {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        all_names(old) == all_names(new)
    }

    fn forget(&mut self, table: &Table) {
        self.tables.remove(&table.id);
    }

    fn note(&mut self, _: &Database, table: &Table, _: &RuleSetting) {
        let all = all_names(table);
        let found = all.iter().filter(|(_, _, name)| needs_quotes(name));
        let found = found.map(|(path, what, name)| (*path, *what, (*name).to_owned())).collect();
        self.tables.insert(table.id, (all.len(), found));
    }

    fn judge(&mut self, context: &WorkspaceContext, findings: &mut Findings) {
        let say = |findings: &mut Findings, path, what: &str, name: &str| {
            let message = format!("The name of the {what} `{name}` needs back quotes wherever it stands: a statement without them is refused (1064).");
            findings.add(path, Aspect::Name, message).set_help("Use letters, digits and `_`, and not digits alone.");
        };
        for (count, found) in self.tables.values() {
            (0..*count).for_each(|_| findings.look());
            found.iter().for_each(|(path, what, name)| say(findings, *path, what, name));
        }
        for database in &context.workspace.databases {
            findings.look();
            if needs_quotes(&database.name) {
                say(findings, ObjectPath::Database(database.id), "database", &database.name);
            }
        }
    }
}
