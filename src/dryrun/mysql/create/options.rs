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
    let mut charset: Option<&'static Charset> = None;
    let mut unknown_engine = None;
    let mut collation: Option<&'static Collation> = None;
    for option in options {
        match option {
            TableOption::Engine(name) => match engine::engine(&name.text, draft.server) {
                Some(engine) => {
                    draft.engine = engine;
                    draft.engine_named = true;
                }
                // MariaDB looks engines up when it has read all options.
                None if draft.maria() => unknown_engine = Some(name.text.to_string()),
                None => return draft.refuse(1286, &[&name.text]),
            },
            TableOption::Charset(name) => {
                let name = name.as_ref().map_or(default.charset(), |name| &*name.text);
                let Some(named) = charset::charset(name, draft.server) else { return draft.refuse(1115, &[name]) };
                if let Some(before) = charset.filter(|before| before.name != named.name) {
                    return draft.refuse(1302, &["CHARACTER SET ", before.name, "CHARACTER SET ", named.name]);
                }
                if let Some(collation) = collation.filter(|collation| collation.charset() != named.name) {
                    return draft.refuse(1253, &[collation.name, named.name]);
                }
                charset = Some(named);
            }
            TableOption::Collate(name) => match charset {
                Some(charset) => match charset::collation_in(&name.text, charset, draft.server) {
                    Ok(found) => collation = Some(found),
                    Err(Misfit::NotValid(found)) => return draft.refuse(1253, &[found, charset.name]),
                    Err(Misfit::Unknown) => return draft.refuse(1273, &[&name.text]),
                },
                None => match charset::collation(&name.text, draft.server) {
                    Some(found) => {
                        if let Some(before) = collation.filter(|before| before.charset() != found.charset()) {
                            return draft.refuse(1253, &[found.name, before.charset()]);
                        }
                        collation = Some(found);
                    }
                    None => match charset::charset(default.charset(), draft.server)
                        .map(|charset| charset::collation_in(&name.text, charset, draft.server))
                    {
                        Some(Ok(found)) => collation = Some(found),
                        _ => return draft.refuse(1273, &[&name.text]),
                    },
                },
            },
            TableOption::Comment(text) => draft.comment = text.to_string(),
            TableOption::RowFormat(format) => draft.row_format = Some(*format),
            TableOption::KeyBlockSize(text) => draft.key_block_size = text.parse().unwrap_or(0),
            TableOption::SecondaryEngine(name) => {
                draft.options.secondary_engine = name.as_ref().map(|name| name.text.to_string());
            }
            TableOption::SystemVersioning => draft.options.system_versioned = true,
            TableOption::Union(tables) => {
                draft.options.union = tables.iter().map(|table| table.name.text.to_string()).collect();
            }
            TableOption::Other { name, value: _ } => {
                return draft.refuse(1911, &[&name.text]);
            }
            _ => {}
        }
    }
    if let Some(name) = unknown_engine {
        return draft.refuse(1286, &[&name]);
    }
    if let Some(collation) = collation {
        draft.collation = collation;
    } else if let Some(found) = charset.and_then(|charset| charset::collation(charset.default_collation, draft.server))
    {
        draft.collation = found;
    }
    Ok(())
}
