//! Table options, in the order written.

use super::draft::Draft;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::TableOption;
use crate::mysql::charset::{self, Charset, Collation, Misfit};
use crate::mysql::engine;

/// Applies options to a draft. `default` is the collation that `CHARSET DEFAULT` means: the database's.
pub fn apply_options<'o, 't: 'o>(
    draft: &mut Draft,
    options: impl Iterator<Item = &'o TableOption<'t>>,
    default: &'static Collation,
) -> Answer<()> {
    for option in options {
        match option {
            TableOption::Engine(name) => match engine::engine(&name.text, draft.server) {
                Some(engine) => {
                    draft.engine = engine;
                    draft.engine_named = true;
                    draft.unknown_engine = None;
                }
                // MariaDB looks the last one up when it has read the statement.
                None => {
                    if !draft.maria() {
                        missing_engine(draft, &name.text)?;
                    }
                    draft.unknown_engine = Some(name.text.to_string());
                }
            },
            TableOption::Charset(name) => charset_option(draft, name.as_ref().map(|name| &*name.text), default)?,
            TableOption::Collate(name) => collate_option(draft, &name.text, default)?,
            TableOption::Comment(text) => draft.comment = text.to_string(),
            TableOption::RowFormat(format) => draft.row_format = Some(*format),
            TableOption::KeyBlockSize(text) => {
                let digits = text.strip_prefix("0x").map(|digits| u64::from_str_radix(digits, 16));
                draft.key_block_size = digits.unwrap_or_else(|| text.parse()).unwrap_or(0);
            }
            TableOption::SecondaryEngine(name) => {
                draft.options.secondary_engine = name.as_ref().map(|name| name.text.to_string());
            }
            TableOption::SystemVersioning => draft.options.system_versioned = true,
            TableOption::Union(tables) => {
                draft.options.union = tables.iter().map(|table| table.name.text.to_string()).collect();
            }
            _ => {}
        }
    }
    let default_of = |charset: &'static Charset| charset::collation(charset.default_collation, draft.server);
    if let Some(found) = draft.named_collation.or(draft.named_charset.and_then(default_of)) {
        draft.collation = found;
    }
    Ok(())
}

/// MariaDB, at the end of the statement: the last engine that it names must be there. `created`: the new table's engine is
/// said where it is another one.
pub fn known_engine(draft: &mut Draft, created: bool) -> Answer<()> {
    match draft.unknown_engine.take() {
        Some(name) => substituted(draft, &name, created),
        None => Ok(()),
    }
}

#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn substituted(draft: &mut Draft, name: &str, created: bool) -> Answer<()> {
    if draft.maria() {
        missing_engine(draft, name)?;
    }
    if created {
        let (engine, table) = (draft.engine.name, draft.name.clone());
        draft.warn(1266, &[engine, &table]);
    }
    Ok(())
}

fn missing_engine(draft: &mut Draft, name: &str) -> Answer<()> {
    if !draft.mode.substitutes {
        return draft.refuse(1286, &[name]);
    }
    draft.warn(1286, &[name]);
    Ok(())
}

/// `CHARACTER SET name`; `None` for DEFAULT.
pub fn charset_option(draft: &mut Draft, name: Option<&str>, default: &'static Collation) -> Answer<()> {
    let written = name.unwrap_or(default.charset());
    let Some(named) = charset::charset(written, draft.server) else { return draft.refuse(1115, &[written]) };
    if let Some(before) = draft.named_charset.filter(|before| before.name != named.name) {
        let shown = if name.is_some() { named.name.to_owned() } else { format!("DEFAULT ({})", named.name) };
        return draft.refuse(1302, &["CHARACTER SET ", before.name, "CHARACTER SET ", &shown]);
    }
    draft.named_charset = Some(named);
    let Some(before) = draft.named_collation else { return Ok(()) };
    if before.charset() == named.name {
        return Ok(());
    }
    if !draft.maria() {
        return draft.refuse(1302, &["CHARACTER SET ", before.charset(), "CHARACTER SET ", named.name]);
    }
    // A name without a charset follows.
    let name = draft.contextual.unwrap_or(before.name);
    match charset::collation_in(name, named, draft.server) {
        Ok(found) => draft.named_collation = Some(found),
        Err(_) => return draft.refuse(1253, &[name, named.name]),
    }
    Ok(())
}

fn collate_option(draft: &mut Draft, name: &str, default: &'static Collation) -> Answer<()> {
    let contextual = charset::contextual(name, draft.server);
    let before = draft.named_collation;
    let charset = match (draft.named_charset, charset::collation(name, draft.server), before) {
        (None, Some(found), Some(before)) if !draft.maria() && found.charset() != before.charset() => {
            return draft.refuse(1253, &[found.name, before.charset()]);
        }
        (Some(charset), ..) => charset,
        (None, Some(found), _) => match charset::charset(found.charset(), draft.server) {
            Some(charset) => charset,
            None => return draft.refuse(1273, &[name]),
        },
        (None, None, before) => match charset::charset(before.unwrap_or(default).charset(), draft.server) {
            Some(charset) => charset,
            None => return draft.refuse(1273, &[name]),
        },
    };
    match charset::collation_in(name, charset, draft.server) {
        Ok(found) => {
            if let Some(before) = before.filter(|before| draft.maria() && *before != found) {
                let (before, after) = (draft.contextual.unwrap_or(before.name), contextual.unwrap_or(found.name));
                return draft.refuse(1302, &["COLLATE ", before, "COLLATE ", after]);
            }
            draft.named_collation = Some(found);
            draft.contextual = contextual;
            Ok(())
        }
        Err(Misfit::NotValid(found)) => draft.refuse(1253, &[found, charset.name]),
        Err(Misfit::Unknown) => draft.refuse(1273, &[name]),
    }
}
