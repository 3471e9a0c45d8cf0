//! What a routine does when a statement is refused or warns.

use super::super::refusal::{Refusal, Warning};
use super::super::syntax::ast::{BodyStatement, Condition, Handler, Name};

/// A block that is being executed.
pub(super) struct Level<'b, 't> {
    pub handlers: &'b [Handler<'t>],
    pub cursors: Vec<Cursor<'b, 't>>,
    /// How many variables there were with those of this block.
    pub locals: usize,
}

pub(super) struct Cursor<'b, 't> {
    pub name: &'b Name<'t>,
    /// Where its query stands among the tokens.
    pub mark: usize,
    /// The rows that were not fetched yet, the next one last; `None` while it is closed.
    pub rows: Option<Vec<Vec<super::value::Value>>>,
}

/// A handler and the block that has it.
pub(super) struct Caught<'b, 't> {
    pub level: usize,
    pub goes_on: bool,
    pub statement: &'b BodyStatement<'t>,
}

/// How well a condition fits: an error's number better than its SQLSTATE, that better than its class.
fn fit(condition: &Condition, errno: u16, state: &str, kind: Kind) -> u8 {
    match condition {
        Condition::Errno(number) if *number == errno => 3,
        Condition::State(wanted) if wanted == state => 2,
        Condition::Warning if kind == Kind::Warning => 1,
        Condition::NotFound if kind == Kind::NotFound => 1,
        Condition::Exception if kind == Kind::Error => 1,
        _ => 0,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Note,
    Warning,
    NotFound,
    Error,
}

fn caught<'b, 't>(levels: &[Level<'b, 't>], errno: u16, state: &str, kind: Kind) -> Option<Caught<'b, 't>> {
    for (at, level) in levels.iter().enumerate().rev() {
        let mut best = 0;
        let mut found = None;
        for handler in level.handlers {
            let fit = handler.conditions.iter().map(|condition| fit(condition, errno, state, kind)).max().unwrap_or(0);
            if fit > best {
                best = fit;
                found = Some(Caught { level: at, goes_on: handler.goes_on, statement: &handler.statement });
            }
        }
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The handler for a refusal.
pub(super) fn for_refusal<'b, 't>(levels: &[Level<'b, 't>], refusal: &Refusal) -> Option<Caught<'b, 't>> {
    let kind = match refusal.sqlstate.get(..2) {
        Some("01") => Kind::Warning,
        Some("02") => Kind::NotFound,
        _ => Kind::Error,
    };
    caught(levels, refusal.errno, refusal.sqlstate, kind)
}

/// The handler for what an accepted statement warned of. A note is found by its number only.
pub(super) fn for_warning<'b, 't>(levels: &[Level<'b, 't>], warning: &Warning, state: &str) -> Option<Caught<'b, 't>> {
    let kind = match warning.errno {
        1329 => Kind::NotFound,
        _ if warning.note => Kind::Note,
        _ => Kind::Warning,
    };
    caught(levels, warning.errno, state, kind)
}
