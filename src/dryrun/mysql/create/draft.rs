//! A table on its way: what CREATE TABLE says, or what ALTER TABLE makes of the table that is there.

use super::column::DraftColumn;
use super::partitions::Partitions;
use crate::dryrun::mysql::catalog::{Check, ForeignKey, Key, StoredExpression, TableOptions};
use crate::dryrun::mysql::default_value::ValueMode;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{
    CheckDefinition, Expr, ForeignKeyDefinition, KeyDefinition, KeyKind, KeyOptions, KeyPartSource, Name, Partitioning,
    RowFormat,
};
use crate::mysql::Server;
use crate::mysql::charset::{Charset, Collation};
use crate::mysql::engine::Engine;

/// A table before it is checked as a whole.
pub struct Draft<'t> {
    pub server: Server,
    /// What sql_mode says of defaults.
    pub mode: ValueMode,
    pub database: String,
    pub name: String,
    pub temporary: bool,
    pub engine: &'static Engine,
    pub collation: &'static Collation,
    pub comment: String,
    pub row_format: Option<RowFormat>,
    pub key_block_size: u64,
    pub columns: Vec<DraftColumn<'t>>,
    pub keys: Vec<DraftKey<'t>>,
    pub foreign_keys: Vec<DraftForeignKey<'t>>,
    pub checks: Vec<DraftCheck<'t>>,
    pub partitioning: Option<&'t Partitioning<'t>>,
    /// The partitions that an ALTER leaves, or those that `partitions::check` has made of the clause.
    pub kept_partitions: Option<Partitions>,
    /// MariaDB: PERIOD FOR, its name and its two columns.
    pub periods: Vec<(&'t Name<'t>, &'t Name<'t>, &'t Name<'t>)>,
    /// ENGINE stands among the options.
    pub engine_named: bool,
    /// MariaDB: the engine that the last ENGINE names, which the server has not.
    pub unknown_engine: Option<String>,
    pub options: TableOptions,
    pub warnings: Vec<Warning>,
    /// The statement, which expressions are cut from.
    pub text: &'t str,
    /// A refusal of a functional part that comes when its key, by its place, is looked at.
    pub deferred: Option<(usize, crate::dryrun::mysql::refusal::Stop)>,
    /// The options as written.
    pub written: Vec<&'t crate::dryrun::mysql::syntax::ast::TableOption<'t>>,
    /// The name that the table will have, where an ALTER changes it.
    pub final_name: Option<String>,
    /// What CHARACTER SET and COLLATE among the options name, and MariaDB's collation without a charset as written.
    pub named_charset: Option<&'static Charset>,
    pub named_collation: Option<&'static Collation>,
    pub contextual: Option<&'static str>,
    /// AS SELECT follows.
    pub from_query: bool,
    /// Rows of AS SELECT may not fit.
    pub doubtful: bool,
    /// So many columns, the first ones, get no value from AS SELECT.
    pub unfed: usize,
    /// An ALTER, with the name that the table had.
    pub altered: Option<String>,
}

#[derive(Clone, Debug)]
pub struct DraftKey<'t> {
    pub kind: KeyKind,
    pub name: Option<String>,
    pub parts: Vec<DraftPart<'t>>,
    pub options: KeyOptions<'t>,
    /// Made by the server for a foreign key.
    pub generated: bool,
    /// The key as the table has it already.
    pub kept: Option<Key>,
    /// MariaDB: a name before PRIMARY KEY, which is ignored with a warning.
    pub ignored_name: Option<String>,
    pub if_not_exists: bool,
    /// Where its definition stands in the statement.
    pub at: Option<u32>,
}

impl DraftKey<'_> {
    /// The key as the server begins it: its name and its parts come later.
    pub(super) fn begun(&self) -> Key {
        let options = &self.options;
        Key {
            name: String::new(),
            kind: self.kind,
            parts: vec![],
            algorithm: options.algorithm,
            comment: options.comment.as_deref().unwrap_or("").to_owned(),
            visible: options.visible.unwrap_or(true),
            parser: options.parser.as_ref().map(|name| name.text.to_string()),
            generated: self.generated,
            hash: false,
            named: self.name.is_some(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct DraftPart<'t> {
    pub column: String,
    pub length: Option<u64>,
    pub descending: bool,
    /// ASC or DESC stands there, or the table has the key already.
    pub ordered: bool,
    pub expression: Option<&'t Expr<'t>>,
    pub kept_expression: Option<StoredExpression>,
}

pub enum DraftForeignKey<'t> {
    New(&'t ForeignKeyDefinition<'t>),
    /// `a INT REFERENCES p (id)`.
    Inline {
        column: String,
        references: &'t crate::dryrun::mysql::syntax::ast::References<'t>,
    },
    Kept(ForeignKey),
}

pub enum DraftCheck<'t> {
    New { definition: &'t CheckDefinition<'t>, column: Option<String> },
    Kept(Check),
}

impl<'t> DraftKey<'t> {
    pub fn of(definition: &'t KeyDefinition<'t>) -> Self {
        let name = definition.name.as_ref().or(definition.constraint.as_ref()).map(|name| name.text.to_string());
        let parts = definition.parts.iter().map(|part| match &part.source {
            KeyPartSource::Column { name, length } => DraftPart {
                column: name.text.to_string(),
                length: length.map(|digits| digits.parse().unwrap_or(u64::MAX)),
                descending: part.descending,
                ordered: part.ordered,
                expression: None,
                kept_expression: None,
            },
            KeyPartSource::Expression(expression) => DraftPart {
                column: String::new(),
                length: None,
                descending: part.descending,
                ordered: part.ordered,
                expression: Some(expression),
                kept_expression: None,
            },
        });
        let primary = definition.kind == KeyKind::Primary;
        DraftKey {
            kind: definition.kind,
            parts: parts.collect(),
            options: definition.options.clone(),
            generated: false,
            kept: None,
            ignored_name: name.clone().filter(|_| primary),
            name: name.filter(|_| !primary),
            if_not_exists: definition.if_not_exists,
            at: Some(definition.at),
        }
    }

    /// A key that stands behind a column.
    pub fn inline(kind: KeyKind, column: &str) -> Self {
        DraftKey {
            kind,
            name: None,
            parts: vec![DraftPart::whole(column)],
            options: KeyOptions::default(),
            generated: false,
            kept: None,
            ignored_name: None,
            if_not_exists: false,
            at: None,
        }
    }

    pub fn kept(key: &Key) -> Self {
        let parts = key.parts.iter().map(|part| DraftPart {
            column: part.column.clone(),
            length: part.prefix.map(u64::from),
            descending: part.descending,
            ordered: true,
            expression: None,
            kept_expression: part.expression.clone(),
        });
        DraftKey {
            kind: key.kind,
            name: Some(key.name.clone()),
            parts: parts.collect(),
            options: KeyOptions { algorithm: key.algorithm, visible: Some(key.visible), ..KeyOptions::default() },
            generated: key.generated,
            kept: Some(key.clone()),
            ignored_name: None,
            if_not_exists: false,
            at: None,
        }
    }
}

impl DraftPart<'_> {
    /// A whole column, ascending.
    pub fn whole(column: &str) -> Self {
        DraftPart {
            column: column.to_owned(),
            length: None,
            descending: false,
            ordered: false,
            expression: None,
            kept_expression: None,
        }
    }
}

impl Draft<'_> {
    /// The engine's name in messages: MariaDB has an engine of its own for partitions.
    pub fn handler_name(&self) -> &'static str {
        if self.maria() && self.kept_partitions.is_some() { "partition" } else { self.engine.name }
    }

    pub fn maria(&self) -> bool {
        self.server.is_mariadb()
    }

    pub fn refuse<T>(&self, errno: u16, parts: &[&str]) -> Answer<T> {
        Err(Stop::refused(self.server, errno, parts))
    }

    pub fn warn(&mut self, errno: u16, parts: &[&str]) {
        self.warnings.push(Warning::new(self.server, errno, parts));
    }

    pub fn note(&mut self, errno: u16, parts: &[&str]) {
        self.warnings.push(Warning::note(self.server, errno, parts));
    }

    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|draft| crate::dryrun::mysql::catalog::same(&draft.column.name, name))
    }

    /// The words of an expression in the statement.
    pub fn source(&self, expression: &Expr) -> String {
        self.text.get(expression.at as usize..expression.end as usize).unwrap_or("").to_owned()
    }

    /// The limit of a key's length in bytes for this table.
    pub fn max_part_length(&self) -> u32 {
        let short = matches!(self.row_format, Some(RowFormat::Redundant | RowFormat::Compact));
        if self.engine.name == "InnoDB" && short && !self.maria() { 767 } else { self.engine.max_part_length }
    }
}
