use super::{Expr, Name, TableOption};
use crate::dryrun::mysql::refusal::Stop;

/// `PARTITION BY`.
#[derive(Clone, Debug, PartialEq)]
pub struct Partitioning<'t> {
    pub scheme: PartitionScheme<'t>,
    /// `PARTITIONS n`.
    pub count: Option<u32>,
    pub subpartition: Option<PartitionScheme<'t>>,
    /// `SUBPARTITIONS n`.
    pub subpartition_count: Option<u32>,
    pub definitions: PartitionDefinitions<'t>,
    pub at: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PartitionScheme<'t> {
    Range(Expr<'t>),
    RangeColumns(Vec<Name<'t>>),
    List(Expr<'t>),
    ListColumns(Vec<Name<'t>>),
    Hash {
        linear: bool,
        expression: Expr<'t>,
    },
    Key {
        linear: bool,
        columns: Vec<Name<'t>>,
    },
    /// MariaDB: `SYSTEM_TIME`.
    SystemTime,
}

/// Partitions one by one: of PARTITION BY, ADD PARTITION or REORGANIZE PARTITION.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartitionDefinitions<'t> {
    pub list: Vec<PartitionDefinition<'t>>,
    /// What MySQL says about the whole clause when it has parsed the statement; MariaDB says it while it parses.
    pub refused: Option<Box<Stop>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PartitionDefinition<'t> {
    pub name: Name<'t>,
    pub values: PartitionValues<'t>,
    pub options: Vec<TableOption<'t>>,
    pub subpartitions: Vec<SubpartitionDefinition<'t>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SubpartitionDefinition<'t> {
    pub name: Name<'t>,
    pub options: Vec<TableOption<'t>>,
}

/// What stands behind VALUES. `None` within a tuple is MAXVALUE.
#[derive(Clone, Debug, PartialEq)]
pub enum PartitionValues<'t> {
    None,
    LessThan(Vec<Option<Expr<'t>>>),
    /// `LESS THAN MAXVALUE` without parentheses.
    MaxValue,
    /// Values of one column each, or tuples where `tuples`.
    In {
        values: Vec<Vec<Option<Expr<'t>>>>,
        tuples: bool,
    },
    /// MariaDB: `DEFAULT` of a list.
    Default,
    /// MariaDB: `HISTORY` and `CURRENT`.
    History,
    Current,
}

impl<'t> PartitionScheme<'t> {
    /// How the servers name the scheme in messages.
    pub fn name(&self) -> &'static str {
        match self {
            PartitionScheme::Range(_) | PartitionScheme::RangeColumns(_) => "RANGE",
            PartitionScheme::List(_) | PartitionScheme::ListColumns(_) => "LIST",
            PartitionScheme::Hash { .. } | PartitionScheme::Key { .. } => "HASH",
            PartitionScheme::SystemTime => "SYSTEM_TIME",
        }
    }

    /// The expression, where it has one.
    pub fn expression(&self) -> Option<&Expr<'t>> {
        match self {
            PartitionScheme::Range(expression)
            | PartitionScheme::List(expression)
            | PartitionScheme::Hash { expression, .. } => Some(expression),
            _ => None,
        }
    }

    /// The columns of COLUMNS and of KEY.
    pub fn columns(&self) -> &[Name<'t>] {
        match self {
            PartitionScheme::RangeColumns(columns)
            | PartitionScheme::ListColumns(columns)
            | PartitionScheme::Key { columns, .. } => columns,
            _ => &[],
        }
    }

    /// `RANGE COLUMNS` and `LIST COLUMNS`.
    pub fn is_columns(&self) -> bool {
        matches!(self, PartitionScheme::RangeColumns(_) | PartitionScheme::ListColumns(_))
    }
}
