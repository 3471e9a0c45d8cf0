use super::{
    ColumnDefinition, Element, Expr, KeyDefinition, Name, PartitionDefinitions, Partitioning, TableName, TableOption,
};

/// `ALTER TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterTable<'t> {
    pub table: TableName<'t>,
    pub if_exists: bool,
    /// MariaDB: `ALTER IGNORE TABLE`.
    pub ignore: bool,
    pub actions: Vec<AlterAction<'t>>,
    pub algorithm: Option<Name<'t>>,
    pub lock: Option<Name<'t>>,
}

/// Where a column goes.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnPlace<'t> {
    First,
    After(Name<'t>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum AlterAction<'t> {
    AddColumn {
        column: Box<ColumnDefinition<'t>>,
        place: Option<ColumnPlace<'t>>,
    },
    /// `ADD (a INT, KEY (a))`.
    AddElements(Vec<Element<'t>>),
    AddElement(Element<'t>),
    DropColumn {
        name: Name<'t>,
        if_exists: bool,
    },
    DropForeignKey {
        name: Name<'t>,
        if_exists: bool,
    },
    DropPrimaryKey,
    DropIndex {
        name: Name<'t>,
        if_exists: bool,
    },
    DropCheck {
        name: Name<'t>,
    },
    DropConstraint {
        name: Name<'t>,
        if_exists: bool,
    },
    Modify {
        column: Box<ColumnDefinition<'t>>,
        place: Option<ColumnPlace<'t>>,
        if_exists: bool,
    },
    Change {
        old: Name<'t>,
        column: Box<ColumnDefinition<'t>>,
        place: Option<ColumnPlace<'t>>,
        if_exists: bool,
    },
    SetDefault {
        column: Name<'t>,
        value: Expr<'t>,
        if_exists: bool,
    },
    /// `SET DEFAULT (expression)`.
    SetDefaultExpression {
        column: Name<'t>,
        value: Expr<'t>,
    },
    DropDefault {
        column: Name<'t>,
        if_exists: bool,
    },
    SetColumnVisibility {
        column: Name<'t>,
        visible: bool,
    },
    SetIndexVisibility {
        index: Name<'t>,
        visible: bool,
        if_exists: bool,
    },
    AlterCheck {
        name: Name<'t>,
        enforced: bool,
        /// CONSTRAINT stands there and not CHECK.
        constraint: bool,
    },
    RenameColumn {
        from: Name<'t>,
        to: Name<'t>,
        if_exists: bool,
    },
    RenameIndex {
        from: Name<'t>,
        to: Name<'t>,
        if_exists: bool,
    },
    RenameTo(TableName<'t>),
    ConvertTo {
        charset: Option<Name<'t>>,
        collate: Option<Name<'t>>,
    },
    OrderBy(Vec<Name<'t>>),
    Option(TableOption<'t>),
    DisableKeys,
    EnableKeys,
    Force,
    /// `WITH VALIDATION` (true) or `WITHOUT VALIDATION`.
    Validation(bool),
    ImportTablespace,
    DiscardTablespace,
    PartitionBy(Box<Partitioning<'t>>),
    RemovePartitioning,
    AddPartitions {
        definitions: PartitionDefinitions<'t>,
        count: Option<u64>,
        /// `LOCAL`.
        no_binlog: bool,
        if_not_exists: bool,
    },
    DropPartitions {
        names: Vec<Name<'t>>,
        if_exists: bool,
    },
    /// `None`: of all.
    TruncatePartitions(Option<Vec<Name<'t>>>),
    CoalescePartitions(u64),
    ReorganizePartitions {
        names: Vec<Name<'t>>,
        into: PartitionDefinitions<'t>,
    },
    ExchangePartition {
        partition: Name<'t>,
        table: TableName<'t>,
    },
    /// MariaDB: `CONVERT PARTITION p TO TABLE t`.
    ConvertPartition {
        partition: Name<'t>,
        table: TableName<'t>,
    },
    /// MariaDB: `CONVERT TABLE t TO PARTITION p VALUES ...`; one definition.
    ConvertTable {
        table: TableName<'t>,
        definition: PartitionDefinitions<'t>,
    },
    /// CHECK, ANALYZE, OPTIMIZE, REBUILD, REPAIR, DISCARD, IMPORT of partitions; `None`: of all.
    MaintainPartitions {
        verb: &'static str,
        names: Option<Vec<Name<'t>>>,
    },
    SecondaryLoad,
    SecondaryUnload,
    /// MariaDB: `ADD SYSTEM VERSIONING` and its opposite.
    AddSystemVersioning,
    DropSystemVersioning,
    AddPeriod,
    DropPeriod,
}

/// `CREATE INDEX`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateIndex<'t> {
    pub or_replace: bool,
    pub key: KeyDefinition<'t>,
    pub table: TableName<'t>,
    pub algorithm: Option<Name<'t>>,
    pub lock: Option<Name<'t>>,
}
