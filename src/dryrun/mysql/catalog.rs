//! The catalogue: what exists after the statements so far.

use crate::text::Letters;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column_type::ColumnType;
use super::create::partitions::Partitions;
use super::routine::SqlMode;
use super::syntax::ast::{KeyAlgorithm, KeyKind, ReferentialAction, RowFormat};
use crate::mysql::charset::Collation;
use crate::mysql::engine::Engine;

/// The databases of a server. Names of databases and tables tell case, as on Linux servers by default.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub databases: BTreeMap<String, Database>,
}

#[derive(Clone, Debug)]
pub struct Database {
    pub collation: &'static Collation,
    pub tables: BTreeMap<String, Arc<Table>>,
    /// TEMPORARY tables, which hide tables of the same name.
    pub temporary_tables: BTreeMap<String, Arc<Table>>,
    pub views: BTreeSet<String>,
    /// By name in lower case.
    pub procedures: BTreeMap<String, Procedure>,
}

/// A stored procedure. Its statement is parsed again when it is called.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// As it was created.
    pub name: String,
    /// `CREATE PROCEDURE`, whole.
    pub statement: Arc<str>,
    pub sql_mode: SqlMode,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    pub temporary: bool,
    pub engine: &'static Engine,
    pub collation: &'static Collation,
    pub comment: String,
    /// As the statement has it; `None` where it has none.
    pub row_format: Option<RowFormat>,
    pub key_block_size: u64,
    pub columns: Vec<Column>,
    pub keys: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub partitions: Option<Partitions>,
    /// An INSERT or a query may have brought rows; what an ALTER then does to them is not known.
    pub may_have_rows: bool,
    /// Columns were added or dropped such that InnoDB rebuilt or versioned the table.
    pub options: TableOptions,
}

/// Options that ALTER looks at again.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    pub union: Vec<String>,
    pub system_versioned: bool,
    pub secondary_engine: Option<String>,
    /// DISCARD TABLESPACE took its rows away.
    pub discarded: bool,
    /// The triggers of the table: their names, and when they come: `BEFORE INSERT`.
    pub triggers: Vec<(String, String)>,
    /// InnoDB's FTS_DOC_ID is there after the last FULLTEXT key went.
    pub hidden_document_id: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    pub column_type: ColumnType,
    pub nullable: bool,
    pub default: Default,
    /// Digits of the second's fraction of ON UPDATE.
    pub on_update: Option<u8>,
    pub auto_increment: bool,
    pub generated: Option<Generated>,
    pub comment: String,
    pub visible: bool,
    /// Made for a functional key part, and shown nowhere.
    pub hidden: bool,
    pub shown: ShownDefault,
    /// MariaDB: WITHOUT SYSTEM VERSIONING in a table that keeps its history.
    pub unversioned: bool,
}

/// What MySQL's catalogue shows of a default otherwise than it is. Asked of MySQL 9.7.4.
#[derive(Clone, Copy, Debug, std::default::Default, PartialEq, Eq)]
pub enum ShownDefault {
    #[default]
    AsIs,
    /// ALTER COLUMN gave a text an expression: COLUMN_DEFAULT is NULL until the next ALTER.
    Nothing,
    /// ALTER COLUMN dropped NOW: EXTRA still says DEFAULT_GENERATED.
    Generated,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Default {
    /// No DEFAULT clause, and none implied.
    None,
    /// A literal; `None` is NULL. As COLUMN_DEFAULT shows it.
    Literal(Option<String>),
    Now {
        fsp: u8,
    },
    Expression(StoredExpression),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    pub expression: StoredExpression,
    pub stored: bool,
}

/// An expression as it is kept: its words, how the server prints it, and the columns it names.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredExpression {
    pub source: String,
    pub printed: String,
    /// In lower case.
    pub columns: Vec<String>,
    pub deterministic: bool,
}

impl StoredExpression {
    pub fn names(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name.eq_ignore_ascii_case(column) || *name == column.lower())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub name: String,
    pub kind: KeyKind,
    pub parts: Vec<KeyPart>,
    pub algorithm: Option<KeyAlgorithm>,
    pub comment: String,
    pub visible: bool,
    pub parser: Option<String>,
    /// Made by the server for a foreign key; it gives way to a key of the user's that covers it.
    pub generated: bool,
    /// MariaDB: a unique key over a long column, kept as a hash.
    pub hash: bool,
    /// The name was given.
    pub named: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct KeyPart {
    /// The name of the column, as the column has it; of a functional part, its hidden column.
    pub column: String,
    /// Characters, or bytes of binary columns; `None` where the whole column is the part.
    pub prefix: Option<u32>,
    pub descending: bool,
    pub expression: Option<StoredExpression>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKey {
    pub name: String,
    /// The name was given by the server: `t_ibfk_1`.
    pub generated_name: bool,
    pub columns: Vec<String>,
    pub parent_database: String,
    pub parent_table: String,
    pub parent_columns: Vec<String>,
    pub on_delete: ReferentialAction,
    pub on_update: ReferentialAction,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub name: String,
    pub expression: StoredExpression,
    pub enforced: bool,
    /// The column that it stands behind.
    pub column: Option<String>,
}

impl Database {
    /// The table that a name means: a temporary one before another.
    pub fn table(&self, name: &str) -> Option<&Arc<Table>> {
        self.temporary_tables.get(name).or_else(|| self.tables.get(name))
    }
}

impl Table {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| same(&column.name, name))
    }

    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| same(&column.name, name))
    }

    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| same(&key.name, name))
    }

    pub fn primary(&self) -> Option<&Key> {
        self.keys.iter().find(|key| key.kind == KeyKind::Primary)
    }
}

/// Names of columns, keys and constraints do not tell case.
///
/// Source: MySQL manual, "Identifier Case Sensitivity". Accents they tell.
pub fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!(a.is_ascii() && b.is_ascii()) && a.lower() == b.lower())
}

/// Names of databases, tables and columns may not end so: not only a blank counts, but every white space of ASCII.
/// Asked of MariaDB 10.11.19.
pub fn ends_blank(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_whitespace() || c == '\x0b')
}
