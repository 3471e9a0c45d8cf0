//! What the diagram tells the page: lines of words and numbers, so that both sides are small.

use std::fmt::Write;

use crate::layout::{End, Rect, RelationKind};
use crate::schema::{MarkId, Placed, TableId};

/// What a gesture has moved: one step to undo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moved {
    pub tables: Vec<Placed>,
    /// An area or note, and where it is now.
    pub marks: Vec<(MarkId, Rect)>,
}

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selected {
    /// The table that keys start from.
    pub active: Option<TableId>,
    pub mark: Option<MarkId>,
    pub link: Option<SelectedLink>,
    pub tables: Vec<TableId>,
    /// The tables that the active one refers to, and those that refer to it.
    pub parents: Vec<TableId>,
    pub children: Vec<TableId>,
}

/// A relation: its kind, and its ends with the places of their columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelectedLink {
    pub kind: RelationKind,
    pub child: End,
    pub parent: End,
}

const KINDS: [RelationKind; 4] =
    [RelationKind::ForeignKey, RelationKind::Director, RelationKind::RefMatch, RelationKind::Inferred];

#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Selected(Selected),
    /// A table is to be opened.
    Open(TableId),
    Moved(Moved),
    /// Tables that had no place have one now. Nobody did that, so there is nothing to undo.
    Settled(Vec<Placed>),
    /// An area or note is to be made here.
    Add {
        note: bool,
        rect: Rect,
    },
    DeleteMark(MarkId),
    /// How large the picture is seen, in percent.
    Zoom(u32),
    /// How many of how many tables are shown.
    Shown {
        shown: usize,
        of: usize,
    },
    /// How the pointer looks: a word of CSS.
    Cursor(&'static str),
}

impl Said {
    /// As a line: a word and numbers.
    pub fn line(&self) -> String {
        let mut out = String::new();
        // Writing into a string cannot fail.
        let _ = match self {
            Said::Selected(selected) => {
                let (active, mark) =
                    (selected.active.map_or(0, |table| table.0), selected.mark.map_or(0, |mark| mark.0));
                let _ = write!(out, "selected {active} {mark}");
                let end = |end: End| (end.table.0, end.column.map_or(0, |column| column + 1));
                let _ = match selected.link {
                    Some(SelectedLink { kind, child, parent }) => {
                        let kind = KINDS.iter().position(|other| *other == kind).unwrap_or(0);
                        let ((child, column), (parent, key)) = (end(child), end(parent));
                        write!(out, " {} {child} {column} {parent} {key}", kind + 1)
                    }
                    None => write!(out, " 0 0 0 0 0"),
                };
                [&selected.tables, &selected.parents, &selected.children].into_iter().try_for_each(|list| {
                    write!(out, " {}", list.len())?;
                    list.iter().try_for_each(|table| write!(out, " {}", table.0))
                })
            }
            Said::Open(table) => write!(out, "open {}", table.0),
            Said::Moved(moved) => {
                let _ = write!(out, "moved {}", moved.marks.len());
                for (mark, Rect { x, y, width, height }) in &moved.marks {
                    let _ = write!(out, " {} {x} {y} {width} {height}", mark.0);
                }
                places(&mut out, &moved.tables)
            }
            Said::Settled(tables) => {
                out.push_str("settled");
                places(&mut out, tables)
            }
            Said::Add { note, rect: Rect { x, y, width, height } } => {
                write!(out, "add {} {x} {y} {width} {height}", u8::from(*note))
            }
            Said::DeleteMark(mark) => write!(out, "delete {}", mark.0),
            Said::Zoom(percent) => write!(out, "zoom {percent}"),
            Said::Shown { shown, of } => write!(out, "shown {shown} {of}"),
            Said::Cursor(name) => write!(out, "cursor {name}"),
        };
        out
    }

    /// The reverse, for all but what concerns only the pointer and the size. `None` for any other text.
    pub fn read(line: &str) -> Option<Said> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let numbers: Vec<i32> = rest.split_ascii_whitespace().map_while(|number| number.parse().ok()).collect();
        let at = |place: usize| numbers.get(place).copied();
        let id = |place: usize| at(place).and_then(|id| u32::try_from(id).ok());
        let some = |place: usize| id(place).filter(|id| *id > 0);
        let rect = |from: usize| Some(Rect::new(at(from)?, at(from + 1)?, at(from + 2)?, at(from + 3)?));
        Some(match word {
            "selected" => {
                let end = |place: usize| {
                    let column = id(place + 1)?.checked_sub(1).map(|column| column as usize);
                    Some(End { table: TableId(id(place)?), column })
                };
                let kind = some(2).and_then(|kind| KINDS.get(kind as usize - 1).copied());
                let mut next = 7;
                let mut list = || {
                    let count = id(next)? as usize;
                    let tables = numbers.get(next + 1..(next + 1).checked_add(count)?)?.iter();
                    next += 1 + count;
                    tables.map(|id| u32::try_from(*id).ok().map(TableId)).collect::<Option<Vec<_>>>()
                };
                let link = match kind {
                    Some(kind) => Some(SelectedLink { kind, child: end(3)?, parent: end(5)? }),
                    None => None,
                };
                let (active, mark) = (some(0).map(TableId), some(1).map(MarkId));
                Said::Selected(Selected { active, mark, link, tables: list()?, parents: list()?, children: list()? })
            }
            "open" => Said::Open(TableId(some(0)?)),
            "moved" => {
                let count = id(0)? as usize;
                let marks =
                    (0..count.min(numbers.len())).map(|mark| Some((MarkId(id(1 + mark * 5)?), rect(2 + mark * 5)?)));
                let tables = read_places(numbers.get(1 + count.checked_mul(5)?..)?);
                Said::Moved(Moved { marks: marks.collect::<Option<_>>()?, tables })
            }
            "settled" => Said::Settled(read_places(&numbers)),
            "add" => Said::Add { note: at(0)? == 1, rect: rect(1)? },
            "delete" => Said::DeleteMark(MarkId(some(0)?)),
            "shown" => Said::Shown { shown: id(0)? as usize, of: id(1)? as usize },
            _ => return None,
        })
    }
}

fn places(out: &mut String, places: &[Placed]) -> std::fmt::Result {
    places.iter().try_for_each(|placed| write!(out, " {} {} {}", placed.table.0, placed.x, placed.y))
}

fn read_places(numbers: &[i32]) -> Vec<Placed> {
    let one = |numbers: &[i32]| match numbers {
        [table, x, y] => Some(Placed { table: TableId(u32::try_from(*table).ok()?), x: *x, y: *y }),
        _ => None,
    };
    numbers.chunks(3).filter_map(one).collect()
}
