//! Attributes read from a request's body, with the types that the server's JSON library takes for each other.
//!
//! Source: `src/http/RequestBodyJSON.{h,cc}`, and nlohmann/json 3.12, `from_json`. A conversion that C++ leaves undefined
//! (a number too large for its type) does here what it does on x86-64, where Qserv runs.

use serde_json::{Map, Number, Value};

use super::failure::{Answer, Failure, pointer_part};

/// The body of a request, which may be JSON's `null`.
#[derive(Clone, Copy)]
pub(super) struct BodyJson<'r> {
    object: Option<&'r Map<String, Value>>,
}

impl<'r> BodyJson<'r> {
    pub fn new(object: Option<&'r Map<String, Value>>) -> Self {
        BodyJson { object }
    }

    /// Whether an attribute is there; a body that is `null` cannot be asked.
    pub fn has(self, name: &str) -> Answer<bool> {
        let Some(object) = self.object else {
            return Err(Failure::invalid("RequestBodyJSON::has parameter 'obj' is not a valid JSON object")
                .help("Send a JSON object: { ... }."));
        };
        Ok(object.contains_key(name))
    }

    /// An attribute; `None` where it is absent.
    pub fn get(self, name: &str) -> Option<&'r Value> {
        self.object?.get(name)
    }

    pub fn required(self, name: &str) -> Answer<&'r Value> {
        required_of(self.object, name)
    }

    pub fn required_text(self, name: &str) -> Answer<&'r str> {
        text(self.required(name)?).map_err(|failure| failure.at(name))
    }

    pub fn required_int(self, name: &str) -> Answer<i32> {
        int(self.required(name)?).map_err(|failure| failure.at(name))
    }

    pub fn required_uint(self, name: &str) -> Answer<u32> {
        uint(self.required(name)?).map_err(|failure| failure.at(name))
    }

    pub fn required_double(self, name: &str) -> Answer<f64> {
        double(self.required(name)?).map_err(|failure| failure.at(name))
    }

    pub fn text_or(self, name: &str, default: &'r str) -> Answer<&'r str> {
        self.get(name).map_or(Ok(default), |value| text(value).map_err(|failure| failure.at(name)))
    }

    pub fn int_or(self, name: &str, default: i32) -> Answer<i32> {
        self.get(name).map_or(Ok(default), |value| int(value).map_err(|failure| failure.at(name)))
    }

    pub fn uint_or(self, name: &str, default: u32) -> Answer<u32> {
        self.get(name).map_or(Ok(default), |value| uint(value).map_err(|failure| failure.at(name)))
    }

    pub fn double_or(self, name: &str, default: f64) -> Answer<f64> {
        self.get(name).map_or(Ok(default), |value| double(value).map_err(|failure| failure.at(name)))
    }

    /// A list of numbers that must be there.
    pub fn required_uints(self, name: &str) -> Answer<Vec<u32>> {
        let Some(value) = self.get(name) else {
            return Err(Failure::invalid(format!(
                "RequestBodyJSON::requiredColl<T> required parameter {name} is missing in the request body"
            ))
            .help(format!("Add {name:?}, a list of numbers.")));
        };
        let Value::Array(list) = value else {
            return Err(Failure::invalid(format!(
                "RequestBodyJSON::requiredColl<T> a value of the required parameter {name} is not an array"
            ))
            .at(name));
        };
        let numbered = list.iter().enumerate();
        numbered
            .map(|(at, value)| {
                uint(value).map_err(|failure| failure.at_pointer(format!("/{}/{at}", pointer_part(name))))
            })
            .collect()
    }
}

/// An attribute of an object that is part of the body; `None` stands for what is no object.
pub(super) fn required_of<'r>(object: Option<&'r Map<String, Value>>, name: &str) -> Answer<&'r Value> {
    let Some(object) = object else {
        return Err(Failure::invalid(
            "RequestBodyJSON::required<T>[static] parameter 'obj' is not a valid JSON object",
        ));
    };
    object.get(name).ok_or_else(|| {
        Failure::invalid(format!(
            "RequestBodyJSON::required<T>[static] required parameter {name} is missing in the request body"
        ))
        .help(format!("Add the attribute {name:?}."))
    })
}

/// JSON's types as the server names them in errors.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn type_error(expected: &str, value: &Value) -> Failure {
    let help = match (expected, value) {
        ("number", Value::String(text)) if text.trim().parse::<f64>().is_ok() => {
            format!("Write the number without quotes: {}.", text.trim())
        }
        ("number", Value::Bool(_)) => "Write a number; here the server takes no true and false.".to_owned(),
        (_, Value::Null) => "Leave the attribute out instead of giving it null: then the default counts.".to_owned(),
        ("string", Value::Number(_) | Value::Bool(_)) => "Write the value in quotes.".to_owned(),
        _ => format!("Write a {expected} here."),
    };
    Failure::other(format!("[json.exception.type_error.302] type must be {expected}, but is {}", type_name(value)))
        .help(help)
}

pub(super) fn text(value: &Value) -> Answer<&str> {
    value.as_str().ok_or_else(|| type_error("string", value))
}

/// A number as C++'s `int`: booleans are 0 and 1, fractions are cut off, what is too large wraps.
pub(super) fn int(value: &Value) -> Answer<i32> {
    match value {
        Value::Bool(on) => Ok(i32::from(*on)),
        Value::Number(number) => Ok(match whole(number) {
            Some(bits) => low_half(bits).cast_signed(),
            // What does not fit becomes the least number there is.
            None => match number.as_f64().map(f64::trunc) {
                Some(cut) if (-2_147_483_648.0..=2_147_483_647.0).contains(&cut) => cut as i32,
                _ => i32::MIN,
            },
        }),
        other => Err(type_error("number", other)),
    }
}

/// A number as C++'s `unsigned int`.
pub(super) fn uint(value: &Value) -> Answer<u32> {
    match value {
        Value::Bool(on) => Ok(u32::from(*on)),
        Value::Number(number) => Ok(low_half(whole(number).unwrap_or_else(|| cut_to_signed(number)))),
        other => Err(type_error("number", other)),
    }
}

/// A number as C++'s `size_t`.
pub(super) fn size(value: &Value) -> Answer<u64> {
    match value {
        Value::Bool(on) => Ok(u64::from(*on)),
        Value::Number(number) => Ok(whole(number).unwrap_or_else(|| match number.as_f64() {
            Some(cut) if cut >= 9_223_372_036_854_775_808.0 => cut as u64,
            _ => cut_to_signed(number),
        })),
        other => Err(type_error("number", other)),
    }
}

/// A number as `double`, for which a boolean does not pass.
pub(super) fn double(value: &Value) -> Answer<f64> {
    match value {
        Value::Number(number) => Ok(number.as_f64().unwrap_or_default()),
        other => Err(type_error("number", other)),
    }
}

/// The 64 bits of a number that was written as a whole one.
fn whole(number: &Number) -> Option<u64> {
    number.as_u64().or_else(|| number.as_i64().map(i64::cast_unsigned))
}

/// The 64 bits of a fraction that is cut to a signed number.
fn cut_to_signed(number: &Number) -> u64 {
    match number.as_f64().map(f64::trunc) {
        Some(cut) if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&cut) => {
            (cut as i64).cast_unsigned()
        }
        _ => i64::MIN.cast_unsigned(),
    }
}

/// What is left of a number in 32 bits.
pub(super) fn low_half(bits: u64) -> u32 {
    u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default()
}
