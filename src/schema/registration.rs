//! A table's registration in Qserv: its kind and the columns that have a role, as typed values.
//!
//! Source of names and meaning: Qserv, `POST /ingest/table`, "Registering tables".

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::is_default;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    pub kind: Kind,
    /// `unique_primary_key`: the director index holds each key once. The server's default is true.
    #[serde(default = "default_true", skip_serializing_if = "Clone::clone")]
    pub unique_key: bool,
    /// The request's attributes as read, without `schema`: written back where the table still means the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<Arc<Map<String, Value>>>,
    /// What the `metadata.json` of a qserv-ingest folder says of the table beside `schema` and `indexes`: where its data lies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ingest: Option<Arc<Map<String, Value>>>,
}

fn default_true() -> bool {
    true
}

impl Registration {
    pub fn of(kind: Kind) -> Self {
        Registration { kind, unique_key: true, source: None, ingest: None }
    }
}

/// The four kinds of Qserv tables. A name that is not chosen yet is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Replicated whole to every worker.
    #[default]
    Regular,
    /// Partitioned by the position of its own rows.
    Director { key: String, longitude: String, latitude: String },
    /// Partitioned with the rows of a director; the position columns are optional (both or none).
    Dependent { director: DirectorRef, longitude: String, latitude: String },
    /// Pairs of rows of two directors. `ang_sep` is in degrees, whatever the documentation says: `qserv::geometry::match_fits`.
    RefMatch { first: DirectorRef, second: DirectorRef, flag: String, ang_sep: f64 },
}

/// A director table as another table refers to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DirectorRef {
    /// `table`, or `database.table` for a director of another database.
    pub table: String,
    /// The column of the referring table that holds the director's key.
    pub key: String,
}

/// What a column is to a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Key,
    SecondKey,
    Longitude,
    Latitude,
    Flag,
    /// The director that is referred to; not a column of this table.
    Director,
    SecondDirector,
    AngularSeparation,
}

impl Role {
    /// The attribute of the request.
    pub fn attribute(self) -> &'static str {
        match self {
            Role::Key => "director_key",
            Role::SecondKey => "director_key2",
            Role::Longitude => "longitude_key",
            Role::Latitude => "latitude_key",
            Role::Flag => "flag",
            Role::Director => "director_table",
            Role::SecondDirector => "director_table2",
            Role::AngularSeparation => "ang_sep",
        }
    }
}

impl Kind {
    /// The kind's name as people and the documentation use it.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Regular => "regular",
            Kind::Director { .. } => "director",
            Kind::Dependent { .. } => "dependent",
            Kind::RefMatch { .. } => "ref-match",
        }
    }

    /// The kind of that name, with nothing chosen yet.
    pub fn named(name: &str) -> Option<Kind> {
        let empty = String::new;
        match name {
            "regular" => Some(Kind::Regular),
            "director" => Some(Kind::Director { key: empty(), longitude: empty(), latitude: empty() }),
            "dependent" => {
                Some(Kind::Dependent { director: DirectorRef::default(), longitude: empty(), latitude: empty() })
            }
            "ref-match" => Some(Kind::RefMatch {
                first: DirectorRef::default(),
                second: DirectorRef::default(),
                flag: empty(),
                ang_sep: 0.0,
            }),
            _ => None,
        }
    }

    /// Gives a role to a column or director; false where the kind has no such role.
    pub fn set_role(&mut self, role: Role, name: &str) -> bool {
        let place = match (self, role) {
            (Kind::Director { key, .. }, Role::Key) => key,
            (Kind::Director { longitude, .. } | Kind::Dependent { longitude, .. }, Role::Longitude) => longitude,
            (Kind::Director { latitude, .. } | Kind::Dependent { latitude, .. }, Role::Latitude) => latitude,
            (Kind::Dependent { director, .. } | Kind::RefMatch { first: director, .. }, Role::Key) => &mut director.key,
            (Kind::Dependent { director, .. } | Kind::RefMatch { first: director, .. }, Role::Director) => {
                &mut director.table
            }
            (Kind::RefMatch { second, .. }, Role::SecondKey) => &mut second.key,
            (Kind::RefMatch { second, .. }, Role::SecondDirector) => &mut second.table,
            (Kind::RefMatch { flag, .. }, Role::Flag) => flag,
            _ => return false,
        };
        name.clone_into(place);
        true
    }

    pub fn is_partitioned(&self) -> bool {
        !matches!(self, Kind::Regular)
    }

    /// The columns of this table that have a role, with an empty name where none is chosen, in the order in which the server looks at them.
    pub fn column_roles(&self) -> Vec<(Role, &str)> {
        match self {
            Kind::Regular => vec![],
            Kind::Director { key, longitude, latitude } => {
                vec![(Role::Key, key), (Role::Latitude, latitude), (Role::Longitude, longitude)]
            }
            Kind::Dependent { director, longitude, latitude } => {
                vec![(Role::Key, &director.key), (Role::Latitude, latitude), (Role::Longitude, longitude)]
            }
            Kind::RefMatch { first, second, flag, .. } => {
                vec![(Role::Key, &first.key), (Role::SecondKey, &second.key), (Role::Flag, flag)]
            }
        }
    }

    /// The directors this table refers to.
    pub fn directors(&self) -> Vec<(Role, &DirectorRef)> {
        match self {
            Kind::Regular | Kind::Director { .. } => vec![],
            Kind::Dependent { director, .. } => vec![(Role::Director, director)],
            Kind::RefMatch { first, second, .. } => vec![(Role::Director, first), (Role::SecondDirector, second)],
        }
    }

    /// The names of `column_roles`, to be changed in place: a renamed column keeps its roles.
    pub fn column_names_mut(&mut self) -> Vec<&mut String> {
        match self {
            Kind::Regular => vec![],
            Kind::Director { key, longitude, latitude } => vec![key, longitude, latitude],
            Kind::Dependent { director, longitude, latitude } => vec![&mut director.key, longitude, latitude],
            Kind::RefMatch { first, second, flag, .. } => vec![&mut first.key, &mut second.key, flag],
        }
    }

    /// The references of `directors`, to be changed in place: a renamed director is followed.
    pub fn directors_mut(&mut self) -> Vec<&mut DirectorRef> {
        match self {
            Kind::Regular | Kind::Director { .. } => vec![],
            Kind::Dependent { director, .. } => vec![director],
            Kind::RefMatch { first, second, .. } => vec![first, second],
        }
    }
}
