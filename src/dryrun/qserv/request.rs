//! A request to the Controller.

use std::borrow::Cow;

use serde_json::Value;

/// An HTTP request, as far as the Controller looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: Cow<'static, str>,
    /// With the query string: `/replication/sql/index/db/table?overlap=1`.
    pub path: Cow<'static, str>,
    pub body: Body,
    /// The header `Content-Type`; `None` stands for the right one. Any other makes the Controller ignore the body.
    pub content_type: Option<String>,
}

/// What is sent along.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing: the Controller takes it for an empty object.
    Absent,
    Json(Value),
    /// A text that is no JSON.
    Other(String),
}

impl Request {
    /// A request with a JSON body and the right `Content-Type`.
    pub fn new(method: impl Into<Cow<'static, str>>, path: impl Into<Cow<'static, str>>, body: Value) -> Self {
        Request { method: method.into(), path: path.into(), body: Body::Json(body), content_type: None }
    }

    /// A request without a body.
    pub fn bare(method: impl Into<Cow<'static, str>>, path: impl Into<Cow<'static, str>>) -> Self {
        Request { method: method.into(), path: path.into(), body: Body::Absent, content_type: None }
    }
}

impl From<&crate::qserv::Request> for Request {
    fn from(request: &crate::qserv::Request) -> Self {
        // The plan's paths hold names as they are; what sends them encodes them.
        Request::new(request.method, request.path.replace('%', "%25"), request.body.clone())
    }
}
