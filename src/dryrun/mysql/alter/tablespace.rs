//! DISCARD and IMPORT TABLESPACE, and what else concerns neither columns nor keys. Measured on both servers.

use super::Request;
use crate::dryrun::mysql::catalog::Table;
use crate::dryrun::mysql::create::foreign_keys::{self, Surroundings};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable};

/// The table after an action that stands alone in its statement.
pub(super) fn alone(
    request: &Request,
    table: &Table,
    alter: &AlterTable,
    around: &Surroundings,
    database: &str,
) -> Answer<Option<Table>> {
    let draft = &request.draft;
    let discards = alter.actions.iter().any(|action| matches!(action, AlterAction::DiscardTablespace));
    let imports = alter.actions.iter().any(|action| matches!(action, AlterAction::ImportTablespace));
    let mut changed = table.clone();
    if !discards && !imports {
        let discarded = table.options.discarded;
        if discarded && draft.maria() {
            return Err(Stop::unknown("a table whose tablespace was discarded"));
        }
        if discarded {
            let words = format!("Tablespace is discarded for table, '{database}/{}'", table.name);
            return worded(1814, words);
        }
        return Ok(None);
    }
    if table.temporary {
        return worded(3007, "Cannot DISCARD/IMPORT tablespace associated with temporary table".to_owned());
    }
    if table.engine.name != "InnoDB" || (draft.maria() && table.partitions.is_some()) {
        let name = format!("`{database}`.`{}`", table.name);
        let words = format!("Storage engine {} of the table {name} doesn't have this option", table.engine.name);
        return if draft.maria() { worded(1031, words) } else { draft.refuse(1031, &[&table.name]) };
    }
    if imports {
        let name = format!("{database}/{}", table.name);
        return match (table.options.discarded, draft.maria()) {
            (false, _) => draft.refuse(1813, &[&name]),
            (true, true) => {
                let words = "Got error 194 \"Tablespace is missing for a table\" from storage engine InnoDB";
                worded(1030, words.to_owned())
            }
            (true, false) => worded(1812, format!("Tablespace is missing for table `{database}`.`{}`.", table.name)),
        };
    }
    let referring = foreign_keys::referring(around.catalog, database, &table.name);
    if around.foreign_key_checks && referring.iter().any(|(_, other, _)| other.name != table.name) {
        let parentheses = if draft.maria() { "" } else { " ()" };
        let message = format!("Cannot delete or update a parent row: a foreign key constraint fails{parentheses}");
        return Err(Refusal { errno: 1451, sqlstate: "23000", message }.into());
    }
    changed.options.discarded = true;
    Ok(Some(changed))
}

fn worded<T>(errno: u16, message: String) -> Answer<T> {
    Err(Refusal { errno, sqlstate: "HY000", message }.into())
}
