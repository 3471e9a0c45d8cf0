//! What the command palette offers for what was typed: actions, tables and columns, those used last first.

use super::{ACTIONS, Action, Situation, fuzzy};
use crate::i18n::{say, t};
use crate::schema::{ColumnId, TableId};

/// More than these nobody reads; the best come first.
pub const MOST: usize = 50;
/// Actions and tables that are remembered as used.
pub const MOST_RECENT: usize = 12;

/// What one line of the palette leads to.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    Action(&'static Action),
    Table(TableId),
    Column(TableId, ColumnId),
}

/// A line of the palette.
#[derive(Clone, Debug)]
pub struct Hit {
    pub target: Target,
    pub text: String,
    /// Where it belongs: the group of an action, the database of a table, the table of a column.
    pub detail: String,
    /// What is remembered when it is chosen; empty for columns.
    pub key: String,
    rank: i32,
}

/// The lines for what was typed, the best first. `recent` are the keys of what was chosen last, the last one first.
pub fn hits(query: &str, situation: &Situation, recent: &[String]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let all = query.trim().is_empty();
    // What was used last comes before everything, where nothing was typed; otherwise it is worth a letter or two.
    let weight = if all { 10_000 } else { 1 };
    let recency =
        |key: &str| recent.iter().position(|other| other == key).map_or(0, |at| 30 - i32::try_from(at).unwrap_or(30));
    for (at, action) in
        ACTIONS.iter().enumerate().filter(|(_, action)| (action.possible)(situation) && action.id != "palette")
    {
        let label = t(action.label);
        // In another language the English word finds it too.
        let found = fuzzy::score(query, label).max(fuzzy::score(query, action.label));
        let Some(score) = found else { continue };
        let order = if all { 1_000 - i32::try_from(at).unwrap_or(0) } else { score + 10 };
        let rank = order + recency(action.id) * weight;
        let detail = t(action.group.title()).to_owned();
        hits.push(Hit {
            target: Target::Action(action),
            text: label.to_owned(),
            detail,
            key: action.id.to_owned(),
            rank,
        });
    }
    for (database, table) in situation.view.iter().flat_map(|view| view.workspace.tables()) {
        if let Some(score) = fuzzy::score(query, &table.name) {
            let key = format!("table {}.{}", database.name, table.name);
            let rank = score + recency(&key) * weight;
            let detail = say("Table in {}", &[&database.name]);
            hits.push(Hit { target: Target::Table(table.id), text: table.name.clone(), detail, key, rank });
        }
        if all {
            continue;
        }
        for column in &table.columns {
            if let Some(score) = fuzzy::score(query, &column.name) {
                let target = Target::Column(table.id, column.id);
                let detail = say("Column of {}", &[&table.name]);
                hits.push(Hit { target, text: column.name.clone(), detail, key: String::new(), rank: score - 5 });
            }
        }
        if hits.len() > 40 * MOST {
            // Of very many only the best are of use; the others are not kept.
            best(&mut hits);
        }
    }
    best(&mut hits);
    hits
}

fn best(hits: &mut Vec<Hit>) {
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.rank));
    hits.truncate(MOST);
}

/// Puts what was chosen before the others.
pub fn remember(recent: &mut Vec<String>, key: &str) {
    if key.is_empty() {
        return;
    }
    recent.retain(|other| other != key);
    recent.insert(0, key.to_owned());
    recent.truncate(MOST_RECENT);
}
