//! How a table is partitioned, as the catalogue keeps it.

use super::constant::Constant;

/// A PARTITION BY clause with all its partitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Partitions {
    pub kind: Kind,
    pub function: Function,
    pub subpartitioning: Option<Subpartitioning>,
    pub list: Vec<Partition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Range,
    List,
    /// HASH and KEY.
    Hash,
    /// MariaDB.
    SystemTime,
}

/// What tells the partition of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// An expression, in its words.
    Expression(String),
    /// RANGE COLUMNS and LIST COLUMNS.
    Columns(Vec<String>),
    /// KEY; without columns those of the primary key.
    Key(Vec<String>),
    SystemTime,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Subpartitioning {
    pub function: Function,
    /// How many each partition has.
    pub count: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    pub name: String,
    pub bound: Bound,
    /// Names of the subpartitions; none where there is no subpartitioning.
    pub subpartitions: Vec<String>,
}

/// What VALUES says.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    None,
    /// A value for each column, or one of the function.
    LessThan(Vec<Constant>),
    In(Vec<Vec<Constant>>),
    /// MariaDB: DEFAULT of a list, and the partitions of system time.
    Default,
    History,
    Current,
}

impl Kind {
    /// How the servers name the scheme in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Range => "RANGE",
            Kind::List => "LIST",
            Kind::Hash => "HASH",
            Kind::SystemTime => "SYSTEM_TIME",
        }
    }

    /// RANGE and LIST, whose partitions have values.
    pub fn has_values(self) -> bool {
        matches!(self, Kind::Range | Kind::List)
    }
}

impl Partitions {
    /// The place of the partition of that name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.list.iter().position(|partition| same_name(&partition.name, name))
    }

    /// Partitions, each with its subpartitions.
    pub fn total(&self) -> usize {
        let each = self.subpartitioning.as_ref().map_or(1, |sub| sub.count.max(1));
        self.list.len().saturating_mul(each)
    }
}

/// Names of partitions do not tell case.
pub fn same_name(a: &str, b: &str) -> bool {
    crate::dryrun::mysql::catalog::same(a, b)
}
