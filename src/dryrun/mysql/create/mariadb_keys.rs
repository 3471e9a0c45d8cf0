//! MariaDB's keys: it goes over all keys four times, so a mistake that an early round looks for wins over the others.
//!
//! The rounds were measured with every pair of some hundred mistakes in one statement on MariaDB 10.11.19.

use super::draft::{Draft, DraftKey};
use super::keys::{Keys, fits_fulltext, free_name};
use crate::dryrun::mysql::catalog::{Default, Key, KeyPart, same};
use crate::dryrun::mysql::refusal::{Answer, Warning};
use crate::dryrun::mysql::syntax::ast::{KeyAlgorithm, KeyKind, TypeName};

/// All keys of a draft; PRIMARY first.
pub fn prepare(draft: &mut Draft, auto_increment: usize) -> Answer<Keys> {
    let written: Vec<bool> = draft.columns.iter().map(|column| column.column.nullable).collect();
    let mut out = Keys { keys: vec![], auto_increment_left: auto_increment };
    for at in 0..draft.keys.len() {
        let Some(key) = draft.keys.get(at).cloned() else { break };
        let prepared = parts(draft, &key, &mut out, &written)?;
        out.keys.push(prepared);
    }
    super::foreign_keys::own_columns(draft)?;
    super::foreign_keys::references_match(draft)?;
    given_names(draft)?;
    names(draft, &mut out)?;
    engine(draft)?;
    rest(draft, &out)?;
    let mut order: Vec<usize> = (0..out.keys.len()).collect();
    order.sort_by_key(|at| out.keys.get(*at).is_none_or(|key| key.kind != KeyKind::Primary));
    out.keys = order.into_iter().filter_map(|at| out.keys.get(at).cloned()).collect();
    Ok(out)
}

/// The first round: columns, lengths, what the engine can index.
fn parts(draft: &mut Draft, key: &DraftKey, out: &mut Keys, written: &[bool]) -> Answer<Key> {
    let kind = key.kind;
    let engine = draft.engine;
    let mut prepared = key.begun();
    // No parser but the built-in one comes with MariaDB.
    if let (Some(parser), None) = (&prepared.parser, &key.kept) {
        return draft.refuse(1128, &[parser]);
    }
    if let Some(kept) = &key.kept {
        prepared.comment.clone_from(&kept.comment);
        prepared.parser.clone_from(&kept.parser);
        prepared.named = kept.named;
    }
    // Whatever the engine, a unique key USING HASH is one; for other keys the words mean nothing, nor does their order.
    let hash = key.options.algorithm == Some(KeyAlgorithm::Hash) && engine.name != "MEMORY";
    prepared.hash = hash && kind == KeyKind::Unique;
    let mut bytes = 0u64;
    for at in 0..key.parts.len() {
        part(draft, key, at, &mut prepared, out, written, &mut bytes)?;
        too_long(draft, &mut prepared, bytes)?;
    }
    if key.options.algorithm == Some(KeyAlgorithm::RTree) && key.kept.is_none() {
        return match key.parts.len() % 2 {
            1 => draft.refuse(1210, &["RTREE INDEX"]),
            _ => draft.refuse(1235, &["RTREE INDEX"]),
        };
    }
    if hash || prepared.hash {
        prepared.parts.iter_mut().for_each(|part| part.descending = false);
    }
    if let Some((name, _)) = key.options.other.first().filter(|_| key.kept.is_none()) {
        return draft.refuse(1911, &[&name.text]);
    }
    if kind == KeyKind::Spatial && key.parts.len() != 1 {
        return draft.refuse(1210, &["SPATIAL INDEX"]);
    }
    Ok(prepared)
}

/// Keys that become too long are refused at the part that makes them so; unique ones become hashes, unless BTREE was asked
/// for.
fn too_long(draft: &Draft, prepared: &mut Key, bytes: u64) -> Answer<()> {
    let limit = draft.engine.max_key_length;
    let btree = prepared.algorithm == Some(KeyAlgorithm::BTree);
    let long = bytes > u64::from(limit) && !matches!(prepared.kind, KeyKind::Fulltext | KeyKind::Spatial);
    if (prepared.hash && btree) || long && !prepared.hash && prepared.kind != KeyKind::Unique {
        return draft.refuse(1071, &[&limit.to_string()]);
    }
    prepared.hash |= long;
    Ok(())
}

fn part(
    draft: &mut Draft,
    key: &DraftKey,
    at: usize,
    prepared: &mut Key,
    out: &mut Keys,
    written: &[bool],
    bytes: &mut u64,
) -> Answer<()> {
    let Some(part) = key.parts.get(at) else { return Ok(()) };
    let (kind, server, engine) = (key.kind, draft.server, draft.engine);
    let found =
        draft.column_index(&part.column).and_then(|index| draft.columns.get(index).map(|column| (index, column)));
    let Some((index, column)) = found else { return draft.refuse(1072, &[&part.column]) };
    let name = column.column.name.clone();
    let column_type = column.column.column_type.clone();
    let generated = column.column.generated.as_ref().map(|generated| generated.stored);
    let (nullable, auto_increment) = (column.column.nullable, column.column.auto_increment);
    let (mut prefix, mut part_bytes) = (None, column_type.key_bytes(server));
    match kind {
        KeyKind::Fulltext => {
            let text = matches!(column_type.name, TypeName::Char | TypeName::VarChar) || column_type.is_blob();
            if !text || !fits_fulltext(draft, &column_type, prepared) {
                return draft.refuse(1283, &[&part.column]);
            }
            if column_type.length == 0 && !column_type.is_blob() && written.get(index) == Some(&false) {
                return draft.refuse(1167, &[engine.name, &part.column]);
            }
            prepared.parts.push(KeyPart { column: name, prefix: None, descending: part.descending, expression: None });
            return Ok(());
        }
        KeyKind::Spatial => {
            if !column_type.name.is_spatial() {
                return draft.refuse(1210, &["SPATIAL INDEX"]);
            }
            if part.length.is_some() && key.kept.is_none() {
                return draft.refuse(1089, &[]);
            }
            prepared.parts.push(KeyPart { column: name, prefix: Some(32), descending: false, expression: None });
            return Ok(());
        }
        _ => {}
    }
    let given = column.definition.and_then(|definition| definition.generated.as_ref());
    let bound = given.is_some_and(|generated| generated.row_start.is_some());
    if kind == KeyKind::Primary && generated.is_some() && !bound {
        return draft.refuse(1903, &[]);
    }
    let max_len = column_type.max_len(server);
    let limit = draft.max_part_length();
    let mut length = part.length;
    if column_type.is_blob() {
        if !engine.blob_key {
            return draft.refuse(1073, &[&part.column, engine.name]);
        }
        if length.is_none() && column_type.name == TypeName::Point {
            // The only geometry of a fixed length: 25 bytes.
            length = Some(25);
        } else if length.is_none() {
            if kind == KeyKind::Unique && column_type.name.is_spatial() {
                prefix = Some(8);
            }
            match kind {
                KeyKind::Primary => return draft.refuse(1170, &[&part.column]),
                KeyKind::Unique => prepared.hash = true,
                _ => {
                    // The note comes where the type holds more than a key can.
                    let capacity = if column_type.blob_length_bytes() == Some(1) { 255 } else { u32::MAX };
                    if capacity > limit {
                        draft.note(1071, &[&limit.to_string()]);
                    }
                    let bytes = capacity.min(limit);
                    length = Some(u64::from(bytes / max_len));
                    if capacity <= limit {
                        length = None;
                        prefix = Some(bytes);
                        part_bytes = bytes;
                    }
                }
            }
        }
    }
    if kind == KeyKind::Primary {
        if nullable && let Some(column) = draft.columns.get_mut(index) {
            column.column.nullable = false;
            if column.column.default == Default::Literal(Some("NULL".to_owned())) {
                column.column.default = Default::Literal(None);
            }
        }
    } else if nullable && !engine.null_key {
        return draft.refuse(1121, &[&part.column]);
    }
    if auto_increment && (at == 0 || engine.auto_increment_anywhere) {
        out.auto_increment_left = out.auto_increment_left.saturating_sub(1);
    }
    if let Some(length) = length {
        let wanted = length.saturating_mul(u64::from(max_len));
        let too_long = !column_type.is_blob() && wanted > u64::from(part_bytes);
        let whole = wanted == u64::from(part_bytes) && column_type.takes_whole_length();
        if !(column_type.takes_prefix() || whole) || too_long {
            return draft.refuse(1089, &[]);
        }
        if wanted != u64::from(part_bytes) {
            prefix = Some(length.min(u64::from(u32::MAX)) as u32);
        }
        part_bytes = wanted.min(u64::from(u32::MAX)) as u32;
    } else if part_bytes == 0 && !prepared.hash && written.get(index) == Some(&false) {
        return draft.refuse(1167, &[engine.name, &part.column]);
    }
    if part_bytes > limit && !prepared.hash {
        match kind {
            KeyKind::Unique => prepared.hash = true,
            KeyKind::Plain => {
                draft.note(1071, &[&limit.to_string()]);
                part_bytes = limit - limit % max_len;
                prefix = Some(part_bytes / max_len);
            }
            _ => return draft.refuse(1071, &[&limit.to_string()]),
        }
    }
    *bytes += u64::from(part_bytes);
    prepared.parts.push(KeyPart { column: name, prefix, descending: part.descending, expression: None });
    Ok(())
}

/// The second round: the names that were given.
fn given_names(draft: &Draft) -> Answer<()> {
    for key in &draft.keys {
        if key.parts.len() > 32 {
            return draft.refuse(1070, &["32"]);
        }
        let given = key.name.as_deref().or(key.ignored_name.as_deref()).unwrap_or("");
        if given.chars().count() > 64 {
            return draft.refuse(1059, &[given]);
        }
        if key.kept.is_none() && key.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("PRIMARY")) {
            return draft.refuse(1280, &[given]);
        }
    }
    Ok(())
}

/// What the engine cannot index.
fn engine(draft: &Draft) -> Answer<()> {
    if draft.keys.len() > draft.engine.max_keys {
        return draft.refuse(1069, &[&draft.engine.max_keys.to_string()]);
    }
    for key in &draft.keys {
        if key.kind == KeyKind::Fulltext && !draft.engine.fulltext {
            return draft.refuse(1214, &[draft.engine.name]);
        }
        if key.kind == KeyKind::Spatial && !draft.engine.spatial_key {
            return draft.refuse(1464, &[draft.engine.name]);
        }
    }
    Ok(())
}

/// The third round: each key gets its name.
fn names(draft: &mut Draft, out: &mut Keys) -> Answer<()> {
    for at in 0..out.keys.len() {
        let (Some(key), Some(draft_key)) = (out.keys.get(at), draft.keys.get(at)) else { break };
        let earlier = out.keys.get(..at).unwrap_or(&[]);
        let name = if key.kind == KeyKind::Primary {
            if earlier.iter().any(|key| key.kind == KeyKind::Primary) {
                return draft.refuse(1068, &[]);
            }
            if let Some(name) = draft_key.ignored_name.clone() {
                let message = format!("Name '{name}' ignored for PRIMARY key.");
                draft.warnings.push(Warning::worded(1280, message));
            }
            if draft_key.options.visible == Some(false) {
                return draft.refuse(4174, &[]);
            }
            "PRIMARY".to_owned()
        } else {
            let name = draft_key.name.clone().unwrap_or_else(|| free_name(draft, key, earlier));
            if earlier.iter().any(|key| same(&key.name, &name)) {
                return draft.refuse(1061, &[&name]);
            }
            name
        };
        if let Some(key) = out.keys.get_mut(at) {
            key.name = name;
        }
    }
    Ok(())
}

/// The fourth round: columns twice in a key, names with a blank at the end, comments, NULL in a spatial key.
fn rest(draft: &Draft, out: &Keys) -> Answer<()> {
    for key in &draft.keys {
        for (at, part) in key.parts.iter().enumerate() {
            if key.parts.iter().take(at).any(|earlier| same(&earlier.column, &part.column)) {
                return draft.refuse(1060, &[&part.column]);
            }
        }
    }
    for key in &out.keys {
        let auto = |part: &KeyPart| {
            draft.columns.iter().any(|column| column.column.name == part.column && column.column.auto_increment)
        };
        if key.algorithm == Some(KeyAlgorithm::Hash)
            && key.hash
            && out.auto_increment_left == 0
            && let Some(part) = key.parts.iter().find(|part| auto(part))
        {
            return draft.refuse(1901, &["AUTO_INCREMENT", "USING HASH", &part.column]);
        }
        let counts = key.hash && key.parts.iter().any(auto) && out.auto_increment_left == 0;
        if let (true, Some(last)) = (counts, key.parts.last()) {
            return draft.refuse(4169, &[&last.column, &key.name]);
        }
        if key.name.is_empty() || key.name.ends_with(' ') {
            return draft.refuse(1280, &[&key.name]);
        }
        let nullable = |part: &KeyPart| {
            draft.columns.iter().any(|column| column.column.name == part.column && column.column.nullable)
        };
        if key.kind == KeyKind::Spatial && key.parts.iter().any(nullable) {
            return draft.refuse(1252, &[]);
        }
        if key.comment.chars().count() > 1024 {
            return draft.refuse(1688, &[&key.name, "1024"]);
        }
    }
    Ok(())
}
