//! The geometry of the diagram: which relations there are, how big cards are, where they stand, how lines run around them.
//!
//! Whole numbers in pixels of the undiminished picture, x to the right and y down. Knows the schema; knows nothing of
//! screens, colours and files. The same workspace always gives the same picture.

mod arrange;
mod card;
mod cluster;
mod draw;
mod index;
mod ink;
mod pack;
mod picture;
mod rect;
mod relation;
mod route;

pub use arrange::{Node, arrange};
pub use card::{Card, HEAD_HEIGHT, KeyMark, MARGIN, ROW_HEIGHT, key_mark, name_width, type_text};
pub use draw::{Align, Badge, Detail, Look, Shape, area, card, foot_shapes, group, group_name, line_style, link, note};
pub use index::RectIndex;
pub use ink::Ink;
pub use picture::{Group, Link, Picture, mark_rect};
pub use rect::{Point, Rect};
pub use relation::{End, Relation, RelationKind, relations};
pub use route::{Port, Side, ports, route, simple_route};
