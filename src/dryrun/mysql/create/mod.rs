//! CREATE TABLE: from the parsed statement to a table of the catalogue, with each check where the servers have it.

pub mod column;
mod column_length;
mod constraints;
mod defaults;
pub mod draft;
mod engine_limits;
mod expressions;
mod fields;
mod foreign_key_bases;
mod foreign_key_primary;
pub mod foreign_keys;
mod functional;
mod generated;
mod innodb;
pub mod keys;
mod mariadb_keys;
mod mariadb_options;
pub mod options;
pub mod partitions;
pub mod prepare;
pub mod query;
mod record_size;
mod timestamps;
pub mod versioning;

use self::column::{draft_column, inline_keys};
use self::draft::{Draft, DraftCheck, DraftForeignKey, DraftKey};
use super::default_value::ValueMode;
use super::expression::{Purpose, early, validate};
use super::refusal::{Answer, Stop};
use super::syntax::ast::{ColumnAttribute, CreateTable, Element, KeyAlgorithm, KeyKind, TableOption};
use crate::mysql::charset::Collation;
use crate::mysql::engine;
use crate::mysql::{Feature, Server};

pub use constraints::free_check_name;
pub use expressions::utf8mb4;
pub use options::apply_options;

/// The draft of a CREATE TABLE; what the servers check element by element is checked here. `partial`: the statement stops
/// behind the elements, and so do we.
pub fn draft<'t>(
    (server, mode): (Server, ValueMode),
    text: &'t str,
    database: &str,
    database_collation: &'static Collation,
    create: &'t CreateTable<'t>,
    partial: bool,
) -> Answer<Draft<'t>> {
    let mut draft = empty((server, mode), text, database, &create.name.name.text, database_collation)?;
    draft.temporary = create.temporary;
    draft.from_query = create.query_at.is_some();
    draft.written = create.options.iter().collect();
    add_elements(&mut draft, &create.elements)?;
    if partial {
        // Charsets are compared as they are read.
        let charset = |option: &&TableOption| matches!(option, TableOption::Charset(_) | TableOption::Collate(_));
        apply_options(&mut draft, create.options.iter().filter(charset), database_collation)?;
        return Ok(draft);
    }
    apply_options(&mut draft, create.options.iter(), database_collation)?;
    options::known_engine(&mut draft, true)?;
    if draft.maria() {
        mariadb_options::directories(&draft)?;
    }
    draft.partitioning = create.partitioning.as_deref();
    if let Some(partitioning) = draft.partitioning {
        partitions::deferred(&partitioning.definitions)?;
    }
    Ok(draft)
}

/// What MySQL checks before it looks whether the table is there: the names in checks, tablespaces, partitions.
pub fn before_lookup(draft: &mut Draft) -> Answer<()> {
    constraints::early_checks(draft)?;
    constraints::known_columns(draft)?;
    partitions::tablespaces(draft)?;
    partitions::check(draft)
}

/// A draft without columns.
pub fn empty<'t>(
    (server, mode): (Server, ValueMode),
    text: &'t str,
    database: &str,
    name: &str,
    collation: &'static Collation,
) -> Answer<Draft<'t>> {
    let Some(engine) = engine::engine("InnoDB", server) else {
        return Err(Stop::refused(server, 1286, &["InnoDB"]));
    };
    Ok(Draft {
        server,
        mode,
        database: database.to_owned(),
        name: name.to_owned(),
        temporary: false,
        engine,
        collation,
        comment: String::new(),
        row_format: None,
        key_block_size: 0,
        columns: vec![],
        keys: vec![],
        foreign_keys: vec![],
        checks: vec![],
        partitioning: None,
        kept_partitions: None,
        engine_named: false,
        periods: vec![],
        unknown_engine: None,
        options: Default::default(),
        warnings: vec![],
        text,
        deferred: None,
        written: vec![],
        final_name: None,
        named_charset: None,
        named_collation: None,
        contextual: None,
        from_query: false,
        doubtful: false,
        unfed: 0,
        altered: None,
    })
}

/// Adds columns, keys and constraints in their order.
pub fn add_elements<'t>(draft: &mut Draft<'t>, elements: &'t [Element<'t>]) -> Answer<()> {
    for element in elements {
        match element {
            Element::Column(definition) => {
                let column = draft_column(draft.server, definition, &mut draft.warnings)?;
                draft.columns.push(column);
                add_column_constraints(draft, definition)?;
            }
            Element::Key(key) => add_key(draft, key)?,
            Element::ForeignKey(key) => add_foreign_key(draft, DraftForeignKey::New(key))?,
            Element::Check(check) => add_check(draft, check, None)?,
            Element::Period { name, from, to } => versioning::read(draft, name, from, to)?,
        }
    }
    Ok(())
}

/// The keys and checks that stand behind a column, and its inline reference.
pub fn add_column_constraints<'t>(
    draft: &mut Draft<'t>,
    definition: &'t super::syntax::ast::ColumnDefinition<'t>,
) -> Answer<()> {
    let name = definition.name.text.to_string();
    for kind in inline_keys(definition, draft.maria()) {
        draft.keys.push(DraftKey::inline(kind, &name));
    }
    for attribute in &definition.attributes {
        if let ColumnAttribute::Check(check) = attribute {
            add_check(draft, check, Some(name.clone()))?;
        }
    }
    if let Some(references) = definition.references.as_ref().filter(|_| draft.server.has(Feature::InlineReferences)) {
        add_foreign_key(draft, DraftForeignKey::Inline { column: name, references })?;
    }
    Ok(())
}

/// A check; what it may not hold is refused as soon as it is read.
fn add_check<'t>(
    draft: &mut Draft<'t>,
    definition: &'t super::syntax::ast::CheckDefinition<'t>,
    column: Option<String>,
) -> Answer<()> {
    early::contextualise(&definition.expression, draft.server)?;
    if !draft.server.has(Feature::CheckConstraints) {
        return Ok(());
    }
    draft.checks.push(DraftCheck::New { definition, column: column.clone() });
    if draft.maria() && column.is_some() {
        let name = expressions::check_names(draft).pop().unwrap_or_default();
        let purpose = Purpose::Check { constraint: &name, column: column.as_deref() };
        validate(&definition.expression, draft.server, purpose)?;
    }
    Ok(())
}

/// A foreign key and the key that the server makes for it.
fn add_foreign_key<'t>(draft: &mut Draft<'t>, key: DraftForeignKey<'t>) -> Answer<()> {
    draft.keys.extend(foreign_keys::supporting_key(&key));
    draft.foreign_keys.push(key);
    Ok(())
}

/// A key; MySQL looks at its order and visibility as soon as it has it.
fn add_key<'t>(draft: &mut Draft<'t>, key: &'t super::syntax::ast::KeyDefinition<'t>) -> Answer<()> {
    for part in &key.parts {
        if let super::syntax::ast::KeyPartSource::Expression(expression) = &part.source {
            early::contextualise(expression, draft.server)?;
        }
    }
    if !draft.maria() {
        let ordered = key.parts.iter().any(|part| part.ordered);
        let hash = key.options.algorithm == Some(KeyAlgorithm::Hash);
        let unordered = hash || matches!(key.kind, KeyKind::Fulltext | KeyKind::Spatial);
        if unordered && ordered {
            return draft.refuse(1221, &["spatial/fulltext/hash index", "explicit index order"]);
        }
        if key.kind == KeyKind::Primary && key.options.visible == Some(false) {
            return draft.refuse(3522, &[]);
        }
    }
    draft.keys.push(DraftKey::of(key));
    Ok(())
}
