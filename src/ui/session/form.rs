//! The fields of the details: what each shows, what may be chosen there, and what a text put into it changes.
//!
//! A field is a value, so that views draw all of them alike and a test can fill them in without a browser.

use std::borrow::Cow;
use std::sync::Arc;

use super::parts::{parts_from_text, parts_text};
use crate::edit::{ColumnChange, DatabaseChange, Edit, TableChange};
use crate::i18n::{say, t};
use crate::qserv::{CHUNK_ID, SUB_CHUNK_ID, charset_pair, with_likely_roles};
use crate::schema::{
    ColumnId, Database, DatabaseId, ForeignKey, ForeignKeyId, IndexId, IndexKind, Kind, Partitioning, Registration,
    Requested, Role, Table, TableId, Workspace,
};
use crate::text::real;
use crate::ui::draft;

/// Whose field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Table(TableId),
    Database(DatabaseId),
}

/// A field. Numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Engine,
    Charset,
    Collation,
    RowFormat,
    /// The n-th of the options that have no field of their own.
    Other(usize),
    PartitionBy,
    Kind,
    Role(Role),
    Separation,
    UniqueKey,
    IndexKind(IndexId),
    IndexName(IndexId),
    IndexParts(IndexId),
    IndexComment(IndexId),
    IndexInvisible(IndexId),
    /// Qserv is asked for it on the tables of chunks.
    IndexChunk(IndexId),
    /// And on those of overlaps.
    IndexOverlap(IndexId),
    KeyName(ForeignKeyId),
    KeyParent(ForeignKeyId),
    KeyColumn(ForeignKeyId, usize),
    KeyParentColumn(ForeignKeyId, usize),
    OnDelete(ForeignKeyId),
    OnUpdate(ForeignKeyId),
    CheckName(usize),
    CheckCondition(usize),
    CheckEnforced(usize),
    Expression(ColumnId),
    Stored(ColumnId),
    DatabaseCharset,
    DatabaseCollation,
    Registered,
    Stripes,
    SubStripes,
    Overlap,
    AutoIndex,
}

/// What a `+` of the details adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Index,
    ForeignKey,
    /// One more pair of columns.
    KeyColumn(ForeignKeyId),
    Check,
    /// The columns that Qserv fills in a director.
    ChunkColumns,
}

/// The words of boxes that are ticked.
pub const YES: &str = "yes";

fn ticked(on: bool) -> String {
    (if on { YES } else { "" }).to_owned()
}

fn optional(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn place(workspace: &Workspace, owner: Owner) -> Option<(&Database, Option<&Table>)> {
    match owner {
        Owner::Table(id) => workspace.table(id).map(|(database, table)| (&**database, Some(&**table))),
        Owner::Database(id) => workspace.database(id).map(|database| (&**database, None)),
    }
}

pub fn key_of(table: &Table, id: ForeignKeyId) -> Option<&ForeignKey> {
    table.foreign_keys.iter().find(|key| key.id == id)
}

/// What a field shows.
pub fn value(workspace: &Workspace, owner: Owner, slot: Slot) -> String {
    let Some((database, table)) = place(workspace, owner) else { return String::new() };
    of_database(database, slot)
        .or_else(|| table.and_then(|table| of_table(table, slot)))
        .or_else(|| table.and_then(|table| of_key(table, slot)))
        .unwrap_or_default()
}

fn of_database(database: &Database, slot: Slot) -> Option<String> {
    let partitioning = database.partitioning.as_ref();
    Some(match slot {
        Slot::DatabaseCharset => database.charset.clone().unwrap_or_default(),
        Slot::DatabaseCollation => database.collation.clone().unwrap_or_default(),
        Slot::Registered => ticked(partitioning.is_some()),
        Slot::Stripes => partitioning?.stripes.to_string(),
        Slot::SubStripes => partitioning?.sub_stripes.to_string(),
        Slot::Overlap => real::plain(partitioning?.overlap),
        Slot::AutoIndex => ticked(partitioning?.auto_index),
        _ => return None,
    })
}

fn of_table(table: &Table, slot: Slot) -> Option<String> {
    let options = &table.options;
    let registration = table.registration.as_ref();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(match slot {
        Slot::Engine => text(&options.engine),
        Slot::Charset => text(&options.charset),
        Slot::Collation => text(&options.collation),
        Slot::RowFormat => {
            options.others.iter().find(|(name, _)| name.eq_ignore_ascii_case("ROW_FORMAT"))?.1.to_ascii_uppercase()
        }
        Slot::Other(at) => options.others.get(at)?.1.clone(),
        Slot::PartitionBy => text(&table.partition_by),
        Slot::Kind => registration?.kind.name().to_owned(),
        Slot::Role(role) => {
            let kind = &registration?.kind;
            let directors = kind.directors().into_iter().map(|(role, director)| (role, director.table.as_str()));
            kind.column_roles().into_iter().chain(directors).find(|(known, _)| *known == role)?.1.to_owned()
        }
        Slot::Separation => match &registration?.kind {
            Kind::RefMatch { ang_sep, .. } => real::plain(*ang_sep),
            Kind::Regular | Kind::Director { .. } | Kind::Dependent { .. } => return None,
        },
        Slot::UniqueKey => ticked(registration?.unique_key),
        Slot::CheckName(at) => text(&table.checks.get(at)?.name),
        Slot::CheckCondition(at) => table.checks.get(at)?.condition.clone(),
        Slot::CheckEnforced(at) => ticked(!table.checks.get(at)?.not_enforced),
        Slot::Expression(id) => table.column(id)?.generated.as_ref()?.expression.clone(),
        Slot::Stored(id) => ticked(table.column(id)?.generated.as_ref()?.stored == Some(true)),
        _ => return None,
    })
}

fn of_key(table: &Table, slot: Slot) -> Option<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(match slot {
        Slot::IndexKind(id) => table.index(id)?.kind.keyword().to_owned(),
        Slot::IndexName(id) => text(&table.index(id)?.name),
        Slot::IndexParts(id) => parts_text(&table.index(id)?.parts),
        Slot::IndexComment(id) => text(&table.index(id)?.comment),
        Slot::IndexInvisible(id) => ticked(table.index(id)?.options.iter().any(|option| is_hiding(option))),
        Slot::IndexChunk(id) => ticked(requested(table, id)?.chunk.is_some()),
        Slot::IndexOverlap(id) => ticked(requested(table, id)?.overlap.is_some()),
        Slot::KeyName(id) => text(&key_of(table, id)?.name),
        Slot::KeyParent(id) => {
            let key = key_of(table, id)?;
            key.parent_database.iter().chain([&key.parent_table]).cloned().collect::<Vec<_>>().join(".")
        }
        Slot::KeyColumn(id, at) => key_of(table, id)?.columns.get(at)?.clone(),
        Slot::KeyParentColumn(id, at) => key_of(table, id)?.parent_columns.get(at)?.clone(),
        Slot::OnDelete(id) => action(&key_of(table, id)?.actions, "ON DELETE"),
        Slot::OnUpdate(id) => action(&key_of(table, id)?.actions, "ON UPDATE"),
        _ => return None,
    })
}

/// How Qserv is asked for an index: as was said, or as the table's kind has it.
fn requested(table: &Table, id: IndexId) -> Option<Requested> {
    let director = matches!(table.registration.as_ref()?.kind, Kind::Director { .. });
    let usual = || Requested { chunk: Some(Default::default()), overlap: director.then(Default::default) };
    Some(table.index(id)?.requested.as_deref().cloned().unwrap_or_else(usual))
}

/// MySQL's word and MariaDB's.
fn is_hiding(option: &str) -> bool {
    option.eq_ignore_ascii_case("INVISIBLE") || option.eq_ignore_ascii_case("IGNORED")
}

/// What foreign keys may do, in the order in which the servers' manuals have them.
pub const ACTIONS: [&str; 5] = ["CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "SET DEFAULT"];

/// `CASCADE` of `ON DELETE CASCADE ON UPDATE NO ACTION`.
fn action(actions: &str, word: &str) -> String {
    let upper = actions.to_ascii_uppercase();
    let behind = upper.split_once(word).map_or("", |(_, behind)| behind.trim_start());
    ACTIONS.into_iter().find(|known| behind.starts_with(known)).unwrap_or_default().to_owned()
}

fn with_action(actions: &str, word: &str, chosen: &str) -> String {
    let old = action(actions, word);
    let gone = actions.to_ascii_uppercase().replace(&format!("{word} {old}"), "");
    let kept = if old.is_empty() { actions.to_owned() } else { gone };
    let new = if chosen.is_empty() { String::new() } else { format!("{word} {chosen}") };
    let delete_first = if word == "ON DELETE" { [new, kept] } else { [kept, new] };
    delete_first.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The changes that a text in a field means. The error says why it is not taken.
pub fn edits(workspace: &Workspace, owner: Owner, slot: Slot, text: &str) -> Result<Vec<Edit>, String> {
    let Some((database, table)) = place(workspace, owner) else { return Ok(vec![]) };
    if let Some(change) = database_change(database, slot, text)? {
        return Ok(vec![Edit::SetDatabase { database: database.id, change }]);
    }
    let Some(table) = table else { return Ok(vec![]) };
    if let Some(edits) = index_edits(table, slot, text) {
        return Ok(edits);
    }
    if let Some(key) = changed_key(workspace, database, table, slot, text) {
        return Ok(vec![Edit::SetForeignKey { table: table.id, key }]);
    }
    table_edits(database, table, slot, text)
}

fn database_change(database: &Database, slot: Slot, text: &str) -> Result<Option<DatabaseChange>, String> {
    let mut next = database.partitioning.clone().unwrap_or_default();
    let number = || real::read(text.trim()).ok_or_else(|| say("“{}” is no number.", &[&text]));
    let whole = || {
        let number = number()?;
        let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        fits.then_some(number as u32).ok_or_else(|| say("“{}” is no whole number.", &[&text]))
    };
    match slot {
        Slot::DatabaseCharset => return Ok(Some(DatabaseChange::Charset(optional(text)))),
        Slot::DatabaseCollation => return Ok(Some(DatabaseChange::Collation(optional(text)))),
        Slot::Registered => {
            let partitioning = (!text.is_empty()).then(Partitioning::default);
            return Ok(Some(DatabaseChange::Partitioning(partitioning)));
        }
        Slot::Stripes => next.stripes = whole()?,
        Slot::SubStripes => next.sub_stripes = whole()?,
        Slot::Overlap => next.overlap = number()?,
        Slot::AutoIndex => next.auto_index = !text.is_empty(),
        _ => return Ok(None),
    }
    if !(next.overlap.is_finite() && next.overlap >= 0.0) {
        return Err(t("An overlap is a number of degrees from 0 on.").to_owned());
    }
    Ok(Some(DatabaseChange::Partitioning(Some(next))))
}

fn index_edits(table: &Table, slot: Slot, text: &str) -> Option<Vec<Edit>> {
    let id = match slot {
        Slot::IndexKind(id)
        | Slot::IndexName(id)
        | Slot::IndexParts(id)
        | Slot::IndexComment(id)
        | Slot::IndexInvisible(id)
        | Slot::IndexChunk(id)
        | Slot::IndexOverlap(id) => id,
        _ => return None,
    };
    let mut index = table.index(id)?.clone();
    match slot {
        Slot::IndexKind(_) => {
            index.kind = IndexKind::ALL.into_iter().find(|kind| kind.keyword() == text).unwrap_or_default();
            if index.kind == IndexKind::Primary {
                index.name = None;
            }
        }
        Slot::IndexName(_) => index.name = optional(text),
        Slot::IndexParts(_) => index.parts = parts_from_text(text),
        Slot::IndexComment(_) => index.comment = optional(text),
        Slot::IndexInvisible(_) => {
            index.options.retain(|option| !is_hiding(option));
            index.options.extend((!text.is_empty()).then(|| "INVISIBLE".to_owned()));
        }
        _ => {
            let mut asked = requested(table, id)?;
            let side = if slot == Slot::IndexChunk(id) { &mut asked.chunk } else { &mut asked.overlap };
            *side = (!text.is_empty()).then(|| side.take().unwrap_or_default());
            index.requested = Some(Arc::new(asked));
        }
    }
    Some(vec![Edit::SetIndex { table: table.id, index }])
}

fn changed_key(workspace: &Workspace, home: &Database, table: &Table, slot: Slot, text: &str) -> Option<ForeignKey> {
    let id = match slot {
        Slot::KeyName(id)
        | Slot::KeyParent(id)
        | Slot::KeyColumn(id, _)
        | Slot::KeyParentColumn(id, _)
        | Slot::OnDelete(id)
        | Slot::OnUpdate(id) => id,
        _ => return None,
    };
    let mut key = key_of(table, id)?.clone();
    match slot {
        Slot::KeyName(_) => key.name = optional(text),
        Slot::KeyParent(_) => {
            let (database, name) = text.split_once('.').map_or((None, text), |(database, name)| (Some(database), name));
            key.parent_database = database.map(str::to_owned);
            name.clone_into(&mut key.parent_table);
            let parent = database.map_or(Some(home), |name| workspace.database_named(name).map(|database| &**database));
            let parent = parent.and_then(|database| database.table_named(name));
            let own_key = parent.and_then(|parent| parent.primary_key()).map(|primary| &primary.parts);
            for (at, column) in key.parent_columns.iter_mut().enumerate() {
                own_key
                    .and_then(|parts| parts.get(at))
                    .map(|part| &part.column)
                    .unwrap_or(&String::new())
                    .clone_into(column);
            }
        }
        Slot::KeyColumn(_, at) if text.is_empty() && key.columns.len() > 1 => {
            key.columns.remove(at.min(key.columns.len() - 1));
            key.parent_columns.truncate(key.columns.len());
        }
        Slot::KeyColumn(_, at) => text.clone_into(key.columns.get_mut(at)?),
        Slot::KeyParentColumn(_, at) => {
            key.parent_columns.resize(key.columns.len().max(at + 1), String::new());
            text.clone_into(key.parent_columns.get_mut(at)?);
        }
        Slot::OnDelete(_) => key.actions = with_action(&key.actions, "ON DELETE", text),
        _ => key.actions = with_action(&key.actions, "ON UPDATE", text),
    }
    Some(key)
}

fn table_edits(database: &Database, table: &Table, slot: Slot, text: &str) -> Result<Vec<Edit>, String> {
    let set = |change: TableChange| Ok(vec![Edit::SetTable { table: table.id, change }]);
    let registration = |change: &dyn Fn(&mut Registration)| {
        let mut registration = table.registration.clone();
        if let Some(registration) = &mut registration {
            change(registration);
        }
        set(TableChange::Registration(registration))
    };
    match slot {
        Slot::Engine => set(TableChange::Engine(optional(text))),
        Slot::Charset if table.is_plain() => {
            let charset = optional(text);
            // A collation of another charset does not stay.
            let fits = |collation: &String| {
                charset.as_ref().is_none_or(|charset| {
                    collation.to_ascii_lowercase().starts_with(&format!("{}_", charset.to_ascii_lowercase()))
                })
            };
            let collation = table.options.collation.clone().filter(fits);
            Ok(charset_edits(table, (charset, collation)))
        }
        Slot::Charset => Ok(charset_edits(table, charset_pair::with_charset(&table.options, optional(text)))),
        Slot::Collation if table.is_plain() => set(TableChange::Collation(optional(text))),
        Slot::Collation => Ok(charset_edits(table, charset_pair::with_collation(&table.options, optional(text)))),
        Slot::RowFormat => set(TableChange::Other("ROW_FORMAT".to_owned(), optional(text))),
        Slot::Other(at) => match table.options.others.get(at) {
            Some((name, _)) => set(TableChange::Other(name.clone(), optional(text))),
            None => Ok(vec![]),
        },
        Slot::PartitionBy => set(TableChange::PartitionBy(optional(text))),
        Slot::Kind => Ok(kind_edits(database, table, text)),
        Slot::Role(role) => registration(&|registration| {
            registration.kind.set_role(role, text);
        }),
        Slot::Separation => {
            let number = real::read(text.trim()).ok_or_else(|| say("“{}” is no number.", &[&text]))?;
            registration(&|registration| {
                if let Kind::RefMatch { ang_sep, .. } = &mut registration.kind {
                    *ang_sep = number;
                }
            })
        }
        Slot::UniqueKey => registration(&|registration| registration.unique_key = !text.is_empty()),
        Slot::CheckName(at) | Slot::CheckCondition(at) | Slot::CheckEnforced(at) => {
            let mut checks = table.checks.clone();
            let Some(check) = checks.get_mut(at) else { return Ok(vec![]) };
            match slot {
                Slot::CheckName(_) => check.name = optional(text),
                Slot::CheckCondition(_) => text.trim().clone_into(&mut check.condition),
                _ => check.not_enforced = text.is_empty(),
            }
            set(TableChange::Checks(checks))
        }
        Slot::Expression(id) | Slot::Stored(id) => {
            let Some(mut column) = table.column(id).cloned() else { return Ok(vec![]) };
            if let Some(generated) = &mut column.generated {
                match slot {
                    Slot::Stored(_) => generated.stored = Some(!text.is_empty()),
                    _ => text.trim().clone_into(&mut generated.expression),
                }
            }
            let change = ColumnChange::Definition(Box::new(column));
            Ok(vec![Edit::SetColumn { table: table.id, column: id, change }])
        }
        _ => Ok(vec![]),
    }
}

/// Another kind, with the roles that are likely filled in; the first table of a database that gets one registers the database.
fn kind_edits(database: &Database, table: &Table, text: &str) -> Vec<Edit> {
    let mut registration = draft::change_kind(table, text).0;
    if let Some(registration) = &mut registration {
        registration.kind = with_likely_roles(registration.kind.clone(), database, table);
    }
    let registered = registration.is_some();
    let mut edits = vec![Edit::SetTable { table: table.id, change: TableChange::Registration(registration) }];
    if registered && table.is_plain() {
        edits.extend(charset_edits(table, charset_pair::completed(&table.options)));
    }
    if registered && database.partitioning.is_none() {
        let change = DatabaseChange::Partitioning(Some(Partitioning::default()));
        edits.push(Edit::SetDatabase { database: database.id, change });
    }
    edits
}

/// The changes to a charset and a collation, as far as they are others.
fn charset_edits(table: &Table, (charset, collation): (Option<String>, Option<String>)) -> Vec<Edit> {
    let (old, mut edits) = (&table.options, Vec::new());
    if old.charset != charset {
        edits.push(Edit::SetTable { table: table.id, change: TableChange::Charset(charset) });
    }
    if old.collation != collation {
        edits.push(Edit::SetTable { table: table.id, change: TableChange::Collation(collation) });
    }
    edits
}

/// What may be chosen in a field; empty where it is a text.
pub fn choices(workspace: &Workspace, owner: Owner, slot: Slot) -> Vec<Cow<'_, str>> {
    fn columns(table: &Table) -> Vec<Cow<'_, str>> {
        table.columns.iter().map(|column| column.name.as_str().into()).collect()
    }
    let Some((database, table)) = place(workspace, owner) else { return vec![] };
    let words = |words: &[&'static str]| words.iter().map(|word| (*word).into()).collect();
    match slot {
        Slot::RowFormat => words(&["DEFAULT", "DYNAMIC", "COMPACT", "REDUNDANT", "COMPRESSED"]),
        Slot::IndexKind(_) => IndexKind::ALL.into_iter().map(|kind| kind.keyword().into()).collect(),
        Slot::OnDelete(_) | Slot::OnUpdate(_) => words(&ACTIONS),
        Slot::Role(Role::Director | Role::SecondDirector) => tables_named(workspace, database, |table| {
            matches!(table.registration.as_ref().map(|registration| &registration.kind), Some(Kind::Director { .. }))
        }),
        Slot::Role(_) | Slot::KeyColumn(..) => table.map(columns).unwrap_or_default(),
        Slot::KeyParent(_) => tables_named(workspace, database, |_| true),
        Slot::KeyParentColumn(id, _) => {
            let key = table.and_then(|table| key_of(table, id));
            let home = |key: &ForeignKey| match &key.parent_database {
                Some(name) => workspace.database_named(name).map(|database| &**database),
                None => Some(database),
            };
            let parent = key.and_then(|key| home(key)?.table_named(&key.parent_table));
            parent.map(|parent| columns(parent)).unwrap_or_default()
        }
        _ => vec![],
    }
}

/// Tables of its own database by name, of others with the database before it.
fn tables_named<'w>(workspace: &'w Workspace, home: &Database, wanted: impl Fn(&Table) -> bool) -> Vec<Cow<'w, str>> {
    let found = workspace.tables().filter(|(_, table)| wanted(table));
    let named = found.map(|(database, table)| match database.id == home.id {
        true => table.name.as_str().into(),
        false => format!("{}.{}", database.name, table.name).into(),
    });
    named.collect()
}

/// The columns that Qserv's partitioner fills in a director and that this one lacks.
pub fn missing_chunk_columns(table: &Table) -> Vec<&'static str> {
    let kind = table.registration.as_ref().map(|registration| &registration.kind);
    if !matches!(kind, Some(Kind::Director { .. })) {
        return vec![];
    }
    [CHUNK_ID, SUB_CHUNK_ID].into_iter().filter(|name| table.column_named(name).is_none()).collect()
}
