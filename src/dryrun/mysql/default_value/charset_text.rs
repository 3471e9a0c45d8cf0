//! Text in the servers' charsets: bytes to characters, and which characters a charset has.
//!
//! The Unicode charsets, latin1 and ascii are known whole. Of the others only what they share with ASCII is known.

/// Bytes read in a charset.
pub(super) enum Decoded {
    Text(String),
    /// Well formed up to this byte.
    Malformed(usize),
    /// The charset is not known here.
    Unknown,
}

/// Characters of latin1, which is Windows-1252, from 0x80 to 0x9F. The five that Windows leaves out are control characters.
///
/// Source: MySQL manual, "West European Character Sets".
const LATIN1_HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The characters of `bytes`.
pub(super) fn decode(charset: &str, bytes: &[u8]) -> Decoded {
    match charset {
        "utf8mb4" => utf8(bytes, 4),
        "utf8mb3" | "utf8" => utf8(bytes, 3),
        "ascii" => match bytes.iter().position(|byte| *byte >= 0x80) {
            Some(at) => Decoded::Malformed(at),
            None => Decoded::Text(String::from_utf8_lossy(bytes).into_owned()),
        },
        "latin1" => Decoded::Text(bytes.iter().map(|byte| latin1(*byte)).collect()),
        // Halves of a pair are characters for ucs2, and for nothing else.
        "ucs2" if bytes.chunks(2).any(|unit| matches!(unit, [0xd8..=0xdf, _])) => Decoded::Unknown,
        "ucs2" => units(bytes, 2, char::from_u32),
        "utf16" | "utf16le" => utf16(bytes, charset == "utf16le"),
        "utf32" => units(bytes, 4, char::from_u32),
        "swe7" => Decoded::Unknown,
        _ if bytes.is_ascii() => Decoded::Text(String::from_utf8_lossy(bytes).into_owned()),
        _ => Decoded::Unknown,
    }
}

/// The character of a byte in latin1.
pub fn latin1(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|at| LATIN1_HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}

fn utf8(bytes: &[u8], longest: usize) -> Decoded {
    let (text, end) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, bytes.len()),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(good).unwrap_or_default(), good.len())
        }
    };
    match text.char_indices().find(|(_, c)| c.len_utf8() > longest) {
        Some((at, _)) => Decoded::Malformed(at),
        None if end < bytes.len() => Decoded::Malformed(end),
        None => Decoded::Text(text.to_owned()),
    }
}

fn units(bytes: &[u8], width: usize, of: impl Fn(u32) -> Option<char>) -> Decoded {
    let mut text = String::new();
    for (at, unit) in bytes.chunks(width).enumerate() {
        let value = unit.iter().fold(0u32, |value, byte| (value << 8) | u32::from(*byte));
        match of(value) {
            Some(c) if unit.len() == width => text.push(c),
            _ => return Decoded::Malformed(at * width),
        }
    }
    Decoded::Text(text)
}

fn utf16(bytes: &[u8], little: bool) -> Decoded {
    let pair = |pair: &[u8]| match (pair.first(), pair.get(1)) {
        (Some(low), Some(high)) if little => Some(u16::from_le_bytes([*low, *high])),
        (Some(high), Some(low)) => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    };
    if bytes.len() % 2 == 1 {
        return Decoded::Malformed(bytes.len() - 1);
    }
    let mut text = String::new();
    let mut at = 0;
    for c in char::decode_utf16(bytes.chunks(2).filter_map(pair)) {
        let Ok(c) = c else { return Decoded::Malformed(at) };
        at += c.len_utf16() * 2;
        text.push(c);
    }
    Decoded::Text(text)
}

/// True where the charset has the character; `None` where that is not known here.
pub fn has(charset: &str, c: char) -> Option<bool> {
    match charset {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => Some(true),
        "utf8mb3" | "utf8" | "ucs2" => Some(c <= '\u{ffff}'),
        "ascii" => Some(c.is_ascii()),
        "latin1" => Some(c.is_ascii() || LATIN1_HIGH.contains(&c) || ('\u{a0}'..='\u{ff}').contains(&c)),
        "binary" => Some(true),
        "swe7" => None,
        _ if c.is_ascii() => Some(true),
        _ if c > '\u{ffff}' => Some(false),
        _ => None,
    }
}

/// Bytes shown as ASCII, `?` for what is none.
pub(super) fn ascii_shown(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect()
}

/// Bytes shown as utf8mb3, `?` for each byte that is no part of a character of it.
pub(super) fn utf8mb3_shown(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c <= '\u{ffff}' { out.push(c) } else { out.push_str("????") }
        }
        chunk.invalid().iter().for_each(|_| out.push('?'));
    }
    out
}

/// Bytes of the text in the charset, for texts that it has.
pub(super) fn encoded_len(charset: &str, text: &str) -> usize {
    match charset {
        "utf8mb4" | "utf8mb3" | "utf8" => text.len(),
        "ucs2" | "utf16" | "utf16le" => text.encode_utf16().count() * 2,
        "utf32" => text.chars().count() * 4,
        _ => text.chars().count(),
    }
}

/// Bytes of the shortest character.
pub(super) fn unit(charset: &str) -> usize {
    match charset {
        "ucs2" | "utf16" | "utf16le" => 2,
        "utf32" => 4,
        _ => 1,
    }
}

/// The bytes with zeros before them, up to whole characters of the charset: how the servers read binary strings in the wide
/// charsets.
pub(super) fn padded(charset: &str, bytes: &[u8]) -> Vec<u8> {
    let unit = unit(charset);
    let missing = (unit - bytes.len() % unit) % unit;
    let mut out = vec![0; missing];
    out.extend_from_slice(bytes);
    out
}

/// True where the malformed bytes are half of a pair of UTF-16, which MariaDB takes for a character of UTF-8.
pub(super) fn is_half_pair(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([0xed, 0xa0..=0xbf, ..]))
}

/// The malformed bytes as the servers print them: three at most, as hexadecimal digits.
pub(super) fn malformed(bytes: &[u8], at: usize) -> String {
    hex(bytes.get(at..).unwrap_or_default().iter().take(3))
}

/// Hexadecimal digits, in upper case.
pub(super) fn hex<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02X}")).collect()
}
