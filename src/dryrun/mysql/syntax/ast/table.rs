use std::borrow::Cow;

use super::{Expr, Name, Partitioning, TableName};

/// `CREATE TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTable<'t> {
    pub or_replace: bool,
    pub temporary: bool,
    pub if_not_exists: bool,
    pub name: TableName<'t>,
    pub like: Option<TableName<'t>>,
    pub elements: Vec<Element<'t>>,
    pub options: Vec<TableOption<'t>>,
    pub partitioning: Option<Box<Partitioning<'t>>>,
    /// `AS SELECT ...`: where the query begins.
    pub query_at: Option<u32>,
    /// IGNORE or REPLACE before the query.
    pub duplicates: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Element<'t> {
    Column(Box<ColumnDefinition<'t>>),
    Key(Box<KeyDefinition<'t>>),
    ForeignKey(Box<ForeignKeyDefinition<'t>>),
    Check(Box<CheckDefinition<'t>>),
    /// MariaDB: `PERIOD FOR name (from, to)`.
    Period {
        name: Name<'t>,
        from: Name<'t>,
        to: Name<'t>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDefinition<'t> {
    pub name: Name<'t>,
    pub data_type: DataType<'t>,
    pub generated: Option<Generated<'t>>,
    /// In the order written, what stands before `GENERATED` too.
    pub attributes: Vec<ColumnAttribute<'t>>,
    /// Inline REFERENCES: MySQL obeys it since 9.0, MariaDB since 10.5.
    pub references: Option<Box<References<'t>>>,
    /// MariaDB: `IF NOT EXISTS` in ALTER.
    pub if_not_exists: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Generated<'t> {
    pub expression: Expr<'t>,
    pub stored: bool,
    /// MariaDB: `ROW START` or `ROW END` of system versioning.
    pub row_start: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ColumnAttribute<'t> {
    Null,
    NotNull,
    Default(Expr<'t>),
    /// `DEFAULT (expression)`, and in MariaDB any default that is not a literal.
    DefaultExpression(Expr<'t>),
    /// `DEFAULT NOW(fsp)` without parentheses around it.
    DefaultNow {
        fsp: u8,
    },
    OnUpdateNow {
        fsp: u8,
    },
    AutoIncrement,
    /// `SERIAL DEFAULT VALUE`: NOT NULL AUTO_INCREMENT UNIQUE.
    SerialDefault,
    PrimaryKey,
    Unique,
    Comment(Cow<'t, str>),
    Collate(Name<'t>),
    /// MySQL: one COLLATE too many, and what the server says to it.
    SecondCollate(Cow<'t, str>),
    Check(Box<CheckDefinition<'t>>),
    Visible,
    Invisible,
    Srid(u64),
    ColumnFormat(Cow<'t, str>),
    Storage(Cow<'t, str>),
    EngineAttribute(Cow<'t, str>),
    SecondaryEngineAttribute(Cow<'t, str>),
    NotSecondary,
    /// MariaDB: `COMPRESSED`.
    Compressed,
    /// MariaDB: `WITH SYSTEM VERSIONING` (true) or `WITHOUT`.
    Versioning(bool),
    /// MariaDB: `name = value`, an attribute of the engine.
    Engine {
        name: Name<'t>,
        value: Cow<'t, str>,
    },
}

/// A type as written: numbers stay text, because their limits are the server's to judge.
#[derive(Clone, Debug, PartialEq)]
pub struct DataType<'t> {
    pub name: TypeName,
    pub at: u32,
    /// The word as written, for messages.
    pub word: Cow<'t, str>,
    /// The first number in the parentheses.
    pub length: Option<&'t str>,
    pub decimals: Option<&'t str>,
    /// UNSIGNED stands there, or ZEROFILL, which means it.
    pub unsigned: bool,
    pub unsigned_written: bool,
    pub zerofill: bool,
    pub members: Vec<Cow<'t, str>>,
    pub charset: Option<Name<'t>>,
    pub collate: Option<Name<'t>>,
    /// The attribute BINARY: the `_bin` collation.
    pub binary: bool,
    /// NCHAR, NATIONAL VARCHAR and their kin: utf8mb3.
    pub national: bool,
}

impl<'t> DataType<'t> {
    /// The bare type.
    pub fn new(name: TypeName, word: &'t str, at: u32) -> Self {
        DataType {
            name,
            at,
            word: word.into(),
            length: None,
            decimals: None,
            unsigned: false,
            unsigned_written: false,
            zerofill: false,
            members: vec![],
            charset: None,
            collate: None,
            binary: false,
            national: false,
        }
    }
}

/// The types of both servers, synonyms resolved as their grammars do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeName {
    TinyInt,
    SmallInt,
    MediumInt,
    Int,
    BigInt,
    Decimal,
    Float,
    Double,
    Bit,
    /// BOOL, BOOLEAN: tinyint(1).
    Bool,
    /// SERIAL: BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
    Serial,
    Char,
    VarChar,
    Binary,
    VarBinary,
    TinyText,
    Text,
    MediumText,
    LongText,
    TinyBlob,
    Blob,
    MediumBlob,
    LongBlob,
    Enum,
    Set,
    Json,
    Date,
    Time,
    DateTime,
    Timestamp,
    Year,
    Geometry,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
    /// MySQL 9.
    Vector,
    /// MariaDB 10.7.
    Uuid,
    /// MariaDB 10.5.
    Inet6,
    /// MariaDB 10.10.
    Inet4,
    /// In CAST only: `SIGNED` and `UNSIGNED` integers.
    CastSigned,
    CastUnsigned,
    /// In CAST only: MariaDB's `INTERVAL DAY_SECOND(n)`.
    CastInterval,
}

impl TypeName {
    pub fn is_spatial(self) -> bool {
        matches!(
            self,
            TypeName::Geometry
                | TypeName::Point
                | TypeName::LineString
                | TypeName::Polygon
                | TypeName::MultiPoint
                | TypeName::MultiLineString
                | TypeName::MultiPolygon
                | TypeName::GeometryCollection
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    Primary,
    Unique,
    Plain,
    Fulltext,
    Spatial,
}

/// A key or index in CREATE TABLE, ALTER TABLE or CREATE INDEX.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyDefinition<'t> {
    pub kind: KeyKind,
    /// The name behind CONSTRAINT.
    pub constraint: Option<Name<'t>>,
    pub name: Option<Name<'t>>,
    pub parts: Vec<KeyPart<'t>>,
    pub options: KeyOptions<'t>,
    pub if_not_exists: bool,
    /// MariaDB: `WITHOUT OVERLAPS` of a period as last part.
    pub period: Option<Name<'t>>,
    pub at: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct KeyPart<'t> {
    pub source: KeyPartSource<'t>,
    pub descending: bool,
    /// ASC or DESC stands there.
    pub ordered: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum KeyPartSource<'t> {
    Column { name: Name<'t>, length: Option<&'t str> },
    Expression(Expr<'t>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAlgorithm {
    BTree,
    Hash,
    RTree,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyOptions<'t> {
    pub algorithm: Option<KeyAlgorithm>,
    pub key_block_size: Option<&'t str>,
    pub comment: Option<Cow<'t, str>>,
    pub parser: Option<Name<'t>>,
    /// VISIBLE or NOT IGNORED (true), INVISIBLE or IGNORED (false).
    pub visible: Option<bool>,
    pub engine_attribute: Option<Cow<'t, str>>,
    pub secondary_engine_attribute: Option<Cow<'t, str>>,
    /// MariaDB: `CLUSTERING=YES` and attributes of the engine.
    pub other: Vec<(Name<'t>, Cow<'t, str>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKeyDefinition<'t> {
    pub constraint: Option<Name<'t>>,
    /// The name behind FOREIGN KEY.
    pub index: Option<Name<'t>>,
    pub columns: Vec<Name<'t>>,
    /// For each column its length, as of a key part, and whether DESC stands there.
    pub parts: Vec<(Option<&'t str>, bool)>,
    pub references: References<'t>,
    pub if_not_exists: bool,
    pub at: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct References<'t> {
    /// MariaDB: the name between a column and its REFERENCES.
    pub constraint: Option<Name<'t>>,
    pub table: TableName<'t>,
    /// Empty where none are named.
    pub columns: Vec<Name<'t>>,
    pub matching: Option<&'t str>,
    pub on_delete: Option<ReferentialAction>,
    pub on_update: Option<ReferentialAction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferentialAction {
    Restrict,
    Cascade,
    SetNull,
    NoAction,
    SetDefault,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CheckDefinition<'t> {
    pub constraint: Option<Name<'t>>,
    pub expression: Expr<'t>,
    pub enforced: bool,
    pub if_not_exists: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    Default,
    Dynamic,
    Fixed,
    Compressed,
    Redundant,
    Compact,
    /// MariaDB, Aria.
    Page,
}

/// A table option; a number is its text.
#[derive(Clone, Debug, PartialEq)]
pub enum TableOption<'t> {
    Engine(Name<'t>),
    SecondaryEngine(Option<Name<'t>>),
    Charset(Option<Name<'t>>),
    Collate(Name<'t>),
    Comment(Cow<'t, str>),
    AutoIncrement(&'t str),
    RowFormat(RowFormat),
    KeyBlockSize(&'t str),
    StatsPersistent(Option<&'t str>),
    StatsAutoRecalc(Option<&'t str>),
    StatsSamplePages(Option<&'t str>),
    PackKeys(Option<&'t str>),
    Union(Vec<TableName<'t>>),
    InsertMethod(&'t str),
    DataDirectory(Cow<'t, str>),
    IndexDirectory(Cow<'t, str>),
    Tablespace(Name<'t>),
    StorageMedia(&'t str),
    Compression(Cow<'t, str>),
    Encryption(Cow<'t, str>),
    AutoextendSize(Cow<'t, str>),
    EngineAttribute(Cow<'t, str>),
    SecondaryEngineAttribute(Cow<'t, str>),
    StartTransaction,
    /// `WITH SYSTEM VERSIONING`.
    SystemVersioning,
    /// MariaDB: an option that only an engine may know: `name = value`.
    Other {
        name: Name<'t>,
        value: Cow<'t, str>,
    },
    /// An option with a number that changes nothing the catalogue shows: AVG_ROW_LENGTH, CHECKSUM, MAX_ROWS, ...
    Number {
        name: &'static str,
        value: &'t str,
    },
    /// The same with a string: PASSWORD, CONNECTION.
    Text {
        name: &'static str,
        value: Cow<'t, str>,
    },
}
