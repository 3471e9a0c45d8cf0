//! The attributes of a registration, and how a typed value becomes each of them.

use serde_json::{Map, Value};

use crate::schema::{DirectorRef, Kind, Partitioning, Registration, Role};

/// What a table's request says beside its columns, typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TableAttributes {
    pub database: String,
    pub table: String,
    pub kind: Kind,
    pub unique_key: bool,
    pub charset: Option<String>,
    pub collation: Option<String>,
}

/// In the order in which a fresh request is written.
pub(super) const TABLE_ATTRIBUTES: &[&str] = &[
    "database",
    "table",
    "is_partitioned",
    "director_table",
    "director_key",
    "director_table2",
    "director_key2",
    "latitude_key",
    "longitude_key",
    "flag",
    "ang_sep",
    "unique_primary_key",
    "charset_name",
    "collation_name",
];

pub(super) const DATABASE_ATTRIBUTES: &[&str] =
    &["database", "num_stripes", "num_sub_stripes", "overlap", "auto_build_secondary_index"];

impl TableAttributes {
    /// What the server makes of the attributes: its defaults for what is absent, and nothing of a wrong type.
    pub fn decode(map: &Map<String, Value>) -> Self {
        let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let optional = |key: &str| map.get(key).and_then(Value::as_str).map(str::to_owned);
        let (director, director2) = (text("director_table"), text("director_table2"));
        let kind = if !is_set(map.get("is_partitioned"), false) {
            Kind::Regular
        } else if names_no_table(&director) {
            Kind::Director {
                key: text("director_key"),
                longitude: text("longitude_key"),
                latitude: text("latitude_key"),
            }
        } else {
            let first = DirectorRef { table: director, key: text("director_key") };
            if names_no_table(&director2) {
                Kind::Dependent { director: first, longitude: text("longitude_key"), latitude: text("latitude_key") }
            } else {
                let ang_sep = map.get("ang_sep").and_then(Value::as_f64).unwrap_or(0.0);
                let second = DirectorRef { table: director2, key: text("director_key2") };
                Kind::RefMatch { first, second, flag: text("flag"), ang_sep }
            }
        };
        TableAttributes {
            database: text("database"),
            table: text("table"),
            kind,
            unique_key: is_set(map.get("unique_primary_key"), true),
            charset: optional("charset_name"),
            collation: optional("collation_name"),
        }
    }

    pub fn registration(&self) -> Registration {
        Registration { kind: self.kind.clone(), unique_key: self.unique_key, source: None, ingest: None }
    }

    /// The attribute's value where the request needs it; `None` where it is the server's default or does not apply.
    pub fn value(&self, attribute: &str) -> Option<Value> {
        let role = |wanted: Role| {
            let column = self.kind.column_roles().into_iter().find(|(role, _)| *role == wanted);
            let director = self.kind.directors().into_iter().find(|(role, _)| *role == wanted);
            let name = column.map(|(_, name)| name).or(director.map(|(_, director)| director.table.as_str()));
            name.filter(|name| !name.is_empty()).map(Value::from)
        };
        match attribute {
            "database" => (!self.database.is_empty()).then(|| Value::from(self.database.as_str())),
            "table" => Some(Value::from(self.table.as_str())),
            "is_partitioned" => Some(Value::from(u8::from(self.kind.is_partitioned()))),
            "director_table" => role(Role::Director),
            "director_key" => role(Role::Key),
            "director_table2" => role(Role::SecondDirector),
            "director_key2" => role(Role::SecondKey),
            "latitude_key" => role(Role::Latitude),
            "longitude_key" => role(Role::Longitude),
            "flag" => role(Role::Flag),
            "ang_sep" => match &self.kind {
                Kind::RefMatch { ang_sep, .. } => Some(Value::from(*ang_sep)),
                Kind::Regular | Kind::Director { .. } | Kind::Dependent { .. } => None,
            },
            "unique_primary_key" => (!self.unique_key).then(|| Value::from(0)),
            "charset_name" => self.charset.as_deref().map(Value::from),
            "collation_name" => self.collation.as_deref().map(Value::from),
            _ => None,
        }
    }
}

/// What a database's request says, typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DatabaseAttributes {
    pub database: String,
    pub partitioning: Partitioning,
}

impl DatabaseAttributes {
    pub fn decode(map: &Map<String, Value>) -> Self {
        let count =
            |key: &str| map.get(key).and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
        DatabaseAttributes {
            database: map.get("database").and_then(Value::as_str).unwrap_or("").to_owned(),
            partitioning: Partitioning {
                stripes: count("num_stripes"),
                sub_stripes: count("num_sub_stripes"),
                overlap: map.get("overlap").and_then(Value::as_f64).unwrap_or(0.0),
                auto_index: is_set(map.get("auto_build_secondary_index"), true),
                source: None,
                ingest: None,
            },
        }
    }

    pub fn value(&self, attribute: &str) -> Option<Value> {
        let partitioning = &self.partitioning;
        match attribute {
            "database" => Some(Value::from(self.database.as_str())),
            "num_stripes" => Some(Value::from(partitioning.stripes)),
            "num_sub_stripes" => Some(Value::from(partitioning.sub_stripes)),
            "overlap" => Some(Value::from(partitioning.overlap)),
            "auto_build_secondary_index" => (!partitioning.auto_index).then(|| Value::from(0)),
            _ => None,
        }
    }
}

/// True where a director's spec, `table` or `database.table`, has no table in it: the server splits it at the first dot.
/// Source: Qserv `ConfigTable.cc`, `DirectorTableRef`.
fn names_no_table(spec: &str) -> bool {
    spec.split_once('.').map_or(spec, |(_, table)| table).is_empty()
}

/// A flag as the server reads it: any number but 0, cut to a whole one, and `true`.
/// Source: nlohmann/json's conversion to int, as `RequestBodyJSON` uses it.
pub(super) fn is_set(value: Option<&Value>, default: bool) -> bool {
    match value {
        Some(Value::Bool(on)) => *on,
        Some(Value::Number(number)) => number.as_f64().is_some_and(|number| number.trunc() != 0.0),
        Some(Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_)) | None => default,
    }
}
