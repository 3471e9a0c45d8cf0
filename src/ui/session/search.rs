//! Finding things by a few letters of their names: fuzzy for names, word for word for comments.

use crate::schema::Table;
use crate::text::{Letters, lower_letter};

/// How well a text fits, the higher the better, and which of its letters were sought, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub score: i32,
    pub letters: Vec<usize>,
}

/// More pieces than these are no name that somebody remembers.
const MOST_PIECES: usize = 3;

/// The letters of `sought` in `name`, in order, in at most three pieces: `fsrc` fits ForcedSource not, `forsou` does.
/// What begins a word counts more, and what is in one piece most.
pub fn fuzzy(sought: &str, name: &str) -> Option<Fit> {
    let letters_of = || sought.chars().filter(|letter| !letter.is_whitespace()).map(lower_letter);
    // Most names of a large project lack a letter: they cost no more than being read.
    let mut rest = name.chars().map(lower_letter);
    if letters_of().next().is_none() || !letters_of().all(|letter| rest.any(|known| known == letter)) {
        return None;
    }
    let sought: Vec<char> = letters_of().collect();
    let letters: Vec<char> = name.chars().collect();
    let starts = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or('_');
        let here = letters.get(at).copied().unwrap_or('_');
        !before.is_alphanumeric() || (here.is_uppercase() && !before.is_uppercase())
    };
    let mut best: Option<Fit> = None;
    for first in 0..letters.len() {
        let Some(fit) = from(&sought, &letters, first, &starts) else { continue };
        if best.as_ref().is_none_or(|best| fit.score > best.score) {
            best = Some(fit);
        }
    }
    best
}

/// The fit whose first letter stands at `first`: each next letter right behind, or at the next place where it is.
fn from(sought: &[char], letters: &[char], first: usize, starts: &impl Fn(usize) -> bool) -> Option<Fit> {
    let mut places = Vec::with_capacity(sought.len());
    let (mut at, mut pieces) = (first, 1);
    for (number, letter) in sought.iter().enumerate() {
        let is = |at: usize| letters.get(at).is_some_and(|known| lower_letter(*known) == *letter);
        if number > 0 && !is(at) {
            // A new piece begins best where a word does.
            let next = (at..letters.len())
                .find(|at| is(*at) && starts(*at))
                .or_else(|| (at..letters.len()).find(|at| is(*at)))?;
            at = next;
            pieces += 1;
        } else if !is(at) {
            return None;
        }
        places.push(at);
        at += 1;
    }
    if pieces > MOST_PIECES {
        return None;
    }
    let begun = places.iter().filter(|at| starts(**at)).count();
    let whole = if places.len() == letters.len() { 20 } else { 0 };
    let front = if first == 0 { 8 } else { 0 };
    let score = 10 * i32::try_from(begun).unwrap_or(0) + front + whole
        - 12 * i32::try_from(pieces - 1).unwrap_or(0)
        - i32::try_from(letters.len()).unwrap_or(i32::MAX).min(60) / 4;
    Some(Fit { score, letters: places })
}

/// The sought words in a text as they stand, whatever their case.
pub fn in_words(sought: &str, text: &str) -> Option<Fit> {
    let sought = sought.trim().lower();
    let at = text.lower().find(&sought).filter(|_| !sought.is_empty())?;
    let first = text.lower().get(..at)?.chars().count();
    Some(Fit { score: 0, letters: (first..first + sought.chars().count()).collect() })
}

/// What of a table fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Column,
    ColumnComment,
    Index,
    TableComment,
}

/// A place in a table that fits: what it is, the column's or index's number, its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub part: Part,
    pub at: usize,
    pub text: String,
    pub fit: Fit,
}

/// A table that fits by its name, or by something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub score: i32,
    pub name: Option<Fit>,
    /// The best ones.
    pub hits: Vec<Hit>,
}

/// So many places of one table are shown.
const MOST_HITS: usize = 4;

/// Looks for something in a table: its name and comment, its columns with theirs, its indexes.
pub fn find(sought: &str, table: &Table) -> Option<Found> {
    let name = fuzzy(sought, &table.name);
    let mut hits = Vec::new();
    let mut add = |part: Part, at: usize, text: &str, fit: Option<Fit>| {
        if let Some(fit) = fit {
            hits.push(Hit { part, at, text: text.to_owned(), fit });
        }
    };
    for (at, column) in table.columns.iter().enumerate() {
        add(Part::Column, at, &column.name, fuzzy(sought, &column.name));
        let comment = column.comment.as_deref().or(column.remark.as_deref()).unwrap_or("");
        add(Part::ColumnComment, at, comment, in_words(sought, comment));
    }
    for (at, index) in table.indexes.iter().enumerate() {
        let name = index.name.as_deref().unwrap_or("");
        add(Part::Index, at, name, fuzzy(sought, name));
    }
    let comment = table.options.comment.as_deref().or(table.remark.as_deref()).unwrap_or("");
    add(Part::TableComment, 0, comment, in_words(sought, comment));
    hits.sort_by_key(|hit| -hit.fit.score);
    hits.truncate(MOST_HITS);
    let best = hits.first().map(|hit| hit.fit.score - 15);
    // A table's own name comes first.
    let score = name.as_ref().map(|fit| fit.score).max(best)?;
    Some(Found { score, name, hits })
}
