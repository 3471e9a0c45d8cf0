//! A table's card: which columns it shows, and how big it is. Texts are estimated, so that every screen has the same card.

use std::collections::HashSet;

use super::Rect;
use crate::schema::{Column, DataType, IndexKind, Table, TableId};
use crate::text::same_identifier;

pub const HEAD_HEIGHT: i32 = 32;
pub const ROW_HEIGHT: i32 = 20;
/// Below the last row, and at the sides of every row.
pub const MARGIN: i32 = 8;
/// Beyond so many columns a card shows those that matter and says how many more there are.
const MOST_ROWS: usize = 24;
const NARROWEST: i32 = 168;
const WIDEST: i32 = 344;
/// Between a column's name and its type.
const GAP: i32 = 20;
/// Left of the names: where keys are marked.
const KEYS: i32 = 26;
/// The width of a letter of the monospaced type that names are set in, in tenths of a pixel: 12 pixels high, six tenths wide.
const LETTER: i32 = 72;

/// What a card shows and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub table: TableId,
    /// The place of its database and of itself in the workspace.
    pub at: (usize, usize),
    pub rect: Rect,
    /// The places of the columns that are shown, in order.
    pub rows: Vec<u32>,
    /// How many columns are not.
    pub hidden: u32,
}

/// How a column's key is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyMark {
    Primary,
    Unique,
    /// It is part of another index.
    Indexed,
}

impl Card {
    /// The card of a table, at the origin. `in_use`: columns that relations end at, which are always shown.
    pub fn new(table: &Table, at: (usize, usize), in_use: &HashSet<usize>) -> Card {
        let rows = shown_rows(table, in_use);
        let hidden = table.columns.len().saturating_sub(rows.len());
        let widest = rows.iter().filter_map(|at| table.columns.get(*at as usize));
        let widest =
            widest.map(|column| KEYS + name_width(&column.name) + GAP + name_width(&type_text(&column.data_type)));
        // The title is a step larger; beside it stand the kind and the number of problems.
        let title = name_width(&table.name) * 13 / 12 + 72;
        let width = widest.max().unwrap_or(0).max(title) + MARGIN;
        let width = (width.clamp(NARROWEST, WIDEST) + 7) / 8 * 8;
        let lines = rows.len() as i32 + i32::from(hidden > 0);
        let height = HEAD_HEIGHT + lines * ROW_HEIGHT + MARGIN;
        Card { table: table.id, at, rect: Rect::new(0, 0, width, height), rows, hidden: hidden as u32 }
    }

    /// The middle of a column's row; of the head where it is not shown.
    pub fn row_middle(&self, column: Option<usize>) -> i32 {
        let at = column.and_then(|column| self.rows.binary_search(&(column as u32)).ok());
        self.rect.y + at.map_or(HEAD_HEIGHT / 2, |at| HEAD_HEIGHT + at as i32 * ROW_HEIGHT + ROW_HEIGHT / 2)
    }
}

fn shown_rows(table: &Table, in_use: &HashSet<usize>) -> Vec<u32> {
    let count = table.columns.len();
    if count <= MOST_ROWS {
        return (0..count as u32).collect();
    }
    let matters = |at: &usize| {
        in_use.contains(at)
            || table.columns.get(*at).is_some_and(|column| {
                has_role(table, column) || matches!(key_mark(table, column), Some(KeyMark::Primary | KeyMark::Unique))
            })
    };
    // Relations and roles first, the rest from the top; one line is for the number of the others.
    let mut chosen: Vec<usize> = (0..count).filter(matters).take(MOST_ROWS - 1).collect();
    let known: HashSet<usize> = chosen.iter().copied().collect();
    let room = MOST_ROWS - 1 - chosen.len();
    chosen.extend((0..count).filter(|at| !known.contains(at)).take(room));
    chosen.sort_unstable();
    chosen.into_iter().map(|at| at as u32).collect()
}

fn has_role(table: &Table, column: &Column) -> bool {
    table.registration.as_ref().is_some_and(|registration| {
        registration.kind.column_roles().iter().any(|(_, name)| *name == column.name && !name.is_empty())
    })
}

/// The strongest key that the column is part of.
pub fn key_mark(table: &Table, column: &Column) -> Option<KeyMark> {
    let marks = table
        .indexes
        .iter()
        .filter(|index| index.parts.iter().any(|part| !part.expression && same_identifier(&part.column, &column.name)));
    let marks = marks.map(|index| match index.kind {
        IndexKind::Primary => KeyMark::Primary,
        IndexKind::Unique => KeyMark::Unique,
        IndexKind::Plain | IndexKind::Fulltext | IndexKind::Spatial => KeyMark::Indexed,
    });
    marks.min_by_key(|mark| *mark as u8)
}

/// The type in few letters: members of ENUM and SET are left out, and what is written behind the arguments.
pub fn type_text(data_type: &DataType) -> String {
    let mut text = data_type.name.clone();
    if !data_type.members.is_empty() {
        text.push_str("(…)");
    } else if !data_type.arguments.is_empty() {
        text.push('(');
        text.push_str(&data_type.arguments.join(","));
        text.push(')');
    }
    if data_type.unsigned {
        text.push_str(" u");
    }
    text
}

/// The width of a name in pixels, in the type of column names: letters of East Asian scripts are twice as wide.
pub fn name_width(name: &str) -> i32 {
    let tenths = |letter: char| if letter >= '\u{1100}' { LETTER * 5 / 3 } else { LETTER };
    (name.chars().map(tenths).sum::<i32>() + 9) / 10
}
