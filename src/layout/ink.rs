//! Colours by what they mean: what one looks like is for a screen or a file to say.

use crate::schema::{Hue, Kind, Table};

/// A colour by what it means; `name` is the designer's own name of it (a custom property of its style sheet).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    Ground,
    Surface,
    Raised,
    Line,
    Text,
    Dim,
    Accent,
    Edge,
    Error,
    Warning,
    Advice,
    Plain,
    Regular,
    Director,
    Dependent,
    RefMatch,
    Grey,
    Blue,
    Green,
    Orange,
    Pink,
    Yellow,
}

impl Ink {
    pub const ALL: [Ink; 22] = [
        Ink::Ground,
        Ink::Surface,
        Ink::Raised,
        Ink::Line,
        Ink::Text,
        Ink::Dim,
        Ink::Accent,
        Ink::Edge,
        Ink::Error,
        Ink::Warning,
        Ink::Advice,
        Ink::Plain,
        Ink::Regular,
        Ink::Director,
        Ink::Dependent,
        Ink::RefMatch,
        Ink::Grey,
        Ink::Blue,
        Ink::Green,
        Ink::Orange,
        Ink::Pink,
        Ink::Yellow,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Ink::Ground => "bg",
            Ink::Surface => "surface",
            Ink::Raised => "raised",
            Ink::Line => "line",
            Ink::Text => "ink",
            Ink::Dim => "dim",
            Ink::Accent => "accent",
            Ink::Edge => "edge",
            Ink::Error => "error",
            Ink::Warning => "warning",
            Ink::Advice => "advice",
            Ink::Plain => "plain",
            Ink::Regular => "regular",
            Ink::Director => "director",
            Ink::Dependent => "dependent",
            Ink::RefMatch => "ref-match",
            Ink::Grey => "hue-grey",
            Ink::Blue => "hue-blue",
            Ink::Green => "hue-green",
            Ink::Orange => "hue-orange",
            Ink::Pink => "hue-pink",
            Ink::Yellow => "hue-yellow",
        }
    }

    pub fn of_hue(hue: Hue) -> Ink {
        match hue {
            Hue::Grey => Ink::Grey,
            Hue::Blue => Ink::Blue,
            Hue::Green => Ink::Green,
            Hue::Orange => Ink::Orange,
            Hue::Pink => Ink::Pink,
            Hue::Yellow => Ink::Yellow,
        }
    }

    /// The letter and colour of a table's kind.
    pub fn of_kind(table: &Table) -> (&'static str, Ink) {
        match table.registration.as_ref().map(|registration| &registration.kind) {
            None => ("T", Ink::Plain),
            Some(Kind::Regular) => ("R", Ink::Regular),
            Some(Kind::Director { .. }) => ("D", Ink::Director),
            Some(Kind::Dependent { .. }) => ("d", Ink::Dependent),
            Some(Kind::RefMatch { .. }) => ("M", Ink::RefMatch),
        }
    }
}
