//! The charset and the collation of a table that Qserv registers: both or neither.
//!
//! What a registration leaves out gets a value of its own, `latin1` and `latin1_general_ci`, that rarely fits the other one:
//! error 1253 of Qserv's MariaDB, after which the table stays registered.
//! Source: Qserv `HttpIngestModule::_addTable`, the defaults of `charset_name` and `collation_name`.

use crate::mysql::{Server, charset};
use crate::schema::TableOptions;

/// The MariaDB behind Qserv. Source: Qserv, deploy/docker/mariadb/Dockerfile.
const SERVER: Server = Server::Mariadb1104;

/// A charset with its collation: the one that the table has, where it belongs to the charset, else the charset's usual one.
pub fn with_charset(options: &TableOptions, name: Option<String>) -> (Option<String>, Option<String>) {
    let Some(name) = name else { return (None, None) };
    let own = format!("{}_", name.to_ascii_lowercase());
    let kept = options.collation.clone().filter(|collation| collation.to_ascii_lowercase().starts_with(&own));
    let usual = || charset::charset(&name, SERVER).map(|known| known.default_collation.to_owned());
    let collation = kept.or_else(usual);
    (Some(name), collation)
}

/// A collation with its charset. MariaDB's names without a charset fit several: the table's stays.
pub fn with_collation(options: &TableOptions, name: Option<String>) -> (Option<String>, Option<String>) {
    let Some(name) = name else { return (None, None) };
    let set = name.split_once('_').and_then(|(set, _)| charset::charset(set, SERVER));
    (set.map(|set| set.name.to_owned()).or_else(|| options.charset.clone()), Some(name))
}

/// What a table that is being registered needs beside what it has.
pub fn completed(options: &TableOptions) -> (Option<String>, Option<String>) {
    match (&options.charset, &options.collation) {
        (Some(charset), None) => with_charset(options, Some(charset.clone())),
        (None, Some(collation)) => with_collation(options, Some(collation.clone())),
        (charset, collation) => (charset.clone(), collation.clone()),
    }
}
