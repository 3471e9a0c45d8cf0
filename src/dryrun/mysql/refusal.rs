//! What stops a statement: the server's refusal, or what this dry-run cannot decide.

use crate::mysql::{Server, error};

/// A server's error, as it prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub errno: u16,
    pub sqlstate: &'static str,
    pub message: String,
}

impl Refusal {
    /// The server's error `errno`; `parts` fill the places of its text in order.
    pub fn new(server: Server, errno: u16, parts: &[&str]) -> Self {
        match error::error_text(errno, server) {
            Some(text) => Refusal { errno, sqlstate: text.sqlstate, message: text.with(parts) },
            None => Refusal { errno, sqlstate: "HY000", message: parts.join(" ") },
        }
    }
}

/// A warning or note of an accepted statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub errno: u16,
    pub message: String,
    /// A note and not a warning.
    pub note: bool,
    /// Where in the statement it arises, which orders it among others; `u32::MAX` for what the whole statement gives.
    pub at: u32,
}

impl Warning {
    pub fn new(server: Server, errno: u16, parts: &[&str]) -> Self {
        let Refusal { errno, message, .. } = Refusal::new(server, errno, parts);
        Warning { errno, message, note: false, at: u32::MAX }
    }

    /// A warning whose words are not in the table of errors.
    pub fn worded(errno: u16, message: impl Into<String>) -> Self {
        Warning { errno, message: message.into(), note: false, at: u32::MAX }
    }

    /// The same warning at a place of the statement.
    pub fn at(self, at: u32) -> Self {
        Warning { at, ..self }
    }

    pub fn note(server: Server, errno: u16, parts: &[&str]) -> Self {
        Warning { note: true, ..Warning::new(server, errno, parts) }
    }
}

/// Why a statement does not go on: a single pointer, because most functions may answer with it, and wasm returns what is
/// larger through memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop(Box<Cause>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    Refused(Refusal),
    /// What this dry-run cannot decide, in words.
    Unknown(Box<str>),
}

impl Stop {
    /// The server's error `errno`; `parts` fill the places of its text in order.
    #[cold]
    #[inline(never)]
    pub fn refused(server: Server, errno: u16, parts: &[&str]) -> Stop {
        Refusal::new(server, errno, parts).into()
    }

    #[cold]
    #[inline(never)]
    pub fn unknown(why: &str) -> Stop {
        Stop::unknown_because(why.into())
    }

    #[cold]
    #[inline(never)]
    pub fn unknown_because(why: Box<str>) -> Stop {
        Stop(Box::new(Cause::Unknown(why)))
    }

    pub fn is_unknown(&self) -> bool {
        matches!(*self.0, Cause::Unknown(_))
    }

    /// What is not decided, or this stop again where it is a refusal.
    pub fn why(self) -> Answer<Box<str>> {
        match *self.0 {
            Cause::Unknown(why) => Ok(why),
            Cause::Refused(refusal) => Err(refusal.into()),
        }
    }

    pub fn refusal(&self) -> Option<&Refusal> {
        match &*self.0 {
            Cause::Refused(refusal) => Some(refusal),
            Cause::Unknown(_) => None,
        }
    }

    pub fn into_cause(self) -> Cause {
        *self.0
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop(Box::new(Cause::Refused(refusal)))
    }
}

/// What a step gives, or why the statement stops there.
pub type Answer<T> = Result<T, Stop>;
