//! What the engine can and cannot: rows too long, columns and keys it does not have, options it refuses.

use super::column::{default_clause, is_null_literal};
use super::draft::Draft;
use crate::dryrun::mysql::catalog::Key;
use crate::dryrun::mysql::refusal::{Answer, Refusal};
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, KeyKind, RowFormat};

/// MariaDB: invisible columns need a default.
pub fn mariadb_columns(draft: &Draft) -> Answer<()> {
    for column in &draft.columns {
        let given =
            |clause: &ColumnAttribute| !matches!(clause, ColumnAttribute::Default(literal) if is_null_literal(literal));
        let default = column.definition.is_some_and(|definition| default_clause(definition).is_some_and(given));
        let kept = column.definition.is_none();
        let column = &column.column;
        let needs = !column.visible && !column.nullable && !column.auto_increment && column.generated.is_none();
        if needs && !default && !kept {
            return draft.refuse(4108, &[&column.name]);
        }
    }
    Ok(())
}

/// MariaDB's Aria has no unique keys that are hashes.
pub fn aria_hashes(draft: &Draft, keys: &[Key]) -> Answer<()> {
    match draft.engine.name == "Aria" && keys.iter().any(|key| key.hash) {
        true => draft.refuse(1071, &[&draft.engine.max_key_length.to_string()]),
        false => Ok(()),
    }
}

/// MariaDB: not every engine has generated columns.
pub fn mariadb_generated(draft: &Draft, keys: &[Key]) -> Answer<()> {
    // The hash of a long unique key is a generated column.
    let hash = draft.engine.name == "MEMORY" && keys.iter().any(|key| key.hash);
    let generated = draft.columns.iter().any(|column| column.column.generated.is_some());
    if !draft.engine.generated && (generated || hash) {
        return draft.refuse(1910, &[draft.handler_name()]);
    }
    Ok(())
}

/// Generated columns and default expressions, which not every engine of MySQL has.
pub fn expressions(draft: &Draft) -> Answer<()> {
    let new = |at: usize| draft.columns.get(at).and_then(|column| column.definition);
    let generated = draft.columns.iter().filter_map(|column| column.definition).any(|new| new.generated.is_some());
    if generated && !draft.engine.generated {
        return draft.refuse(3106, &["Specified storage engine"]);
    }
    for at in 0..draft.columns.len() {
        let attributes = new(at).map_or(&[][..], |definition| &definition.attributes);
        let expression = attributes.iter().any(|attribute| matches!(attribute, ColumnAttribute::DefaultExpression(_)))
            || draft.columns.get(at).is_some_and(|column| column.new_expression.is_some());
        let geographic = matches!(
            draft.columns.get(at).and_then(|column| column.column.column_type.srid),
            Some(4258 | 4267 | 4269 | 4326)
        );
        if geographic && new(at).is_some() && draft.engine.name != "InnoDB" {
            return draft.refuse(1178, &["geographic spatial reference systems"]);
        }
        if expression && !draft.engine.default_expressions {
            return draft.refuse(3774, &["Specified storage engine"]);
        }
    }
    Ok(())
}

/// The row's length over all engines: 65,535 bytes without BLOBs. A bit for each column that can be NULL counts too.
pub fn row_size(draft: &Draft) -> Answer<()> {
    let visible = draft.columns.iter().filter(|column| !column.column.hidden);
    let (mut bytes, mut nullable) = (0u64, 0u64);
    for column in visible {
        bytes += column.column.column_type.row_bytes(draft.server);
        nullable += u64::from(column.column.nullable);
    }
    bytes += nullable.div_ceil(8);
    if bytes > 65_535 { draft.refuse(1118, &["65535"]) } else { Ok(()) }
}

/// So many columns a table may have, whatever its engine.
const MOST_COLUMNS: usize = 4096;

/// Too many columns.
pub fn column_count(draft: &Draft) -> Answer<()> {
    if draft.columns.len() > MOST_COLUMNS { draft.refuse(1117, &[]) } else { Ok(()) }
}

/// MariaDB: the definition of a table, with its names, comments, expressions and lists of values, has a file whose parts
/// are counted in 16 bits.
///
/// Source: MariaDB `sql/unireg.cc`, `pack_header`: 17 bytes a column, 288 for the table.
pub fn mariadb_definition_size(draft: &Draft) -> Answer<()> {
    let mut bytes = 288 + 2;
    let mut lists: Vec<&[String]> = Vec::new();
    let mut expressions = 0;
    for column in draft.columns.iter().map(|column| &column.column) {
        bytes += 17 + column.name.len() + 1 + column.comment.len();
        if let Some(generated) = &column.generated {
            expressions += 6 + generated.expression.source.len();
        }
        let members = column.column_type.members.as_slice();
        if !members.is_empty() && !lists.contains(&members) {
            lists.push(members);
        }
    }
    bytes += lists.iter().map(|list| 2 + list.iter().map(|member| member.len() + 1).sum::<usize>()).sum::<usize>();
    bytes += if expressions > 0 { expressions + 16 } else { 0 };
    if bytes <= 65_535 && lists.len() <= 255 {
        return Ok(());
    }
    let message = "Table definition is too large".to_owned();
    Err(Refusal { message, ..Refusal::new(draft.server, 1117, &[]) }.into())
}

/// What the engine says when it creates the table.
pub fn options(draft: &Draft, keys: &[Key]) -> Answer<()> {
    if draft.engine.name == "CSV" && draft.columns.iter().any(|column| column.column.nullable) {
        return draft.refuse(1178, &["nullable columns"]);
    }
    let compressed = matches!(draft.row_format, None | Some(RowFormat::Default | RowFormat::Compressed));
    let wrong = matches!(draft.row_format, Some(RowFormat::Fixed | RowFormat::Page))
        || !matches!(draft.key_block_size, 0 | 1 | 2 | 4 | 8 | 16)
        || (draft.key_block_size > 0 && !compressed)
        || super::mariadb_options::wrong_together(draft);
    if matches!(draft.engine.name, "SEQUENCE" | "PERFORMANCE_SCHEMA") {
        return match draft.maria() {
            true => draft.refuse(1005, &[&draft.database, &draft.name, "131 \"Command not supported by the engine\""]),
            false => draft.refuse(1683, &[]),
        };
    }
    if draft.maria() && draft.engine.name == "InnoDB" && wrong {
        return draft.refuse(1005, &[&draft.database, &draft.name, "140 \"Wrong create options\""]);
    }
    if draft.engine.name == "ARCHIVE" {
        // An index of an ARCHIVE table is on its AUTO_INCREMENT column, or there is none.
        let auto =
            |name: &str| draft.columns.iter().any(|column| column.column.name == name && column.column.auto_increment);
        let other =
            keys.iter().any(|key| key.kind != KeyKind::Fulltext && !key.parts.iter().all(|part| auto(&part.column)));
        if other {
            return draft.refuse(1030, &["-1", "Unknown error -1"]);
        }
    }
    Ok(())
}

/// MariaDB's InnoDB: parts of keys in the old row formats have at most 767 bytes.
pub fn innodb_prefix(draft: &Draft, keys: &[Key]) -> Answer<()> {
    if draft.engine.name != "InnoDB" || !matches!(draft.row_format, Some(RowFormat::Redundant | RowFormat::Compact)) {
        return Ok(());
    }
    for part in keys.iter().filter(|key| !key.hash && key.kind != KeyKind::Fulltext).flat_map(|key| &key.parts) {
        let Some(column) = draft.columns.iter().find(|column| column.column.name == part.column) else { continue };
        let column_type = &column.column.column_type;
        let bytes = match part.prefix {
            Some(prefix) => prefix * column_type.max_len(draft.server),
            None => column_type.key_bytes(draft.server),
        };
        if bytes > 767 {
            return draft.refuse(1709, &["767"]);
        }
    }
    Ok(())
}
