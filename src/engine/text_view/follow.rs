//! The model has changed, and a text that somebody sees follows: as little of it as possible is written anew.

use std::sync::Arc;

use super::{ReadBack, read_back, written};
use crate::mysql::Server;
use crate::schema::{Aspect, ObjectPath, Table, TableId, TextOf, Workspace};
use crate::sql::{Element, Ink, SourceMap, elements, inked, write_create_table, write_script, write_table_options};
use crate::text::{Span, quote_identifier};

/// The text that says `now`, as near as possible to `text`, which says `read`.
pub fn follow(of: TextOf, text: &str, read: &ReadBack, now: &Workspace) -> Option<String> {
    let before = &read.workspace;
    if let Some(draft) = now.draft(of).filter(|draft| before.draft(of) != Some(*draft)) {
        // Somebody went back to a text that was being typed.
        return Some(draft.to_owned());
    }
    let target = written(now, of)?;
    if written(before, of).as_ref() == Some(&target) {
        // Without its draft, the text is that of the writer again.
        let gone = before.draft(of).is_some() && now.draft(of).is_none();
        return Some(if gone { target } else { text.to_owned() });
    }
    let patched = match of {
        TextOf::Sql(id) => follow_table(text, &read.places, before.table(id)?.1, now.table(id)?.1),
        TextOf::Payload(_) => None,
        TextOf::Script => follow_script(text, read, now),
    };
    let means_the_same = |text: &String| {
        let again = read_back(now, of, text);
        again.applied && written(&again.workspace, of).as_ref() == Some(&target)
    };
    if before.draft(of).is_some() {
        // What is not understood stays, whatever becomes of the rest.
        return Some(patched.unwrap_or_else(|| text.to_owned()));
    }
    Some(patched.filter(means_the_same).unwrap_or(target))
}

/// Tables that changed, each in its place; `None` where something else changed too.
fn follow_script(text: &str, read: &ReadBack, now: &Workspace) -> Option<String> {
    let before = &read.workspace;
    let same_frame = before.kept == now.kept
        && before.databases.len() == now.databases.len()
        && before.databases.iter().zip(&now.databases).all(|(old, new)| {
            Arc::ptr_eq(old, new) || {
                let (mut a, mut b) = ((**old).clone(), (**new).clone());
                let ids = |tables: &[Arc<Table>]| tables.iter().map(|table| table.id).collect::<Vec<TableId>>();
                let same = ids(&a.tables) == ids(&b.tables);
                a.tables.clear();
                b.tables.clear();
                same && a == b
            }
        });
    if !same_frame || text == write_script(before) {
        return None;
    }
    let mut replaced: Vec<(Span, String)> = Vec::new();
    for ((_, old), (_, new)) in before.tables().zip(now.tables()) {
        if Arc::ptr_eq(old, new) || old == new {
            continue;
        }
        let whole = *read.places.get(&(ObjectPath::Table(old.id), Aspect::Whole))?;
        let inside = |span: &Span| whole.start <= span.start && span.end <= whole.end;
        let own = read.places.iter().filter(|((path, _), span)| path.table() == Some(old.id) && inside(span));
        let own: SourceMap =
            own.map(|(key, span)| (*key, Span::new(span.start - whole.start, span.end - whole.start))).collect();
        replaced.push((whole, follow_table(whole.of(text), &own, old, new)?));
    }
    replaced.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (span, new) in replaced {
        out.push_str(text.get(at..span.start)?);
        out.push_str(&new);
        at = span.end;
    }
    Some(out + text.get(at..)?)
}

/// A column or key as it stands in a text.
struct Slot {
    path: ObjectPath,
    span: Span,
}

/// The statement with those elements written anew that changed. `None` where what changed has no place of its own.
fn follow_table(text: &str, places: &SourceMap, old: &Table, new: &Table) -> Option<String> {
    let same_frame = old.if_not_exists == new.if_not_exists
        && old.temporary == new.temporary
        && old.remark == new.remark
        && old.checks == new.checks
        && old.unread == new.unread
        && old.unquoted == new.unquoted;
    if !same_frame || text == write_create_table(old) {
        return None;
    }
    let slots = slots(places, old.id);
    let (first, last) = (slots.first()?, slots.last()?);
    let (before, after) = (elements(old), elements(new));
    let slot_of = |path: ObjectPath| slots.iter().position(|slot| slot.path == path);
    let same = |element: &Element, what: fn(&Element) -> (&str, Option<&str>)| {
        before.iter().any(|old| old.path == element.path && what(old) == what(element))
    };
    let indent = text.get(..first.span.start)?.rsplit('\n').next().filter(|indent| indent.trim().is_empty());
    let indent = indent.unwrap_or("  ");
    let remark = |element: &Element| {
        element.remark.as_ref().map(|remark| format!(" -- {}", remark.replace(['\n', '\r'], " "))).unwrap_or_default()
    };
    let mut out = text.get(..first.span.start)?.to_owned();
    let mut previous: Option<&Element> = None;
    let placed = after.iter().filter(|element| !matches!(element.path, ObjectPath::Table(_)));
    for element in placed {
        let slot = slot_of(element.path);
        if let Some(previous) = previous {
            let gap = slot_of(previous.path).zip(slot).filter(|(a, b)| a + 1 == *b);
            let kept = gap.filter(|_| same(previous, |element| ("", element.remark.as_deref())));
            match kept.and_then(|(a, b)| text.get(slots.get(a)?.span.end..slots.get(b)?.span.start)) {
                Some(gap) => out.push_str(gap),
                None => out.push_str(&format!(",{}\n{indent}", remark(previous))),
            }
        }
        match slot.and_then(|slot| slots.get(slot)) {
            Some(slot) if same(element, |element| (&element.text, None)) => out.push_str(slot.span.of(text)),
            Some(_) | None => out.push_str(&element.text),
        }
        previous = Some(element);
    }
    let end = previous?;
    let (tokens, _) = inked(text, Server::default());
    let close = closing(&tokens, last.span.end)?;
    if slot_of(end.path) == Some(slots.len() - 1) && same(end, |element| ("", element.remark.as_deref())) {
        out.push_str(text.get(last.span.end..close)?);
    } else {
        out.push_str(&format!("{}\n", remark(end)));
    }
    if write_table_options(old) == write_table_options(new) {
        out.push_str(text.get(close..)?);
    } else {
        let terminator = if text.trim_end().ends_with(';') { ";\n" } else { "" };
        out.push_str(&format!("){}{terminator}", write_table_options(new)));
    }
    if old.name != new.name {
        let name = *places.get(&(ObjectPath::Table(old.id), Aspect::Name))?;
        if name.end > first.span.start {
            return None;
        }
        out.replace_range(name.start..name.end, &quote_identifier(&new.name));
    }
    Some(out)
}

/// Elements in their order. A key that stands at its column is a part of it.
fn slots(places: &SourceMap, table: TableId) -> Vec<Slot> {
    let whole = places.iter().filter(|((path, aspect), _)| {
        *aspect == Aspect::Whole && path.table() == Some(table) && !matches!(path, ObjectPath::Table(_))
    });
    let mut slots: Vec<Slot> = whole.map(|((path, _), span)| Slot { path: *path, span: *span }).collect();
    slots.sort_by_key(|slot| (slot.span.start, std::cmp::Reverse(slot.span.end)));
    let mut end = 0;
    slots.retain(|slot| {
        let apart = slot.span.start >= end;
        end = end.max(slot.span.end);
        apart
    });
    slots
}

/// The parenthesis that closes the list of elements: the first one behind the last of them that was not opened there.
fn closing(tokens: &[crate::sql::Inked], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for token in tokens.iter().filter(|token| token.span.start >= from) {
        match token.ink {
            Ink::Symbol('(') => depth += 1,
            Ink::Symbol(')') if depth == 0 => return Some(token.span.start),
            Ink::Symbol(')') => depth -= 1,
            _ => {}
        }
    }
    None
}
