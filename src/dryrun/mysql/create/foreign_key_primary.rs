//! References that name no columns. Asked of MySQL 9.7.4 and MariaDB 10.11.19.

use super::draft::Draft;
use super::foreign_keys::Surroundings;
use crate::dryrun::mysql::catalog::Key;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{KeyKind, References};
use crate::mysql::Feature;

/// MySQL: without names the parent's primary key is meant, which must be there, whatever the engine and foreign_key_checks.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn primary_matches(
    draft: &Draft,
    (name, columns): (Option<&str>, usize),
    references: &References,
    keys: &[Key],
    around: &Surroundings,
) -> Answer<()> {
    let named = &references.table;
    let database = named.database.as_ref().map_or(&*draft.database, |name| &*name.text);
    let itself = database == draft.database && named.name.text == draft.altered.as_deref().unwrap_or(&draft.name);
    let parent = around.catalog.databases.get(database).and_then(|found| found.tables.get(&*named.name.text));
    let there = if itself { keys } else { parent.map_or(&[][..], |parent| &parent.keys) };
    let primary = there.iter().find(|key| key.kind == KeyKind::Primary);
    if primary.is_some_and(|key| key.parts.len() == columns) || !draft.server.has(Feature::ForeignKeyReasons) {
        return Ok(());
    }
    let name = name.unwrap_or("foreign key without name");
    draft.refuse(1239, &[name, "Key reference and table reference don't match"])
}
