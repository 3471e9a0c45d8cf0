//! Why the Controller does not do what it was asked, in its words.

use serde_json::Value;

use super::answer::Stage;

/// The classes of exceptions, each of which gets its own words in front. Source: `src/http/Module.cc`, `execute`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `http::Error`: nothing in front.
    Http,
    /// `std::invalid_argument`
    Invalid,
    /// `http::AuthError`
    Authorization,
    /// Any other exception: types of JSON, names that are not known, MariaDB's errors.
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    pub class: Class,
    pub text: String,
    /// An empty object where it is `None`.
    pub error_ext: Option<Box<Value>>,
    pub stage: Stage,
    /// A JSON pointer into the body.
    pub at: Option<String>,
    pub help: Option<String>,
}

pub(super) type Answer<T> = Result<T, Failure>;

impl Failure {
    fn new(class: Class, text: impl Into<String>) -> Self {
        Failure { class, text: text.into(), error_ext: None, stage: Stage::Rest, at: None, help: None }
    }

    pub fn http(text: impl Into<String>) -> Self {
        Failure::new(Class::Http, text)
    }

    pub fn invalid(text: impl Into<String>) -> Self {
        Failure::new(Class::Invalid, text)
    }

    pub fn other(text: impl Into<String>) -> Self {
        Failure::new(Class::Other, text)
    }

    pub fn authorization(text: impl Into<String>) -> Self {
        Failure::new(Class::Authorization, text)
    }

    /// The attribute of the body that is refused.
    pub fn at(mut self, attribute: &str) -> Self {
        self.at = Some(format!("/{}", pointer_part(attribute)));
        self
    }

    /// The place within the body, as a JSON pointer.
    pub fn at_pointer(mut self, pointer: String) -> Self {
        self.at = Some(pointer);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn ext(mut self, error_ext: Value) -> Self {
        self.error_ext = Some(Box::new(error_ext));
        self
    }

    pub fn mysql(mut self) -> Self {
        self.stage = Stage::Mysql;
        self
    }

    /// As the server sends it in `error`.
    pub fn message(&self) -> String {
        let before = match self.class {
            Class::Http => "",
            Class::Invalid => "invalid parameters of the request, ex: ",
            Class::Authorization => "failed to pass authorization requirements, ex: ",
            Class::Other => "operation failed due to: ",
        };
        format!("{before}{}", self.text)
    }
}

/// A key as a part of a JSON pointer (RFC 6901).
pub(super) fn pointer_part(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
