//! The tables of information_schema as rows, made as they are asked for.
//!
//! Source: MySQL manual, "INFORMATION_SCHEMA Tables"; MariaDB manual, "Information Schema Tables". The collations of the
//! columns were asked of MySQL 9.7.4 and MariaDB 10.11.19.

use crate::text::Letters;
use std::rc::Rc;
use std::sync::Arc;

use super::super::catalog::Table;
use super::super::describe::{self, Description};
use super::super::syntax::ast::{KeyKind, Name, TypeName};
use super::operators::unmodelled;
use super::value::{Strength, Text, Value};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};

/// A table of information_schema that is modelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Schemata,
    Tables,
    Columns,
    Statistics,
    KeyColumnUsage,
    TableConstraints,
    ReferentialConstraints,
}

impl View {
    /// The table of that name, in any case.
    pub fn named(name: &str) -> Option<View> {
        const NAMES: &[(&str, View)] = &[
            ("SCHEMATA", View::Schemata),
            ("TABLES", View::Tables),
            ("COLUMNS", View::Columns),
            ("STATISTICS", View::Statistics),
            ("KEY_COLUMN_USAGE", View::KeyColumnUsage),
            ("TABLE_CONSTRAINTS", View::TableConstraints),
            ("REFERENTIAL_CONSTRAINTS", View::ReferentialConstraints),
        ];
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, view)| *view)
    }

    /// The column that holds the database, and the one that holds the table.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            View::Schemata => ("SCHEMA_NAME", ""),
            View::ReferentialConstraints => ("CONSTRAINT_SCHEMA", "TABLE_NAME"),
            _ => ("TABLE_SCHEMA", "TABLE_NAME"),
        }
    }

    fn columns(self) -> &'static str {
        match self {
            View::Schemata => {
                "CATALOG_NAME SCHEMA_NAME DEFAULT_CHARACTER_SET_NAME DEFAULT_COLLATION_NAME SQL_PATH DEFAULT_ENCRYPTION \
                 SCHEMA_COMMENT"
            }
            View::Tables => {
                "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME TABLE_TYPE ENGINE VERSION ROW_FORMAT TABLE_ROWS AVG_ROW_LENGTH \
                 DATA_LENGTH MAX_DATA_LENGTH INDEX_LENGTH DATA_FREE AUTO_INCREMENT CREATE_TIME UPDATE_TIME CHECK_TIME \
                 TABLE_COLLATION CHECKSUM CREATE_OPTIONS TABLE_COMMENT MAX_INDEX_LENGTH TEMPORARY"
            }
            View::Columns => {
                "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME ORDINAL_POSITION COLUMN_DEFAULT IS_NULLABLE DATA_TYPE \
                 CHARACTER_MAXIMUM_LENGTH CHARACTER_OCTET_LENGTH NUMERIC_PRECISION NUMERIC_SCALE DATETIME_PRECISION \
                 CHARACTER_SET_NAME COLLATION_NAME COLUMN_TYPE COLUMN_KEY EXTRA PRIVILEGES COLUMN_COMMENT \
                 GENERATION_EXPRESSION SRS_ID IS_GENERATED"
            }
            View::Statistics => {
                "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME NON_UNIQUE INDEX_SCHEMA INDEX_NAME SEQ_IN_INDEX COLUMN_NAME \
                 COLLATION CARDINALITY SUB_PART PACKED NULLABLE INDEX_TYPE COMMENT INDEX_COMMENT IS_VISIBLE EXPRESSION \
                 IGNORED"
            }
            View::KeyColumnUsage => {
                "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME \
                 ORDINAL_POSITION POSITION_IN_UNIQUE_CONSTRAINT REFERENCED_TABLE_SCHEMA REFERENCED_TABLE_NAME \
                 REFERENCED_COLUMN_NAME"
            }
            View::TableConstraints => {
                "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME TABLE_SCHEMA TABLE_NAME CONSTRAINT_TYPE ENFORCED"
            }
            View::ReferentialConstraints => {
                "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME UNIQUE_CONSTRAINT_CATALOG UNIQUE_CONSTRAINT_SCHEMA \
                 UNIQUE_CONSTRAINT_NAME MATCH_OPTION UPDATE_RULE DELETE_RULE TABLE_NAME REFERENCED_TABLE_NAME"
            }
        }
    }
}

/// A row of a query's source.
#[derive(Clone)]
pub struct Row {
    about: Rc<About>,
    at: usize,
    /// The query stands in another one, whose columns it may name.
    pub nested: bool,
    /// The name before a dot that means this source, where that is to be looked at; true where its case counts.
    pub source: Option<(Rc<str>, bool)>,
}

/// What rows of one table, or of one database, have in common.
pub enum About {
    Schema {
        view: View,
        schema: String,
        collation: &'static Collation,
        table: Option<(Arc<Table>, Description)>,
    },
    /// The names of a database and of a table in it, and nothing else.
    Key {
        view: View,
        schema: String,
        table: Option<String>,
    },
    /// A row of a query in FROM: the names of its columns, in lower case, and each row.
    Derived {
        names: Vec<Option<String>>,
        rows: Vec<Vec<Value>>,
    },
    /// A table of the user's without rows: its columns, in lower case.
    Columns(Vec<String>),
}

impl About {
    /// The columns of a table.
    pub fn of_columns(table: &Table) -> About {
        let shown = table.columns.iter().filter(|column| !column.hidden);
        About::Columns(shown.map(|column| column.name.lower()).collect())
    }

    /// Every row that there is.
    pub fn rows(self, nested: bool) -> Vec<Row> {
        let count = match &self {
            About::Schema { view, table, .. } => match (view, table) {
                (View::Columns, Some((_, about))) => about.columns.len(),
                (View::Statistics, Some((_, about))) => about.statistics.len(),
                (View::KeyColumnUsage, Some((_, about))) => about.key_columns.len(),
                (View::TableConstraints, Some((table, _))) => constraints(table).len(),
                (View::ReferentialConstraints, Some((table, _))) => table.foreign_keys.len(),
                _ => 1,
            },
            About::Derived { rows, .. } => rows.len(),
            About::Columns(_) => 0,
            About::Key { .. } => 1,
        };
        let about = Rc::new(self);
        (0..count).map(|at| Row { about: about.clone(), at, nested, source: None }).collect()
    }

    /// A row that knows its columns and has no values.
    pub fn head(self, nested: bool) -> Row {
        Row { about: Rc::new(self), at: usize::MAX, nested, source: None }
    }

    /// The first row.
    pub fn row(self, nested: bool) -> Row {
        Row { about: Rc::new(self), at: 0, nested, source: None }
    }
}

/// Each key that is a constraint, and its kind in words.
fn constraints(table: &Table) -> Vec<(&str, &'static str)> {
    let keys = table.keys.iter().filter_map(|key| match key.kind {
        KeyKind::Primary => Some((key.name.as_str(), "PRIMARY KEY")),
        KeyKind::Unique => Some((key.name.as_str(), "UNIQUE")),
        _ => None,
    });
    let foreign = table.foreign_keys.iter().map(|key| (key.name.as_str(), "FOREIGN KEY"));
    let checks = table.checks.iter().map(|check| (check.name.as_str(), "CHECK"));
    keys.chain(foreign).chain(checks).collect()
}

fn has(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

/// The collation of a column of information_schema.
fn collation_of(column: &str, server: Server) -> Option<&'static Collation> {
    const FOLDED: &str = "COLUMN_NAME INDEX_NAME CONSTRAINT_NAME REFERENCED_COLUMN_NAME UNIQUE_CONSTRAINT_NAME";
    const GENERAL: &str = "IS_NULLABLE CHARACTER_SET_NAME COLLATION_NAME EXTRA PRIVILEGES ENGINE TABLE_COLLATION CREATE_OPTIONS \
        TABLE_COMMENT DEFAULT_CHARACTER_SET_NAME DEFAULT_COLLATION_NAME COLLATION NULLABLE COMMENT IS_VISIBLE";
    let name = if !server.has(crate::mysql::Feature::DataDictionary) || has(GENERAL, column) {
        "utf8mb3_general_ci"
    } else if has(FOLDED, column) {
        "utf8mb3_tolower_ci"
    } else {
        "utf8mb3_bin"
    };
    charset::collation(name, server)
}

enum Cell {
    Null,
    Number(u64),
    Text(String),
    /// The column is there, its value is not modelled.
    Dark,
}

impl Cell {
    fn value(self, column: &str, server: Server) -> Value {
        match self {
            Cell::Null => Value::Null,
            Cell::Number(number) => i64::try_from(number).map_or_else(|_| unmodelled(), Value::Integer),
            Cell::Text(text) => match collation_of(column, server) {
                Some(collation) => Value::Text(Text { text, collation, strength: Strength::Implicit }),
                None => unmodelled(),
            },
            Cell::Dark => Value::unknown(format!("the column {column} of information_schema")),
        }
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Cell {
        text.map_or(Cell::Null, |text| Cell::Text(text.to_owned()))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl Row {
    /// True where the words before a column's name mean this source, or that is not looked at.
    pub fn is_meant(&self, qualifiers: &[Name]) -> bool {
        match (&self.source, qualifiers.last()) {
            (Some((name, exact)), Some(word)) => {
                word.text == **name || (!exact && word.text.eq_ignore_ascii_case(name))
            }
            _ => true,
        }
    }

    /// The value of a column, in any case; `None` where there is no such column.
    pub fn value(&self, server: Server, column: &str) -> Option<Value> {
        match &*self.about {
            About::Derived { names, rows } => {
                let column = column.lower();
                let place = names.iter().position(|name| name.as_deref() == Some(column.as_str()))?;
                let row = rows.get(self.at);
                Some(row.and_then(|row| row.get(place)).cloned().unwrap_or(Value::Null))
            }
            About::Columns(names) => names.contains(&column.lower()).then_some(Value::Null),
            About::Schema { view, schema, collation, table } => {
                let column = column.to_ascii_uppercase();
                if !has(view.columns(), &column) {
                    return None;
                }
                let cell = match table {
                    _ if self.at == usize::MAX => Cell::Null,
                    None => schema_cell(schema, collation, &column),
                    Some((table, about)) => self.cell(*view, schema, table, about, &column, server),
                };
                Some(cell.value(&column, server))
            }
            About::Key { view, schema, table } => {
                let column = column.to_ascii_uppercase();
                if !has(view.columns(), &column) {
                    return None;
                }
                let (schema_column, table_column) = view.keys();
                let cell = match table {
                    _ if column == schema_column => Cell::Text(schema.clone()),
                    Some(table) if column == table_column => Cell::Text(table.clone()),
                    _ => Cell::Dark,
                };
                Some(cell.value(&column, server))
            }
        }
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn cell(&self, view: View, schema: &str, table: &Table, about: &Description, column: &str, server: Server) -> Cell {
        match column {
            "TABLE_CATALOG" | "CONSTRAINT_CATALOG" | "UNIQUE_CONSTRAINT_CATALOG" => return "def".into(),
            "TABLE_SCHEMA" | "CONSTRAINT_SCHEMA" | "INDEX_SCHEMA" => return schema.into(),
            "TABLE_NAME" => return table.name.as_str().into(),
            _ => {}
        }
        let cell = match view {
            View::Schemata => None,
            View::Tables => about.tables.first().map(|row| table_cell(row, column)),
            View::Columns => about.columns.get(self.at).map(|row| column_cell(row, table, column, server)),
            View::Statistics => about.statistics.get(self.at).map(|row| statistics_cell(row, table, column, server)),
            View::KeyColumnUsage => about.key_columns.get(self.at).map(|row| key_column_cell(row, column)),
            View::TableConstraints => constraints(table).get(self.at).map(|(name, kind)| match column {
                "CONSTRAINT_NAME" => (*name).into(),
                "CONSTRAINT_TYPE" => (*kind).into(),
                _ => Cell::Dark,
            }),
            View::ReferentialConstraints => table.foreign_keys.get(self.at).map(|key| match column {
                "CONSTRAINT_NAME" => key.name.as_str().into(),
                "UNIQUE_CONSTRAINT_SCHEMA" => key.parent_database.as_str().into(),
                "REFERENCED_TABLE_NAME" => key.parent_table.as_str().into(),
                "MATCH_OPTION" => "NONE".into(),
                _ => Cell::Dark,
            }),
        };
        cell.unwrap_or(Cell::Dark)
    }
}

fn schema_cell(schema: &str, collation: &Collation, column: &str) -> Cell {
    match column {
        "CATALOG_NAME" => "def".into(),
        "SCHEMA_NAME" => schema.into(),
        "DEFAULT_CHARACTER_SET_NAME" => collation.charset().into(),
        "DEFAULT_COLLATION_NAME" => collation.name.into(),
        "SQL_PATH" => Cell::Null,
        _ => Cell::Dark,
    }
}

fn table_cell(row: &describe::TableRow, column: &str) -> Cell {
    match column {
        "TABLE_TYPE" => "BASE TABLE".into(),
        "ENGINE" => row.engine.into(),
        "ROW_FORMAT" => row.row_format.into(),
        "TABLE_COLLATION" => row.collation.into(),
        "TABLE_COMMENT" => row.comment.as_str().into(),
        _ => Cell::Dark,
    }
}

fn column_cell(row: &describe::ColumnRow, table: &Table, column: &str, server: Server) -> Cell {
    let kept = table.column(&row.column).map(|column| &column.column_type);
    match column {
        "COLUMN_NAME" => row.column.as_str().into(),
        "ORDINAL_POSITION" => Cell::Number(row.position as u64),
        "COLUMN_DEFAULT" => row.default.as_deref().into(),
        "IS_NULLABLE" => if row.nullable { "YES" } else { "NO" }.into(),
        "DATA_TYPE" => kept.map_or(Cell::Dark, |kept| kept.data_type(server).into()),
        "COLUMN_TYPE" => row.column_type.as_str().into(),
        "COLUMN_KEY" => row.key.into(),
        "EXTRA" => row.extra.as_str().into(),
        "CHARACTER_SET_NAME" => row.charset.into(),
        "COLLATION_NAME" => row.collation.into(),
        "COLUMN_COMMENT" => row.comment.as_str().into(),
        "PRIVILEGES" => "select,insert,update,references".into(),
        "CHARACTER_MAXIMUM_LENGTH" => kept.map_or(Cell::Dark, |kept| match kept.name {
            TypeName::Char | TypeName::VarChar | TypeName::Binary | TypeName::VarBinary => {
                Cell::Number(u64::from(kept.length))
            }
            TypeName::TinyText | TypeName::TinyBlob => Cell::Number(255),
            TypeName::Text | TypeName::Blob => Cell::Number(65_535),
            TypeName::MediumText | TypeName::MediumBlob => Cell::Number(16_777_215),
            TypeName::LongText | TypeName::LongBlob => Cell::Number(4_294_967_295),
            TypeName::Enum | TypeName::Set | TypeName::Json | TypeName::Uuid | TypeName::Vector => Cell::Dark,
            _ => Cell::Null,
        }),
        "NUMERIC_PRECISION" => kept.map_or(Cell::Dark, |kept| match kept.name {
            TypeName::TinyInt => Cell::Number(3),
            TypeName::SmallInt => Cell::Number(5),
            TypeName::MediumInt => Cell::Number(7),
            TypeName::Int => Cell::Number(10),
            TypeName::BigInt => Cell::Number(if kept.unsigned { 20 } else { 19 }),
            TypeName::Decimal => Cell::Number(u64::from(kept.length)),
            TypeName::Float | TypeName::Double | TypeName::Bit | TypeName::Year => Cell::Dark,
            _ => Cell::Null,
        }),
        "NUMERIC_SCALE" => kept.map_or(Cell::Dark, |kept| match kept.name {
            TypeName::Decimal => Cell::Number(u64::from(kept.decimals.unwrap_or(0))),
            TypeName::Float | TypeName::Double | TypeName::Bit | TypeName::Year => Cell::Dark,
            _ if kept.is_integer() => Cell::Number(0),
            _ => Cell::Null,
        }),
        "DATETIME_PRECISION" => kept.map_or(Cell::Dark, |kept| match kept.name {
            TypeName::DateTime | TypeName::Timestamp | TypeName::Time => {
                Cell::Number(u64::from(kept.decimals.unwrap_or(0)))
            }
            _ => Cell::Null,
        }),
        "GENERATION_EXPRESSION" if row.generation_expression.is_empty() && server.is_mariadb() => Cell::Null,
        "GENERATION_EXPRESSION" => row.generation_expression.as_str().into(),
        _ => Cell::Dark,
    }
}

fn statistics_cell(row: &describe::StatisticsRow, table: &Table, column: &str, server: Server) -> Cell {
    match column {
        "INDEX_NAME" => row.index.as_str().into(),
        "NON_UNIQUE" => Cell::Number(u64::from(row.non_unique)),
        "SEQ_IN_INDEX" => Cell::Number(row.sequence as u64),
        "COLUMN_NAME" => row.column.as_deref().into(),
        "COLLATION" => row.collation.into(),
        "SUB_PART" => row.sub_part.map_or(Cell::Null, |part| Cell::Number(u64::from(part))),
        "PACKED" => Cell::Null,
        "INDEX_TYPE" => row.index_type.into(),
        "NULLABLE" => {
            let nullable = row.column.as_deref().and_then(|name| table.column(name)).map(|column| column.nullable);
            nullable.map_or(Cell::Dark, |nullable| if nullable { "YES" } else { "" }.into())
        }
        "INDEX_COMMENT" => table.key(&row.index).map_or(Cell::Dark, |key| key.comment.as_str().into()),
        "IS_VISIBLE" if !server.is_mariadb() => {
            table.key(&row.index).map_or(Cell::Dark, |key| if key.visible { "YES" } else { "NO" }.into())
        }
        _ => Cell::Dark,
    }
}

fn key_column_cell(row: &describe::KeyColumnRow, column: &str) -> Cell {
    let parent = row.references.as_ref();
    match column {
        "CONSTRAINT_NAME" => row.constraint.as_str().into(),
        "COLUMN_NAME" => row.column.as_str().into(),
        "ORDINAL_POSITION" => Cell::Number(row.position as u64),
        "REFERENCED_TABLE_SCHEMA" => parent.map(|(schema, ..)| schema.as_str()).into(),
        "REFERENCED_TABLE_NAME" => parent.map(|(_, table, _)| table.as_str()).into(),
        "REFERENCED_COLUMN_NAME" => parent.map(|(.., column)| column.as_str()).into(),
        _ => Cell::Dark,
    }
}

/// The databases that a server has from the start.
pub const SYSTEM_SCHEMAS: &[&str] = &["information_schema", "mysql", "performance_schema", "sys"];

/// True for the name of one of them.
pub fn is_system_schema(name: &str) -> bool {
    SYSTEM_SCHEMAS.iter().any(|system| system.eq_ignore_ascii_case(name))
}

/// False where no table of a system database can have that name: they all begin with one of these.
///
/// Source: the tables of information_schema, mysql, performance_schema and sys of MySQL 9.7.4 and MariaDB 10.11.19.
pub fn may_be_system_table(name: &str) -> bool {
    const BEGINNINGS: &str = "acco admi all_ appl bina char chec clie coll colu comp cond data db defa enab engi erro even \
        file func gene geom glob gtid help host inde inno io_b io_g json key_ keyr keyw late libr log_ memo meta metr mute \
        ndb_ obje opti para part pass perf pers plug prep proc prof prox ps_c refe repl reso role rout rwlo sche serv sess \
        setu slav slow sock spat sql_ st_g st_s st_u stat sys_ syst tabl temp thre time tls_ tran trig user vari vers view \
        wait x$";
    let name = name.lower();
    BEGINNINGS.split_ascii_whitespace().any(|beginning| name.starts_with(beginning))
}
