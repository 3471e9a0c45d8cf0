//! Keys: each part finds its column and its length, each key its name; in the servers' order.

use super::draft::{Draft, DraftKey, DraftPart};
use crate::dryrun::mysql::catalog::{Key, KeyPart, StoredExpression, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Warning};
use crate::dryrun::mysql::syntax::ast::{KeyAlgorithm, KeyKind, TypeName};
use crate::mysql::Feature;

/// The keys of a draft; PRIMARY first, then as written.
pub struct Keys {
    pub keys: Vec<Key>,
    /// AUTO_INCREMENT columns that no key begins with.
    pub auto_increment_left: usize,
}

/// What both servers check before they look into the keys: how many, how long their names.
pub fn count(draft: &mut Draft) -> Answer<()> {
    let descending = draft.keys.iter().any(|key| key.parts.iter().any(|part| part.descending));
    if descending && !draft.engine.descending {
        return draft.refuse(1178, &["descending indexes"]);
    }
    if draft.keys.len() > draft.engine.max_keys {
        return draft.refuse(1069, &[&draft.engine.max_keys.to_string()]);
    }
    Ok(())
}

/// Each key in order.
pub fn prepare(draft: &mut Draft, auto_increment: usize) -> Answer<Keys> {
    let mut out = Keys { keys: vec![], auto_increment_left: auto_increment };
    for at in 0..draft.keys.len() {
        let Some(key) = draft.keys.get(at).cloned() else { break };
        if let Some((_, stop)) = draft.deferred.take_if(|(key, _)| *key == at) {
            return Err(stop);
        }
        let prepared = prepare_key(draft, &key, &mut out)?;
        out.keys.push(prepared);
    }
    out.keys.sort_by_key(|key| key.kind != KeyKind::Primary);
    Ok(out)
}

fn prepare_key(draft: &mut Draft, key: &DraftKey, out: &mut Keys) -> Answer<Key> {
    let maria = draft.maria();
    let mut kind = key.kind;
    if kind == KeyKind::Plain && becomes_spatial(draft, key) {
        kind = KeyKind::Spatial;
        if key.parts.len() == 1 && key.parts.iter().any(|part| part.ordered) {
            return draft.refuse(1221, &["spatial/fulltext/hash index", "explicit index order"]);
        }
    }
    let max_parts = if maria { 32 } else { draft.engine.max_key_parts };
    if kind == KeyKind::Primary && !maria && out.keys.iter().any(|key| key.kind == KeyKind::Primary) {
        return draft.refuse(1068, &[]);
    }
    if key.parts.len() > max_parts && kind != KeyKind::Spatial {
        return draft.refuse(1070, &[&max_parts.to_string()]);
    }
    // A key without a name takes that of its first column, which must be there.
    let first = key.parts.first().filter(|part| part.expression.is_none());
    if let (None, KeyKind::Spatial | KeyKind::Fulltext, Some(first)) = (&key.name, kind, first)
        && draft.column_index(&first.column).is_none()
    {
        return draft.refuse(1072, &[&first.column]);
    }
    let given = key.name.as_deref().or(key.ignored_name.as_deref()).unwrap_or("");
    if given.chars().count() > 64 {
        return draft.refuse(1059, &[given]);
    }
    if key.kept.is_none() && key.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("PRIMARY")) {
        return draft.refuse(1280, &[given]);
    }
    if key.parts.len() > 1 && matches!(key.kind, KeyKind::Plain | KeyKind::Unique) && has_geometry(draft, key) {
        return draft.refuse(1070, &["1"]);
    }
    if let Some(name) = &key.name
        && out.keys.iter().any(|other| same(&other.name, name))
    {
        return draft.refuse(1061, &[name]);
    }
    if kind == KeyKind::Fulltext && (!draft.engine.fulltext || draft.kept_partitions.is_some()) {
        return draft.refuse(1214, &[draft.engine.name]);
    }
    if key.kind == KeyKind::Spatial && !draft.engine.spatial_key {
        return draft.refuse(1464, &[draft.engine.name]);
    }
    if !maria {
        let functional = key.parts.iter().any(|part| part.kept_expression.is_some());
        if functional && kind == KeyKind::Fulltext {
            return draft.refuse(3759, &[]);
        }
        if functional && kind == KeyKind::Spatial {
            return draft.refuse(3760, &[]);
        }
    }
    let mut prepared = Key { kind, ..key.begun() };
    if let Some(kept) = &key.kept {
        prepared.comment.clone_from(&kept.comment);
        prepared.parser.clone_from(&kept.parser);
        prepared.named = kept.named;
    }
    let mut bytes = 0u64;
    let mut nullable = false;
    for (at, part) in key.parts.iter().enumerate() {
        let part = prepare_part(draft, key, part, at, &mut prepared, out, &mut bytes, &mut nullable)?;
        prepared.parts.push(part);
        if at == 0 {
            prepared.name = key_name(draft, key, &prepared, out)?;
        }
    }
    if let Some(parser) = prepared.parser.as_deref().filter(|_| key.kept.is_none())
        && !parser.eq_ignore_ascii_case("ngram")
    {
        return draft.refuse(1128, &[parser]);
    }
    if kind == KeyKind::Spatial && !draft.engine.spatial_key {
        return draft.refuse(1464, &[draft.engine.name]);
    }
    let limit = u64::from(draft.engine.max_key_length);
    if bytes > limit && !matches!(kind, KeyKind::Fulltext | KeyKind::Spatial) && !prepared.hash {
        return draft.refuse(1071, &[&limit.to_string()]);
    }
    if prepared.comment.chars().count() > 1024 {
        return draft.refuse(1688, &[&prepared.name, "1024"]);
    }
    hash_algorithm(draft, key, &mut prepared);
    Ok(prepared)
}

/// Without a primary key the first unique key without NULL stands for it, and must be visible.
pub fn implicit_primary(draft: &Draft, keys: &[Key]) -> Answer<()> {
    if keys.iter().any(|key| key.kind == KeyKind::Primary) {
        return Ok(());
    }
    let not_null = |part: &KeyPart| {
        let column = draft.columns.iter().find(|column| column.column.name == part.column);
        part.prefix.is_none() && column.is_some_and(|column| !column.column.nullable && !column.column.hidden)
    };
    let stand_in = keys.iter().find(|key| key.kind == KeyKind::Unique && key.parts.iter().all(not_null));
    if stand_in.is_some_and(|key| !key.visible) { draft.refuse(3522, &[]) } else { Ok(()) }
}

fn has_geometry(draft: &Draft, key: &DraftKey) -> bool {
    key.parts.iter().any(|part| {
        let column = draft.column_index(&part.column).and_then(|at| draft.columns.get(at));
        column.is_some_and(|column| column.column.column_type.name.is_spatial())
    })
}

/// MySQL: a plain key with a geometry, or USING RTREE, is a spatial one.
fn becomes_spatial(draft: &Draft, key: &DraftKey) -> bool {
    let prefix = key.parts.iter().any(|part| part.length.is_some());
    !prefix && (key.options.algorithm == Some(KeyAlgorithm::RTree) || has_geometry(draft, key))
}

/// InnoDB and MyISAM have no HASH keys; MySQL says so.
fn hash_algorithm(draft: &mut Draft, key: &DraftKey, prepared: &mut Key) {
    let hash = prepared.algorithm == Some(KeyAlgorithm::Hash);
    if hash && draft.engine.name != "MEMORY" {
        if key.kept.is_none() && !draft.maria() {
            draft.note(3502, &["HASH"]);
        }
        if !draft.maria() {
            prepared.algorithm = None;
        }
    }
}

fn key_name(draft: &mut Draft, key: &DraftKey, prepared: &Key, out: &Keys) -> Answer<String> {
    if key.kind == KeyKind::Primary {
        if out.keys.iter().any(|key| key.kind == KeyKind::Primary) {
            return draft.refuse(1068, &[]);
        }
        if let (Some(name), true) = (&key.ignored_name, draft.maria()) {
            let message = format!("Name '{name}' ignored for PRIMARY key.");
            draft.warnings.push(Warning::worded(1280, message));
        }
        return Ok("PRIMARY".to_owned());
    }
    let name = match &key.name {
        Some(name) => name.clone(),
        None => free_name(draft, prepared, &out.keys),
    };
    if out.keys.iter().any(|key| same(&key.name, &name)) {
        return draft.refuse(1061, &[&name]);
    }
    if name.is_empty() || name.ends_with(' ') {
        return draft.refuse(1280, &[&name]);
    }
    Ok(name)
}

/// The name that a key without one gets: its first column's, or that with `_2`, `_3`.
pub fn free_name(draft: &Draft, prepared: &Key, earlier: &[Key]) -> String {
    let first = prepared.parts.first();
    let base = match first {
        Some(part) if part.expression.is_some() => "functional_index",
        Some(part) => &part.column,
        None => "",
    };
    // Names that later keys carry are taken too.
    let taken = |name: &str| {
        earlier.iter().any(|key| same(&key.name, name))
            || draft.keys.iter().any(|key| key.name.as_deref().is_some_and(|other| same(other, name)))
    };
    if !taken(base) && !base.eq_ignore_ascii_case("PRIMARY") {
        return base.to_owned();
    }
    (2..).map(|number| format!("{base}_{number}")).find(|name| !taken(name)).unwrap_or_default()
}

#[allow(clippy::too_many_arguments)]
fn prepare_part(
    draft: &mut Draft,
    key: &DraftKey,
    part: &DraftPart,
    at: usize,
    prepared: &mut Key,
    out: &mut Keys,
    bytes: &mut u64,
    nullable: &mut bool,
) -> Answer<KeyPart> {
    let maria = draft.maria();
    let kind = prepared.kind;
    let server = draft.server;
    if kind == KeyKind::Spatial && key.parts.len() != 1 {
        return draft.refuse(1070, &["1"]);
    }
    let Some(index) = draft.column_index(&part.column) else {
        return draft.refuse(1072, &[&part.column]);
    };
    let Some(column) = draft.columns.get(index) else { return draft.refuse(1072, &[&part.column]) };
    let name = column.column.name.clone();
    let column_type = column.column.column_type.clone();
    let virtual_column = column.column.generated.as_ref().is_some_and(|generated| !generated.stored);
    let explicit_null = column.explicit_null;
    let is_nullable = column.column.nullable;
    let is_auto_increment = column.column.auto_increment;
    let part_out = |prefix: Option<u32>, expression: Option<StoredExpression>| KeyPart {
        column: name.clone(),
        prefix,
        descending: part.descending,
        expression,
    };
    if prepared.parts.iter().any(|earlier| same(&earlier.column, &name)) {
        return draft.refuse(1060, &[&part.column]);
    }
    if virtual_column && (matches!(kind, KeyKind::Fulltext | KeyKind::Spatial) || column_type.name.is_spatial()) {
        let what = if kind == KeyKind::Fulltext { "Fulltext" } else { "Spatial" };
        return draft.refuse(3106, &[&format!("{what} index on virtual generated column")]);
    }
    if virtual_column && kind == KeyKind::Primary {
        return draft.refuse(3106, &["Defining a virtual generated column as primary key"]);
    }
    if column_type.name == TypeName::Json {
        return draft.refuse(3152, &[&part.column]);
    }
    if column_type.name == TypeName::Vector {
        return draft.refuse(6134, &[&part.column]);
    }
    if kind == KeyKind::Fulltext {
        let text = matches!(column_type.name, TypeName::Char | TypeName::VarChar)
            || (column_type.is_blob() && column_type.collation.is_some());
        if !text || !fits_fulltext(draft, &column_type, prepared) {
            return draft.refuse(1283, &[&part.column]);
        }
        if column_type.length == 0 && !column_type.is_blob() {
            return draft.refuse(1167, &[&part.column]);
        }
        return Ok(part_out(None, None));
    }
    if kind == KeyKind::Spatial {
        if part.length.is_some() && key.kept.is_none() {
            return draft.refuse(1089, &[]);
        }
        if !column_type.name.is_spatial() {
            return draft.refuse(1687, &[]);
        }
        if is_nullable {
            return draft.refuse(1252, &[]);
        }
        if column_type.srid.is_none() && key.kept.is_none() && draft.server.has(Feature::ColumnSrid) {
            draft.warn(3674, &[&name]);
        }
        return Ok(part_out(Some(32), None));
    }
    if !maria {
        if column_type.name.is_spatial() && matches!(kind, KeyKind::Plain) && part.length.is_some() {
            return draft.refuse(1089, &[]);
        }
        if column_type.name.is_spatial() && matches!(kind, KeyKind::Primary | KeyKind::Unique) {
            if part.length.is_some() {
                return draft.refuse(1089, &[]);
            }
            return draft.refuse(3728, &[]);
        }
        if key.options.algorithm == Some(KeyAlgorithm::RTree) {
            return draft.refuse(1687, &[]);
        }
    }
    let mut length = part.length;
    if column_type.is_blob() {
        if !draft.engine.blob_key {
            return draft.refuse(1073, &[&part.column]);
        }
        if length.is_none() {
            length = blob_without_length(draft, key, &column_type, &part.column, prepared)?;
        }
    }
    if kind == KeyKind::Primary && explicit_null && (is_nullable || is_auto_increment) && !maria {
        return draft.refuse(1171, &[]);
    }
    if is_nullable {
        if kind == KeyKind::Primary {
            if let Some(column) = draft.columns.get_mut(index) {
                column.column.nullable = false;
            }
        } else {
            *nullable = true;
            if !draft.engine.null_key {
                return draft.refuse(1121, &[&part.column]);
            }
        }
    }
    if virtual_column && !maria && draft.engine.name != "InnoDB" {
        return draft.refuse(1478, &[draft.engine.name, "Index on virtual generated column"]);
    }
    if is_auto_increment && (at == 0 || draft.engine.auto_increment_anywhere) {
        out.auto_increment_left = out.auto_increment_left.saturating_sub(1);
    }
    let max_len = column_type.max_len(server);
    let whole = column_type.key_bytes(server);
    let mut part_bytes = whole;
    let mut prefix = None;
    if let Some(length) = length {
        let wanted = length.saturating_mul(u64::from(max_len));
        let too_long = !column_type.is_blob() && wanted > u64::from(whole);
        let is_whole = wanted == u64::from(whole) && column_type.takes_whole_length();
        let no_prefix = !(column_type.takes_prefix() || is_whole);
        if no_prefix || too_long {
            return draft.refuse(1089, &[]);
        }
        part_bytes = wanted.min(u64::from(u32::MAX)) as u32;
        if column_type.blob_length_bytes() == Some(1) && part_bytes > 255 {
            return draft.refuse(1071, &["255"]);
        }
        if part_bytes != whole {
            prefix = Some(length as u32);
        }
    }
    if part_bytes == 0 && !prepared.hash {
        return if maria {
            draft.refuse(1167, &[draft.engine.name, &part.column])
        } else {
            draft.refuse(1167, &[&part.column])
        };
    }
    let limit = draft.max_part_length();
    if part_bytes > limit && !prepared.hash {
        match (maria, kind) {
            (true, KeyKind::Unique)
                if draft.engine.name == "InnoDB" || draft.engine.name == "MyISAM" || draft.engine.name == "Aria" =>
            {
                prepared.hash = true;
                prefix = None;
            }
            (true, KeyKind::Plain) => {
                draft.note(1071, &[&limit.to_string()]);
                part_bytes = limit - limit % max_len;
                prefix = Some(part_bytes / max_len);
            }
            _ => return draft.refuse(1071, &[&limit.to_string()]),
        }
    }
    *bytes += u64::from(part_bytes);
    Ok(part_out(prefix, part.kept_expression.clone()))
}

/// A FULLTEXT key is over one collation, whose characters may be bytes.
pub fn fits_fulltext(draft: &Draft, column_type: &ColumnType, prepared: &Key) -> bool {
    let first = prepared.parts.first().and_then(|part| draft.columns.get(draft.column_index(&part.column)?));
    let same = first.is_none_or(|first| first.column.column_type.collation == column_type.collation);
    let bytes = column_type.charset(draft.server).is_some_and(|charset| charset.min_len == 1);
    same && bytes && column_type.collation.is_some_and(|collation| collation.name != "binary")
}

/// A text without length in a key: MySQL refuses, MariaDB takes as much as the engine can, or a hash.
fn blob_without_length(
    draft: &mut Draft,
    key: &DraftKey,
    column_type: &ColumnType,
    column: &str,
    prepared: &mut Key,
) -> Answer<Option<u64>> {
    if !draft.maria() || key.kind == KeyKind::Primary {
        return draft.refuse(1170, &[column]);
    }
    if key.kind == KeyKind::Unique {
        prepared.hash = true;
        return Ok(None);
    }
    let max_len = column_type.max_len(draft.server);
    let limit = draft.max_part_length();
    let capacity = match column_type.blob_length_bytes() {
        Some(1) => 255,
        _ => u32::MAX,
    };
    if capacity > limit {
        draft.note(1071, &[&limit.to_string()]);
    }
    Ok(Some(u64::from(capacity.min(limit) / max_len)))
}
