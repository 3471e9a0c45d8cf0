//! `X_ID` where there is no table X.

use std::collections::HashSet;

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, WorkspaceContext};
use crate::schema::{Aspect, ObjectPath};
use crate::text::{Letters, glob_matches, same_identifier};

const SUFFIXES: RuleOption = RuleOption::texts("suffixes", &["_ID", "_id"], "What such names end in; case counts.");
const TABLES: RuleOption = RuleOption::patterns("tables", &["{{any}}"], "The forms of the names of tables that ids may be of; case counts.");
const ALLOWED: RuleOption = RuleOption::texts("allowed", &[], "Names that mean something that is no table, with `*` and `?`.");

pub const RULE: Rule = Rule {
    name: "id-names-no-table",
    summary: "A column is called after the id of a table that is not there.",
    severity: None,
    options: &[SUFFIXES, TABLES, ALLOWED],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    // `T_PIPELINE_INFO` is known as PIPELINE, PIPELINE_INFO, INFO; `jobs` as job; `T_BUILD_TASK_INFO` as TASK too.
    let forms: Vec<NamingPattern> = context.setting.texts(&TABLES).iter().filter_map(|text| NamingPattern::parse(text, &[])).collect();
    let mut stems: HashSet<String> = HashSet::new();
    for (_, table) in context.workspace.tables() {
        if !forms.iter().any(|form| form.matches(&table.name, &[])) {
            continue;
        }
        let name = table.name.lower();
        let bare = name.strip_prefix("t_").unwrap_or(&name);
        stems.extend(bare.strip_suffix('s').map(str::to_owned));
        let ends = bare.match_indices('_').filter_map(|(at, _)| bare.get(at + 1..)).chain([bare]);
        for end in ends {
            stems.insert(end.to_owned());
            stems.extend(end.strip_suffix("_info").map(str::to_owned));
        }
    }
    let (suffixes, allowed) = (context.setting.texts(&SUFFIXES), context.setting.texts(&ALLOWED));
    for (_, table) in context.workspace.tables() {
        for column in &table.columns {
            // A key of its own names its own table, or nothing.
            let own = table.primary_key().is_some_and(|key| matches!(key.parts.as_slice(), [part] if same_identifier(&part.column, &column.name)));
            if own {
                continue;
            }
            let stem = suffixes.iter().find_map(|suffix| column.name.strip_suffix(suffix));
            let Some(stem) = stem.map(str::lower) else { continue };
            findings.look();
            if stems.contains(&stem) || allowed.iter().any(|pattern| glob_matches(pattern, &column.name)) {
                continue;
            }
            let message = format!("`{}` is called after the id of a table `{stem}`, which is not here.", column.name);
            let help = "Name it after the table whose id it holds, or allow the name in the settings.";
            findings.add(ObjectPath::Column(table.id, column.id), Aspect::Name, message).set_help(help);
        }
    }
}
