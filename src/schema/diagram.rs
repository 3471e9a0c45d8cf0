//! How a workspace is drawn: where its cards stand, the areas and notes around them, tags. Nothing of it reaches a server.

use serde::{Deserialize, Serialize};

use super::{MarkId, TableId, is_default};

/// The picture of a workspace. A table that has no place yet is put where there is room (`layout`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagram {
    /// In the order of the tables' ids, each table once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub places: Vec<Placed>,
    /// Areas and notes, the lowest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub marks: Vec<Mark>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<Tag>,
}

/// Where the upper left corner of a table's card is, in pixels of the undiminished picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub table: TableId,
    pub x: i32,
    pub y: i32,
}

/// Something drawn beside the cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub id: MarkId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: MarkKind,
    /// An area's title, a note's text.
    pub text: String,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Hue,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A frame below the cards that it holds; they move with it.
    #[default]
    Area,
    /// A sheet with text, above the cards.
    Note,
}

/// A word that several tables share, and the colour that says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Hue,
    /// In the order of their ids, each once.
    pub tables: Vec<TableId>,
}

/// Colours to choose from: they stay apart for colour-blind eyes. A theme says how each looks in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hue {
    #[default]
    Grey,
    Blue,
    Green,
    Orange,
    Pink,
    Yellow,
}

impl Hue {
    pub const ALL: [Hue; 6] = [Hue::Grey, Hue::Blue, Hue::Green, Hue::Orange, Hue::Pink, Hue::Yellow];

    /// The colour's English name.
    pub fn name(self) -> &'static str {
        match self {
            Hue::Grey => "grey",
            Hue::Blue => "blue",
            Hue::Green => "green",
            Hue::Orange => "orange",
            Hue::Pink => "pink",
            Hue::Yellow => "yellow",
        }
    }
}

impl Diagram {
    pub fn place(&self, table: TableId) -> Option<Placed> {
        let at = self.places.binary_search_by_key(&table, |placed| placed.table).ok()?;
        self.places.get(at).copied()
    }

    /// Puts a card there, whether it had a place or not.
    pub(crate) fn put(&mut self, placed: Placed) {
        match self.places.binary_search_by_key(&placed.table, |placed| placed.table) {
            Ok(at) => {
                if let Some(place) = self.places.get_mut(at) {
                    *place = placed;
                }
            }
            Err(at) => self.places.insert(at, placed),
        }
    }

    /// The first tag of the table: the one that colours its card.
    pub fn tag_of(&self, table: TableId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.tables.binary_search(&table).is_ok())
    }

    /// Gives every table and mark the id that the functions answer with; what has none any more goes.
    pub(crate) fn with_ids(
        &self,
        table: impl Fn(TableId) -> Option<TableId>,
        mut mark: impl FnMut(MarkId) -> MarkId,
    ) -> Diagram {
        let places = self.places.iter().filter_map(|placed| Some(Placed { table: table(placed.table)?, ..*placed }));
        let tags = self.tags.iter().map(|tag| {
            let tables = tag.tables.iter().filter_map(|id| table(*id)).collect();
            Tag { tables, ..tag.clone() }
        });
        let marks = self.marks.iter().map(|one| Mark { id: mark(one.id), ..one.clone() }).collect();
        let mut diagram = Diagram { places: places.collect(), marks, tags: tags.collect() };
        diagram.put_in_order();
        diagram
    }

    /// False where a file was merged by hand: tables are not in the order of their ids, or stand twice.
    pub(crate) fn is_in_order(&self) -> bool {
        self.places.is_sorted_by(|a, b| a.table < b.table)
            && self.tags.iter().all(|tag| tag.tables.is_sorted_by(|a, b| a < b))
    }

    /// Makes true again what binary searches rely on: a file may have been merged by hand.
    pub(crate) fn put_in_order(&mut self) {
        self.places.sort_by_key(|placed| placed.table);
        self.places.dedup_by_key(|placed| placed.table);
        for tag in &mut self.tags {
            tag.tables.sort_unstable();
            tag.tables.dedup();
        }
    }
}
