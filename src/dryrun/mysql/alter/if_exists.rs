//! MariaDB's IF EXISTS and IF NOT EXISTS: before all else, actions that have nothing to do become notes.

use super::{NewColumn, Request, names};
use crate::dryrun::mysql::catalog::{Table, same};
use crate::dryrun::mysql::create::draft::{DraftCheck, DraftForeignKey};
use crate::dryrun::mysql::refusal::Warning;
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind};

/// Takes the actions that have nothing to do out of the request.
pub fn settle(request: &mut Request, table: &Table, alter: &AlterTable) {
    columns(request, table);
    altered_columns(request, table, alter);
    drops(request, table, alter);
    indexes(request, table, alter);
    keys(request, table);
    checks(request, table);
}

fn note(request: &mut Request, errno: u16, parts: &[&str]) {
    let note = Warning::note(request.draft.server, errno, parts);
    request.draft.warnings.push(note);
}

fn columns(request: &mut Request, table: &Table) {
    let mut kept: Vec<NewColumn> = Vec::new();
    for new in std::mem::take(&mut request.columns) {
        let name = new.draft.column.name.clone();
        let added = |other: &NewColumn| other.old.is_none() && same(&other.draft.column.name, &name);
        let there = table.column(&name).is_some() || kept.iter().any(added);
        match new.old {
            None if new.if_not_exists && there => note(request, 1060, &[&name]),
            Some(old) if new.if_exists && table.column(&old.text).is_none() => {
                note(request, 1054, &[&old.text, &table.name]);
            }
            _ => kept.push(new),
        }
    }
    request.columns = kept;
}

fn altered_columns(request: &mut Request, table: &Table, alter: &AlterTable) {
    for (at, action) in alter.actions.iter().enumerate() {
        let name = match action {
            AlterAction::SetDefault { column, if_exists: true, .. }
            | AlterAction::DropDefault { column, if_exists: true }
            | AlterAction::RenameColumn { from: column, if_exists: true, .. } => column,
            _ => continue,
        };
        if table.column(&name.text).is_none() {
            note(request, 1054, &[&name.text, &table.name]);
            request.set_done(at);
        }
    }
}

fn drops(request: &mut Request, table: &Table, alter: &AlterTable) {
    let mut dropped: Vec<(&str, String)> = Vec::new();
    for (at, action) in alter.actions.iter().enumerate() {
        let (what, name, if_exists) = match action {
            AlterAction::DropColumn { name, if_exists } => ("COLUMN", name, *if_exists),
            AlterAction::DropIndex { name, if_exists } => ("INDEX", name, *if_exists),
            AlterAction::DropForeignKey { name, if_exists } => ("FOREIGN KEY", name, *if_exists),
            AlterAction::DropConstraint { name, if_exists } => ("CONSTRAINT", name, *if_exists),
            _ => continue,
        };
        let unique = |kind: KeyKind| matches!(kind, KeyKind::Primary | KeyKind::Unique);
        let there = match what {
            "COLUMN" => table.column(&name.text).is_some(),
            "INDEX" => table.key(&name.text).is_some(),
            "FOREIGN KEY" => table.foreign_keys.iter().any(|key| names(name, &key.name)),
            _ => {
                table.checks.iter().any(|check| names(name, &check.name))
                    || table.foreign_keys.iter().any(|key| names(name, &key.name))
                    || table.keys.iter().any(|key| unique(key.kind) && names(name, &key.name))
            }
        };
        let again = dropped.iter().any(|(other, dropped)| *other == what && same(dropped, &name.text));
        if if_exists && (!there || again) {
            note(request, 1091, &[what, &name.text]);
            request.set_done(at);
        }
        dropped.push((what, name.text.to_string()));
    }
}

fn indexes(request: &mut Request, table: &Table, alter: &AlterTable) {
    for (at, action) in alter.actions.iter().enumerate() {
        let name = match action {
            AlterAction::RenameIndex { from, if_exists: true, .. } => from,
            AlterAction::SetIndexVisibility { index, if_exists: true, .. } => index,
            _ => continue,
        };
        if table.key(&name.text).is_none() {
            note(request, 1176, &[&name.text, &table.name]);
            request.set_done(at);
        }
    }
}

fn keys(request: &mut Request, table: &Table) {
    let foreign = |key: &DraftForeignKey| match key {
        DraftForeignKey::New(definition) if definition.if_not_exists => {
            let name = definition.constraint.as_ref().or(definition.index.as_ref())?;
            let taken = table.foreign_keys.iter().any(|key| names(name, &key.name));
            taken.then(|| (name.text.to_string(), definition.columns.len()))
        }
        _ => None,
    };
    for at in (0..request.draft.foreign_keys.len()).rev() {
        let Some((name, _)) = request.draft.foreign_keys.get(at).and_then(foreign) else { continue };
        note(request, 1061, &[&name]);
        request.draft.foreign_keys.remove(at);
        request.draft.keys.retain(|key| !(key.generated && key.name.as_deref() == Some(name.as_str())));
    }
    let mut kept = Vec::new();
    for key in std::mem::take(&mut request.draft.keys) {
        let primary = key.kind == KeyKind::Primary && table.primary().is_some();
        let taken = key.name.as_deref().filter(|name| table.key(name).is_some());
        match (key.if_not_exists, primary, taken) {
            (true, true, _) => {
                let note = Warning { note: true, ..Warning::worded(1061, "Multiple primary key defined") };
                request.draft.warnings.push(note);
            }
            (true, false, Some(name)) => {
                let name = name.to_owned();
                note(request, 1061, &[&name]);
            }
            _ => kept.push(key),
        }
    }
    request.draft.keys = kept;
}

fn checks(request: &mut Request, table: &Table) {
    for at in (0..request.draft.checks.len()).rev() {
        let Some(DraftCheck::New { definition, .. }) = request.draft.checks.get(at) else { continue };
        let Some(name) = definition.constraint.as_ref().filter(|_| definition.if_not_exists) else { continue };
        if table.checks.iter().any(|check| names(name, &check.name)) {
            let words = format!("Duplicate CHECK constraint name '{}'", name.text);
            request.draft.warnings.push(Warning { note: true, ..Warning::worded(1826, words) });
            request.draft.checks.remove(at);
        }
    }
}
