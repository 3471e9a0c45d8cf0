//! The keys of an altered table: kept, dropped, renamed, added.

use super::{Request, kept_constraints, key_named, names};
use crate::dryrun::mysql::catalog::{Table, same};
use crate::dryrun::mysql::create::draft::DraftKey;
use crate::dryrun::mysql::refusal::{Answer, Warning};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind};

/// Builds the draft's keys, foreign keys and checks from the table's and the actions.
pub fn merge<'t>(request: &mut Request<'t>, table: &Table, alter: &'t AlterTable<'t>) -> Answer<()> {
    let server = request.draft.server;
    let maria = request.draft.maria();
    let added = std::mem::take(&mut request.draft.keys);
    let mut kept: Vec<DraftKey<'t>> = table.keys.iter().map(DraftKey::kept).collect();
    for key in &mut kept {
        if key.kind == KeyKind::Primary {
            key.name = None;
        }
    }
    let mut dropped_constraints: Vec<String> = Vec::new();
    for action in &alter.actions {
        match action {
            AlterAction::DropPrimaryKey => {
                if !kept.iter().any(|key| key.kind == KeyKind::Primary) {
                    return missing(request, "INDEX", "PRIMARY");
                }
                kept.retain(|key| key.kind != KeyKind::Primary);
            }
            AlterAction::DropIndex { name, if_exists } => {
                let primary = name.text.eq_ignore_ascii_case("PRIMARY");
                let found = kept.iter().position(|key| match &key.name {
                    Some(other) => same(other, &name.text),
                    None => primary,
                });
                match found {
                    Some(at) => drop(kept.remove(at)),
                    None if *if_exists => {
                        request.draft.warnings.push(Warning::note(server, 1091, &["INDEX", &name.text]));
                    }
                    None => return missing(request, "INDEX", &name.text),
                }
            }
            AlterAction::DropForeignKey { name, if_exists } => {
                if table.foreign_keys.iter().any(|key| names(name, &key.name)) {
                    dropped_constraints.push(name.text.to_string());
                } else if *if_exists {
                    request.draft.warnings.push(Warning::note(server, 1091, &["FOREIGN KEY", &name.text]));
                } else {
                    return missing(request, "FOREIGN KEY", &name.text);
                }
            }
            AlterAction::DropCheck { name } => {
                if !table.checks.iter().any(|check| names(name, &check.name)) {
                    return request.draft.refuse(3821, &[&name.text]);
                }
                dropped_constraints.push(name.text.to_string());
            }
            AlterAction::DropConstraint { name, if_exists } => {
                let constraint = table.checks.iter().any(|check| names(name, &check.name))
                    || table.foreign_keys.iter().any(|key| names(name, &key.name));
                let key = kept.iter().position(|key| {
                    key.kind == KeyKind::Primary && name.text.eq_ignore_ascii_case("PRIMARY")
                        || key.kind == KeyKind::Unique
                            && key.name.as_deref().is_some_and(|other| same(other, &name.text))
                });
                if constraint {
                    dropped_constraints.push(name.text.to_string());
                } else if let Some(at) = key {
                    kept.remove(at);
                } else if *if_exists {
                    request.draft.warnings.push(Warning::note(server, 1091, &["CONSTRAINT", &name.text]));
                } else if maria {
                    return missing(request, "CONSTRAINT", &name.text);
                } else {
                    return request.draft.refuse(3940, &[&name.text]);
                }
            }
            AlterAction::RenameIndex { from, to, if_exists } => {
                if key_named(&kept, &from.text).is_none() {
                    if *if_exists {
                        request.draft.warnings.push(Warning::note(server, 1176, &[&from.text, &table.name]));
                        continue;
                    }
                    return request.draft.refuse(1176, &[&from.text, &table.name]);
                }
                if to.text.eq_ignore_ascii_case("PRIMARY") {
                    return request.draft.refuse(1280, &[&to.text]);
                }
                for key in kept.iter_mut().filter(|key| key.name.as_deref().is_some_and(|name| same(name, &from.text)))
                {
                    key.name = Some(to.text.to_string());
                    if let Some(old) = &mut key.kept {
                        old.generated = false;
                    }
                    key.generated = false;
                }
            }
            AlterAction::SetIndexVisibility { index, visible, if_exists } => {
                let found = kept.iter_mut().find(|key| key.name.as_deref().is_some_and(|name| same(name, &index.text)));
                match found {
                    Some(key) => key.options.visible = Some(*visible),
                    None if *if_exists => {}
                    None if index.text.eq_ignore_ascii_case("PRIMARY") && !visible => {
                        return request.draft.refuse(3522, &[]);
                    }
                    None => return request.draft.refuse(1176, &[&index.text, &table.name]),
                }
            }
            _ => {}
        }
    }
    follow_columns(request, table, &mut kept);
    kept.extend(added);
    request.draft.keys = kept;
    let (mut keys, mut checks) =
        kept_constraints(table, |name| dropped_constraints.iter().any(|other| same(other, name)));
    keys.append(&mut request.draft.foreign_keys);
    checks.append(&mut request.draft.checks);
    request.draft.foreign_keys = keys;
    request.draft.checks = checks;
    Ok(())
}

fn missing<T>(request: &Request, what: &str, name: &str) -> Answer<T> {
    match request.draft.maria() {
        true => request.draft.refuse(1091, &[what, name]),
        false => request.draft.refuse(1091, &[name]),
    }
}

/// Parts of dropped columns go, parts of renamed ones follow; a part whose type is another now is whole again.
fn follow_columns(request: &Request, table: &Table, keys: &mut Vec<DraftKey>) {
    for key in keys.iter_mut() {
        key.parts.retain_mut(|part| {
            if part.kept_expression.is_some() {
                return true;
            }
            let now =
                request.draft.columns.iter().find(|draft| draft.old_name.as_deref() == Some(part.column.as_str()));
            let Some(now) = now else { return false };
            let before = table.column(&part.column);
            if let (Some(length), Some(before), true) = (part.length, before, now.definition.is_some()) {
                let new_type = &now.column.column_type;
                let shorter = !new_type.is_blob() && u64::from(new_type.length) < length;
                if !before.column_type.takes_prefix() || !new_type.takes_prefix() || shorter {
                    part.length = None;
                }
            }
            part.column.clone_from(&now.column.name);
            true
        });
    }
    keys.retain(|key| !key.parts.is_empty());
}
