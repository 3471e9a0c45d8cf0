//! The catalogue as information_schema shows it.

use super::catalog::{Catalog, Column, Default, Key, KeyPart, ShownDefault, Table};
use super::default_value::{no_default_shown, now_default_shown, on_update_shown};
use super::syntax::ast::{KeyAlgorithm, KeyKind, RowFormat, TypeName};
use crate::mysql::Server;
use crate::mysql::charset::Collation;

/// A row of information_schema.COLUMNS.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnRow {
    pub schema: String,
    pub table: String,
    pub column: String,
    /// From 1.
    pub position: usize,
    pub default: Option<String>,
    pub nullable: bool,
    pub column_type: String,
    pub charset: Option<&'static str>,
    pub collation: Option<&'static str>,
    pub extra: String,
    /// PRI, UNI, MUL or empty.
    pub key: &'static str,
    pub comment: String,
    pub generation_expression: String,
}

/// A row of information_schema.STATISTICS.
#[derive(Clone, Debug, PartialEq)]
pub struct StatisticsRow {
    pub schema: String,
    pub table: String,
    pub index: String,
    pub non_unique: bool,
    /// From 1.
    pub sequence: usize,
    /// `None` for a functional part.
    pub column: Option<String>,
    pub sub_part: Option<u32>,
    /// A, D, or nothing for what has no order.
    pub collation: Option<&'static str>,
    pub index_type: &'static str,
}

/// A row of information_schema.TABLES.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    pub schema: String,
    pub table: String,
    pub engine: &'static str,
    pub collation: &'static str,
    pub comment: String,
    pub row_format: &'static str,
}

/// A row of information_schema.KEY_COLUMN_USAGE.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyColumnRow {
    pub schema: String,
    pub constraint: String,
    pub table: String,
    pub column: String,
    /// From 1, within the constraint.
    pub position: usize,
    /// Database, table and column that a foreign key's column refers to.
    pub references: Option<(String, String, String)>,
}

/// The whole catalogue, ordered by database, table, and place in the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    pub columns: Vec<ColumnRow>,
    pub statistics: Vec<StatisticsRow>,
    pub tables: Vec<TableRow>,
    pub key_columns: Vec<KeyColumnRow>,
}

/// Describes every table that is not temporary.
pub fn describe(server: Server, catalog: &Catalog) -> Description {
    let mut out = Description::default();
    for (schema, database) in &catalog.databases {
        for table in database.tables.values().filter(|table| !table.temporary) {
            describe_table(server, schema, table, &mut out);
        }
    }
    out
}

pub(super) fn describe_table(server: Server, schema: &str, table: &Table, out: &mut Description) {
    out.tables.push(TableRow {
        schema: schema.to_owned(),
        table: table.name.clone(),
        // The one name that the servers write in two ways.
        engine: if server.is_mariadb() && table.engine.name == "MRG_MYISAM" { "MRG_MyISAM" } else { table.engine.name },
        collation: table.collation.name,
        comment: table.comment.clone(),
        row_format: row_format(table),
    });
    for (at, column) in table.columns.iter().filter(|column| !column.hidden).enumerate() {
        // ENUM and SET of bytes: MySQL shows no charset, MariaDB does.
        let bytes = |found: &&'static Collation| found.name == "binary" && !server.is_mariadb();
        let collation = column.column_type.collation.filter(|found| !bytes(found));
        out.columns.push(ColumnRow {
            schema: schema.to_owned(),
            table: table.name.clone(),
            column: column.name.clone(),
            position: at + 1,
            default: shown_default(server, column),
            nullable: column.nullable,
            column_type: column.column_type.column_type(server),
            charset: collation.map(|collation| collation.charset()),
            collation: collation.map(|collation| collation.name),
            extra: extra(server, column),
            key: column_key(server, table, column),
            comment: column.comment.clone(),
            generation_expression: column
                .generated
                .as_ref()
                .map_or_else(String::new, |generated| generated.expression.printed.clone()),
        });
    }
    for key in &table.keys {
        describe_key(server, schema, table, key, out);
    }
    for key in &table.foreign_keys {
        for (at, (column, parent)) in key.columns.iter().zip(&key.parent_columns).enumerate() {
            out.key_columns.push(KeyColumnRow {
                schema: schema.to_owned(),
                constraint: key.name.clone(),
                table: table.name.clone(),
                column: column.clone(),
                position: at + 1,
                references: Some((key.parent_database.clone(), key.parent_table.clone(), parent.clone())),
            });
        }
    }
}

fn describe_key(server: Server, schema: &str, table: &Table, key: &Key, out: &mut Description) {
    let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
    let hash = key.hash
        || key.algorithm == Some(KeyAlgorithm::Hash) && table.engine.name == "MEMORY"
        || key.algorithm.is_none() && table.engine.name == "MEMORY";
    let index_type = match key.kind {
        KeyKind::Fulltext => "FULLTEXT",
        KeyKind::Spatial => "SPATIAL",
        _ if table.engine.name == "ARCHIVE" => "SE_SPECIFIC",
        _ if hash => "HASH",
        _ => "BTREE",
    };
    for (at, part) in key.parts.iter().enumerate() {
        let functional = part.expression.is_some();
        out.statistics.push(StatisticsRow {
            schema: schema.to_owned(),
            table: table.name.clone(),
            index: key.name.clone(),
            non_unique: !unique,
            sequence: at + 1,
            column: (!functional).then(|| part.column.clone()),
            sub_part: part.prefix,
            collation: match index_type {
                "FULLTEXT" => None,
                _ if table.engine.name == "ARCHIVE" => None,
                "HASH" if table.engine.name == "MEMORY" => None,
                _ if part.descending && (server.is_mariadb() || table.engine.descending) => Some("D"),
                _ => Some("A"),
            },
            index_type,
        });
        if unique && !functional {
            out.key_columns.push(KeyColumnRow {
                schema: schema.to_owned(),
                constraint: key.name.clone(),
                table: table.name.clone(),
                column: part.column.clone(),
                position: at + 1,
                references: None,
            });
        }
    }
    let _ = server;
}

fn row_format(table: &Table) -> &'static str {
    match (table.row_format, table.engine.name) {
        (Some(RowFormat::Redundant), "InnoDB") => "Redundant",
        (Some(RowFormat::Compact), "InnoDB") => "Compact",
        (Some(RowFormat::Compressed), "InnoDB") => "Compressed",
        (_, "InnoDB") if table.key_block_size > 0 && table.row_format.is_none() => "Compressed",
        (_, "InnoDB") => "Dynamic",
        (_, "MEMORY") => "Fixed",
        (_, "ARCHIVE") => "Compressed",
        (Some(RowFormat::Dynamic), "Aria" | "MyISAM") => "Dynamic",
        (Some(RowFormat::Fixed), "Aria" | "MyISAM")
            if !table.columns.iter().any(|column| column.column_type.is_blob()) =>
        {
            "Fixed"
        }
        (_, "Aria") => "Page",
        _ if table.columns.iter().any(|column| {
            column.column_type.is_blob() || matches!(column.column_type.name, TypeName::VarChar | TypeName::VarBinary)
        }) =>
        {
            "Dynamic"
        }
        _ => "Fixed",
    }
}

fn shown_default(server: Server, column: &Column) -> Option<String> {
    match &column.default {
        Default::None if column.generated.is_some() => {
            server.is_mariadb().then(|| "NULL".to_owned()).filter(|_| column.nullable)
        }
        Default::None if column.auto_increment => None,
        Default::None => no_default_shown(server, &column.column_type, column.nullable),
        Default::Literal(shown) => shown.clone(),
        Default::Now { fsp } => {
            let fsp = if server.is_mariadb() { fraction_of_now(column, *fsp) } else { *fsp };
            Some(now_default_shown(server, fsp))
        }
        Default::Expression(_) if column.shown == ShownDefault::Nothing => None,
        Default::Expression(expression) => Some(expression.printed.clone()),
    }
}

/// MariaDB: for moments, NOW without a fraction has that of the column, and never more than it.
fn fraction_of_now(column: &Column, fsp: u8) -> u8 {
    match column.column_type.name {
        TypeName::DateTime | TypeName::Timestamp => match (fsp, column.column_type.decimals.unwrap_or(0)) {
            (0, own) => own,
            (fsp, own) => fsp.min(own),
        },
        _ => fsp,
    }
}

fn extra(server: Server, column: &Column) -> String {
    let mut words: Vec<String> = Vec::new();
    let generated_default = matches!(column.default, Default::Now { .. } | Default::Expression(_))
        || column.shown == ShownDefault::Generated;
    if column.auto_increment {
        words.push("auto_increment".to_owned());
    }
    if let Some(generated) = &column.generated {
        words.push(if generated.stored { "STORED GENERATED" } else { "VIRTUAL GENERATED" }.to_owned());
    }
    if generated_default && server.has(crate::mysql::Feature::DefaultGenerated) {
        words.push("DEFAULT_GENERATED".to_owned());
    }
    if let Some(fsp) = column.on_update {
        let fsp = if server.is_mariadb() { fraction_of_now(column, fsp) } else { fsp };
        words.push(on_update_shown(server, fsp));
    }
    if !column.visible {
        words.push("INVISIBLE".to_owned());
    }
    if column.unversioned {
        words.push("WITHOUT SYSTEM VERSIONING".to_owned());
    }
    words.join(if server.is_mariadb() { ", " } else { " " })
}

/// PRI for a part of the primary key, UNI for the only part of a unique key, MUL for the first part of another.
fn column_key(server: Server, table: &Table, column: &Column) -> &'static str {
    let first =
        |key: &Key| key.parts.first().is_some_and(|part| part.column == column.name && part.expression.is_none());
    let has_primary = table.primary().is_some();
    // Without a primary key, the first unique key without NULL stands in for it.
    let stand_in = (!has_primary)
        .then(|| {
            table.keys.iter().find(|key| {
                key.kind == KeyKind::Unique
                    && !key.hash
                    && key.parts.iter().all(|part| {
                        part.expression.is_none()
                            && part.prefix.is_none()
                            && table.column(&part.column).is_some_and(|column| !column.nullable)
                    })
            })
        })
        .flatten();
    let primary = table.primary().or(stand_in);
    if primary.is_some_and(|key| key.parts.iter().any(|part| part.column == column.name)) {
        return "PRI";
    }
    let unique = |key: &Key| key.kind == KeyKind::Unique && key.parts.len() == 1;
    let keys = || table.keys.iter().filter(|key| first(key));
    if server.is_mariadb() {
        return if keys().any(unique) { "UNI" } else { keys().next().map_or("", |_| "MUL") };
    }
    // MySQL sorts keys: unique ones before others, those without NULL before all. The first one decides.
    let nullable = |part: &KeyPart| table.column(&part.column).is_none_or(|column| column.nullable);
    let rank = |key: &&Key| (key.kind != KeyKind::Unique, key.parts.iter().any(nullable));
    keys().min_by_key(rank).map_or("", |key| if unique(key) { "UNI" } else { "MUL" })
}
