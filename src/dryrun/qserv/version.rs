//! The version of the API that a request names. Source: `src/http/BaseModule.cc`, `checkApiVersion`.

use serde_json::{Value, json};

use super::body::BodyJson;
use super::failure::{Answer, Failure};
use super::query::Query;
use super::server::QservServer;

/// What the check looks at.
pub(super) struct Asked<'r> {
    pub server: QservServer,
    /// The request's method is GET.
    pub get: bool,
    pub query: &'r Query,
    pub body: BodyJson<'r>,
}

/// Holds the version against what a service takes. `warning`: is given along with the refusal.
pub(super) fn check(asked: &Asked, least: u32, warning: &str, warnings: &mut Vec<String>) -> Answer<()> {
    let newest = asked.server.api();
    let range = json!({ "min_version": least, "max_version": newest });
    let optional = if asked.server == QservServer::Api39 { "required" } else { "optional" };
    let Ok(version) = version(asked) else {
        return Err(Failure::http(format!("The {optional} parameter version is not a number."))
            .at("version")
            .ext(range)
            .help(format!("Write a whole number from {least} to {newest}, or leave \"version\" out.")));
    };
    let Some(version) = version else {
        warnings.push(no_version(asked));
        return Ok(());
    };
    if (least..=newest).contains(&version) {
        return Ok(());
    }
    if !warning.is_empty() {
        warnings.push(warning.to_owned());
    }
    Err(Failure::http(format!(
        "The requested version {version} of the API is not in the range supported by the service."
    ))
    .at("version")
    .ext(range)
    .help(format!("This service takes the versions {least} to {newest}.")))
}

fn no_version(asked: &Asked) -> String {
    match (asked.server, asked.get) {
        (QservServer::Api39, true) => "No version number was provided in the request's query.",
        (QservServer::Api39, false) => "No version number was provided in the request's body.",
        (QservServer::Api55, _) => "No version number was provided in the request.",
    }
    .to_owned()
}

/// The version of a request; `None` where it names none.
fn version(asked: &Asked) -> Result<Option<u32>, ()> {
    let in_query = || asked.query.version().transpose();
    let in_body = || {
        if !asked.body.has("version").map_err(|_| ())? {
            return Ok(None);
        }
        asked.body.get("version").and_then(number).map(Some).ok_or(())
    };
    match asked.server {
        QservServer::Api39 if asked.get => in_query(),
        QservServer::Api39 => in_body(),
        QservServer::Api55 => {
            let query = in_query()?;
            // 0 counts as absent.
            Ok(in_body()?.or(query).filter(|version| *version != 0))
        }
    }
}

/// A whole number that is not negative, or a text that begins with one. Numbers that do not fit wrap.
fn number(value: &Value) -> Option<u32> {
    let low = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).ok();
    match value {
        Value::Number(number) if number.is_u64() => low(number.as_u64()?),
        Value::Number(number) => {
            let wrapped = low(number.as_i64()?.cast_unsigned())?.cast_signed();
            u32::try_from(wrapped).ok()
        }
        Value::String(text) => number_of_text(text),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// As `std::stoul` reads it: blanks, a sign, digits, and whatever follows; a negative number wraps.
fn number_of_text(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number: u64 = digits.get(..end)?.parse().ok()?;
    u32::try_from(if negative { number.wrapping_neg() } else { number }).ok()
}
