//! Changes of the picture of a workspace.

use std::collections::HashSet;
use std::sync::Arc;

use super::{DiagramChange, EditError};
use crate::schema::{Diagram, MarkId, Placed, TableId, Workspace};

/// No card stands further out, so that sums of coordinates stay far from what a number can hold.
const FURTHEST: i32 = 1_000_000;

pub(super) fn change(workspace: &mut Workspace, change: &DiagramChange) -> Result<(), EditError> {
    match change {
        DiagramChange::MoveTables(places) => {
            let known = tables(workspace);
            let diagram = Arc::make_mut(&mut workspace.diagram);
            let near = |at: i32| at.clamp(-FURTHEST, FURTHEST);
            for placed in places.iter().filter(|placed| known.contains(&placed.table)) {
                diagram.put(Placed { x: near(placed.x), y: near(placed.y), ..*placed });
            }
        }
        DiagramChange::SetMark(mark) => {
            let mut mark = mark.clone();
            if mark.id == MarkId::default() {
                mark.id = MarkId(workspace.next_id());
                Arc::make_mut(&mut workspace.diagram).marks.push(mark);
                return Ok(());
            }
            let marks = &mut Arc::make_mut(&mut workspace.diagram).marks;
            let old = marks.iter_mut().find(|old| old.id == mark.id).ok_or(EditError("area or note"))?;
            *old = mark;
        }
        DiagramChange::DeleteMark(id) => {
            let marks = &mut Arc::make_mut(&mut workspace.diagram).marks;
            let at = marks.iter().position(|mark| mark.id == *id).ok_or(EditError("area or note"))?;
            marks.remove(at);
        }
        DiagramChange::SetTag(tag) => {
            let known = tables(workspace);
            let diagram = Arc::make_mut(&mut workspace.diagram);
            let mut tag = tag.clone();
            tag.tables.retain(|table| known.contains(table));
            match diagram.tags.iter_mut().find(|old| old.name == tag.name) {
                Some(old) => *old = tag,
                None => diagram.tags.push(tag),
            }
            diagram.put_in_order();
        }
        DiagramChange::DeleteTag(name) => {
            let tags = &mut Arc::make_mut(&mut workspace.diagram).tags;
            let at = tags.iter().position(|tag| tag.name == *name).ok_or(EditError("tag"))?;
            tags.remove(at);
        }
    }
    Ok(())
}

fn tables(workspace: &Workspace) -> HashSet<TableId> {
    workspace.tables().map(|(_, table)| table.id).collect()
}

/// Takes tables that are gone out of the picture.
pub(super) fn forget_missing(workspace: &mut Workspace) {
    if *workspace.diagram == Diagram::default() {
        return;
    }
    let known = tables(workspace);
    let diagram = Arc::make_mut(&mut workspace.diagram);
    diagram.places.retain(|placed| known.contains(&placed.table));
    diagram.tags.iter_mut().for_each(|tag| tag.tables.retain(|table| known.contains(table)));
}

/// Takes over the picture of a workspace that was imported: as it was, to the right of what is drawn already.
/// Its ids are those that its tables have here.
pub(super) fn join(workspace: &mut Workspace, other: &Diagram) {
    if *other == Diagram::default() {
        return;
    }
    let known = tables(workspace);
    let diagram = Arc::make_mut(&mut workspace.diagram);
    let right = diagram.places.iter().map(|placed| placed.x.saturating_add(400));
    let right = right.chain(diagram.marks.iter().map(|mark| mark.x.saturating_add(mark.width))).max();
    let left = other.places.iter().map(|placed| placed.x).chain(other.marks.iter().map(|mark| mark.x)).min();
    let by = right.map_or(0, |right| right.saturating_add(200).saturating_sub(left.unwrap_or(0)));
    for placed in other.places.iter().filter(|placed| known.contains(&placed.table)) {
        diagram.put(Placed { x: placed.x.saturating_add(by), ..*placed });
    }
    let mut marks = other.marks.clone();
    marks.iter_mut().for_each(|mark| mark.x = mark.x.saturating_add(by));
    diagram.marks.extend(marks);
    for tag in &other.tags {
        match diagram.tags.iter_mut().find(|old| old.name == tag.name) {
            Some(old) => old.tables.extend(&tag.tables),
            None => diagram.tags.push(tag.clone()),
        }
    }
    diagram.put_in_order();
    forget_missing(workspace);
}
