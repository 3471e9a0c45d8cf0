//! What to change in a text to get another one: lines that differ, and of them only the characters that do.

use super::Span;

/// Put `text` in the place of `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub span: Span,
    pub text: String,
}

/// Middle parts of more lines than this are replaced as one: the comparison costs the product of both.
const MOST_LINES: usize = 1_500;

/// Changes that make `new` of `old`, from the first to the last, apart from each other.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (middle, other) = (
        before.get(head..before.len() - tail).unwrap_or_default(),
        after.get(head..after.len() - tail).unwrap_or_default(),
    );
    let start: usize = before.iter().take(head).map(|line| line.len()).sum();
    let mut found = Vec::new();
    let mut at = start;
    for (hunk, come) in hunks(middle, other) {
        match hunk {
            Hunk::Same(length) => at += length,
            Hunk::Other(length) => {
                let span = Span::new(at, at + length);
                found.extend(narrowed(old, span, &come));
                at = span.end;
            }
        }
    }
    found
}

/// The text with the changes made; they are in order and apart from each other.
pub fn with_changes(text: &str, changes: &[Change]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for change in changes {
        out.push_str(text.get(at..change.span.start).unwrap_or(""));
        out.push_str(&change.text);
        at = change.span.end;
    }
    out + text.get(at..).unwrap_or("")
}

enum Hunk {
    /// So many bytes stay.
    Same(usize),
    /// So many bytes are replaced.
    Other(usize),
}

/// The longest common sequence of lines, as pieces that stay and pieces that are replaced by a text.
fn hunks(old: &[&str], new: &[&str]) -> Vec<(Hunk, String)> {
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    if old.len() > MOST_LINES || new.len() > MOST_LINES || old.is_empty() || new.is_empty() {
        return vec![(Hunk::Other(bytes(old)), new.concat())];
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    let length = |table: &[u16], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = if a == b {
                length(&longest, i + 1, j + 1) + 1
            } else {
                length(&longest, i + 1, j).max(length(&longest, i, j + 1))
            };
            if let Some(cell) = longest.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out: Vec<(Hunk, String)> = Vec::new();
    let (mut gone, mut come) = (0, String::new());
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if a == b {
            if gone > 0 || !come.is_empty() {
                out.push((Hunk::Other(gone), std::mem::take(&mut come)));
                gone = 0;
            }
            out.push((Hunk::Same(a.len()), String::new()));
            (i, j) = (i + 1, j + 1);
        } else if length(&longest, i + 1, j) >= length(&longest, i, j + 1) {
            gone += a.len();
            i += 1;
        } else {
            come.push_str(b);
            j += 1;
        }
    }
    gone += bytes(old.get(i..).unwrap_or_default());
    come.extend(new.get(j..).unwrap_or_default().iter().copied());
    out.push((Hunk::Other(gone), come));
    out
}

/// The change without what both texts begin and end with.
fn narrowed(old: &str, span: Span, new: &str) -> Option<Change> {
    let gone = span.of(old);
    let head: usize = gone.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (gone_rest, new_rest) = (gone.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail: usize = gone_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let text = new_rest.get(..new_rest.len() - tail).unwrap_or("").to_owned();
    let span = Span::new(span.start + head, span.end - tail);
    (span.start < span.end || !text.is_empty()).then_some(Change { span, text })
}
