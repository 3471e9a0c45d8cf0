//! From byte offsets to the lines and columns that people and editors speak of.

use serde::Serialize;

/// A place in a text. Line and column count from 1; the column counts characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Where each line of a text starts. A line ends at LF; the CR of CRLF belongs to the line's end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before every `STEP`th byte: a line may be the whole file, and hold many places.
    marks: Vec<usize>,
}

const STEP: usize = 1024;

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        let mut before = 0;
        let pieces = text.as_bytes().chunks(STEP).map(|piece| {
            let mark = before;
            before += characters(piece);
            mark
        });
        LineIndex { starts, marks: pieces.collect() }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let piece = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(piece).copied().unwrap_or(0);
        mark + characters(text.as_bytes().get(piece * STEP..offset).unwrap_or_default())
    }

    /// The place of a byte offset; an offset behind the end is the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let characters = self.characters_before(text, offset).saturating_sub(self.characters_before(text, start));
        Position { line, column: characters + 1 }
    }

    /// The byte range of a line (from 1) without its line end; `None` where there is no such line.
    pub fn line_range(&self, text: &str, line: usize) -> Option<(usize, usize)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = if text.get(start..end)?.ends_with('\r') { end - 1 } else { end };
        Some((start, end))
    }
}

/// A character is counted at its first byte, so a place inside one counts as the place behind it.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
