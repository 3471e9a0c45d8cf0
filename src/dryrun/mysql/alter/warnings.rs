//! Warnings that an ALTER gives beside those of the new table.

use super::Request;
use super::algorithm::Way;
use crate::dryrun::mysql::catalog::Table;
use crate::dryrun::mysql::refusal::Warning;
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind};

/// Adds them, in the order in which the servers come to them.
pub fn add(request: &mut Request, old: &Table, new: &Table, alter: &AlterTable, way: Way) {
    let keys = |action: &AlterAction| matches!(action, AlterAction::EnableKeys | AlterAction::DisableKeys);
    if alter.actions.iter().any(keys) && !matches!(old.engine.name, "MyISAM" | "Aria" | "MRG_MYISAM") {
        let maria = request.draft.maria();
        let warning = match maria {
            true => {
                let table = format!("`{}`.`{}`", request.draft.database, old.name);
                Warning::worded(
                    1031,
                    format!("Storage engine {} of the table {table} doesn't have this option", old.engine.name),
                )
            }
            false => Warning::new(request.draft.server, 1031, &[&old.name]),
        };
        request.draft.warnings.push(Warning { note: true, ..warning });
    }
    let ordered = alter.actions.iter().any(|action| matches!(action, AlterAction::OrderBy(_)));
    let clustered = super::algorithm::clustered_key(new).is_some();
    if ordered && new.engine.name == "InnoDB" && clustered {
        let words = format!("ORDER BY ignored as there is a user-defined clustered index in the table '{}'", old.name);
        request.draft.warnings.push(Warning::worded(1105, words));
    }
    document_id(request, new, way);
}

/// MySQL says when InnoDB adds the hidden column that FULLTEXT keys need.
fn document_id(request: &mut Request, new: &Table, way: Way) {
    let fulltext = new.keys.iter().any(|key| key.kind == KeyKind::Fulltext);
    let visible = new.column("FTS_DOC_ID").is_some();
    let in_place = matches!(way, Way::NoRebuild | Way::Rebuild);
    let comes = way == Way::Rebuild || !request.has_document_id;
    if request.draft.maria() || new.engine.name != "InnoDB" || !fulltext || visible || !in_place || !comes {
        return;
    }
    let words = "InnoDB rebuilding table to add column FTS_DOC_ID";
    request.draft.warnings.push(Warning::worded(124, words));
}
