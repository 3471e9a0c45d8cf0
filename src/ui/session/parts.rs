//! Indexes, foreign keys and checks: their columns as text, and what a `+` of the details adds.

use super::Session;
use super::form::{Owner, Part, Slot, edits, key_of, missing_chunk_columns};
use crate::edit::{Edit, TableChange};
use crate::i18n::{say, translated};
use crate::schema::{
    Check, Column, ColumnId, DataType, Database, ForeignKey, Index, IndexKind, KeyPart, Table, TableId,
};
use crate::text::{quote_identifier, same_identifier};
use crate::ui::draft;

pub fn parts_text(parts: &[KeyPart]) -> String {
    let text = |part: &KeyPart| {
        let length = part.length.map(|length| format!("({length})")).unwrap_or_default();
        format!("{}{length}{}", part.column, if part.descending { " DESC" } else { "" })
    };
    parts.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// `a, b(10) DESC, (lower(c))`; commas inside parentheses separate nothing.
pub fn parts_from_text(text: &str) -> Vec<KeyPart> {
    let mut pieces = vec![String::new()];
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth <= 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces.iter().filter_map(|piece| part_from_text(piece.trim())).collect()
}

fn part_from_text(text: &str) -> Option<KeyPart> {
    let upper = text.to_ascii_uppercase();
    let descending = upper.ends_with(" DESC");
    let bare = if descending || upper.ends_with(" ASC") {
        text.rsplit_once(' ').map_or(text, |(bare, _)| bare).trim()
    } else {
        text
    };
    if bare.is_empty() {
        return None;
    }
    if bare.starts_with('(') {
        return Some(KeyPart { column: bare.to_owned(), expression: true, length: None, descending });
    }
    let length = bare
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .and_then(|(name, number)| Some((name, number.trim().parse().ok()?)));
    let (name, length) = length.map_or((bare, None), |(name, length)| (name, Some(length)));
    Some(KeyPart { column: name.trim().trim_matches('`').to_owned(), expression: false, length, descending })
}

impl Session {
    pub(super) fn put(&mut self, owner: Owner, slot: Slot, text: &str) {
        let workspace = &self.view.workspace;
        let cleared = match (slot, owner) {
            (Slot::Kind, Owner::Table(id)) => {
                workspace.table(id).map(|(_, table)| draft::change_kind(table, text).1).unwrap_or_default()
            }
            _ => vec![],
        };
        match edits(workspace, owner, slot, text) {
            Ok(edits) => {
                let label = edits.first().map(|edit| edit.label(workspace)).unwrap_or_default();
                self.perform(label, &edits);
                if !cleared.is_empty() {
                    self.say(say("Cleared: {}.", &[&cleared.join(", ")]), true);
                }
            }
            Err(why) => self.say(why, false),
        }
    }

    pub(super) fn add_part(&mut self, id: TableId, part: Part) {
        let workspace = &self.view.workspace;
        let Some((database, table)) = workspace.table(id) else { return };
        let first = table.columns.first().map(|column| column.name.clone()).unwrap_or_default();
        let edits = match part {
            Part::Index => {
                let primary = table.primary_key().is_none() && table.is_plain();
                let kind = if primary { IndexKind::Primary } else { IndexKind::Plain };
                vec![Edit::AddIndex {
                    table: id,
                    index: Index { kind, parts: vec![KeyPart::of(&first)], ..Index::default() },
                }]
            }
            Part::ForeignKey => vec![Edit::AddForeignKey { table: id, key: likely_key(database, table) }],
            Part::KeyColumn(key) => {
                let Some(mut key) = key_of(table, key).cloned() else { return };
                let free = table.columns.iter().find(|column| !key.columns.contains(&column.name));
                key.columns.push(free.map(|column| column.name.clone()).unwrap_or_default());
                key.parent_columns.resize(key.columns.len(), String::new());
                vec![Edit::SetForeignKey { table: id, key }]
            }
            Part::Check => {
                let condition = if first.is_empty() {
                    "true".to_owned()
                } else {
                    format!("{} IS NOT NULL", quote_identifier(&first))
                };
                let checks = table.checks.iter().cloned().chain([Check { condition, ..Check::default() }]).collect();
                vec![Edit::SetTable { table: id, change: TableChange::Checks(checks) }]
            }
            Part::ChunkColumns => {
                let column = |name| Column {
                    nullable: Some(false),
                    ..Column::new(ColumnId::default(), name, DataType::named("INT"))
                };
                let missing = missing_chunk_columns(table).into_iter().enumerate();
                let at = table.columns.len();
                missing.map(|(n, name)| Edit::AddColumn { table: id, at: at + n, column: column(name) }).collect()
            }
        };
        let label = match part {
            Part::Check => format!("Add a check to {}", table.name),
            _ => edits.first().map(|edit| edit.label(workspace)).unwrap_or_default(),
        };
        self.perform(label, &edits);
    }

    pub(super) fn drop_check(&mut self, id: TableId, at: usize) {
        let Some((_, table)) = self.view.workspace.table(id) else { return };
        let mut checks = table.checks.clone();
        if at < checks.len() {
            checks.remove(at);
        }
        let label = format!("Delete a check of {}", table.name);
        self.perform(label.clone(), &[Edit::SetTable { table: id, change: TableChange::Checks(checks) }]);
        self.say(translated(&label), true);
    }
}

/// The foreign key that is most likely meant: a column that is named after another table, to that table's key.
fn likely_key(database: &Database, table: &Table) -> ForeignKey {
    let key_of =
        |parent: &Table| parent.primary_key().and_then(|key| key.parts.first()).map(|part| part.column.clone());
    let others = || database.tables.iter().filter(|other| other.id != table.id);
    let named = others().find_map(|parent| {
        let known = key_of(parent)?;
        let wanted =
            [format!("{}_{known}", parent.name), format!("{}{known}", parent.name), format!("{}_id", parent.name)];
        let own = table.columns.iter().find(|column| wanted.iter().any(|name| same_identifier(name, &column.name)))?;
        Some((own.name.clone(), parent.name.clone(), known))
    });
    let first = || {
        let parent = others().next().map_or(table, |parent| parent);
        let own = table.columns.first().map(|column| column.name.clone()).unwrap_or_default();
        (own, parent.name.clone(), key_of(parent).unwrap_or_default())
    };
    let (own, parent_table, parent_column) = named.unwrap_or_else(first);
    ForeignKey { columns: vec![own], parent_table, parent_columns: vec![parent_column], ..ForeignKey::default() }
}
