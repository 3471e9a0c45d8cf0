//! The columns of an altered table: kept, dropped, changed, moved, added.

use super::{NewColumn, Request, dependences, names};
use crate::dryrun::mysql::catalog::{Column, Default, Generated, ShownDefault, Table, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::create::column::DraftColumn;
use crate::dryrun::mysql::refusal::{Answer, Refusal};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, ColumnPlace, Name, TypeName};

/// A column as the table has it.
fn kept<'t>(column: &Column) -> DraftColumn<'t> {
    let mut column = column.clone();
    if column.shown == ShownDefault::Nothing {
        column.shown = ShownDefault::AsIs;
    }
    DraftColumn { old_name: Some(column.name.clone()), ..DraftColumn::ready(column) }
}

/// Builds the draft's columns from the table's and the actions.
///
/// Both servers go over the columns that are there first, in their order, and then over those that the statement brings or
/// moves, in its order. Actions that drop something are looked up with the keys.
pub fn merge<'t>(request: &mut Request<'t>, table: &Table, alter: &'t AlterTable<'t>) -> Answer<()> {
    let mut given: Vec<Option<NewColumn<'t>>> = std::mem::take(&mut request.columns).into_iter().map(Some).collect();
    let mut out: Vec<DraftColumn<'t>> = Vec::new();
    for column in table.columns.iter().filter(|column| !column.hidden) {
        if drops(request, alter, &column.name) {
            dependences::dropped(request, table, column, alter)?;
            continue;
        }
        let meant =
            |new: &NewColumn| new.draft.old_name.is_none() && new.old.is_some_and(|old| names(old, &column.name));
        let at = given.iter().position(|new| new.as_ref().is_some_and(meant));
        let Some(new) = at.and_then(|at| given.get_mut(at)) else {
            out.push(untouched(request, table, column, alter)?);
            continue;
        };
        if let Some(new) = new.as_mut() {
            new.draft.old_name = Some(column.name.clone());
            dependences::changed(request, table, column, &new.draft.column, alter)?;
        }
        if new.as_ref().is_some_and(|new| new.place.is_none())
            && let Some(new) = new.take()
        {
            out.push(new.draft);
        }
    }
    if request.draft.maria() {
        let renames = |action: &AlterAction| matches!(action, AlterAction::RenameColumn { .. });
        leftovers(request, table, alter, renames)?;
    }
    for mut new in given.into_iter().flatten() {
        newly(request, table, alter, &mut new, &mut out)?;
        let at = place(request, table, &new, &out)?;
        out.insert(at.min(out.len()), new.draft);
    }
    leftovers(request, table, alter, |_| true)?;
    if out.is_empty() {
        return request.draft.refuse(1090, &[]);
    }
    if let Some(Some(collation)) = request.convert {
        for draft in out.iter_mut().filter(|draft| draft.column.column_type.collation.is_some()) {
            dependences::convert(draft, collation, request.draft.server);
        }
    }
    out.extend(hidden(table));
    request.draft.columns = out;
    follow_names(request);
    Ok(())
}

/// MariaDB: expressions that stay name columns by their new names.
fn follow_names(request: &mut Request) {
    let follow = |column: &Column| {
        let generated = column.generated.as_ref().map(|generated| Generated {
            expression: super::keys::renamed(request, &generated.expression),
            ..generated.clone()
        });
        let default = match &column.default {
            Default::Expression(expression) => Default::Expression(super::keys::renamed(request, expression)),
            other => other.clone(),
        };
        Column { generated, default, ..column.clone() }
    };
    let followed: Vec<Column> = request.draft.columns.iter().map(|draft| follow(&draft.column)).collect();
    for (draft, column) in request.draft.columns.iter_mut().zip(followed) {
        if draft.definition.is_none() {
            draft.column = column;
        }
    }
}

/// The columns of functional key parts; those whose key goes are taken away with it.
fn hidden<'t>(table: &Table) -> Vec<DraftColumn<'t>> {
    table.columns.iter().filter(|column| column.hidden).map(kept).collect()
}

fn drops(request: &mut Request, alter: &AlterTable, column: &str) -> bool {
    let drop = |action: &AlterAction| matches!(action, AlterAction::DropColumn { name, .. } if names(name, column));
    let at = (0..alter.actions.len()).find(|at| !request.is_done(*at) && alter.actions.get(*at).is_some_and(drop));
    if let Some(at) = at {
        request.set_done(at);
    }
    at.is_some()
}

/// A column that no definition changes; one ALTER or RENAME COLUMN may.
fn untouched<'t>(
    request: &mut Request<'t>,
    table: &Table,
    column: &Column,
    alter: &'t AlterTable<'t>,
) -> Answer<DraftColumn<'t>> {
    let mut draft = kept(column);
    for (at, action) in alter.actions.iter().enumerate() {
        if !request.is_done(at) && meant_by(action).is_some_and(|name| names(name, &column.name)) {
            request.set_done(at);
            apply(request, table, &mut draft, action, alter)?;
            break;
        }
    }
    Ok(draft)
}

/// The column that an ALTER COLUMN or RENAME COLUMN names.
fn meant_by<'a>(action: &'a AlterAction) -> Option<&'a Name<'a>> {
    match action {
        AlterAction::SetDefault { column, .. }
        | AlterAction::SetDefaultExpression { column, .. }
        | AlterAction::DropDefault { column, .. }
        | AlterAction::SetColumnVisibility { column, .. } => Some(column),
        AlterAction::RenameColumn { from, .. } => Some(from),
        _ => None,
    }
}

fn apply<'t>(
    request: &Request<'t>,
    table: &Table,
    draft: &mut DraftColumn<'t>,
    action: &'t AlterAction<'t>,
    alter: &AlterTable,
) -> Answer<()> {
    let maria = request.draft.maria();
    let name = draft.column.name.clone();
    let sets = matches!(action, AlterAction::SetDefault { .. } | AlterAction::SetDefaultExpression { .. });
    let literal = matches!(action, AlterAction::SetDefault { .. });
    if literal && !maria && draft.column.column_type.is_blob() {
        return request.draft.refuse(1101, &[&name]);
    }
    if sets && !maria && draft.column.generated.is_some() {
        return request.draft.refuse(1221, &["DEFAULT", "generated column"]);
    }
    // With NOW goes MariaDB's ON UPDATE.
    let gives_up = sets || matches!(action, AlterAction::DropDefault { .. });
    if gives_up && maria && matches!(draft.column.default, Default::Now { .. }) {
        draft.column.on_update = None;
    }
    match action {
        AlterAction::SetDefaultExpression { .. } if !maria && draft.column.auto_increment => {
            return request.draft.refuse(1067, &[&name]);
        }
        AlterAction::SetDefault { value, .. } => {
            draft.column.shown = ShownDefault::AsIs;
            draft.new_default = Some(value);
        }
        AlterAction::SetDefaultExpression { value, .. } => draft.new_expression = Some(value),
        AlterAction::DropDefault { .. } => {
            if !maria && matches!(draft.column.default, Default::Now { .. }) {
                draft.column.shown = ShownDefault::Generated;
            }
            draft.column.default = Default::None;
        }
        AlterAction::SetColumnVisibility { visible, .. } => draft.column.visible = *visible,
        AlterAction::RenameColumn { to, .. } => {
            let renamed = Column { name: to.text.to_string(), ..draft.column.clone() };
            dependences::renamed(request, table, &draft.column, &renamed.name, true, alter)?;
            if renamed.name.chars().count() > 64 {
                return request.draft.refuse(1166, &[&renamed.name]);
            }
            draft.column = renamed;
        }
        _ => {}
    }
    Ok(())
}

/// A definition that changes no column of the table, or moves one. MariaDB takes MODIFY and ALTER of a column that the
/// statement adds, and ALTER of one that it moves.
fn newly<'t>(
    request: &mut Request<'t>,
    table: &Table,
    alter: &'t AlterTable<'t>,
    new: &mut NewColumn<'t>,
    out: &mut Vec<DraftColumn<'t>>,
) -> Answer<()> {
    let maria = request.draft.maria();
    if let (Some(old), None) = (new.old, &new.draft.old_name) {
        let added = |draft: &DraftColumn| draft.old_name.is_none() && same(&draft.column.name, &new.draft.column.name);
        match out.iter().position(added) {
            Some(at) if maria => drop(out.remove(at)),
            _ => return request.draft.refuse(1054, &[&old.text, &table.name]),
        }
    }
    if !maria {
        return Ok(());
    }
    let name = new.draft.column.name.clone();
    for (at, action) in alter.actions.iter().enumerate() {
        let alters = !matches!(action, AlterAction::RenameColumn { .. });
        if alters && !request.is_done(at) && meant_by(action).is_some_and(|column| names(column, &name)) {
            request.set_done(at);
            apply(request, table, &mut new.draft, action, alter)?;
            break;
        }
    }
    Ok(())
}

/// Where a column goes among those that have their place already.
fn place(request: &Request, table: &Table, new: &NewColumn, out: &[DraftColumn]) -> Answer<usize> {
    match new.place {
        None => Ok(out.len()),
        Some(ColumnPlace::First) => Ok(0),
        Some(ColumnPlace::After(name)) => match out.iter().position(|other| names(name, &other.column.name)) {
            Some(at) => Ok(at + 1),
            None => request.draft.refuse(1054, &[&name.text, &table.name]),
        },
    }
}

/// ALTER and RENAME COLUMN that found no column.
fn leftovers(request: &Request, table: &Table, alter: &AlterTable, kind: impl Fn(&AlterAction) -> bool) -> Answer<()> {
    for (at, action) in alter.actions.iter().enumerate().filter(|(_, action)| kind(action)) {
        if let (Some(name), false) = (meant_by(action), request.is_done(at)) {
            return request.draft.refuse(1054, &[&name.text, &table.name]);
        }
    }
    Ok(())
}

/// MariaDB: geometries, UUIDs and addresses become nothing else but texts, and nothing else becomes them.
pub fn castable(request: &Request, table: &Table) -> Answer<()> {
    let class = |column_type: &ColumnType| match column_type.name {
        name if name.is_spatial() => Some(TypeName::Geometry),
        name @ (TypeName::Uuid | TypeName::Inet4 | TypeName::Inet6) => Some(name),
        TypeName::Enum | TypeName::Set | TypeName::Char | TypeName::VarChar => None,
        TypeName::Binary | TypeName::VarBinary => None,
        _ if column_type.is_blob() => None,
        _ => Some(TypeName::Int),
    };
    let draft = &request.draft;
    for column in draft.columns.iter().filter(|_| draft.maria()) {
        let Some(old) = column.old_name.as_deref().and_then(|name| table.column(name)) else { continue };
        let (before, after) = (&old.column_type, &column.column.column_type);
        let (Some(a), Some(b)) = (class(before), class(after)) else { continue };
        if a != b {
            let words = format!(
                "Cannot cast '{}' as '{}' in assignment of `{}`.`{}`.`{}`",
                before.data_type(draft.server),
                after.data_type(draft.server),
                draft.database,
                table.name,
                column.column.name
            );
            return Err(Refusal { errno: 4078, sqlstate: "HY000", message: words }.into());
        }
    }
    Ok(())
}
