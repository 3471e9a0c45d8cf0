//! Names and options that InnoDB keeps for itself, where an ALTER meets them otherwise than CREATE TABLE.

use super::Request;
use super::algorithm::{Way, options};
use crate::dryrun::mysql::catalog::{Key, Table};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{KeyKind, RowFormat, TableOption, TypeName};

fn has_fulltext(table: &Table) -> bool {
    table.engine.name == "InnoDB" && table.keys.iter().any(|key| key.kind == KeyKind::Fulltext)
}

/// The name of a column that InnoDB would take for its own.
fn false_document_id(table: &Table) -> Option<&str> {
    let column = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case("FTS_DOC_ID"))?;
    let right = column.column_type.name == TypeName::BigInt && column.column_type.unsigned && !column.nullable;
    (!right || column.name != "FTS_DOC_ID").then_some(&column.name)
}

fn false_document_index(table: &Table) -> Option<&Key> {
    let key = table.keys.iter().find(|key| key.name.eq_ignore_ascii_case("FTS_DOC_ID_INDEX"))?;
    let sound =
        key.kind == KeyKind::Unique && key.parts.len() == 1 && key.parts.iter().all(|part| part.column == "FTS_DOC_ID");
    (!sound).then_some(key)
}

/// MySQL: the document id of tables with FULLTEXT keys, before the engine is asked.
pub fn document_id(request: &Request, new: &Table) -> Answer<()> {
    if request.draft.maria() || !has_fulltext(new) {
        return Ok(());
    }
    if let Some(key) = false_document_index(new) {
        return request.draft.refuse(1798, &[&key.name]);
    }
    match false_document_id(new) {
        Some(name) => request.draft.refuse(1797, &[name]),
        None => Ok(()),
    }
}

/// What InnoDB says when it is to make the table, in place or as a copy.
pub fn of_engine(request: &Request, old: &Table, new: &Table, way: Way) -> Answer<()> {
    let draft = &request.draft;
    if new.engine.name != "InnoDB" || way == Way::Instant && !draft.maria() {
        return Ok(());
    }
    let in_place = way != Way::Copy;
    if in_place {
        create_options(request)?;
    }
    if let Some(name) = false_document_id(new) {
        let minds =
            if draft.maria() { way != Way::Instant || has_fulltext(new) || adds(request, name) } else { !in_place };
        if minds {
            return draft.refuse(1166, &[name]);
        }
    }
    if let (true, true, Some(key)) = (draft.maria(), has_fulltext(new), false_document_index(new)) {
        return draft.refuse(if in_place { 1280 } else { 1798 }, &[&key.name]);
    }
    let fulltext =
        |table: &Table, name: &str| table.keys.iter().any(|key| key.kind == KeyKind::Fulltext && key.name == name);
    let added: Vec<&Key> =
        new.keys.iter().filter(|key| key.kind == KeyKind::Fulltext && !fulltext(old, &key.name)).collect();
    if in_place && !draft.maria() && added.len() > 1 {
        return draft.refuse(1795, &[]);
    }
    let of_virtual = |key: &&Key| {
        let is_virtual = |name: &str| {
            new.column(name).and_then(|column| column.generated.as_ref()).is_some_and(|generated| !generated.stored)
        };
        key.parts.iter().any(|part| is_virtual(&part.column))
    };
    if draft.maria() && added.iter().any(of_virtual) {
        return draft.refuse(1907, &[]);
    }
    Ok(())
}

fn adds(request: &Request, name: &str) -> bool {
    request.draft.columns.iter().any(|draft| draft.column.name == name && draft.old_name.is_none())
}

/// Options that InnoDB does not have, in place.
fn create_options(request: &Request) -> Answer<()> {
    let draft = &request.draft;
    let no = |what: &str| draft.refuse(1478, &["InnoDB", what]);
    let compressed = matches!(draft.row_format, None | Some(RowFormat::Default | RowFormat::Compressed));
    for option in options(request.alter) {
        match option {
            TableOption::Compression(method)
                if !draft.maria()
                    && !["", "NONE", "ZLIB", "LZ4"].iter().any(|known| method.eq_ignore_ascii_case(known)) =>
            {
                return no("COMPRESSION");
            }
            TableOption::RowFormat(RowFormat::Fixed | RowFormat::Page) => return no("ROW_TYPE"),
            _ => {}
        }
    }
    let sized = options(request.alter).any(|option| matches!(option, TableOption::KeyBlockSize(_)))
        || options(request.alter).any(|option| matches!(option, TableOption::RowFormat(_)));
    let fits = matches!(draft.key_block_size, 0 | 1 | 2 | 4 | 8 | 16) && (draft.key_block_size == 0 || compressed);
    if sized && !fits {
        return no("KEY_BLOCK_SIZE");
    }
    Ok(())
}
