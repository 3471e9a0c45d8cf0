//! From byte offsets to the offsets of JavaScript, which counts the 16-bit units of UTF-16, and back.

/// Offsets in UTF-16 units at every `STEP`th byte of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utf16Index {
    marks: Vec<usize>,
    /// Nothing but ASCII: both offsets are the same.
    plain: bool,
}

const STEP: usize = 1024;

impl Utf16Index {
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Utf16Index { marks: vec![], plain: true };
        }
        let mut before = 0;
        let pieces = text.as_bytes().chunks(STEP).map(|piece| {
            let mark = before;
            before += units(piece);
            mark
        });
        Utf16Index { marks: pieces.collect(), plain: false }
    }

    /// The offset in units of a byte offset; one behind the end is the end.
    pub fn units(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        if self.plain {
            return offset;
        }
        let piece = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(piece).copied().unwrap_or(0);
        mark + units(text.as_bytes().get(piece * STEP..offset).unwrap_or_default())
    }

    /// The byte offset of an offset in units: of the character that it is in, or of the end.
    pub fn bytes(&self, text: &str, wanted: usize) -> usize {
        if self.plain {
            return wanted.min(text.len());
        }
        let piece = self.marks.partition_point(|mark| *mark <= wanted).saturating_sub(1);
        let mut passed = self.marks.get(piece).copied().unwrap_or(0);
        let start = piece * STEP;
        // A character may have begun in the piece before; it is counted there.
        for (at, byte) in text.as_bytes().get(start..).unwrap_or_default().iter().enumerate() {
            if byte & 0xC0 == 0x80 {
                continue;
            }
            let wide = if *byte >= 0xF0 { 2 } else { 1 };
            if passed + wide > wanted {
                return start + at;
            }
            passed += wide;
        }
        text.len()
    }
}

/// A character is counted at its first byte. Those beyond U+FFFF, which have four bytes, take two units.
fn units(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0xBF => 0,
            0xF0.. => 2,
            _ => 1,
        })
        .sum()
}
