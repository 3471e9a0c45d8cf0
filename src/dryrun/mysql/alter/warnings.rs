//! Warnings that an ALTER gives beside those of the new table.

use super::Request;
use super::algorithm::Way;
use crate::dryrun::mysql::catalog::{Default, Table};
use crate::dryrun::mysql::refusal::{Answer, Warning};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind, TypeName};

/// What a table is called while an ALTER makes it; the servers have numbers behind.
pub const PASSING_TABLE: &str = "#sql-alter";

/// A key that is not unique and does not serve AUTO_INCREMENT. Asked of MariaDB 10.11.19.
fn has_idle_key(table: &Table) -> bool {
    let mut serves = table.columns.iter().find(|column| column.auto_increment).map(|column| &*column.name);
    table.keys.iter().any(|key| {
        // The first one does.
        if serves.is_some() && key.parts.first().map(|part| &*part.column) == serves {
            serves = None;
            return false;
        }
        !matches!(key.kind, KeyKind::Primary | KeyKind::Unique)
    })
}

/// Adds them, in the order in which the servers come to them.
pub fn add(request: &mut Request, old: &Table, new: &Table, alter: &AlterTable, way: Way, alone: bool) {
    // MariaDB asks the engine only where there is a key that can be disabled.
    let keys = |action: &AlterAction| match action {
        AlterAction::EnableKeys => true,
        AlterAction::DisableKeys => !request.draft.maria() || has_idle_key(old),
        _ => false,
    };
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
            // With other actions it is the passing table that MySQL names.
            false => Warning::new(request.draft.server, 1031, &[if alone { &old.name } else { PASSING_TABLE }]),
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

/// MariaDB computes the default of a new column in place for the rows that are there, be there none, and says what does not
/// fit. Measured with each type on MariaDB 10.11.19.
pub fn defaults(request: &mut Request, way: Way) -> Answer<()> {
    let mut warnings = vec![];
    for column in request.draft.columns.iter().filter(|column| column.old_name.is_none() && request.draft.maria()) {
        let column = &column.column;
        // How it reads as text, and as a number.
        let (text, digits, date, time) = match &column.default {
            Default::Now { fsp: 0 } => (19, 14, true, true),
            Default::Now { fsp } => (20 + u32::from(*fsp), 14, true, true),
            Default::Expression(expression) => match expression.printed.as_str() {
                "curdate()" => (10, 8, true, false),
                "curtime()" => (8, 6, false, true),
                "uuid()" => (0, 0, false, false),
                _ => continue,
            },
            _ => continue,
        };
        // A copy computes nothing where there are no rows, but for what is no constant.
        if way == Way::Copy && text > 0 {
            continue;
        }
        let column_type = &column.column_type;
        let whole = column_type.length.saturating_sub(u32::from(column_type.decimals.unwrap_or(0)));
        let small = |limit: u32| (digits > limit).then_some((1264, false));
        let warning = match column_type.name {
            name if name.is_spatial() => return request.draft.refuse(1416, &[]),
            // What is no number is no warning either.
            _ if text == 0 => None,
            TypeName::TinyInt | TypeName::SmallInt => small(5),
            TypeName::MediumInt => small(6),
            TypeName::Int => small(10),
            TypeName::Decimal => small(whole).or((text > 19).then_some((1265, true))),
            TypeName::Float | TypeName::Double if column_type.decimals.is_some() => small(whole),
            TypeName::Bit if column_type.length < 64 || date => small(0),
            TypeName::Year | TypeName::Enum | TypeName::Set => Some((1265, false)),
            TypeName::Date => time.then_some((1265, true)),
            TypeName::Time => date.then_some((1265, true)),
            TypeName::Char | TypeName::VarChar | TypeName::Binary | TypeName::VarBinary => {
                (text > column_type.length).then_some((1265, false))
            }
            _ => None,
        };
        let Some((errno, note)) = warning else { continue };
        let warning = Warning::new(request.draft.server, errno, &[&column.name, "0"]);
        warnings.push(Warning { note, ..warning });
    }
    request.draft.warnings.append(&mut warnings);
    Ok(())
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
