//! The query string, with the numbers that the server reads from it.
//!
//! Source: `src/http/RequestQuery.cc`, whose numbers are those of `std::stoll`, and `src/qhttp/Request.cc`.

use super::failure::{Answer, Failure};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands behind the `?`. Of names that stand twice the last one counts; a part without a name is none.
    pub fn read(text: &str) -> Self {
        let parts = text.split('&').map(|part| part.trim_start_matches('=')).filter(|part| !part.is_empty());
        let pairs = parts.map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name, false), decoded(value, false))
        });
        Query { pairs: pairs.collect() }
    }

    /// The server answers to a NUL in a value with the status 400.
    pub fn has_nul(&self) -> bool {
        self.pairs.iter().any(|(_, value)| value.contains('\0'))
    }

    /// A text that must be there and hold something.
    pub fn required_text(&self, name: &str) -> Answer<&str> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| missing("requiredString", name))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn int_or(&self, name: &str, default: i32) -> Answer<i32> {
        let Some(text) = self.get(name) else { return Ok(default) };
        let number = whole::<i64>(text, "stoll")?;
        i32::try_from(number).map_err(|_| {
            Failure::other(format!(
                "HttpProcessor::optionalInt value of parameter: {name} exceeds allowed range for the target type"
            ))
        })
    }

    /// The version, where it is a number that fits.
    pub fn version(&self) -> Option<Result<u32, ()>> {
        let text = self.get("version")?;
        Some(whole::<i64>(text, "").ok().and_then(|number| u32::try_from(number).ok()).ok_or(()))
    }

    /// A flag that must be there: `true`, `false` or a number.
    pub fn required_bool(&self, name: &str) -> Answer<bool> {
        let text = self.get(name).ok_or_else(|| missing("requiredBool", name))?;
        match text.to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Ok(unsigned(text, "stoull")? != 0),
        }
    }
}

fn missing(function: &str, name: &str) -> Failure {
    Failure::invalid(format!("RequestQuery::{function} mandatory parameter '{name}' is missing"))
        .help(format!("Add it to the path: ?{name}=..."))
}

/// The number at a text's beginning, as C reads it: blanks, a sign, digits; what follows does not matter. What is no number
/// and what is too large are exceptions of two classes, with the function's name for their text.
fn whole<T: TryFrom<i128>>(text: &str, function: &str) -> Answer<T> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
    let digits = unsigned.get(..end).filter(|digits| !digits.is_empty());
    let digits = digits.ok_or_else(|| Failure::invalid(function))?;
    let number = digits.parse::<i128>().ok().map(|number| if text.starts_with('-') { -number } else { number });
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| Failure::other(function))
}

/// The same as a number without sign, for which a negative one wraps.
pub(super) fn unsigned(text: &str, function: &str) -> Answer<u64> {
    let number = whole::<i128>(text, function)?;
    let size = u64::try_from(number.unsigned_abs()).map_err(|_| Failure::other(function))?;
    Ok(if number < 0 { size.wrapping_neg() } else { size })
}

/// A text of an URL with its `%20` put back. The server does so for ASCII alone, and leaves `+` as it is; in a path an
/// encoded slash stays encoded. Other letters come encoded from every client.
pub(super) fn decoded(text: &str, path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let code = rest.get(1..3).filter(|code| c == '%' && code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii);
        rest = rest.get(if byte.is_some() { 3 } else { c.len_utf8() }..).unwrap_or_default();
        match byte.map_or(c, char::from) {
            '/' if path && byte.is_some() => out.push_str("%2f"),
            c if c.is_ascii() => out.push(c),
            c => out.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}"))),
        }
    }
    out
}
