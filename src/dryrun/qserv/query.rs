//! The query string, with the numbers that the server reads from it.
//!
//! Source: `src/http/RequestQuery.cc`, whose numbers are those of `std::stoll`.

use super::failure::{Answer, Failure};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands behind the `?`. Of names that stand twice the last one counts.
    pub fn read(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        });
        Query { pairs: pairs.collect() }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn int_or(&self, name: &str, default: i32) -> Answer<i32> {
        let Some(text) = self.get(name) else { return Ok(default) };
        let number = leading_number(text).ok_or_else(|| Failure::invalid("stoll"))?;
        i32::try_from(number).map_err(|_| {
            Failure::other(format!(
                "HttpProcessor::optionalInt value of parameter: {name} exceeds allowed range for the target type"
            ))
        })
    }

    /// The version, where it is a number that fits.
    pub fn version(&self) -> Option<Result<u32, ()>> {
        let text = self.get("version")?;
        Some(leading_number(text).and_then(|number| u32::try_from(number).ok()).ok_or(()))
    }

    /// A flag that must be there: `true`, `false` or a number.
    pub fn required_bool(&self, name: &str) -> Answer<bool> {
        let Some(text) = self.get(name) else {
            return Err(Failure::invalid(format!(
                "RequestQuery::requiredBool mandatory parameter '{name}' is missing"
            ))
            .help(format!("Add it to the path: ?{name}=0.")));
        };
        match text.to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => leading_number(text).map(|number| number != 0).ok_or_else(|| Failure::invalid("stoull")),
        }
    }
}

/// The number at a text's beginning, as C reads it: blanks, a sign, digits; what follows does not matter.
pub(super) fn leading_number(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..)?),
        Some(b'+') => (false, text.get(1..)?),
        _ => (false, text),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let digits = digits.get(..end).filter(|digits| !digits.is_empty())?;
    let number: i128 = digits.parse().ok()?;
    i64::try_from(if negative { -number } else { number }).ok()
}

/// A text of an URL with its `%20` and `+` put back.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = || {
            let mut ahead = rest.clone();
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            Some((digit(ahead.next())? << 4) | digit(ahead.next())?)
        };
        match (byte, if byte == b'%' { hex() } else { None }) {
            (_, Some(byte)) => {
                bytes.push(byte);
                rest.nth(1);
            }
            (b'+', None) => bytes.push(b' '),
            (byte, None) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
