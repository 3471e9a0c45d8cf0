//! What collation comes out where texts meet.
//!
//! Source: MySQL manual, "Collation Coercibility in Expressions", "Expression Error Conditions"; measured on both
//! servers.

use super::value::{Coercibility, Kind, ValueType};
use crate::mysql::Server;
use crate::mysql::charset::{Collation, charset};

/// A collation and how strong it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    pub collation: &'static Collation,
    pub coercibility: Coercibility,
    ascii: bool,
}

impl Strength {
    /// That of a value; numbers have the connection's collation.
    pub fn of(value: &ValueType, connection: &'static Collation) -> Self {
        let collation = match value.kind {
            Kind::Json => crate::mysql::charset::collation("utf8mb4_bin", Server::Mysql97),
            _ => value.collation,
        };
        Strength { collation: collation.unwrap_or(connection), coercibility: value.coercibility, ascii: value.ascii }
    }

    /// `(utf8mb4_bin,IMPLICIT)`, as messages have it.
    pub fn words(&self) -> (&'static str, &'static str) {
        let strength = match self.coercibility {
            Coercibility::Explicit => "EXPLICIT",
            Coercibility::None => "NONE",
            Coercibility::Implicit => "IMPLICIT",
            Coercibility::System => "SYSCONST",
            Coercibility::Coercible => "COERCIBLE",
            Coercibility::Numeric => "NUMERIC",
            Coercibility::Ignorable => "IGNORABLE",
        };
        (self.collation.name, strength)
    }

    fn is_unicode(&self) -> bool {
        matches!(self.collation.charset(), "utf8" | "utf8mb3" | "utf8mb4" | "ucs2" | "utf16" | "utf16le" | "utf32")
    }

    /// True where every character of `other` is one of this charset too.
    fn holds(&self, other: &Strength, server: Server) -> bool {
        let sizes = |strength: &Strength| {
            charset(strength.collation.charset(), server).map_or((1, 1), |charset| (charset.max_len, charset.min_len))
        };
        let ((max, min), (other_max, other_min)) = (sizes(self), sizes(other));
        let stronger = self.coercibility < other.coercibility;
        let equal = self.coercibility == other.coercibility;
        let wider = self.collation.charset() == "utf8mb4"
            && matches!(other.collation.charset(), "utf8" | "utf8mb3")
            && max > other_max
            && min == other_min;
        if self.is_unicode() && (stronger || (equal && (!other.is_unicode() || wider))) {
            return true;
        }
        other.ascii && (stronger || (equal && !self.ascii))
    }

    /// What comes out of two; `None` where they do not go together at all.
    fn with(self, other: Strength, server: Server) -> Option<Strength> {
        let binary = |strength: &Strength| strength.collation.name == "binary";
        let ascii = self.ascii && other.ascii;
        let pick = |strength: Strength| Some(Strength { ascii, ..strength });
        if self.collation.charset() != other.collation.charset() {
            let system = Coercibility::System;
            return if binary(&self) {
                pick(if self.coercibility <= other.coercibility { self } else { other })
            } else if binary(&other) {
                pick(if other.coercibility <= self.coercibility { other } else { self })
            } else if self.holds(&other, server) {
                pick(self)
            } else if other.holds(&self, server) {
                pick(other)
            } else if self.coercibility < other.coercibility && other.coercibility >= system {
                pick(self)
            } else if other.coercibility < self.coercibility && self.coercibility >= system {
                pick(other)
            } else {
                None
            };
        }
        if self.coercibility != other.coercibility {
            return pick(if self.coercibility < other.coercibility { self } else { other });
        }
        if self.collation == other.collation {
            return pick(self);
        }
        if self.coercibility == Coercibility::Explicit {
            return None;
        }
        if self.collation.is_binary() || other.collation.is_binary() {
            return pick(if self.collation.is_binary() { self } else { other });
        }
        let bin = charset(self.collation.charset(), server)
            .and_then(|charset| crate::mysql::charset::binary_of(charset, server))
            .unwrap_or(self.collation);
        pick(Strength { collation: bin, coercibility: Coercibility::None, ascii })
    }
}

/// What comes out of all, or `None` where they do not go together. `compared` values must agree on one order.
pub fn aggregate(strengths: &[Strength], compared: bool, server: Server) -> Option<Strength> {
    let (first, rest) = strengths.split_first()?;
    let mut unknown = false;
    let mut out = *first;
    for next in rest {
        match out.with(*next, server) {
            Some(better) => out = better,
            // A third one that is explicit settles it.
            None => unknown = true,
        }
    }
    let settled = out.coercibility == Coercibility::Explicit && rest.len() > 1;
    if unknown && !settled || (compared && out.coercibility == Coercibility::None) {
        return None;
    }
    Some(out)
}
