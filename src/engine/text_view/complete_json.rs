//! What can stand at a place of a registration, and what its attributes mean.

use super::complete::{Setting, charsets, collations};
use super::{Hover, Offer, Offered};
use crate::json::{JsonInk, inked_json};
use crate::mysql::limits;
use crate::mysql::types::TYPES;
use crate::schema::Kind;

/// An attribute of `POST /ingest/table`, and what it means.
///
/// Source: Qserv, "Database and table management", and the code of the Replication Controller (`HttpIngestModule`).
const ATTRIBUTES: &[(&str, &str)] = &[
    ("version", "The version of the API that the request is written for."),
    ("database", "The database of the table; it has to be registered first."),
    ("table", "The name of the table."),
    ("is_partitioned", "1 for a table that is cut into chunks by position, 0 for one that every worker has whole."),
    (
        "director_table",
        "The director whose rows these rows belong to: `table` or `database.table`. Empty for a director.",
    ),
    ("director_key", "The column that holds the director's key."),
    ("director_table2", "The second director of a ref-match table."),
    ("director_key2", "The column that holds the second director's key."),
    ("latitude_key", "The column with the declination, in degrees. A director needs it."),
    ("longitude_key", "The column with the right ascension, in degrees. A director needs it."),
    ("flag", "The column of a ref-match table that says which rows are in which chunk."),
    (
        "ang_sep",
        "The largest distance of two matched rows, in degrees. It must be greater than 0 and at most the overlap.",
    ),
    ("unique_primary_key", "1 where each director key stands in one row only. Without it, 1 is meant."),
    ("charset_name", "The charset of the table that Qserv creates."),
    ("collation_name", "The collation of the table that Qserv creates."),
    ("schema", "The columns, each with `name` and `type`."),
];

const COLUMN_ATTRIBUTES: &[(&str, &str)] =
    &[("name", "The column's name."), ("type", "The column's type and attributes, as in CREATE TABLE.")];

/// Where in the text a place is.
struct Spot {
    /// Names of the objects and lists around it; the last one is that of the innermost list or object.
    path: Vec<Level>,
    /// The attribute whose value stands here; `None` where the name of one does.
    value_of: Option<String>,
    /// Names that the innermost object has, all over the text before.
    present: Vec<String>,
}

#[derive(Clone, Default)]
struct Level {
    list: bool,
    key: Option<String>,
    value: bool,
    present: Vec<String>,
}

fn spot(text: &str) -> Spot {
    let (tokens, _) = inked_json(text);
    let mut path: Vec<Level> = Vec::new();
    for (span, ink) in &tokens {
        let word = span.of(text).trim_matches('"').to_owned();
        match ink {
            JsonInk::Symbol(open @ ('{' | '[')) => path.push(Level { list: *open == '[', ..Level::default() }),
            JsonInk::Symbol('}' | ']') => drop(path.pop()),
            JsonInk::Symbol(':') => path.last_mut().into_iter().for_each(|level| level.value = true),
            JsonInk::Symbol(',') => path.last_mut().into_iter().for_each(|level| {
                level.value = level.list;
                level.key = None;
            }),
            JsonInk::Key => path.last_mut().into_iter().for_each(|level| {
                level.present.push(word.clone());
                level.key = Some(word.clone());
            }),
            _ => {}
        }
    }
    let last = path.last().cloned().unwrap_or_default();
    Spot { value_of: last.key.filter(|_| last.value), present: last.present, path }
}

/// What can stand at a byte of the text, and from where on it would replace what is there.
pub(super) fn complete(setting: &Setting, text: &str, at: usize) -> Offer {
    let before = text.get(..at).unwrap_or("");
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-');
    let word = before.trim_end_matches(is_word).len();
    let quoted = before.get(..word).is_some_and(|before| before.ends_with('"'));
    let from = if quoted { word - 1 } else { word };
    let spot = spot(before.get(..from).unwrap_or(""));
    let mut offer = Offer { from, options: vec![] };
    if spot.path.last().is_none_or(|inner| inner.list) {
        return offer;
    }
    let in_column = spot.path.len() >= 3 || (spot.path.len() == 2 && spot.path.first().is_some_and(|level| level.list));
    let closes = quoted && text.get(at..).is_some_and(|rest| rest.trim_start_matches(is_word).starts_with('"'));
    // A quote that is there already stands behind what is put in.
    let tail = if closes { "" } else { "\"" };
    match &spot.value_of {
        None => {
            let known = if in_column { COLUMN_ATTRIBUTES } else { ATTRIBUTES };
            let free = known.iter().filter(|(name, _)| !spot.present.iter().any(|present| present == name));
            offer.options = free
                .map(|(name, means)| {
                    let colon = if closes { "" } else { ": " };
                    Offered { apply: Some(format!("\"{name}{tail}{colon}")), ..Offered::new(*name, "property", *means) }
                })
                .collect();
        }
        Some(attribute) => {
            offer.options = values(setting, attribute, in_column);
            for offered in &mut offer.options {
                if offered.kind != "number" {
                    offered.apply = Some(format!("\"{}{tail}", offered.label));
                }
            }
        }
    }
    offer
}

fn values(setting: &Setting, attribute: &str, in_column: bool) -> Vec<Offered> {
    let Some((home, table)) = setting.table() else { return vec![] };
    let columns = || {
        let column = |column: &crate::schema::Column| {
            Offered::new(column.name.as_str(), "column", crate::sql::write_data_type(&column.data_type))
        };
        table.columns.iter().map(column).collect()
    };
    match attribute {
        "type" if in_column => {
            let here = TYPES.iter().filter(|found| found.is_known_to(setting.server));
            let own = here.filter(|found| found.name.eq_ignore_ascii_case(found.canonical));
            own.map(|found| Offered::new(found.name, "type", limits::limits(found, setting.server, None))).collect()
        }
        "director_key" | "director_key2" | "latitude_key" | "longitude_key" | "flag" => columns(),
        "director_table" | "director_table2" => {
            let is_director = |table: &crate::schema::Table| {
                matches!(
                    table.registration.as_ref().map(|registration| &registration.kind),
                    Some(Kind::Director { .. })
                )
            };
            let directors = setting.workspace.tables().filter(|(_, other)| other.id != table.id && is_director(other));
            let name = |(database, other): (
                &std::sync::Arc<crate::schema::Database>,
                &std::sync::Arc<crate::schema::Table>,
            )| {
                let foreign = database.name != home.name;
                let name = if foreign { format!("{}.{}", database.name, other.name) } else { other.name.clone() };
                Offered::new(name, "table", "director")
            };
            directors.map(name).collect()
        }
        "database" => vec![Offered::new(home.name.as_str(), "database", "")],
        "table" => vec![Offered::new(table.name.as_str(), "table", "")],
        "is_partitioned" => {
            vec![Offered::new("1", "number", "cut into chunks"), Offered::new("0", "number", "whole on every worker")]
        }
        "unique_primary_key" => vec![
            Offered::new("1", "number", "each key stands once"),
            Offered::new("0", "number", "keys may stand several times"),
        ],
        "charset_name" => charsets(setting.server),
        "collation_name" => collations(setting.server, table.options.charset.as_deref()),
        _ => vec![],
    }
}

/// What the attribute at a byte of the text means.
pub(super) fn hover(text: &str, at: usize) -> Option<Hover> {
    let (tokens, _) = inked_json(text);
    let (span, _) = *tokens.iter().find(|(span, ink)| *ink == JsonInk::Key && span.start <= at && at <= span.end)?;
    let name = span.of(text).trim_matches('"');
    let (name, means) = ATTRIBUTES.iter().chain(COLUMN_ATTRIBUTES).find(|(known, _)| *known == name)?;
    Some(Hover { span, title: (*name).to_owned(), text: (*means).to_owned() })
}
