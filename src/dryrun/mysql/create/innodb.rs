//! What InnoDB of MySQL says to table options, names and row formats. Measured on MySQL 9.7.4 with innodb_strict_mode.

use super::column::DraftColumn;
use super::draft::Draft;
use crate::dryrun::mysql::catalog::Key;
use crate::dryrun::mysql::refusal::{Answer, Cause, Refusal, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, KeyKind, RowFormat, TableOption, TypeName};

/// Names that InnoDB keeps for itself.
const COLUMNS: &[&str] = &["DB_ROW_ID", "DB_TRX_ID", "DB_ROLL_PTR"];

/// Options that are looked at before the columns.
pub fn early(draft: &mut Draft) -> Answer<()> {
    let innodb = draft.engine.name == "InnoDB";
    for option in draft.written.clone() {
        match option {
            TableOption::Tablespace(name) if innodb => tablespace(draft, &name.text)?,
            TableOption::Encryption(value) => encryption(draft, value)?,
            TableOption::SecondaryEngineAttribute(text) => json_attribute(draft, text)?,
            TableOption::Number { name: "MAX_ROWS", value } => {
                let rows = value.parse::<u64>().unwrap_or(u64::MAX);
                if rows > u64::from(u32::MAX) {
                    draft.warn(4074, &["max_rows", &rows.to_string(), "0", "4294967295", "4294967295"]);
                }
            }
            TableOption::EngineAttribute(text) => {
                json_attribute(draft, text)?;
                return draft.refuse(3981, &[draft.engine.name, "ENGINE_ATTRIBUTE"]);
            }
            TableOption::AutoextendSize(text) => autoextend(draft, text)?,
            TableOption::StartTransaction => {
                let place = match draft.altered {
                    Some(_) => "with ALTER TABLE command.",
                    None if draft.from_query => "with CREATE TABLE ... AS SELECT statement.",
                    None if !innodb => "with engine that does not support atomic DDL.",
                    None => continue,
                };
                return draft.refuse(3979, &[place]);
            }
            TableOption::DataDirectory(path) | TableOption::IndexDirectory(path) => {
                let index = matches!(option, TableOption::IndexDirectory(_));
                let word = if index { "INDEX DIRECTORY" } else { "DATA DIRECTORY" };
                if path.len() > 512 {
                    return draft.refuse(1680, &[word]);
                }
                if !path.starts_with('/') {
                    return draft.refuse(1525, &["path", path]);
                }
                // MyISAM could follow a link there, which the server does not allow.
                if draft.engine.name == "MyISAM" {
                    draft.warnings.push(Warning::worded(1618, format!("<{word}> option ignored")));
                }
            }
            _ => {}
        }
    }
    for column in &draft.columns {
        let attributes = column.definition.map_or(&[][..], |definition| &definition.attributes);
        for attribute in attributes {
            if let ColumnAttribute::EngineAttribute(text) | ColumnAttribute::SecondaryEngineAttribute(text) = attribute
            {
                json_attribute(draft, text)?;
            }
        }
        if attributes.iter().any(|attribute| matches!(attribute, ColumnAttribute::EngineAttribute(_))) {
            return draft.refuse(3981, &[draft.engine.name, "ENGINE_ATTRIBUTE"]);
        }
        match column.column.column_type.srid {
            Some(srid) if srid > u64::from(u32::MAX) => return draft.refuse(1690, &["SRID", "SRID"]),
            Some(0 | 3857 | 4258 | 4267 | 4269 | 4326) | None => {}
            // Source: information_schema.ST_SPATIAL_REFERENCE_SYSTEMS begins with 0, then 2000.
            Some(srid @ 1..=1999) => return draft.refuse(3548, &[&srid.to_string()]),
            Some(srid) => return Err(Stop::unknown(&format!("whether there is a spatial reference system {srid}"))),
        }
    }
    for text in draft.keys.iter().filter_map(|key| key.options.engine_attribute.as_ref()) {
        json_attribute(draft, text)?;
    }
    if draft.keys.iter().any(|key| key.options.engine_attribute.is_some()) {
        return draft.refuse(3981, &[draft.engine.name, "ENGINE_ATTRIBUTE"]);
    }
    Ok(())
}

/// An attribute that begins as no JSON does (3980). What is wrong behind its beginning is not looked for.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn json_attribute(draft: &Draft, text: &str) -> Answer<()> {
    let rest = text.trim_start();
    let begins = |c: char| c.is_ascii_digit() || "{[\"-tfn".contains(c);
    if rest.is_empty() || rest.starts_with(begins) {
        return Ok(());
    }
    draft.refuse(3980, &["Invalid value.", &(text.len() - rest.len()).to_string(), rest])
}

/// A tablespace: none of the user's own exists, since they are not modelled.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn tablespace(draft: &Draft, name: &str) -> Answer<()> {
    let refuse = |errno: u16, words: &str| draft.refuse(errno, &[name, ""]).map_err(|stop| worded(stop, words));
    match name {
        "" => draft.refuse(3119, &[""]).map_err(|stop| worded(stop, "Incorrect tablespace name ``")),
        "mysql" => draft.refuse(3723, &[&draft.name, "mysql"]),
        "innodb_system" if draft.row_format == Some(RowFormat::Compressed) => {
            refuse(1478, "InnoDB: Tablespace `innodb_system` cannot contain a COMPRESSED table")
        }
        "innodb_temporary" if !draft.temporary => {
            refuse(1478, "InnoDB: Tablespace `innodb_temporary` can only contain TEMPORARY tables.")
        }
        "innodb_system" | "innodb_file_per_table" | "innodb_temporary" => Ok(()),
        _ if name.contains('/') => refuse(3119, "InnoDB: A general tablespace name cannot contain '/'."),
        _ if name.starts_with("innodb_") => {
            refuse(3119, "InnoDB: Tablespace names starting with `innodb_` are reserved.")
        }
        _ => draft.refuse(3510, &[name]),
    }
}

/// The same number with other words.
fn worded(stop: Stop, words: &str) -> Stop {
    match stop.into_cause() {
        Cause::Refused(refusal) => Refusal { message: words.to_owned(), ..refusal }.into(),
        Cause::Unknown(why) => Stop::unknown_because(why),
    }
}

#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn encryption(draft: &Draft, value: &str) -> Answer<()> {
    match (value.to_ascii_uppercase().as_str(), draft.engine.name) {
        ("", _) | ("N", _) => Ok(()),
        ("Y", "InnoDB") => draft.refuse(3185, &[]),
        ("Y", _) => draft.refuse(1178, &["ENCRYPTION"]),
        _ => draft.refuse(3184, &[]),
    }
}

/// `4M` to `4096M`, in steps of 4M.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn autoextend(draft: &Draft, text: &str) -> Answer<()> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit: u64 = match text.get(digits.len()..).unwrap_or("").to_ascii_uppercase().as_str() {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return draft.refuse(1531, &[]),
    };
    let bytes = digits.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(unit);
    match bytes {
        0 => Ok(()),
        ..4_194_304 | 4_294_967_297.. => draft.refuse(4025, &["4", "4096"]),
        _ if bytes % 4_194_304 != 0 => draft.refuse(4023, &["4"]),
        _ => Ok(()),
    }
}

/// So many columns InnoDB has in a table beside its own six. Source: MySQL's manual, "InnoDB Limits".
const MOST_COLUMNS: usize = 1017;

/// What InnoDB says when it creates the table.
pub fn late(draft: &Draft, keys: &[Key]) -> Answer<()> {
    if draft.engine.name != "InnoDB" {
        return Ok(());
    }
    for column in draft.columns.iter().filter(|column| !column.column.hidden) {
        if COLUMNS.iter().any(|name| column.column.name.eq_ignore_ascii_case(name)) {
            return draft.refuse(1166, &[&column.column.name]);
        }
    }
    if draft.columns.len() > MOST_COLUMNS {
        let table = draft.final_name.as_deref().or(draft.altered.as_deref()).unwrap_or(&draft.name);
        return match draft.maria() {
            true => draft.refuse(1005, &[&draft.database, table, "185 \"Too many columns\""]),
            false => draft.refuse(1117, &[]),
        };
    }
    if let Some(key) = keys.iter().find(|key| key.name == "GEN_CLUST_INDEX") {
        return draft.refuse(1280, &[&key.name]);
    }
    if draft.temporary && keys.iter().any(|key| key.kind == KeyKind::Fulltext) {
        return draft.refuse(1796, &[]);
    }
    if draft.temporary && (draft.key_block_size > 0 || draft.row_format == Some(RowFormat::Compressed)) {
        return draft.refuse(if draft.maria() { 4047 } else { 3500 }, &[]);
    }
    if draft.maria() {
        return document_id(draft, keys);
    }
    if reserved_table(&draft.name) {
        return draft.refuse(1103, &[&draft.name]);
    }
    let wrong = || draft.refuse(1031, &[&draft.name]);
    let compressed = matches!(draft.row_format, None | Some(RowFormat::Default | RowFormat::Compressed));
    match draft.key_block_size {
        0 => {}
        1 | 2 | 4 | 8 | 16 if compressed => {}
        _ => return wrong(),
    }
    for option in &draft.written {
        match option {
            TableOption::Compression(method) => {
                let known = ["", "NONE", "ZLIB", "LZ4"].iter().any(|known| method.eq_ignore_ascii_case(known));
                let used = known && !method.is_empty() && !method.eq_ignore_ascii_case("NONE");
                let in_system = draft
                    .written
                    .iter()
                    .any(|option| matches!(option, TableOption::Tablespace(name) if name.text == "innodb_system"));
                let twice = draft.key_block_size > 0 || draft.row_format == Some(RowFormat::Compressed) || in_system;
                if !known || (used && twice) {
                    return wrong();
                }
            }
            TableOption::IndexDirectory(_) => return wrong(),
            TableOption::DataDirectory(_) if draft.written.iter().any(|option| is_shared_tablespace(option)) => {
                let words = "InnoDB: DATA DIRECTORY cannot be used with a TABLESPACE assignment.";
                return draft.refuse(1478, &["", ""]).map_err(|stop| worded(stop, words));
            }
            TableOption::DataDirectory(_) => {
                return draft
                    .refuse(3121, &[""])
                    .map_err(|stop| worded(stop, "The DATA DIRECTORY location must be in a known directory."));
            }
            _ => {}
        }
    }
    if draft.row_format == Some(RowFormat::Fixed) {
        return wrong();
    }
    document_id(draft, keys)
}

fn is_shared_tablespace(option: &TableOption) -> bool {
    matches!(option, TableOption::Tablespace(name) if name.text != "innodb_file_per_table")
}

/// Tables with FULLTEXT keys may bring the column FTS_DOC_ID themselves, of one type only.
fn document_id(draft: &Draft, keys: &[Key]) -> Answer<()> {
    let mut texts = keys.iter().filter(|key| key.kind == KeyKind::Fulltext).flat_map(|key| &key.parts).peekable();
    if texts.peek().is_none() {
        return Ok(());
    }
    let is_virtual = |name: &str| {
        let column = draft.columns.iter().find(|column| column.column.name == name);
        column.and_then(|column| column.column.generated.as_ref()).is_some_and(|generated| !generated.stored)
    };
    if draft.maria() && texts.any(|part| is_virtual(&part.column)) {
        return draft.refuse(1907, &[]);
    }
    let column = draft.columns.iter().find(|column| column.column.name.eq_ignore_ascii_case("FTS_DOC_ID"));
    if let Some(DraftColumn { column, .. }) = column {
        let column_type = &column.column_type;
        let right = column_type.name == TypeName::BigInt && column_type.unsigned && !column.nullable;
        if !right || column.name != "FTS_DOC_ID" {
            return draft.refuse(if draft.maria() { 1166 } else { 1797 }, &[&column.name]);
        }
    }
    let index = keys.iter().find(|key| key.name.eq_ignore_ascii_case("FTS_DOC_ID_INDEX"));
    let sound = |key: &Key| {
        key.kind == KeyKind::Unique && key.parts.len() == 1 && key.parts.iter().all(|part| part.column == "FTS_DOC_ID")
    };
    match index {
        Some(key) if !sound(key) => draft.refuse(1798, &[&key.name]),
        _ => Ok(()),
    }
}

/// `FTS_`, sixteen hexadecimal digits and a word: the tables of a FULLTEXT index.
fn reserved_table(name: &str) -> bool {
    let Some(rest) = name.get(..4).filter(|start| start.eq_ignore_ascii_case("FTS_")).and(name.get(4..)) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    digits == 16 && rest.as_bytes().get(16) == Some(&b'_')
}
