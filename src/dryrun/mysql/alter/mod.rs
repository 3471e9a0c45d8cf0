//! ALTER TABLE: the table that is there and the actions become a draft, which is then checked like a new table.

mod algorithm;
mod columns;
pub mod dependences;
mod engine_names;
mod exchange;
mod if_exists;
mod keys;
pub mod partition_actions;
pub mod partitions;
pub mod references;
mod tablespace;
mod warnings;

use std::sync::Arc;

use super::catalog::{Table, same};
use super::create::column::{DraftColumn, draft_column};
use super::create::draft::Draft;
use super::create::foreign_keys::{self, Altering, Surroundings};
use super::create::{add_column_constraints, add_elements, apply_options, empty, options, prepare};
use super::default_value::ValueMode;
use super::expression;
use super::refusal::{Answer, Refusal, Stop, Warning};
use super::syntax::ast::{
    AlterAction, AlterTable, ColumnAttribute, ColumnDefinition, ColumnPlace, Element, KeyKind, Name, TableName,
    TableOption,
};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};
pub use algorithm::clustered_key;
use algorithm::{Asked, Course, Lock, Way};

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
    pub alter: &'t AlterTable<'t>,
    /// By action: it found what it names, or gave up on it.
    pub done: Vec<bool>,
    /// Names of foreign keys and checks that are dropped.
    pub dropped_constraints: Vec<String>,
    pub foreign_key_checks: bool,
    /// A column that another table refers to gets a new name.
    pub renames_referred: bool,
    /// The table has InnoDB's hidden FTS_DOC_ID.
    pub has_document_id: bool,
}

impl Request<'_> {
    pub fn is_done(&self, at: usize) -> bool {
        self.done.get(at).copied().unwrap_or(true)
    }

    pub fn set_done(&mut self, at: usize) {
        if let Some(done) = self.done.get_mut(at) {
            *done = true;
        }
    }
}

/// What an ALTER TABLE does to the catalogue.
pub struct Altered {
    pub database: String,
    pub table: Table,
    pub warnings: Vec<Warning>,
    /// Columns with a new name: before and after.
    pub renamed_columns: Vec<(String, String)>,
}

/// The checks of an ALTER that come before the table is opened; both servers make them action by action.
pub(super) fn request<'t>(
    of_server: (Server, ValueMode),
    text: &'t str,
    database: &str,
    collation: &'static Collation,
    alter: &'t AlterTable<'t>,
) -> Answer<Request<'t>> {
    let mut request = Request {
        columns: vec![],
        draft: empty(of_server, text, database, &alter.table.name.text, collation)?,
        convert: None,
        default_charset: false,
        engine_named: false,
        rename: None,
        alter,
        done: vec![false; alter.actions.len()],
        dropped_constraints: vec![],
        foreign_key_checks: true,
        renames_referred: false,
        has_document_id: false,
    };
    let mut converted: Option<&str> = None;
    for action in &alter.actions {
        partitions::deferred(action)?;
        match action {
            AlterAction::AddColumn { column, place } => new_column(&mut request, column, None, place.as_ref(), false)?,
            AlterAction::AddElements(elements) => {
                for element in elements {
                    if let Element::Column(column) = element {
                        new_column(&mut request, column, None, None, false)?;
                    } else {
                        add_elements(&mut request.draft, std::slice::from_ref(element))?;
                    }
                }
            }
            AlterAction::AddElement(element) => add_elements(&mut request.draft, std::slice::from_ref(element))?,
            AlterAction::Modify { column, place, if_exists } => {
                new_column(&mut request, column, Some(&column.name), place.as_ref(), *if_exists)?;
            }
            AlterAction::Change { old, column, place, if_exists } => {
                new_column(&mut request, column, Some(old), place.as_ref(), *if_exists)?;
            }
            AlterAction::Option(option) => {
                request.engine_named |= matches!(option, TableOption::Engine(_));
                request.default_charset |= matches!(option, TableOption::Charset(_) | TableOption::Collate(_));
                apply_options(&mut request.draft, std::iter::once(option), collation)?;
            }
            AlterAction::ConvertTo { charset: name, collate } => {
                request.convert = Some(convert(&request.draft, name.as_ref(), collate.as_ref(), collation)?);
                let charset = name.as_ref().map_or(collation.charset(), |name| &name.text);
                if let Some(before) = converted {
                    conflict(&request.draft, before, charset)?;
                }
                converted = Some(charset);
                // MySQL holds it against the options too.
                if !request.draft.maria() {
                    options::charset_option(&mut request.draft, Some(charset), collation)?;
                }
            }
            AlterAction::RenameTo(name) => request.rename = Some(name),
            _ => {}
        }
    }
    before_opening(&request, alter)?;
    Ok(request)
}

fn new_column<'t>(
    request: &mut Request<'t>,
    column: &'t ColumnDefinition<'t>,
    old: Option<&'t Name<'t>>,
    place: Option<&'t ColumnPlace<'t>>,
    if_exists: bool,
) -> Answer<()> {
    let draft = draft_column(request.draft.server, column, &mut request.draft.warnings)?;
    let if_not_exists = column.if_not_exists;
    request.columns.push(NewColumn { draft, old, place, if_exists, if_not_exists });
    add_column_constraints(&mut request.draft, column)
}

/// MySQL: where a column is added, no definition may have a default that a replica could see otherwise.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn safe_defaults(request: &Request) -> Answer<()> {
    let definitions = request.columns.iter().filter_map(|column| column.draft.definition);
    for attribute in definitions.flat_map(|definition| &definition.attributes) {
        if let ColumnAttribute::DefaultExpression(expression) = attribute {
            expression::check_added_default(expression, request.draft.server)?;
        }
    }
    Ok(())
}

/// What the servers look at when the statement is parsed and no table is open.
fn before_opening(request: &Request, alter: &AlterTable) -> Answer<()> {
    if let Some(rename) = request.rename {
        let name: &str = &rename.name.text;
        let long = name.chars().count() > 64;
        if long && !request.draft.maria() {
            return request.draft.refuse(1059, &[name]);
        }
        if long || name.is_empty() || name.ends_with(' ') {
            return request.draft.refuse(1103, &[name]);
        }
    }
    if request.draft.maria() {
        return Ok(());
    }
    if request.columns.iter().any(|column| column.old.is_none()) {
        safe_defaults(request)?;
    }
    let changes_columns = |action: &AlterAction| {
        matches!(
            action,
            AlterAction::AddColumn { .. }
                | AlterAction::AddElements(_)
                | AlterAction::Modify { .. }
                | AlterAction::Change { .. }
                | AlterAction::RenameColumn { .. }
        )
    };
    let validation = |action: &AlterAction| matches!(action, AlterAction::Validation(_));
    if alter.actions.iter().any(validation) && !alter.actions.iter().any(changes_columns) {
        return request.draft.refuse(1221, &["ALTER", "WITH VALIDATION"]);
    }
    let asked = algorithm::Asked::of(alter);
    if asked.algorithm == algorithm::Algorithm::Instant && asked.lock != algorithm::Lock::Default {
        return request.draft.refuse(1221, &["ALGORITHM=INSTANT", "LOCK=NONE/SHARED/EXCLUSIVE"]);
    }
    Ok(())
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
    let maria = request.draft.maria();
    request.foreign_key_checks = around.foreign_key_checks;
    let hidden = |name: &str| table.column(name).is_none();
    let fulltext = table.keys.iter().any(|key| key.kind == KeyKind::Fulltext);
    request.has_document_id = table.options.hidden_document_id || (fulltext && hidden("FTS_DOC_ID"));
    let (target, new_name) = target(&request, around, database, table)?;
    if let Some(changed) = tablespace::alone(&request, table, alter, around, database)? {
        let warnings = request.draft.warnings;
        return Ok(Altered { database: target, table: changed, warnings, renamed_columns: vec![] });
    }
    unmodelled(&request.draft, table, alter)?;
    engine_of(&mut request, table, around, database)?;
    if maria {
        if_exists::settle(&mut request, table, alter);
    } else {
        dependences::constraints(&mut request, table, alter)?;
        dependences::checks(&mut request, table, alter, around)?;
    }
    options_of(&mut request, table);
    request.draft.name.clone_from(&table.name);
    request.draft.altered = Some(table.name.clone());
    request.draft.final_name = (new_name != table.name).then(|| new_name.clone());
    partitions::before_columns(&mut request, table, alter, around, database)?;
    if let Some(altered) = partitions::alone(&mut request, table, alter, around, database)? {
        return Ok(altered);
    }
    if !maria {
        dependences::new_checks(&request, table)?;
    }
    columns::merge(&mut request, table, alter)?;
    if maria {
        keys::added(&request.draft)?;
    }
    keys::merge(&mut request, table, alter)?;
    partitions::after_columns(&mut request, alter)?;
    let course = algorithm::before(&request, table, alter)?;
    if course == Course::Simple {
        return simple(request, table, target, new_name, alter, around, database);
    }
    let asked = Asked::of(alter);
    let altering = Altering {
        table,
        copies: course == Course::Copy,
        unlocked: asked.lock == Lock::None && !table.temporary,
        nowhere: (!around.catalog.databases.contains_key(&target)).then_some(target.as_str()),
    };
    let surroundings = Surroundings { altered: Some(altering), ..*around };
    let mut prepared = prepare::server(&mut request.draft, &surroundings)?;
    engine_names::document_id(&request, &prepared)?;
    request.renames_referred = references::renames_referred(&request, around, database, table);
    let verdict = algorithm::check(&request, table, &prepared, alter, course)?;
    references::of_engine(&request, &surroundings, table, &prepared, verdict.way, course)?;
    engine_names::of_engine(&request, table, &prepared, verdict.way)?;
    if verdict.way == Way::Copy && !maria {
        request.draft.name = warnings::PASSING_TABLE.to_owned();
    }
    prepare::engine(&mut request.draft, &mut prepared, &surroundings)?;
    partitions::afterwards(&request, table, around, database)?;
    columns::castable(&request, table)?;
    order(&request, table, &prepared, alter)?;
    warnings::defaults(&mut request, verdict.way)?;
    warnings::add(&mut request, table, &prepared, alter, verdict.way, false);
    let renamed_columns = renamed_columns(&request);
    rename_constraints(&mut prepared, &table.name, &new_name);
    prepared.name = new_name;
    prepared.temporary = table.temporary;
    prepared.may_have_rows = table.may_have_rows;
    prepared.options.hidden_document_id = keeps_document_id(&request, &prepared, verdict.way);
    Ok(Altered { database: target, table: prepared, warnings: request.draft.warnings, renamed_columns })
}

/// ORDER BY names columns that the table had, and is forgotten where InnoDB keeps rows in the order of a key.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn order(request: &Request, old: &Table, new: &Table, alter: &AlterTable) -> Answer<()> {
    if new.engine.name == "InnoDB" && clustered_key(new).is_some() {
        return Ok(());
    }
    let clause = if request.draft.maria() { "ORDER BY" } else { "order clause" };
    for action in &alter.actions {
        let AlterAction::OrderBy(names) = action else { continue };
        if let Some(name) = names.iter().find(|name| old.column(&name.text).is_none()) {
            return request.draft.refuse(1054, &[&name.text, clause]);
        }
    }
    Ok(())
}

/// Only a new name for the table, or nothing that the catalogue shows.
fn simple(
    mut request: Request,
    table: &Arc<Table>,
    target: String,
    new_name: String,
    alter: &AlterTable,
    around: &Surroundings,
    database: &str,
) -> Answer<Altered> {
    if !around.catalog.databases.contains_key(&target) {
        let words = format!(
            "Error on rename of './{database}/{}' to './{target}/{new_name}' (errno: 168 \"Unknown (generic) error from \
             engine\")",
            table.name
        );
        return Err(Stop::from(Refusal { errno: 1025, sqlstate: "HY000", message: words }));
    }
    let mut renamed = (**table).clone();
    warnings::add(&mut request, table, table, alter, Way::Instant, true);
    rename_constraints(&mut renamed, &table.name, &new_name);
    renamed.name = new_name;
    Ok(Altered { database: target, table: renamed, warnings: request.draft.warnings, renamed_columns: vec![] })
}

/// The database and the name of the altered table.
fn target(request: &Request, around: &Surroundings, database: &str, table: &Table) -> Answer<(String, String)> {
    let Some(rename) = request.rename else { return Ok((database.to_owned(), table.name.clone())) };
    let target = rename.database.as_ref().map_or_else(|| database.to_owned(), |name| name.text.to_string());
    let name = rename.name.text.to_string();
    let Some(there) = around.catalog.databases.get(&target) else {
        // MariaDB finds that out when it renames the files.
        return if request.draft.maria() { Ok((target, name)) } else { request.draft.refuse(1049, &[&target]) };
    };
    let moved = target != database || name != table.name;
    let taken = there.tables.contains_key(&name) || there.views.contains(&name);
    if moved && taken && !table.temporary {
        return request.draft.refuse(1050, &[&name]);
    }
    Ok((target, name))
}

/// Columns with a new name.
fn renamed_columns(request: &Request) -> Vec<(String, String)> {
    let drafts = request.draft.columns.iter();
    let pairs = drafts.filter_map(|draft| Some((draft.old_name.clone()?, draft.column.name.clone())));
    pairs.filter(|(before, after)| before != after).collect()
}

/// InnoDB's hidden FTS_DOC_ID comes with the first FULLTEXT key, and goes when the table is built without one.
fn keeps_document_id(request: &Request, new: &Table, way: Way) -> bool {
    let fulltext = new.keys.iter().any(|key| key.kind == KeyKind::Fulltext);
    let built_anew = matches!(way, Way::Copy | Way::Rebuild);
    let visible = new.column("FTS_DOC_ID").is_some();
    new.engine.name == "InnoDB" && !visible && (fulltext || (request.has_document_id && !built_anew))
}

/// What the dry-run does not decide yet.
fn unmodelled(draft: &Draft, table: &Table, alter: &AlterTable) -> Answer<()> {
    for action in &alter.actions {
        let what = match action {
            AlterAction::SecondaryLoad | AlterAction::SecondaryUnload if table.options.secondary_engine.is_none() => {
                let words = "Secondary engine operation failed. No secondary engine defined.";
                return Err(Refusal { errno: 3889, sqlstate: "HY000", message: words.to_owned() }.into());
            }
            AlterAction::SecondaryLoad | AlterAction::SecondaryUnload => "secondary engines",
            AlterAction::DropSystemVersioning if !table.options.system_versioned => {
                return draft.refuse(4124, &[&table.name]);
            }
            AlterAction::AddSystemVersioning | AlterAction::DropSystemVersioning => "system versioning",
            AlterAction::AddPeriod | AlterAction::DropPeriod => "periods",
            _ => continue,
        };
        return Err(Stop::unknown(&format!("{what}: not modelled")));
    }
    Ok(())
}

/// A table with foreign keys keeps its engine.
fn engine_of(request: &mut Request, table: &Table, around: &Surroundings, database: &str) -> Answer<()> {
    if !request.engine_named {
        request.draft.engine = table.engine;
    }
    let changed = request.draft.engine.name != table.engine.name;
    let takes_part =
        !table.foreign_keys.is_empty() || !foreign_keys::referring(around.catalog, database, &table.name).is_empty();
    match (changed && takes_part, request.draft.maria()) {
        (false, _) => Ok(()),
        (true, true) => request.draft.refuse(1217, &[]),
        (true, false) => request.draft.refuse(3776, &[]),
    }
}

/// Options that are not named stay as they are.
fn options_of(request: &mut Request, table: &Table) {
    let alter = request.alter;
    let named = |wanted: fn(&TableOption) -> bool| algorithm::options(alter).any(wanted);
    let draft = &mut request.draft;
    if !named(|option| matches!(option, TableOption::Comment(_))) {
        draft.comment.clone_from(&table.comment);
    }
    if !named(|option| matches!(option, TableOption::RowFormat(_))) {
        draft.row_format = table.row_format;
    }
    if !named(|option| matches!(option, TableOption::KeyBlockSize(_))) {
        draft.key_block_size = table.key_block_size;
    }
    if let Some(Some(collation)) = request.convert {
        draft.collation = collation;
    } else if !request.default_charset {
        draft.collation = table.collation;
    }
    draft.options.clone_from(&table.options);
    draft.temporary = table.temporary;
    for option in algorithm::options(alter) {
        // A table stays where it is.
        let word = match option {
            TableOption::DataDirectory(_) => "<DATA DIRECTORY>",
            TableOption::IndexDirectory(_) => "<INDEX DIRECTORY>",
            _ => {
                draft.written.push(option);
                continue;
            }
        };
        draft.warnings.push(Warning::worded(1618, format!("{word} option ignored")));
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

/// True where an action drops the thing of that name.
pub(super) fn names(name: &Name, other: &str) -> bool {
    same(&name.text, other)
}
