//! Defaults of ENUM and SET: members by name, and numbers that must be a name and then count as a place.

use super::text::{self, Converted};
use super::value::Value;
use super::{Refuse, Stored};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::mysql::charset::Collation;
use crate::text::lower_letter;

/// The default of an ENUM: the first member that the collation finds equal.
pub(super) fn member(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let number = number(refuse, column_type, &value);
    let Converted { chars, warnings, .. } = converted(refuse, column_type, value)?;
    let found = find(column_type, chars.trim_end_matches(' '))?;
    // A number must be the name of a member, and then counts members.
    let place = match (found, number) {
        (None, _) => None,
        (Some(_), Some(number)) => usize::try_from(number).ok().and_then(|number| number.checked_sub(1)),
        (Some(place), None) => Some(place),
    };
    match place.and_then(|place| column_type.members.get(place)) {
        Some(member) => Ok(Stored { text: member.clone(), warnings }),
        None => refuse.invalid(),
    }
}

/// The default of a SET: its members in their order.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn members(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let number = number(refuse, column_type, &value);
    let Converted { chars, warnings, cut } = converted(refuse, column_type, value)?;
    let mut bits = 0u64;
    let blank = !chars.is_empty();
    let chars = chars.trim_end_matches(' ');
    if chars.is_empty() && (cut || blank) {
        return refuse.invalid();
    }
    for name in chars.split(',').filter(|_| !chars.is_empty()) {
        match find(column_type, name)? {
            Some(place) => bits |= 1u64.checked_shl(place as u32).unwrap_or(0),
            None => return refuse.invalid(),
        }
    }
    if let Some(number) = number {
        bits = match u64::try_from(number) {
            Ok(bits) if column_type.members.len() >= 64 || bits >> column_type.members.len() == 0 => bits,
            _ => return refuse.invalid(),
        };
    }
    let mut text = String::new();
    for (place, name) in column_type.members.iter().enumerate() {
        if bits >> place & 1 == 1 {
            // No comma follows what is empty so far: a first member without a name leaves no trace.
            text.push_str(if text.is_empty() { "" } else { "," });
            text.push_str(name);
        }
    }
    Ok(Stored { text, warnings })
}

/// The number of a value that is stored as one. MySQL makes text of it beforehand, unless the members are in latin1 as
/// numbers are.
fn number(refuse: &Refuse, column_type: &ColumnType, value: &Value) -> Option<i128> {
    let latin1 = column_type.collation.is_some_and(|collation| collation.name == "latin1_swedish_ci");
    match value {
        _ if !refuse.server.is_mariadb() && !latin1 => None,
        Value::Number(number) => number.rounded(0).0.whole(),
        Value::Real(number) => Some(number.trunc() as i128),
        Value::Null | Value::Text(_) | Value::Bits(_) | Value::Moment(_) => None,
    }
}

fn converted(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Converted> {
    match column_type.charset(refuse.server) {
        Some(charset) if charset.name != "binary" => text::convert(refuse, column_type, charset, value),
        _ => Ok(Converted { chars: as_bytes(value)?, warnings: vec![], cut: false }),
    }
}

/// A value for members that are bytes.
fn as_bytes(value: Value) -> Answer<String> {
    match value {
        Value::Text(text) => Ok(String::from_utf8_lossy(&text.bytes).into_owned()),
        Value::Bits(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Stop::unknown("a default of members in the charset binary")),
    }
}

/// The place of the first member that is equal to the name.
fn find(column_type: &ColumnType, name: &str) -> Answer<Option<usize>> {
    let Some(collation) = column_type.collation else { return Ok(None) };
    // No two members are equal, so that one with the same characters is the only one.
    if let Some(place) = column_type.members.iter().position(|member| member == name) {
        return Ok(Some(place));
    }
    for (place, member) in column_type.members.iter().enumerate() {
        match equal(collation, member, name) {
            Some(true) => return Ok(Some(place)),
            Some(false) => {}
            None => {
                return Err(Stop::unknown(&format!("whether '{name}' and '{member}' are equal in {}", collation.name)));
            }
        }
    }
    Ok(None)
}

/// True where two members are known to be one for the collation.
pub fn are_equal(collation: &Collation, left: &str, right: &str) -> bool {
    equal(collation, left, right) == Some(true)
}

/// Whether the collation finds the texts equal, spaces at the end included; `None` where that needs its tables.
fn equal(collation: &Collation, left: &str, right: &str) -> Option<bool> {
    let ignores_controls = collation.name.contains("_0900_") && !collation.is_binary();
    // Control characters but white space weigh nothing in the collations of Unicode 9.
    let weighs = |c: &char| !(ignores_controls && matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'));
    let text = |text: &str| -> Vec<char> { text.chars().filter(weighs).collect() };
    let (left, right) = (text(left), text(right));
    if collation.is_binary() || left == right {
        return Some(left == right);
    }
    let cases_differ = collation.name.contains("_cs");
    for place in 0..left.len().max(right.len()) {
        match (left.get(place), right.get(place)) {
            (Some(left), Some(right)) if left == right => {}
            (Some(left), Some(right)) => match differ(collation, *left, *right, cases_differ) {
                Some(false) => {}
                differ => return differ.map(|_| false),
            },
            (Some(c), None) | (None, Some(c)) => {
                let weighs = matches!(c, ' ' | '\t'..='\r') || always_weighs(*c) || plain(collation);
                return weighs.then_some(false);
            }
            (None, None) => {}
        }
    }
    Some(true)
}

/// Collations in which every character weighs something.
fn plain(collation: &Collation) -> bool {
    collation.name == "latin1_swedish_ci" || collation.name.ends_with("_general_ci")
}

/// Whether two different characters are different for the collation.
fn differ(collation: &Collation, left: char, right: char, cases_differ: bool) -> Option<bool> {
    let accents_count = cases_differ || collation.name.contains("_as_");
    let accents_known = accents_count || collation.name.contains("_ai_ci") || plain(collation);
    let same_letter = lower_letter(left) == lower_letter(right);
    match (base(left, collation), base(right, collation)) {
        (Some(left_base), Some(right_base)) if left_base != right_base => Some(true),
        (Some(_), Some(_)) if same_letter => Some(cases_differ),
        (Some(_), Some(_)) if accents_known => Some(accents_count),
        (Some(_), Some(_)) => None,
        // No letter of another script is equal to a Latin one.
        (Some(_), None) if other_script(right) => Some(true),
        (None, Some(_)) if other_script(left) => Some(true),
        (None, _) | (_, None) if !cases_differ && same_letter => Some(false),
        (None, _) | (_, None) => None,
    }
}

/// Letters of Greek, Cyrillic, Chinese, Japanese and Korean, the euro sign, and pictures.
fn other_script(c: char) -> bool {
    matches!(c, '\u{391}'..='\u{3c9}' | '\u{400}'..='\u{481}' | '€' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{1f300}'..='\u{1f6ff}')
}

/// Characters that no collation passes over.
fn always_weighs(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}') || other_script(c)
}

/// What a character is without case and accent: printable ASCII as it is, and for letters of Latin-1 theirs. In Swedish
/// some letters are letters of their own. `None` for all others.
fn base(c: char, collation: &Collation) -> Option<char> {
    const LATIN1: &str = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";
    let swedish = collation.name == "latin1_swedish_ci";
    match c {
        'Ä' | 'ä' if swedish => Some('ä'),
        'Å' | 'å' if swedish => Some('å'),
        'Ö' | 'ö' if swedish => Some('ö'),
        'Ü' | 'ü' if swedish => Some('y'),
        'Ø' | 'ø' => None,
        '\0'..' ' if plain(collation) => Some(c),
        '\t'..='\r' => Some(c),
        ' '..='~' => Some(c.to_ascii_lowercase()),
        '\u{c0}'..='\u{ff}' => LATIN1.chars().nth(c as usize - 0xc0).filter(|base| *base != '?'),
        _ => None,
    }
}
