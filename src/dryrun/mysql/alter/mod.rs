//! ALTER TABLE: the table that is there and the actions become a draft, which is then checked like a new table.

mod algorithm;
mod columns;
mod exchange;
mod keys;
pub mod partitions;

use std::sync::Arc;

use super::catalog::{Table, same};
use super::create::column::{DraftColumn, draft_column};
use super::create::draft::{Draft, DraftCheck, DraftForeignKey, DraftKey};
use super::create::foreign_keys::{self, Surroundings};
use super::create::{add_column_constraints, add_elements, apply_options, empty, prepare};
use super::refusal::{Answer, Refusal, Stop, Warning};
use super::syntax::ast::{AlterAction, AlterTable, ColumnPlace, Element, Name, TableName, TableOption};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};

/// A new or changed column and where it goes.
pub(super) struct NewColumn<'t> {
    pub draft: DraftColumn<'t>,
    /// The column that it replaces.
    pub old: Option<&'t Name<'t>>,
    pub place: Option<&'t ColumnPlace<'t>>,
    pub if_exists: bool,
    pub if_not_exists: bool,
}

/// What the actions ask for, sorted as the servers sort it.
pub(super) struct Request<'t> {
    pub columns: Vec<NewColumn<'t>>,
    pub draft: Draft<'t>,
    pub convert: Option<Option<&'static Collation>>,
    pub default_charset: bool,
    pub engine_named: bool,
    pub rename: Option<&'t TableName<'t>>,
}

/// What an ALTER TABLE does to the catalogue.
pub struct Altered {
    pub database: String,
    pub table: Table,
    pub warnings: Vec<Warning>,
}

/// The checks of an ALTER that come before the table is opened; both servers make them action by action.
pub(super) fn request<'t>(
    server: Server,
    text: &'t str,
    database: &str,
    collation: &'static Collation,
    alter: &'t AlterTable<'t>,
) -> Answer<Request<'t>> {
    let mut request = Request {
        columns: vec![],
        draft: empty(server, text, database, &alter.table.name.text, collation)?,
        convert: None,
        default_charset: false,
        engine_named: false,
        rename: None,
    };
    let mut converted: Option<String> = None;
    for action in &alter.actions {
        partitions::deferred(action)?;
        match action {
            AlterAction::AddColumn { column, place } => {
                let draft = draft_column(server, column, &mut request.draft.warnings)?;
                let if_not_exists = column.if_not_exists;
                let place = place.as_ref();
                request.columns.push(NewColumn { draft, old: None, place, if_exists: false, if_not_exists });
                add_column_constraints(&mut request.draft, column)?;
            }
            AlterAction::AddElements(elements) => {
                for element in elements {
                    if let Element::Column(column) = element {
                        let draft = draft_column(server, column, &mut request.draft.warnings)?;
                        let place = None;
                        request.columns.push(NewColumn {
                            draft,
                            old: None,
                            place,
                            if_exists: false,
                            if_not_exists: false,
                        });
                        add_column_constraints(&mut request.draft, column)?;
                    } else {
                        add_elements(&mut request.draft, std::slice::from_ref(element))?;
                    }
                }
            }
            AlterAction::AddElement(element) => add_elements(&mut request.draft, std::slice::from_ref(element))?,
            AlterAction::Modify { column, place, if_exists } => {
                let draft = draft_column(server, column, &mut request.draft.warnings)?;
                let (old, place) = (Some(&column.name), place.as_ref());
                request.columns.push(NewColumn { draft, old, place, if_exists: *if_exists, if_not_exists: false });
                add_column_constraints(&mut request.draft, column)?;
            }
            AlterAction::Change { old, column, place, if_exists } => {
                let draft = draft_column(server, column, &mut request.draft.warnings)?;
                let (old, place) = (Some(old), place.as_ref());
                request.columns.push(NewColumn { draft, old, place, if_exists: *if_exists, if_not_exists: false });
                add_column_constraints(&mut request.draft, column)?;
            }
            AlterAction::Option(option) => {
                request.engine_named |= matches!(option, TableOption::Engine(_));
                request.default_charset |= matches!(option, TableOption::Charset(_) | TableOption::Collate(_));
                if let (TableOption::Charset(Some(name)), Some(before)) = (option, &converted) {
                    conflict(&request.draft, before, &name.text)?;
                }
                if let TableOption::Charset(Some(name)) = option {
                    converted = Some(name.text.to_string());
                }
                apply_options(&mut request.draft, std::iter::once(option), collation)?;
            }
            AlterAction::ConvertTo { charset: name, collate } => {
                request.convert = Some(convert(&request.draft, name.as_ref(), collate.as_ref(), collation)?);
                let charset =
                    name.as_ref().map_or_else(|| collation.charset().to_owned(), |name| name.text.to_string());
                if let Some(before) = &converted {
                    conflict(&request.draft, before, &charset)?;
                }
                converted = Some(charset);
            }
            AlterAction::RenameTo(name) => request.rename = Some(name),
            _ => {}
        }
    }
    Ok(request)
}

fn conflict(draft: &Draft, before: &str, after: &str) -> Answer<()> {
    let resolved = |name: &str| charset::charset(name, draft.server).map_or("", |charset| charset.name);
    let (a, b) = (resolved(before), resolved(after));
    if a == b {
        return Ok(());
    }
    draft.refuse(1302, &["CHARACTER SET ", a, "CHARACTER SET ", b])
}

fn convert(
    draft: &Draft,
    name: Option<&Name>,
    collate: Option<&Name>,
    database: &'static Collation,
) -> Answer<Option<&'static Collation>> {
    let charset_name = name.map_or(database.charset(), |name| &*name.text);
    let Some(charset) = charset::charset(charset_name, draft.server) else {
        return draft.refuse(1115, &[charset_name]);
    };
    let Some(collate) = collate else { return Ok(charset::collation(charset.default_collation, draft.server)) };
    match charset::collation_in(&collate.text, charset, draft.server) {
        Ok(found) => Ok(Some(found)),
        Err(charset::Misfit::NotValid(found)) => draft.refuse(1253, &[found, charset.name]),
        Err(charset::Misfit::Unknown) => draft.refuse(1273, &[&collate.text]),
    }
}

/// Alters a table. `request` holds what was checked before.
pub(super) fn alter<'t>(
    around: &Surroundings,
    database: &str,
    table: &Arc<Table>,
    alter: &'t AlterTable<'t>,
    mut request: Request<'t>,
) -> Answer<Altered> {
    let server = request.draft.server;
    let mut target = database.to_owned();
    let mut new_name = table.name.clone();
    if let Some(rename) = request.rename {
        if let Some(other) = &rename.database {
            target = other.text.to_string();
        }
        new_name = rename.name.text.to_string();
        if new_name.is_empty() || new_name.ends_with(' ') {
            return request.draft.refuse(1103, &[&new_name]);
        }
        let Some(there) = around.catalog.databases.get(&target) else {
            return Err(Refusal::new(server, 1049, &[&target]).into());
        };
        let moved = target != database || new_name != table.name;
        if moved && (there.tables.contains_key(&new_name) || there.views.contains(&new_name)) {
            return request.draft.refuse(1050, &[&new_name]);
        }
    }
    unmodelled(alter)?;
    engine_of(&mut request, table, around, database)?;
    options_of(&mut request, table);
    partitions::before_columns(&mut request, table, alter, around, database)?;
    if let Some(altered) = partitions::alone(&mut request, table, alter, around, database)? {
        return Ok(altered);
    }
    columns::merge(&mut request, table, alter)?;
    keys::merge(&mut request, table, alter)?;
    request.draft.name.clone_from(&table.name);
    request.draft.altered = Some(table.name.clone());
    partitions::after_columns(&mut request, alter)?;
    let draft = &mut request.draft;
    let mut prepared = prepare::prepare(draft, around)?;
    partitions::afterwards(&request, table, around, database)?;
    algorithm::check(&mut request, table, &prepared, alter)?;
    rename_constraints(&mut prepared, &table.name, &new_name);
    prepared.name = new_name;
    prepared.may_have_rows = table.may_have_rows;
    prepared.temporary = table.temporary;
    Ok(Altered { database: target, table: prepared, warnings: request.draft.warnings })
}

/// What the dry-run does not decide yet.
fn unmodelled(alter: &AlterTable) -> Answer<()> {
    for action in &alter.actions {
        let what = match action {
            AlterAction::ImportTablespace | AlterAction::DiscardTablespace => "tablespaces",
            AlterAction::SecondaryLoad | AlterAction::SecondaryUnload => "secondary engines",
            AlterAction::AddSystemVersioning | AlterAction::DropSystemVersioning => "system versioning",
            AlterAction::AddPeriod | AlterAction::DropPeriod => "periods",
            _ => continue,
        };
        return Err(Stop::unknown(format!("{what}: not modelled")));
    }
    Ok(())
}

fn engine_of(request: &mut Request, table: &Table, around: &Surroundings, database: &str) -> Answer<()> {
    if !request.engine_named {
        request.draft.engine = table.engine;
        return Ok(());
    }
    let changed = request.draft.engine.name != table.engine.name;
    let takes_part =
        !table.foreign_keys.is_empty() || !foreign_keys::referring(around.catalog, database, &table.name).is_empty();
    if changed && takes_part && around.foreign_key_checks {
        return if request.draft.maria() { request.draft.refuse(1217, &[]) } else { request.draft.refuse(3776, &[]) };
    }
    Ok(())
}

/// Options that are not named stay as they are.
fn options_of(request: &mut Request, table: &Table) {
    let draft = &mut request.draft;
    if draft.comment.is_empty() {
        draft.comment.clone_from(&table.comment);
    }
    if draft.row_format.is_none() {
        draft.row_format = table.row_format;
    }
    if draft.key_block_size == 0 {
        draft.key_block_size = table.key_block_size;
    }
    if let Some(Some(collation)) = request.convert {
        draft.collation = collation;
    } else if !request.default_charset {
        draft.collation = table.collation;
    }
}

/// Constraints that carry the table's name follow its renaming.
pub(super) fn rename_constraints(table: &mut Table, old: &str, new: &str) {
    if old == new {
        return;
    }
    let follow = |name: &mut String| {
        if let Some(rest) = name.strip_prefix(old)
            && (rest.starts_with("_ibfk_") || rest.starts_with("_chk_"))
        {
            *name = format!("{new}{rest}");
        }
    };
    table.foreign_keys.iter_mut().for_each(|key| follow(&mut key.name));
    table.checks.iter_mut().for_each(|check| follow(&mut check.name));
}

/// The foreign keys and checks that stay, less those that are dropped.
pub(super) fn kept_constraints<'t>(
    table: &Table,
    dropped: impl Fn(&str) -> bool,
) -> (Vec<DraftForeignKey<'t>>, Vec<DraftCheck<'t>>) {
    let keys =
        table.foreign_keys.iter().filter(|key| !dropped(&key.name)).cloned().map(DraftForeignKey::Kept).collect();
    let checks = table.checks.iter().filter(|check| !dropped(&check.name)).cloned().map(DraftCheck::Kept).collect();
    (keys, checks)
}

/// True where an action drops the thing of that name.
pub(super) fn names(name: &Name, other: &str) -> bool {
    same(&name.text, other)
}

/// A key of the draft under its name.
pub(super) fn key_named<'d, 't>(keys: &'d [DraftKey<'t>], name: &str) -> Option<&'d DraftKey<'t>> {
    keys.iter().find(|key| key.name.as_deref().is_some_and(|other| same(other, name)))
}
