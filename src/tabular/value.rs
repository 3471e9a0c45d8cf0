//! What a field of a row is, by how it is written.

/// The kinds of values, from the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Whole,
    Real,
    /// Written as NaN or an infinity, which MySQL cannot store.
    NotFinite,
    Truth,
    Date,
    Moment,
    Time,
    Text,
}

impl Kind {
    pub const ALL: [Kind; 8] =
        [Kind::Whole, Kind::Real, Kind::NotFinite, Kind::Truth, Kind::Date, Kind::Moment, Kind::Time, Kind::Text];

    /// For a sentence, of several values.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Whole => "whole numbers",
            Kind::Real => "numbers",
            Kind::NotFinite => "NaN or infinite",
            Kind::Truth => "truth values",
            Kind::Date => "dates",
            Kind::Moment => "dates with a time",
            Kind::Time => "times",
            Kind::Text => "texts",
        }
    }
}

/// True for what stands for no value: nothing, MySQL's own `\N`, and NULL.
pub(super) fn is_null(field: &str) -> bool {
    field.is_empty() || field == "\\N" || field.eq_ignore_ascii_case("null")
}

/// What a field that is not null is.
pub(super) fn kind_of(field: &str) -> Kind {
    let unsigned = field.strip_prefix(['+', '-']).unwrap_or(field);
    match unsigned.as_bytes().first() {
        Some(b'0'..=b'9' | b'.') => number_or_date(field, unsigned),
        Some(_) if is_word(unsigned, &["nan", "inf", "infinity"]) => Kind::NotFinite,
        Some(_) if is_word(field, &["true", "false"]) => Kind::Truth,
        Some(_) | None => Kind::Text,
    }
}

fn is_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn number_or_date(field: &str, unsigned: &str) -> Kind {
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number with zeros before it is a name: a column of numbers would lose them.
        let named = unsigned.len() > 1 && unsigned.starts_with('0');
        return if named || unsigned.len() > 65 { Kind::Text } else { Kind::Whole };
    }
    let numeric =
        unsigned.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    if numeric && field.parse::<f64>().is_ok_and(f64::is_finite) {
        return Kind::Real;
    }
    if field.len() != unsigned.len() {
        return Kind::Text;
    }
    if is_date(field) {
        return Kind::Date;
    }
    if clock_digits(field).is_some() {
        return Kind::Time;
    }
    if fraction_of_moment(field).is_some() { Kind::Moment } else { Kind::Text }
}

/// The digits behind the seconds of a date with a time; `None` for anything else.
pub(super) fn fraction_of_moment(field: &str) -> Option<usize> {
    let (date, clock) = field.split_at_checked(10)?;
    let clock = clock.strip_prefix([' ', 'T'])?;
    if is_date(date) { clock_digits(clock) } else { None }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return false };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let number = |tens: &u8, ones: &u8| Some(10 * digit(tens)? + digit(ones)?);
    [y1, y2, y3, y4].iter().all(|byte| byte.is_ascii_digit())
        && number(m1, m2).is_some_and(|month| (1..=12).contains(&month))
        && number(d1, d2).is_some_and(|day| (1..=31).contains(&day))
}

/// The digits behind the seconds of `12:30:45.123`; `None` where it is no time of a day.
pub(super) fn clock_digits(text: &str) -> Option<usize> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let parts: Vec<&str> = clock.split(':').collect();
    let within = |part: &&str, most: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number <= most);
    let fits = match parts.as_slice() {
        [hours, minutes, seconds] => within(hours, 23) && within(minutes, 59) && within(seconds, 60),
        [hours, minutes] => within(hours, 23) && within(minutes, 59) && fraction.is_empty(),
        _ => false,
    };
    (fits && fraction.bytes().all(|byte| byte.is_ascii_digit())).then_some(fraction.len())
}
