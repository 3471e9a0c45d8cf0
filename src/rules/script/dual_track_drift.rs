//! The full DDL and the update scripts lead to different tables.

use std::collections::HashMap;

use crate::rules::scripts::Script;
use crate::rules::{Check, Findings, Rule, RuleOption, ScriptsContext};
use crate::schema::Table;
use crate::sql::{Action, Change, Step};
use crate::text::glob_matches;

const FULL: RuleOption = RuleOption::texts("full", &["1*"], "Patterns of the names of scripts with the full DDL.");

pub const RULE: Rule = Rule {
    name: "dual-track-drift",
    summary: "A column or index is only in the update scripts, or only in the full DDL.",
    severity: None,
    options: &[FULL],
    check: Check::Scripts(check),
};

/// What became of a column or an index that some script names.
struct Track<'a> {
    table: &'a Table,
    name: &'a str,
    index: bool,
    in_full: bool,
    in_updates: bool,
    /// Where it was changed last.
    last: (&'a Script<'a>, &'a Step),
}

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let full = context.setting.texts(&FULL);
    let is_full = |script: &Script| full.iter().any(|pattern| glob_matches(pattern, script.file_name()));
    // Without full DDL among the scripts there is nothing to compare with.
    if !context.scripts.iter().any(is_full) {
        return;
    }
    let mut tracks: HashMap<(u32, bool, String), Track> = HashMap::new();
    let mut order: Vec<(u32, bool, String)> = Vec::new();
    for (script, step) in context.steps().filter(|(script, _)| !is_full(script)) {
        let Action::Alter { table, change } = &step.action else { continue };
        // NOT EXISTS of anything of a table that is there never holds.
        let of_table = |guard: &crate::sql::Guard| {
            guard.negated && guard.names.iter().all(|(name, _)| matches!(name.as_str(), "TABLE_NAME" | "TABLE_SCHEMA"))
        };
        if step.guards.iter().any(|guard| !guard.names.is_empty() && of_table(guard)) {
            continue;
        }
        let Some((_, table)) = context.table(step, table) else { continue };
        let (name, index, adds) = match change {
            Change::AddColumn(column) => (column.name.as_str(), false, true),
            Change::DropColumn(name) => (name.as_str(), false, false),
            Change::AddIndex(index) => (index.name.as_deref().unwrap_or("PRIMARY"), true, true),
            Change::DropIndex(name) => (name.as_str(), true, false),
            _ => continue,
        };
        let in_full = if index {
            let is_primary = name.eq_ignore_ascii_case("PRIMARY");
            (is_primary && table.primary_key().is_some())
                || table.indexes.iter().any(|index| index.name.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name)))
        } else {
            table.column_named(name).is_some()
        };
        let key = (table.id.0, index, name.to_lowercase());
        let track = tracks.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Track { table, name, index, in_full, in_updates: in_full, last: (script, step) }
        });
        // Guards let a change happen only where it changes something.
        track.in_updates = adds;
        track.last = (script, step);
    }
    for track in order.iter().filter_map(|key| tracks.get(key)) {
        findings.look();
        if track.in_full == track.in_updates {
            continue;
        }
        let what = if track.index { "index" } else { "column" };
        let (script, step) = track.last;
        let message = if track.in_updates {
            format!("The {what} `{}` of `{}` is made here and is not in the full DDL: a new installation lacks it.", track.name, track.table.name)
        } else {
            format!("The {what} `{}` of `{}` is dropped here and is still in the full DDL: a new installation has it.", track.name, track.table.name)
        };
        findings.add_at(script, step.span, Some(track.table), message).set_help("Make the same change in the full DDL.");
    }
}
