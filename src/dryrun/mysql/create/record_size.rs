//! Records too long for InnoDB's pages: half a page of 16 KB, or what compression leaves of one.
//!
//! Source: MySQL manual, "Limits on Table Column Count and Row Size" and "InnoDB Row Formats". The bytes that each field
//! takes at most were measured on both servers: each type in each row format, with the most columns that are accepted.

use super::draft::Draft;
use crate::dryrun::mysql::alter::clustered_key;
use crate::dryrun::mysql::catalog::{Column, Key, Table};
use crate::dryrun::mysql::refusal::{Answer, Refusal};
use crate::dryrun::mysql::syntax::ast::{KeyKind, RowFormat, TypeName};

/// How rows lie in pages.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Redundant,
    Compact,
    Dynamic,
    /// Bytes of the compressed page.
    Compressed(u64),
}

/// A field of a record: its longest value, and the bytes that say how long it is; 0 for those of one length.
#[derive(Clone, Copy)]
struct Field {
    bytes: u64,
    length: u64,
    nullable: bool,
}

/// The fields that InnoDB adds: DB_TRX_ID and DB_ROLL_PTR, and DB_ROW_ID where there is no key to order rows by.
const TRANSACTION: [u64; 2] = [6, 7];
const ROW_ID: u64 = 6;
/// The hidden FTS_DOC_ID of FULLTEXT keys.
const DOCUMENT_ID: u64 = 8;
/// A pointer to another page, in the pages above the leaves.
const NODE_POINTER: u64 = 4;
/// What lies outside leaves 20 bytes of pointer; the old formats keep 768 bytes of the value too.
const POINTER: u64 = 20;
const OLD_PREFIX: u64 = 768;

/// Refuses a table of InnoDB with a key whose records may become too long for a page (1118).
pub fn check(draft: &Draft, table: &Table) -> Answer<()> {
    let keys = &table.keys;
    if draft.engine.name != "InnoDB" {
        return Ok(());
    }
    let zipped = if draft.key_block_size > 0 { draft.key_block_size.saturating_mul(1024) } else { 8192 };
    let format = match draft.row_format {
        Some(RowFormat::Redundant) => Format::Redundant,
        Some(RowFormat::Compact) => Format::Compact,
        Some(RowFormat::Compressed) => Format::Compressed(zipped),
        _ if draft.key_block_size > 0 => Format::Compressed(zipped),
        _ => Format::Dynamic,
    };
    let of_part = |name: &str, prefix: Option<u32>, clustered: bool| -> Option<Field> {
        let column = &draft.columns.iter().find(|column| column.column.name == name)?.column;
        Some(field(draft, column, prefix, clustered, format))
    };
    let parts = |key: &Key, clustered: bool| -> Vec<Field> {
        key.parts.iter().filter_map(|part| of_part(&part.column, part.prefix, clustered)).collect()
    };
    let clustered = clustered_key(table);
    let row_id = Field { bytes: ROW_ID, length: 0, nullable: false };
    let order = clustered.map_or_else(|| vec![row_id], |key| parts(key, true));
    let mut leaf = order.clone();
    leaf.extend(TRANSACTION.map(|bytes| Field { bytes, ..row_id }));
    let whole = |name: &str| {
        clustered.is_some_and(|key| key.parts.iter().any(|part| part.column == name && part.prefix.is_none()))
    };
    for column in draft.columns.iter().map(|column| &column.column) {
        if column.generated.as_ref().is_none_or(|generated| generated.stored) && !whole(&column.name) {
            leaf.push(field(draft, column, None, true, format));
        }
    }
    let fulltext = keys.iter().any(|key| key.kind == KeyKind::Fulltext);
    if fulltext && !draft.columns.iter().any(|column| column.column.name == "FTS_DOC_ID") {
        leaf.push(Field { bytes: DOCUMENT_ID, ..row_id });
    }
    let mut fits = fit(&leaf, order.len(), format);
    for key in keys.iter().filter(|key| matches!(key.kind, KeyKind::Unique | KeyKind::Plain) && !key.hash) {
        if clustered.is_some_and(|clustered| clustered.name == key.name) {
            continue;
        }
        let mut fields = parts(key, false);
        let rows = clustered.map_or_else(|| vec![row_id], |key| parts(key, false));
        for (at, field) in rows.iter().enumerate() {
            let name = clustered.and_then(|key| key.parts.get(at)).map(|part| &part.column);
            if !key.parts.iter().any(|part| Some(&part.column) == name && part.prefix.is_none()) {
                fields.push(*field);
            }
        }
        fits &= fit(&fields, fields.len(), format);
    }
    if fits { Ok(()) } else { refuse(format) }
}

/// The longest value of a column in a record.
fn field(draft: &Draft, column: &Column, prefix: Option<u32>, clustered: bool, format: Format) -> Field {
    let column_type = &column.column_type;
    let max_len = u64::from(column_type.max_len(draft.server));
    let blob = column_type.is_blob();
    let text = matches!(column_type.name, TypeName::VarChar | TypeName::VarBinary);
    let bytes = match column_type.name {
        _ if blob => u64::MAX,
        _ if text => u64::from(column_type.length) * max_len,
        _ => column_type.row_bytes(draft.server),
    };
    let nullable = column.nullable;
    let one_length = !blob && !text && (column_type.name != TypeName::Char || max_len == 1);
    if one_length && prefix.is_none() {
        return Field { bytes, length: 0, nullable };
    }
    let length = if bytes < 256 { 1 } else { 2 };
    if let Some(prefix) = prefix {
        return Field { bytes: bytes.min(u64::from(prefix) * max_len), length, nullable };
    }
    let outside = |bytes: u64| Field { bytes, length: 1, nullable };
    match format {
        _ if !clustered => Field { bytes, length, nullable },
        Format::Redundant | Format::Compact => Field { bytes: bytes.min(OLD_PREFIX + POINTER), length, nullable },
        // MariaDB knows which columns can lie outside; MySQL takes the worst of both places.
        _ if draft.maria() && bytes > 255 => outside(POINTER),
        _ if !draft.maria() && bytes >= 2 * POINTER => outside(2 * POINTER),
        _ => Field { bytes, length, nullable },
    }
}

/// True where a record of these fields fits into a page, and its first `order` ones into the pages above.
fn fit(fields: &[Field], order: usize, format: Format) -> bool {
    let count = fields.len() as u64;
    let nullable = fields.iter().filter(|field| field.nullable).count() as u64;
    let (page, above, mut bytes) = match format {
        Format::Compressed(page) => {
            // The page's header, and how its fields are described before they are compressed.
            let free = page.saturating_sub(106 + 2 * (count + 1) + 13 + 1);
            (free, free / 2, 2 + nullable.div_ceil(8))
        }
        Format::Redundant => (8123, 8123, 6 + 2 * count),
        Format::Compact | Format::Dynamic => (8126, 8126, 5 + nullable.div_ceil(8)),
    };
    for (at, field) in fields.iter().enumerate() {
        let length = if format == Format::Redundant { 0 } else { field.length };
        bytes = bytes.saturating_add(field.bytes).saturating_add(length);
        if bytes >= page || (at + 1 == order && bytes + NODE_POINTER >= above) {
            return false;
        }
    }
    true
}

fn refuse(format: Format) -> Answer<()> {
    let (limit, other, kept) = match format {
        Format::Redundant => (8123, true, OLD_PREFIX),
        Format::Compact => (8126, true, OLD_PREFIX),
        Format::Dynamic | Format::Compressed(_) => (8126, false, 0),
    };
    let other = if other { " or using ROW_FORMAT=DYNAMIC or ROW_FORMAT=COMPRESSED" } else { "" };
    let message = format!(
        "Row size too large (> {limit}). Changing some columns to TEXT or BLOB{other} may help. In current row format, \
         BLOB prefix of {kept} bytes is stored inline."
    );
    Err(Refusal { errno: 1118, sqlstate: "42000", message }.into())
}
