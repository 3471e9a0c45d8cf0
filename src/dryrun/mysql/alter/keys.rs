//! The keys of an altered table: kept, dropped, renamed, added.

use super::{Request, dependences, names, references};
use crate::dryrun::mysql::catalog::{Check, ForeignKey, Key, StoredExpression, Table, same};
use crate::dryrun::mysql::create::draft::{DraftCheck, DraftForeignKey, DraftKey};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind};
use crate::text::Letters;

/// Builds the draft's keys, foreign keys and checks from the table's and the actions, and refuses what names nothing.
///
/// Both servers go over the keys that are there, in their order, and then look which actions are left over.
pub fn merge<'t>(request: &mut Request<'t>, table: &Table, alter: &'t AlterTable<'t>) -> Answer<()> {
    let added = std::mem::take(&mut request.draft.keys);
    let mut kept: Vec<DraftKey<'t>> = Vec::new();
    for key in &table.keys {
        if is_dropped(request, key, alter) {
            continue;
        }
        let mut draft = DraftKey::kept(key);
        let lost = follow_columns(request, table, key, &mut draft)?;
        if draft.parts.is_empty() {
            // MariaDB: what the statement says of the key has found it.
            if request.draft.maria() {
                rename(request, key, &mut draft, alter)?;
            }
            continue;
        }
        if lost {
            draft.kept = draft.kept.map(|kept| Key { generated: false, ..kept });
        }
        let renamed = rename(request, key, &mut draft, alter)?;
        if !renamed {
            visibility(request, key, &mut draft, alter)?;
        }
        if key.kind == KeyKind::Primary {
            draft.name = None;
        }
        kept.push(draft);
    }
    constraints(request, table, alter)?;
    if request.draft.maria() {
        dependences::checks_of_mariadb(request, table)?;
    } else {
        references::own_columns_stay(request, table)?;
    }
    missing_drops(request, table, alter)?;
    missing_keys(request, table, alter)?;
    hidden_columns(request, &mut kept);
    kept.extend(added);
    request.draft.keys = kept;
    let gone = |name: &str| request.dropped_constraints.iter().any(|dropped| same(dropped, name));
    let mut foreign_keys: Vec<DraftForeignKey> = Vec::new();
    for key in table.foreign_keys.iter().filter(|key| !gone(&key.name)) {
        foreign_keys.push(DraftForeignKey::Kept(follow(request, table, key)));
    }
    let stays = |check: &&Check| !gone(&check.name);
    let mut checks: Vec<DraftCheck> =
        table.checks.iter().filter(stays).map(|check| DraftCheck::Kept(enforced(request, check, alter))).collect();
    foreign_keys.append(&mut request.draft.foreign_keys);
    checks.append(&mut request.draft.checks);
    request.draft.foreign_keys = foreign_keys;
    request.draft.checks = checks;
    Ok(())
}

/// MariaDB looks at new keys when it has the columns, and then at what is dropped: none has the name of the primary key, and
/// foreign keys find their columns.
pub fn added(draft: &crate::dryrun::mysql::create::draft::Draft) -> Answer<()> {
    for key in &draft.keys {
        let name = key.name.as_ref().or(key.ignored_name.as_ref());
        let missing = key.parts.iter().find(|part| key.generated && draft.column_index(&part.column).is_none());
        if let Some(part) = missing {
            return draft.refuse(1072, &[&part.column]);
        }
        if let Some(name) = name.filter(|name| name.eq_ignore_ascii_case("PRIMARY")) {
            return draft.refuse(1280, &[name]);
        }
    }
    Ok(())
}

fn is_dropped(request: &mut Request, key: &Key, alter: &AlterTable) -> bool {
    let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
    let drop = |action: &AlterAction| match action {
        AlterAction::DropPrimaryKey => key.kind == KeyKind::Primary,
        AlterAction::DropIndex { name, .. } => names(name, &key.name),
        AlterAction::DropConstraint { name, .. } => unique && names(name, &key.name),
        _ => false,
    };
    let at = (0..alter.actions.len()).find(|at| !request.is_done(*at) && alter.actions.get(*at).is_some_and(drop));
    if let Some(at) = at {
        request.set_done(at);
    }
    at.is_some()
}

/// Parts of dropped columns go, parts of renamed ones follow; a part whose type is another now is whole again. True where
/// parts are lost.
fn follow_columns(request: &Request, table: &Table, key: &Key, draft: &mut DraftKey) -> Answer<bool> {
    let maria = request.draft.maria();
    let many = draft.parts.len() > 1;
    let mut lost: Option<String> = None;
    draft.parts.retain_mut(|part| {
        if part.kept_expression.is_some() {
            return true;
        }
        // A new column under the old name takes the place of a dropped one.
        let now = request.draft.columns.iter().find(|draft| match &draft.old_name {
            Some(old) => same(old, &part.column),
            None => same(&draft.column.name, &part.column),
        });
        let Some(now) = now else {
            lost.get_or_insert_with(|| part.column.clone());
            return false;
        };
        if let (Some(length), Some(before), true) =
            (part.length, table.column(&part.column), now.definition.is_some() && now.old_name.is_some())
        {
            let new_type = &now.column.column_type;
            let shorter = !new_type.is_blob() && u64::from(new_type.length) < length;
            if !before.column_type.takes_prefix() || !new_type.takes_prefix() || shorter {
                part.length = None;
            }
        }
        if let (None, None, Some(before)) = (&now.old_name, part.length, table.column(&part.column)) {
            // Its length in bytes stays, and becomes a prefix where the new column is longer.
            let (server, old) = (request.draft.server, &before.column_type);
            let (bytes, new_type) = (old.key_bytes(server), &now.column.column_type);
            let same_bytes = !new_type.takes_prefix() && u64::from(bytes) == new_type.row_bytes(server);
            part.length = (!same_bytes && bytes > 0).then(|| u64::from(bytes / old.max_len(server)));
        }
        part.column.clone_from(&now.column.name);
        true
    });
    let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
    match lost {
        Some(column) if maria && unique && many && !draft.parts.is_empty() => request.draft.refuse(1072, &[&column]),
        lost => Ok(lost.is_some()),
    }
}

fn rename(request: &mut Request, key: &Key, draft: &mut DraftKey, alter: &AlterTable) -> Answer<bool> {
    for (at, action) in alter.actions.iter().enumerate() {
        let AlterAction::RenameIndex { from, to, .. } = action else { continue };
        if request.is_done(at) || !names(from, &key.name) {
            continue;
        }
        request.set_done(at);
        if key.kind == KeyKind::Primary {
            return request.draft.refuse(1280, &[&from.text]);
        }
        if to.text.eq_ignore_ascii_case("PRIMARY") {
            return request.draft.refuse(1280, &[&to.text]);
        }
        draft.name = Some(to.text.to_string());
        draft.generated = false;
        return Ok(true);
    }
    Ok(false)
}

fn visibility(request: &mut Request, key: &Key, draft: &mut DraftKey, alter: &AlterTable) -> Answer<()> {
    for (at, action) in alter.actions.iter().enumerate() {
        let AlterAction::SetIndexVisibility { index, visible, .. } = action else { continue };
        if request.is_done(at) || !names(index, &key.name) {
            continue;
        }
        request.set_done(at);
        if key.kind == KeyKind::Primary && !visible {
            return request.draft.refuse(if request.draft.maria() { 4174 } else { 3522 }, &[]);
        }
        draft.options.visible = Some(*visible);
    }
    Ok(())
}

/// DROP FOREIGN KEY of both servers, and what MariaDB's DROP CONSTRAINT finds beside keys.
fn constraints(request: &mut Request, table: &Table, alter: &AlterTable) -> Answer<()> {
    for (at, action) in alter.actions.iter().enumerate() {
        let (name, any) = match action {
            AlterAction::DropForeignKey { name, .. } => (name, false),
            AlterAction::DropConstraint { name, .. } => (name, true),
            _ => continue,
        };
        let again = request.dropped_constraints.iter().any(|dropped| same(dropped, &name.text));
        let found = table.foreign_keys.iter().any(|key| names(name, &key.name))
            || (any && table.checks.iter().any(|check| names(name, &check.name)));
        if !request.is_done(at) && found && (any || !again) {
            request.dropped_constraints.push(name.text.to_string());
            request.set_done(at);
        }
    }
    Ok(())
}

/// DROP of what is not there, in the order of the statement.
fn missing_drops(request: &Request, table: &Table, alter: &AlterTable) -> Answer<()> {
    for (at, action) in alter.actions.iter().enumerate().filter(|(at, _)| !request.is_done(*at)) {
        let _ = at;
        let (what, name): (&str, &str) = match action {
            AlterAction::DropColumn { name, .. } => ("COLUMN", &name.text),
            AlterAction::DropIndex { name, .. } => ("INDEX", &name.text),
            AlterAction::DropPrimaryKey => ("INDEX", "PRIMARY"),
            AlterAction::DropForeignKey { name, .. } => ("FOREIGN KEY", &name.text),
            // MariaDB takes the name for a key's where there was one.
            AlterAction::DropConstraint { name, .. } if table.key(&name.text).is_some() => ("INDEX", &name.text),
            AlterAction::DropConstraint { name, .. } => ("CONSTRAINT", &name.text),
            _ => continue,
        };
        return match request.draft.maria() {
            true => request.draft.refuse(1091, &[what, name]),
            false => request.draft.refuse(1091, &[name]),
        };
    }
    Ok(())
}

/// RENAME INDEX and ALTER INDEX of what is not there, or not any more.
fn missing_keys(request: &Request, table: &Table, alter: &AlterTable) -> Answer<()> {
    let left = || alter.actions.iter().enumerate().filter(|(at, _)| !request.is_done(*at)).map(|(_, action)| action);
    for action in left() {
        if let AlterAction::RenameIndex { from, .. } = action {
            return request.draft.refuse(1176, &[&from.text, &table.name]);
        }
    }
    for action in left() {
        if let AlterAction::SetIndexVisibility { index, .. } = action {
            return request.draft.refuse(1176, &[&index.text, &table.name]);
        }
    }
    Ok(())
}

/// Hidden columns of functional parts go with their keys; those that stay get names that new ones do not take.
fn hidden_columns(request: &mut Request, kept: &mut [DraftKey]) {
    let mut used: Vec<(String, String)> = Vec::new();
    let parts = kept.iter_mut().flat_map(|key| &mut key.parts).filter(|part| part.kept_expression.is_some());
    for (number, part) in parts.enumerate() {
        let name = format!("!kept!{number}!");
        used.push((part.column.clone(), name.clone()));
        part.column = name;
    }
    request.draft.columns.retain_mut(|draft| {
        if !draft.column.hidden {
            return true;
        }
        let Some((_, name)) = used.iter().find(|(before, _)| *before == draft.column.name) else { return false };
        draft.column.name.clone_from(name);
        true
    });
}

/// A foreign key with the names that its columns have now; of a table that refers to itself, on both sides.
fn follow(request: &Request, table: &Table, key: &ForeignKey) -> ForeignKey {
    let now = |name: &String| {
        let draft =
            request.draft.columns.iter().find(|draft| draft.old_name.as_deref().is_some_and(|old| same(old, name)));
        draft.map_or_else(|| name.clone(), |draft| draft.column.name.clone())
    };
    let itself = key.parent_table == table.name && key.parent_database == request.draft.database;
    ForeignKey {
        columns: key.columns.iter().map(now).collect(),
        parent_columns: if itself { key.parent_columns.iter().map(now).collect() } else { key.parent_columns.clone() },
        ..key.clone()
    }
}

fn enforced(request: &Request, check: &Check, alter: &AlterTable) -> Check {
    let mut check = Check { expression: renamed(request, &check.expression), ..check.clone() };
    for action in &alter.actions {
        if let AlterAction::AlterCheck { name, enforced, .. } = action
            && names(name, &check.name)
        {
            check.enforced = *enforced;
        }
    }
    check
}

/// An expression with the names that columns have now; MySQL lets none be renamed that one names.
pub fn renamed(request: &Request, expression: &StoredExpression) -> StoredExpression {
    let now = |name: &str| {
        let draft =
            request.draft.columns.iter().find(|draft| draft.old_name.as_deref().is_some_and(|old| same(old, name)));
        draft.map(|draft| draft.column.name.clone()).filter(|now| now != name)
    };
    if !request.draft.maria() || !expression.columns.iter().any(|name| now(name).is_some()) {
        return expression.clone();
    }
    let columns = expression.columns.iter().map(|name| now(name).unwrap_or_else(|| name.clone()).lower());
    StoredExpression {
        source: with_names(&expression.source, &now),
        printed: with_names(&expression.printed, &now),
        columns: columns.collect(),
        ..expression.clone()
    }
}

/// The text with other names in backquotes; strings stay.
fn with_names(text: &str, now: &impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '\'']) {
        let (before, quoted) = rest.split_at(at);
        out.push_str(before);
        let quote = if quoted.starts_with('`') { '`' } else { '\'' };
        let inside = quoted.get(1..).unwrap_or("");
        let Some(end) = inside.find(quote) else {
            out.push_str(quoted);
            return out;
        };
        let (word, after) = inside.split_at(end);
        let renamed = if quote == '`' { now(word) } else { None };
        out.push(quote);
        out.push_str(renamed.as_deref().unwrap_or(word));
        out.push(quote);
        rest = after.get(1..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
