//! The columns of a table as a whole: charsets resolved, members of ENUM and SET, names, limits of the engine.

use super::draft::Draft;
use crate::dryrun::mysql::catalog::{ends_blank, same};
use crate::dryrun::mysql::default_value::{are_equal, has};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};

/// Checks and completes each column; answers with the number of AUTO_INCREMENT columns.
pub fn prepare(draft: &mut Draft) -> Answer<usize> {
    let mut auto_increment = 0;
    let maria = draft.maria();
    for at in 0..draft.columns.len() {
        resolve_collation(draft, at)?;
        members_in_charset(draft, at);
        set_members(draft, at)?;
        if maria {
            super::defaults::of_members(draft, at)?;
        }
        lengths(draft, at)?;
        legal_name(draft, at)?;
        if !maria {
            super::defaults::of_members(draft, at)?;
            if draft.columns.get(at).is_some_and(|column| !column.column.column_type.members.is_empty()) {
                comment(draft, at)?;
            }
            duplicate_members(draft, at)?;
        }
        let Some(column) = draft.columns.get(at) else { break };
        auto_increment += usize::from(column.column.auto_increment);
        if !maria {
            comment(draft, at)?;
            unique_name(draft, at)?;
        }
        if !maria && column_is_geometry(draft, at) && (!draft.engine.geometry || partitions_lack_geometry(draft)) {
            return draft.refuse(1178, &["GEOMETRY"]);
        }
    }
    if maria {
        if draft.kept_partitions.is_some() && !draft.foreign_keys.is_empty() {
            return draft.refuse(1506, &["FOREIGN KEY"]);
        }
        for at in 0..draft.columns.len() {
            unique_name(draft, at)?;
        }
        for at in 0..draft.columns.len() {
            super::mariadb_options::of_column(draft, at)?;
            if column_is_geometry(draft, at) && (!draft.engine.geometry || partitions_lack_geometry(draft)) {
                return draft.refuse(1178, &["GEOMETRY"]);
            }
            let blob = draft.columns.get(at).is_some_and(|column| column.column.column_type.is_blob());
            if blob && !draft.engine.blob {
                return draft.refuse(1163, &[draft.handler_name()]);
            }
            duplicate_members(draft, at)?;
        }
    }
    if maria {
        engine(draft, auto_increment)?;
    }
    Ok(auto_increment)
}

/// What the engine cannot hold; MySQL asks when functional key parts are ready.
pub fn engine(draft: &Draft, auto_increment: usize) -> Answer<()> {
    if auto_increment > 1 {
        return draft.refuse(1075, &[]);
    }
    if auto_increment > 0 && !draft.engine.auto_increment {
        return draft.refuse(1164, &[draft.handler_name()]);
    }
    let blob = draft.columns.iter().any(|column| !column.column.hidden && column.column.column_type.is_blob());
    if blob && !draft.engine.blob {
        return draft.refuse(1163, &[draft.handler_name()]);
    }
    Ok(())
}

fn is_character(name: TypeName) -> bool {
    use TypeName::{Char, Enum, LongText, MediumText, Set, Text, TinyText, VarChar};
    matches!(name, Char | VarChar | TinyText | Text | MediumText | LongText | Enum | Set)
}

/// The type that `CHARACTER SET binary` makes of a character type.
fn as_binary(name: TypeName) -> TypeName {
    match name {
        TypeName::Char => TypeName::Binary,
        TypeName::VarChar => TypeName::VarBinary,
        TypeName::TinyText => TypeName::TinyBlob,
        TypeName::Text => TypeName::Blob,
        TypeName::MediumText => TypeName::MediumBlob,
        TypeName::LongText => TypeName::LongBlob,
        other => other,
    }
}

fn resolve_collation(draft: &mut Draft, at: usize) -> Answer<()> {
    let (server, table) = (draft.server, draft.collation);
    let Some(column) = draft.columns.get_mut(at) else { return Ok(()) };
    let column_type = &mut column.column.column_type;
    if server.is_mariadb() && column_type.name == TypeName::Json {
        column_type.name = TypeName::LongText;
        column_type.collation = charset::collation("utf8mb4_bin", server);
    }
    if !is_character(column_type.name) {
        column_type.collation = None;
        return Ok(());
    }
    let found: Option<&'static Collation> = match (&column.contextual, column_type.collation) {
        (Some(name), _) => match charset::charset(table.charset(), server)
            .map(|charset| charset::collation_in(name, charset, server))
        {
            Some(Ok(collation)) => Some(collation),
            _ => None,
        },
        (None, Some(collation)) => Some(collation),
        (None, None) if column.binary => {
            charset::charset(table.charset(), server).and_then(|charset| charset::binary_of(charset, server))
        }
        (None, None) => Some(table),
    };
    let Some(found) = found else {
        let name = column.contextual.clone().unwrap_or_default();
        return draft.refuse(1253, &[&name, table.charset()]);
    };
    column_type.collation = Some(found);
    if found.name == "binary" && !matches!(column_type.name, TypeName::Enum | TypeName::Set) {
        column_type.name = as_binary(column_type.name);
        column_type.collation = None;
    }
    Ok(())
}

fn legal_name(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let name = &column.column.name;
    if is_legal(name) { Ok(()) } else { draft.refuse(1166, &[name]) }
}

/// True where a column may have that name.
pub fn is_legal(name: &str) -> bool {
    !name.is_empty() && !ends_blank(name)
}

/// Partitioned tables take geometries from MariaDB 11.3.2 on. Source: MariaDB's manual, "Partitioning Limitations".
fn partitions_lack_geometry(draft: &Draft) -> bool {
    draft.kept_partitions.is_some() && draft.server != Server::Mariadb1104
}

fn column_is_geometry(draft: &Draft, at: usize) -> bool {
    draft.columns.get(at).is_some_and(|column| column.column.column_type.name.is_spatial())
}

fn unique_name(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let name = &column.column.name;
    match draft.columns.iter().take(at).any(|other| same(&other.column.name, name)) {
        true => draft.refuse(1060, &[name]),
        false => Ok(()),
    }
}

/// Comments of columns, which MariaDB looks at late.
pub fn comments(draft: &Draft) -> Answer<()> {
    (0..draft.columns.len()).try_for_each(|at| comment(draft, at))
}

fn comment(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    match column.column.comment.chars().count() > 1024 {
        true => draft.refuse(1629, &[&column.column.name, "1024"]),
        false => Ok(()),
    }
}

/// What a member has that its charset has not becomes `?`. Charsets of one byte have no characters of East Asia.
fn members_in_charset(draft: &mut Draft, at: usize) {
    let server = draft.server;
    let Some(column) = draft.columns.get_mut(at) else { return };
    let column_type = &mut column.column.column_type;
    let Some(charset) = column_type.charset(server).filter(|charset| charset.name != "binary") else { return };
    let missing =
        |c: char| has(charset.name, c) == Some(false) || (charset.max_len == 1 && !c.is_ascii() && c >= '\u{2e80}');
    for member in column_type.members.iter_mut().filter(|member| member.contains(missing)) {
        *member = member.replace(missing, "?");
    }
}

/// Members of a SET: no comma in them.
fn set_members(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let members = &column.column.column_type.members;
    if column.column.column_type.name != TypeName::Set {
        return Ok(());
    }
    match members.iter().find(|member| member.contains(',')) {
        Some(member) => draft.refuse(1367, &["set", member]),
        None => Ok(()),
    }
}

/// Members of ENUM and SET: none twice, not too many, not too long.
fn duplicate_members(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let column_type = &column.column.column_type;
    let set = column_type.name == TypeName::Set;
    if !set && column_type.name != TypeName::Enum {
        return Ok(());
    }
    let name = &column.column.name;
    let equal = |a: &str, b: &str| a == b || column_type.collation.is_some_and(|collation| are_equal(collation, a, b));
    let members = &column_type.members;
    if !draft.maria() && members.iter().any(|member| member.chars().count() > 255) {
        return draft.refuse(3505, &[name]);
    }
    for (at, member) in members.iter().enumerate() {
        if members.iter().skip(at + 1).any(|other| equal(other, member)) {
            return draft.refuse(1291, &[name, member, if set { "SET" } else { "ENUM" }]);
        }
    }
    if set && members.len() > 64 {
        return draft.refuse(1097, &[name, "SET"]);
    }
    Ok(())
}

/// VARCHAR too long for its charset; TEXT(n) and BLOB(n) become the type that holds n.
fn lengths(draft: &mut Draft, at: usize) -> Answer<()> {
    let (server, maria) = (draft.server, draft.maria());
    let Some(column) = draft.columns.get_mut(at) else { return Ok(()) };
    let name = column.column.name.clone();
    let column_type = &mut column.column.column_type;
    let max_len = column_type.max_len(server);
    if let Some(length) = column.blob_length {
        let text = column_type.collation.is_some();
        let bytes = length.saturating_mul(u64::from(max_len));
        column_type.name = match (bytes, text) {
            (0, false) if maria => TypeName::Blob,
            (0, true) if maria => TypeName::Text,
            (..=255, false) => TypeName::TinyBlob,
            (..=255, true) => TypeName::TinyText,
            (..=65_535, false) => TypeName::Blob,
            (..=65_535, true) => TypeName::Text,
            (..=16_777_215, false) => TypeName::MediumBlob,
            (..=16_777_215, true) => TypeName::MediumText,
            (..=4_294_967_295, false) => TypeName::LongBlob,
            (..=4_294_967_295, true) => TypeName::LongText,
            _ if length > u64::from(u32::MAX) => return draft.refuse(1439, &[&name, "4294967295"]),
            (_, true) => TypeName::LongText,
            (_, false) => TypeName::LongBlob,
        };
        return Ok(());
    }
    if matches!(column_type.name, TypeName::VarChar | TypeName::VarBinary) {
        let bytes = if maria { 65_532 } else { 65_535 };
        let max = u32::checked_div(bytes, max_len).unwrap_or(bytes);
        if column_type.length > max {
            return draft.refuse(1074, &[&name, &max.to_string()]);
        }
    }
    Ok(())
}
