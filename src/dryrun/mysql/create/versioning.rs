//! MariaDB's tables that keep their history (WITH SYSTEM VERSIONING) and application-time periods.
//!
//! Source of what comes first: asked of MariaDB 10.11.19. The columns that the server adds itself are not modelled: no row of
//! the catalogue shows them.

use super::column::DraftColumn;
use super::draft::{Draft, DraftPart};
use crate::dryrun::mysql::catalog::{Default, same};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, CreateTable, Element, KeyKind, Name, TypeName};

const SYSTEM_TIME: &str = "SYSTEM_TIME";

/// What the server looks at as soon as it has read a period.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn read<'t>(draft: &mut Draft<'t>, name: &'t Name<'t>, from: &'t Name<'t>, to: &'t Name<'t>) -> Answer<()> {
    if !name.text.eq_ignore_ascii_case(SYSTEM_TIME) {
        if application(draft).is_some() {
            return draft.refuse(4154, &[]);
        }
        if same(&from.text, &to.text) {
            return draft.refuse(1110, &[&to.text]);
        }
    }
    draft.periods.push((name, from, to));
    Ok(())
}

/// The period that is not the server's own.
fn application<'t>(draft: &Draft<'t>) -> Option<(&'t Name<'t>, &'t Name<'t>, &'t Name<'t>)> {
    draft.periods.iter().copied().find(|(name, ..)| !name.text.eq_ignore_ascii_case(SYSTEM_TIME))
}

/// True where a table has anything of this.
pub fn concerns(draft: &Draft) -> bool {
    draft.options.system_versioned || !draft.periods.is_empty() || draft.columns.iter().any(has_words)
}

fn has_words(column: &DraftColumn) -> bool {
    versioning(column).is_some() || row_start(column).is_some()
}

/// What the server looks at before it looks whether the table is there.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn check(draft: &mut Draft, create: &CreateTable) -> Answer<()> {
    system(draft)?;
    period(draft)?;
    without_overlaps(draft, create)
}

/// WITH or WITHOUT SYSTEM VERSIONING behind a column.
fn versioning(column: &DraftColumn) -> Option<bool> {
    column.definition?.attributes.iter().find_map(|attribute| match attribute {
        ColumnAttribute::Versioning(with) => Some(*with),
        _ => None,
    })
}

fn row_start(column: &DraftColumn) -> Option<bool> {
    column.definition?.generated.as_ref()?.row_start
}

fn system(draft: &mut Draft) -> Answer<()> {
    let whole = draft.options.system_versioned;
    let any = |with: bool| draft.columns.iter().any(|column| versioning(column) == Some(with));
    let bound = |start: bool| {
        draft
            .columns
            .iter()
            .filter(move |column| row_start(column) == Some(start))
            .map(|column| column.column.name.clone())
    };
    for (start, word) in [(true, "START"), (false, "END")] {
        if let Some(second) = bound(start).nth(1) {
            return draft.refuse(4134, &[word, &second]);
        }
    }
    let (start, end) = (bound(true).next(), bound(false).next());
    let period = draft.periods.iter().find(|(name, ..)| name.text.eq_ignore_ascii_case(SYSTEM_TIME)).copied();
    let named = start.is_some() || end.is_some() || period.is_some();
    if !whole && !any(true) {
        return if named && !any(false) {
            draft.refuse(4125, &[&draft.name, "WITH SYSTEM VERSIONING"])
        } else {
            Ok(())
        };
    }
    if draft.temporary {
        return draft.refuse(4137, &["CREATE TEMPORARY TABLE"]);
    }
    let kept = |column: &DraftColumn| match versioning(column) {
        Some(with) => with,
        None => whole,
    };
    let versioned = draft.columns.iter().any(|column| row_start(column).is_none() && kept(column));
    if !versioned || start.is_some() != end.is_some() {
        return draft.refuse(4123, &[&draft.name]);
    }
    if named {
        bounds(draft, start.as_deref(), end.as_deref(), period)?;
    }
    draft.options.system_versioned = true;
    for column in &mut draft.columns {
        if let Some(start) = row_start(column) {
            column.column.nullable = false;
            if let Some(generated) = &mut column.column.generated {
                generated.expression.printed = if start { "ROW START" } else { "ROW END" }.to_owned();
            }
        } else {
            column.column.unversioned = !kept(column);
        }
    }
    let Some(end) = end else { return Ok(()) };
    // The end of a row belongs to each key that tells rows apart.
    let start = start.unwrap_or_default();
    for key in &mut draft.keys {
        let has = key.parts.iter().any(|part| same(&part.column, &end) || same(&part.column, &start));
        if !has && matches!(key.kind, KeyKind::Primary | KeyKind::Unique) {
            key.parts.push(DraftPart::whole(&end));
        }
    }
    Ok(())
}

/// The columns that say from when to when a row was there.
fn bounds(draft: &Draft, start: Option<&str>, end: Option<&str>, period: Option<(&Name, &Name, &Name)>) -> Answer<()> {
    let (Some(start), Some(end)) = (start, end) else { return draft.refuse(4125, &[&draft.name, "AS ROW START"]) };
    let Some((_, from, to)) = period else { return draft.refuse(4125, &[&draft.name, "PERIOD FOR SYSTEM_TIME"]) };
    if !same(start, &from.text) || !same(end, &to.text) {
        return draft.refuse(4126, &[start, end]);
    }
    let column_type = |name: &str| {
        let at = draft.column_index(name).unwrap_or(usize::MAX);
        draft.columns.get(at).map(|column| &column.column.column_type)
    };
    let numbers = draft.engine.name == "InnoDB" && column_type(start).is_some_and(|of_start| of_start.is_integer());
    for name in [start, end] {
        let good = column_type(name).is_some_and(|given| match numbers {
            true => given.name == TypeName::BigInt && given.unsigned,
            false => given.name == TypeName::Timestamp && given.decimals == Some(6),
        });
        if !good {
            let wanted = if numbers { "BIGINT(20) UNSIGNED" } else { "TIMESTAMP(6)" };
            return draft.refuse(4110, &[name, wanted, &draft.name]);
        }
    }
    Ok(())
}

fn period(draft: &mut Draft) -> Answer<()> {
    let Some((name, from, to)) = application(draft) else { return Ok(()) };
    if draft.temporary {
        return draft.refuse(4152, &[]);
    }
    if let Some(at) = draft.column_index(&name.text) {
        let taken = draft.columns.get(at).map_or("", |column| &column.column.name);
        return draft.refuse(1060, &[taken]);
    }
    let mut found = Vec::new();
    for bound in [from, to] {
        let Some(at) = draft.column_index(&bound.text) else { return draft.refuse(1054, &[&bound.text, &name.text]) };
        let Some(column) = draft.columns.get(at) else { continue };
        let (given, shown) = (&column.column.column_type, &column.column.name);
        if !matches!(given.name, TypeName::Date | TypeName::DateTime | TypeName::Timestamp) {
            return draft.refuse(1063, &[shown]);
        }
        if column.column.generated.is_some() {
            return draft.refuse(4155, &[shown, "GENERATED ALWAYS AS"]);
        }
        found.push((at, given.name, given.decimals.unwrap_or(0)));
    }
    if let [(_, name_of_from, digits), (_, name_of_to, others)] = found[..]
        && (name_of_from, digits) != (name_of_to, others)
    {
        return draft.refuse(4153, &[&name.text]);
    }
    for (at, ..) in found {
        let Some(column) = draft.columns.get_mut(at) else { continue };
        column.column.nullable = false;
        column.explicit_null = false;
        if column.column.default == Default::Literal(None) {
            column.column.default = Default::None;
        }
    }
    Ok(())
}

/// A key over a period holds the period's columns too, its end first.
fn without_overlaps(draft: &mut Draft, create: &CreateTable) -> Answer<()> {
    let keys = create.elements.iter().filter_map(|element| match element {
        Element::Key(key) => Some((key, key.period.as_ref()?)),
        _ => None,
    });
    for (definition, wanted) in keys {
        let Some((_, from, to)) = application(draft).filter(|(name, ..)| same(&name.text, &wanted.text)) else {
            return draft.refuse(4156, &[&wanted.text]);
        };
        let at = draft.keys.iter().position(|key| key.at == Some(definition.at));
        let Some(key) = at.and_then(|at| draft.keys.get_mut(at)) else { continue };
        let given = key.parts.iter().find(|part| same(&part.column, &from.text) || same(&part.column, &to.text));
        if let Some(part) = given.map(|part| part.column.clone()) {
            let first = key.parts.first().map_or("", |part| &part.column);
            let shown = if key.kind == KeyKind::Primary { "PRIMARY" } else { key.name.as_deref().unwrap_or(first) };
            let shown = shown.to_owned();
            return draft.refuse(4170, &[&shown, &part]);
        }
        key.parts.extend([DraftPart::whole(&to.text), DraftPart::whole(&from.text)]);
    }
    Ok(())
}
