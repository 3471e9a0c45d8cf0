//! The Controller's configuration, the answer of `GET /replication/config`: what is registered.
//!
//! Source: Qserv `src/replica/config/ConfigTable.cc`, `ConfigDatabase.cc` and `ConfigDatabaseFamily.cc`, `toJson`; and the
//! form of before API 21, where a database has one director and its tables stand by name.

use std::sync::Arc;

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::{Map, Value};

use crate::json::{self, find, span, to_value};
use crate::qserv::TRANSACTION_ID;
use crate::qserv::attributes::TableAttributes;
use crate::qserv::read::Reader;
use crate::schema::{Aspect, DatabaseId, ObjectPath, Partitioning, Table, TableId};

pub(super) fn read(reader: &mut Reader, config: &Object) {
    let families = find(config, "database_families").map(to_value).unwrap_or_default();
    let Some(Node::Array(databases)) = find(config, "databases") else { return };
    for node in &databases.elements {
        let Node::Object(object) = node else { continue };
        let map = reader.attributes(object, ObjectPath::Workspace);
        let Some(name) = map.get("database").and_then(Value::as_str) else {
            let message = "This database has no name.".to_owned();
            reader.error("payload-shape", ObjectPath::Workspace, span(node), message, "Add `database`.");
            continue;
        };
        let id = reader.database_named(name);
        let path = ObjectPath::Database(id);
        reader.source(path, Aspect::Whole, json::span(node));
        let family = map.get("family_name").and_then(Value::as_str);
        let partitioning =
            families.as_array().into_iter().flatten().find(|known| known.get("name").and_then(Value::as_str) == family);
        let partitioning = partitioning.map(|family| {
            let count = |key: &str| family.get(key).and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok());
            Partitioning {
                stripes: count("num_stripes").unwrap_or(0),
                sub_stripes: count("num_sub_stripes").unwrap_or(0),
                overlap: family.get("overlap").and_then(Value::as_f64).unwrap_or(0.0),
                ..Partitioning::default()
            }
        });
        let known = reader.reading.workspace.databases.iter_mut().find(|database| database.id == id);
        if let Some(database) = known {
            Arc::make_mut(database).partitioning = partitioning;
        }
        tables(reader, object, &map, id);
    }
}

fn tables(reader: &mut Reader, database: &Object, map: &Map<String, Value>, id: DatabaseId) {
    let nodes: Vec<&Node> = match find(database, "tables") {
        Some(Node::Array(list)) => list.elements.iter().collect(),
        Some(Node::Object(object)) => object.properties.iter().map(|property| &property.value).collect(),
        Some(_) | None => vec![],
    };
    for node in nodes {
        let Node::Object(object) = node else { continue };
        let table_id = TableId(reader.reading.workspace.next_id());
        let path = ObjectPath::Table(table_id);
        let mut attributes = reader.attributes(object, path);
        attributes.shift_remove("columns");
        let name = attributes.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        attributes.insert("table".to_owned(), Value::from(name.as_str()));
        with_director_of_database(&mut attributes, map, &name);
        reader.source(path, Aspect::Whole, span(node));
        if let Some(name) = find(object, "name") {
            reader.source(path, Aspect::Name, span(name));
        }
        let listed = find(object, "columns").or_else(|| match find(database, "columns") {
            Some(Node::Object(by_table)) => find(by_table, &name),
            Some(_) | None => None,
        });
        let decoded = TableAttributes::decode(&attributes);
        let mut columns = Vec::new();
        if let Some(Node::Array(list)) = listed {
            columns.extend(list.elements.iter().filter_map(|entry| reader.read_column(entry, table_id)));
        }
        // The server adds this one to every table by itself.
        columns.retain(|column| column.name != TRANSACTION_ID);
        let registration = Some(decoded.registration());
        let mut table = Table { id: table_id, name, columns, registration, ..Table::default() };
        table.options.charset = decoded.charset.filter(|charset| !charset.is_empty());
        table.options.collation = decoded.collation.filter(|collation| !collation.is_empty());
        let known = reader.reading.workspace.databases.iter_mut().find(|database| database.id == id);
        if let Some(database) = known {
            Arc::make_mut(database).tables.push(Arc::new(table));
        }
    }
}

/// In the older form the database names its one director.
fn with_director_of_database(table: &mut Map<String, Value>, database: &Map<String, Value>, name: &str) {
    let Some(director) = database.get("director_table").filter(|director| director.is_string()) else { return };
    if table.contains_key("director_table") {
        return;
    }
    let own = director.as_str() == Some(name);
    table.insert("director_table".to_owned(), if own { Value::from("") } else { director.clone() });
    if let Some(key) = database.get("director_key") {
        table.insert("director_key".to_owned(), key.clone());
    }
}
