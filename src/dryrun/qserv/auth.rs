//! The keys of a request. Source: `src/http/BaseModule.cc`, `_enforceKeyAuthorization`.

use super::body::{BodyJson, text};
use super::failure::{Answer, Failure};

/// What is known of the server's keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Authorization {
    /// Requests may come without keys, which are added when they are sent, and any key is right.
    #[default]
    NotChecked,
    /// A key must be there; which one is not known.
    Required,
    /// The server's keys.
    Keys { auth_key: String, admin_auth_key: String },
}

/// Who sends a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    User,
    Administrator,
    /// No key was given and none was wanted.
    Unknown,
}

const CONTEXT: &str = "HTTP-PROCESSOR ";

pub(super) fn sender(body: BodyJson, known: &Authorization) -> Answer<Sender> {
    if body.has("admin_auth_key")? {
        let key = text(body.required("admin_auth_key")?).map_err(|failure| failure.at("admin_auth_key"))?;
        if let Authorization::Keys { admin_auth_key, .. } = known
            && key != admin_auth_key
        {
            return Err(Failure::authorization(format!(
                "{CONTEXT}administrator's authorization key 'admin_auth_key' in the request doesn't match the one in server configuration"
            ))
            .at("admin_auth_key")
            .help("Send the administrator's key of this server; while \"admin_auth_key\" is there, \"auth_key\" is not looked at."));
        }
        return Ok(Sender::Administrator);
    }
    if body.has("auth_key")? {
        let key = text(body.required("auth_key")?).map_err(|failure| failure.at("auth_key"))?;
        if let Authorization::Keys { auth_key, .. } = known
            && key != auth_key
        {
            return Err(Failure::authorization(format!(
                "{CONTEXT}authorization key 'auth_key' in the request doesn't match the one in server configuration"
            ))
            .at("auth_key")
            .help("Send the key of this server."));
        }
        return Ok(Sender::User);
    }
    if *known == Authorization::NotChecked { Ok(Sender::Unknown) } else { Err(no_key()) }
}

pub(super) fn no_key() -> Failure {
    Failure::authorization(format!(
        "{CONTEXT}none of the authorization keys 'auth_key' or 'admin_auth_key' was found in the request. Please, provide one."
    ))
    .help("Add \"auth_key\" to the body, and send it with the header Content-Type: application/json and nothing more in it.")
}
