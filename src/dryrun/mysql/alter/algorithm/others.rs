//! Engines beside InnoDB: they note down names and defaults, and copy for all the rest.

use super::changes::{Changes, Difference};
use super::{Verdict, Way, options};
use crate::dryrun::mysql::alter::Request;
use crate::dryrun::mysql::catalog::Table;
use crate::dryrun::mysql::syntax::ast::{AlterTable, TableOption};

const NOTED: Changes = Changes::COLUMN_DEFAULT
    .and(Changes::COLUMN_NAME)
    .and(Changes::RENAME_INDEX)
    .and(Changes::INDEX_OPTION)
    .and(Changes::RENAME_TABLE)
    .and(Changes::DROP_CHECK)
    .and(Changes::TABLE_OPTION);

/// The answer of an engine that is not InnoDB.
pub fn verdict(request: &Request, old: &Table, difference: &Difference, alter: &AlterTable) -> Verdict {
    let converts = request.convert.is_some();
    let comments = options(alter).any(|option| matches!(option, TableOption::Comment(_)));
    let never = match old.engine.name {
        "BLACKHOLE" => true,
        "ARCHIVE" => comments,
        _ => false,
    };
    let noted = !never
        && difference.changes.only(NOTED)
        && !converts
        && options(alter).all(|option| is_noted(request, old, option));
    if noted { Verdict::of(Way::Instant) } else { Verdict::copy(None) }
}

/// Options that say nothing about rows and keys.
fn is_noted(request: &Request, old: &Table, option: &TableOption) -> bool {
    match option {
        TableOption::Comment(_)
        | TableOption::InsertMethod(_)
        | TableOption::KeyBlockSize(_)
        | TableOption::DataDirectory(_)
        | TableOption::IndexDirectory(_)
        | TableOption::Union(_) => true,
        TableOption::Number { name, .. } => *name == "DELAY_KEY_WRITE" && request.draft.maria(),
        TableOption::Charset(_) | TableOption::Collate(_) => {
            request.draft.maria() && request.draft.collation.name == old.collation.name
        }
        _ => false,
    }
}
