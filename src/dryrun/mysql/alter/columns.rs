//! The columns of an altered table: kept, dropped, changed, moved, added.

use super::{NewColumn, Request, names};
use crate::dryrun::mysql::catalog::{Column, Default, Table, same};
use crate::dryrun::mysql::create::column::DraftColumn;
use crate::dryrun::mysql::refusal::{Answer, Warning};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, ColumnPlace, Name};

fn kept<'t>(column: &Column) -> DraftColumn<'t> {
    DraftColumn {
        column: column.clone(),
        definition: None,
        explicit_null: false,
        explicit_charset: true,
        binary: false,
        contextual: None,
        old_name: Some(column.name.clone()),
        blob_length: None,
        new_default: None,
        new_expression: None,
    }
}

/// Builds the draft's columns from the table's and the actions.
pub fn merge<'t>(request: &mut Request<'t>, table: &Table, alter: &'t AlterTable<'t>) -> Answer<()> {
    let server = request.draft.server;
    let maria = request.draft.maria();
    let table_name = table.name.as_str();
    let mut drops: Vec<(&Name, bool)> = Vec::new();
    for action in &alter.actions {
        if let AlterAction::DropColumn { name, if_exists } = action {
            drops.push((name, *if_exists));
        }
    }
    let mut new_columns: Vec<Option<NewColumn<'t>>> =
        std::mem::take(&mut request.columns).into_iter().map(Some).collect();
    let mut out: Vec<DraftColumn<'t>> = Vec::new();
    let mut later: Vec<NewColumn<'t>> = Vec::new();
    let mut altered_defaults = vec![false; alter.actions.len()];
    for column in table.columns.iter().filter(|column| !column.hidden) {
        if let Some(at) = drops.iter().position(|(name, _)| names(name, &column.name)) {
            drops.remove(at);
            continue;
        }
        let change = new_columns
            .iter_mut()
            .find(|new| new.as_ref().is_some_and(|new| new.old.is_some_and(|old| names(old, &column.name))));
        if let Some(mut new) = change.and_then(Option::take) {
            new.draft.old_name = Some(column.name.clone());
            if new.place.is_some() {
                later.push(new);
            } else {
                out.push(new.draft);
            }
            continue;
        }
        let mut draft = kept(column);
        for (at, action) in alter.actions.iter().enumerate() {
            if column_action(request, &mut draft, action)? {
                if let Some(done) = altered_defaults.get_mut(at) {
                    *done = true;
                }
            }
        }
        out.push(draft);
    }
    // New columns and moved ones, in the order of the actions.
    let mut pending: Vec<NewColumn<'t>> = new_columns.into_iter().flatten().collect();
    pending.append(&mut later);
    for new in pending {
        if let Some(old) = new.old.filter(|_| new.draft.old_name.is_none()) {
            if new.if_exists {
                request.draft.warnings.push(Warning::note(server, 1054, &[&old.text, table_name]));
                continue;
            }
            return request.draft.refuse(1054, &[&old.text, table_name]);
        }
        if new.if_not_exists && out.iter().any(|other| same(&other.column.name, &new.draft.column.name)) {
            request.draft.warnings.push(Warning::note(server, 1060, &[&new.draft.column.name]));
            continue;
        }
        match new.place {
            None => out.push(new.draft),
            Some(ColumnPlace::First) => out.insert(0, new.draft),
            Some(ColumnPlace::After(name)) => {
                let Some(at) = out.iter().position(|other| names(name, &other.column.name)) else {
                    return request.draft.refuse(1054, &[&name.text, table_name]);
                };
                out.insert(at + 1, new.draft);
            }
        }
    }
    for (action, done) in alter.actions.iter().zip(&altered_defaults) {
        let (name, if_exists) = match action {
            AlterAction::SetDefault { column, if_exists, .. } | AlterAction::DropDefault { column, if_exists } => {
                (column, *if_exists)
            }
            AlterAction::SetDefaultExpression { column, .. } | AlterAction::SetColumnVisibility { column, .. } => {
                (column, false)
            }
            AlterAction::RenameColumn { from, if_exists, .. } => (from, *if_exists),
            _ => continue,
        };
        if !done {
            if if_exists {
                request.draft.warnings.push(Warning::note(server, 1054, &[&name.text, table_name]));
                continue;
            }
            return request.draft.refuse(1054, &[&name.text, table_name]);
        }
    }
    if out.is_empty() {
        return request.draft.refuse(1090, &[]);
    }
    for (name, if_exists) in drops {
        if if_exists {
            request.draft.warnings.push(Warning::note(server, 1091, &["COLUMN", &name.text]));
        } else if maria {
            return request.draft.refuse(1091, &["COLUMN", &name.text]);
        } else {
            return request.draft.refuse(1091, &[&name.text]);
        }
    }
    if let Some(Some(collation)) = request.convert {
        for draft in &mut out {
            if draft.definition.is_none() && draft.column.column_type.collation.is_some() {
                draft.column.column_type.collation = Some(collation);
            }
        }
    }
    request.draft.columns = out;
    Ok(())
}

/// Applies the action to a column that stays; true where it was meant.
fn column_action<'t>(request: &Request<'t>, draft: &mut DraftColumn<'t>, action: &'t AlterAction<'t>) -> Answer<bool> {
    let own = draft.old_name.clone().unwrap_or_default();
    match action {
        AlterAction::SetDefault { column, value, .. } if names(column, &own) => {
            let null = crate::dryrun::mysql::create::column::is_null_literal(value);
            if !null && draft.column.column_type.is_blob() && !request.draft.maria() {
                return request.draft.refuse(1101, &[&own]);
            }
            draft.new_default = Some(value);
        }
        AlterAction::SetDefaultExpression { column, value } if names(column, &own) => {
            draft.new_expression = Some(value)
        }
        AlterAction::DropDefault { column, .. } if names(column, &own) => draft.column.default = Default::None,
        AlterAction::SetColumnVisibility { column, visible } if names(column, &own) => draft.column.visible = *visible,
        AlterAction::RenameColumn { from, to, .. } if names(from, &own) => draft.column.name = to.text.to_string(),
        _ => return Ok(false),
    }
    Ok(true)
}
