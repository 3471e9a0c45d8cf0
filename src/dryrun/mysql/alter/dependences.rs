//! What depends on a column or a constraint that an ALTER drops, renames or changes.
//!
//! MySQL refuses what others depend on. MariaDB lets expressions follow a new name, and looks at what is left over when it
//! has the new table.

use super::{Request, names, partitions};
use crate::dryrun::mysql::catalog::{Check, Column, Default, Table, same};
use crate::dryrun::mysql::create::column::DraftColumn;
use crate::dryrun::mysql::create::draft::{Draft, DraftCheck};
use crate::dryrun::mysql::create::foreign_keys::Surroundings;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, Expr, ExprKind, KeyKind, TypeName};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};
use crate::text::Letters;

/// A column that is dropped.
pub(super) fn dropped(request: &Request, table: &Table, column: &Column, alter: &AlterTable) -> Answer<()> {
    if request.draft.maria() {
        return Ok(());
    }
    of_expressions(request, table, column, alter)?;
    partitions::of_column(&request.draft, &column.name)
}

/// A column that gets a new definition, which may have another name.
pub(super) fn changed(
    request: &Request,
    table: &Table,
    column: &Column,
    new: &Column,
    alter: &AlterTable,
) -> Answer<()> {
    let is_virtual = |column: &Column| column.generated.as_ref().is_some_and(|generated| !generated.stored);
    if is_virtual(column) != is_virtual(new) {
        return match request.draft.maria() {
            true => request.draft.refuse(1907, &[]),
            false => request.draft.refuse(3106, &["Changing the STORED status"]),
        };
    }
    renamed(request, table, column, &new.name, false, alter)
}

/// A column that gets a new name. RENAME COLUMN minds other letters' case too.
pub(super) fn renamed(
    request: &Request,
    table: &Table,
    column: &Column,
    name: &str,
    minds_case: bool,
    alter: &AlterTable,
) -> Answer<()> {
    let unchanged = if minds_case { column.name == name } else { same(&column.name, name) };
    if request.draft.maria() || (unchanged && !minds_case) {
        return Ok(());
    }
    if !unchanged {
        of_expressions(request, table, column, alter)?;
    }
    partitions::of_column(&request.draft, &column.name)
}

/// MySQL: what expressions that stay name, and what the generated columns among that name in their turn.
fn of_expressions(request: &Request, table: &Table, column: &Column, alter: &AlterTable) -> Answer<()> {
    for other in &table.columns {
        if gives_way(alter, other) {
            continue;
        }
        let names_it = |names: &[String]| reaches(table, names, &column.name, table.columns.len());
        if other.generated.as_ref().is_some_and(|generated| names_it(&generated.expression.columns)) {
            return match other.hidden {
                true if functional_key_goes(table, other, alter) => continue,
                true => request.draft.refuse(3837, &[&column.name]),
                false => request.draft.refuse(3108, &[&column.name]),
            };
        }
        let default = match &other.default {
            Default::Expression(expression) => &expression.columns[..],
            _ => &[],
        };
        if names_it(default) {
            return request.draft.refuse(3766, &[&column.name, &table.name]);
        }
    }
    Ok(())
}

/// True where the columns, or those that they are generated from, are the column. `depth` bounds the search.
fn reaches(table: &Table, names: &[String], column: &str, depth: usize) -> bool {
    names.iter().any(|name| {
        same(name, column)
            || (depth > 0
                && table
                    .column(name)
                    .and_then(|column| column.generated.as_ref())
                    .is_some_and(|generated| reaches(table, &generated.expression.columns, column, depth - 1)))
    })
}

/// True for a column whose expression the statement takes away or gives anew.
fn gives_way(alter: &AlterTable, column: &Column) -> bool {
    alter.actions.iter().any(|action| match action {
        AlterAction::DropColumn { name, .. } => names(name, &column.name),
        AlterAction::Modify { column: new, .. } => names(&new.name, &column.name),
        AlterAction::Change { old, .. } => names(old, &column.name),
        AlterAction::SetDefault { column: name, .. }
        | AlterAction::SetDefaultExpression { column: name, .. }
        | AlterAction::DropDefault { column: name, .. } => column.generated.is_none() && names(name, &column.name),
        _ => false,
    })
}

fn functional_key_goes(table: &Table, hidden: &Column, alter: &AlterTable) -> bool {
    let key = table.keys.iter().find(|key| key.parts.iter().any(|part| part.column == hidden.name));
    let dropped = |name: &str| {
        alter.actions.iter().any(|action| match action {
            AlterAction::DropIndex { name: dropped, .. } | AlterAction::DropConstraint { name: dropped, .. } => {
                names(dropped, name)
            }
            _ => false,
        })
    };
    key.is_some_and(|key| dropped(&key.name))
}

/// MySQL: what DROP CONSTRAINT means, of the keys, foreign keys and checks of that name.
pub(super) fn constraints(request: &mut Request, table: &Table, alter: &AlterTable) -> Answer<()> {
    for action in &alter.actions {
        let AlterAction::DropConstraint { name, .. } = action else { continue };
        let key = table
            .keys
            .iter()
            .any(|key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique) && names(name, &key.name));
        let foreign_key = table.foreign_keys.iter().any(|key| names(name, &key.name));
        let check = table.checks.iter().any(|check| names(name, &check.name));
        match usize::from(key) + usize::from(foreign_key) + usize::from(check) {
            0 => return request.draft.refuse(3940, &[&name.text]),
            1 => {}
            _ => return request.draft.refuse(3939, &[&name.text, "DROP"]),
        }
        if foreign_key || check {
            request.dropped_constraints.push(name.text.to_string());
        }
    }
    Ok(())
}

/// MySQL: checks that are dropped, that name columns that go, that change, and new ones of a name that is taken.
pub(super) fn checks(request: &mut Request, table: &Table, alter: &AlterTable, around: &Surroundings) -> Answer<()> {
    for (at, action) in alter.actions.iter().enumerate() {
        let AlterAction::DropCheck { name } = action else { continue };
        if !table.checks.iter().any(|check| names(name, &check.name)) {
            return request.draft.refuse(3821, &[&name.text]);
        }
        request.dropped_constraints.push(name.text.to_string());
        request.set_done(at);
    }
    let gone =
        |request: &Request, check: &Check| request.dropped_constraints.iter().any(|name| same(name, &check.name));
    let mut by_name: Vec<&Check> = table.checks.iter().filter(|check| !gone(request, check)).collect();
    by_name.sort_by_key(|check| check.name.lower());
    let refuse = |check: &Check, column: &Column| request.draft.refuse(3959, &[&check.name, &column.name]);
    let dropped = |name: &str| {
        let drops = |action: &AlterAction| matches!(action, AlterAction::DropColumn { name: dropped, .. } if names(dropped, name));
        alter.actions.iter().any(drops)
    };
    let mut goes_along = Vec::new();
    for (column, check) in named_columns(alter, table, &by_name, false) {
        if check.expression.columns.len() > 1 {
            return refuse(check, column);
        }
        goes_along.push(check.name.clone());
    }
    for (column, check) in named_columns(alter, table, &by_name, true) {
        if !dropped(&column.name) {
            return refuse(check, column);
        }
    }
    request.dropped_constraints.extend(goes_along);
    for action in &alter.actions {
        let AlterAction::AlterCheck { name, constraint, .. } = action else { continue };
        let there = table.checks.iter().any(|check| names(name, &check.name) && !gone(request, check));
        let other = table.foreign_keys.iter().any(|key| names(name, &key.name))
            || table.keys.iter().any(|key| key.kind != KeyKind::Plain && names(name, &key.name));
        if !there && *constraint {
            return request.draft.refuse(if other { 3941 } else { 3940 }, &[&name.text]);
        }
        if !there {
            return request.draft.refuse(3821, &[&name.text]);
        }
    }
    let elsewhere = |name: &str| {
        around.catalog.databases.get(&request.draft.database).is_some_and(|database| {
            let others = database.tables.values().filter(|other| other.name != table.name);
            others.flat_map(|other| &other.checks).any(|check| same(&check.name, name))
        })
    };
    let mut taken: Vec<&str> =
        table.checks.iter().filter(|check| !gone(request, check)).map(|check| check.name.as_str()).collect();
    for check in &request.draft.checks {
        let DraftCheck::New { definition, .. } = check else { continue };
        let Some(name) = &definition.constraint else { continue };
        if taken.iter().any(|taken| same(taken, &name.text)) || elsewhere(&name.text) {
            return request.draft.refuse(3822, &[&name.text]);
        }
        taken.push(&name.text);
    }
    Ok(())
}

/// The columns that are dropped, or get another name, with the checks that name them.
fn named_columns<'a>(
    alter: &AlterTable,
    table: &'a Table,
    checks: &[&'a Check],
    renamed: bool,
) -> Vec<(&'a Column, &'a Check)> {
    let mut out = Vec::new();
    for action in &alter.actions {
        let name = match action {
            AlterAction::DropColumn { name, .. } if !renamed => name,
            AlterAction::RenameColumn { from, to, .. } if renamed && !names(to, &from.text) => from,
            AlterAction::Change { old, column, .. } if renamed && !names(old, &column.name.text) => old,
            _ => continue,
        };
        let Some(column) = table.column(&name.text) else { continue };
        let named = checks.iter().filter(|check| check.expression.names(&column.name));
        out.extend(named.map(|check| (column, *check)));
    }
    out
}

/// MariaDB: checks go with the last of the columns that they name; before that those columns cannot go.
pub(super) fn checks_of_mariadb(request: &mut Request, table: &Table) -> Answer<()> {
    let stays = |name: &str| {
        request.draft.columns.iter().any(|draft| {
            draft.old_name.as_deref().is_some_and(|old| same(old, name))
                || (draft.old_name.is_none() && same(&draft.column.name, name))
        })
    };
    let mut goes_along = Vec::new();
    for check in &table.checks {
        if request.dropped_constraints.iter().any(|name| same(name, &check.name)) {
            continue;
        }
        let missing: Vec<&String> = check.expression.columns.iter().filter(|name| !stays(name)).collect();
        match missing.first() {
            None => {}
            Some(_) if missing.len() == check.expression.columns.len() => goes_along.push(check.name.clone()),
            Some(name) => {
                let name = table.column(name).map_or(name.as_str(), |column| &column.name);
                return request.draft.refuse(1054, &[name, "CHECK"]);
            }
        }
    }
    request.dropped_constraints.extend(goes_along);
    Ok(())
}

/// CONVERT TO: the column's charset, and a text type that holds as many characters as before.
pub fn convert(draft: &mut DraftColumn, collation: &'static Collation, server: Server) {
    let kept = draft.definition.is_none();
    let column_type = &mut draft.column.column_type;
    let max_len = |name: &str| charset::charset(name, server).map_or(1, |charset| charset.max_len);
    let before = column_type.collation.map_or(1, |collation| max_len(collation.charset()));
    if kept && max_len(collation.charset()) > before {
        column_type.name = match column_type.name {
            TypeName::TinyText => TypeName::Text,
            TypeName::Text => TypeName::MediumText,
            TypeName::MediumText => TypeName::LongText,
            other => other,
        };
    }
    if kept && collation.name == "binary" && column_type.collation.is_some_and(|before| before.name != "binary") {
        default_of_bytes(&mut draft.column, server);
    }
    let column_type = &mut draft.column.column_type;
    column_type.collation = Some(collation);
    draft.contextual = None;
    draft.binary = false;
}

/// A text that becomes bytes: MySQL shows its default as hexadecimal digits, MariaDB that of BINARY with its zeros.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn default_of_bytes(column: &mut Column, server: Server) {
    let Default::Literal(Some(text)) = &mut column.default else { return };
    let unicode = column.column_type.collation.is_some_and(|collation| collation.charset().starts_with("utf8"));
    if !(text.is_ascii() || unicode) {
        return;
    }
    if !server.is_mariadb() {
        *text = text.bytes().fold("0x".to_owned(), |digits, byte| format!("{digits}{byte:02X}"));
        return;
    }
    let quoted = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    if let (Some(inside), TypeName::Char) = (quoted, column.column_type.name) {
        let missing = (column.column_type.length as usize).saturating_sub(inside.len());
        *text = format!("'{inside}{}'", "\\0".repeat(missing));
    }
}

/// An expression that stays: what it names must be there, and if it is generated too, before it.
pub fn kept_generated(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let Some(generated) = &column.column.generated else { return Ok(()) };
    for name in &generated.expression.columns {
        let Some(place) = draft.column_index(name) else {
            return if draft.maria() { draft.refuse(1054, &[name, "GENERATED ALWAYS AS"]) } else { Ok(()) };
        };
        let later = place > at && draft.columns.get(place).is_some_and(|column| column.column.generated.is_some());
        if later && draft.maria() {
            return draft.refuse(4029, &[&column.column.name, name]);
        }
        if later {
            return draft.refuse(3107, &[]);
        }
    }
    Ok(())
}

/// MariaDB: a default that stays.
pub fn kept_default(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let Default::Expression(expression) = &column.column.default else { return Ok(()) };
    let replaced = column.new_default.is_some() || column.new_expression.is_some() || column.definition.is_some();
    match expression.columns.iter().find(|name| draft.column_index(name).is_none()) {
        Some(name) if draft.maria() && !replaced => draft.refuse(1054, &[name, "DEFAULT"]),
        _ => Ok(()),
    }
}

/// MySQL: the check of a new column names no other (3813), whatever else is wrong.
pub(super) fn new_checks(request: &Request, table: &Table) -> Answer<()> {
    let number = |check: &Check| check.name.strip_prefix(&table.name)?.strip_prefix("_chk_")?.parse::<usize>().ok();
    let mut next = table.checks.iter().filter_map(number).max().unwrap_or(0);
    for check in &request.draft.checks {
        let DraftCheck::New { definition, column } = check else { continue };
        next += usize::from(definition.constraint.is_none());
        let name = match &definition.constraint {
            Some(name) => name.text.to_string(),
            None => format!("{}_chk_{next}", table.name),
        };
        if column.as_ref().is_some_and(|column| names_other_column(&definition.expression, column)) {
            return request.draft.refuse(3813, &[&name]);
        }
    }
    Ok(())
}

fn names_other_column(expression: &Expr, column: &str) -> bool {
    match &expression.kind {
        ExprKind::Column { name, .. } => !same(&name.text, column),
        _ => expression.children().into_iter().any(|child| names_other_column(child, column)),
    }
}
