//! A Controller that starts from what another one reported: the response of `GET /replication/config`.
//!
//! Source: `src/replica/config/ConfigDatabase.cc`, `parse`; older servers leave attributes out, which then have the values
//! that they had there.

use jsonc_parser::ast::Value as Node;
use serde_json::Value;

use super::controller::Controller;
use super::css;
use super::failure::pointer_part;
use super::script::place_at;
use super::server::QservServer;
use super::state::{DatabaseInfo, DirectorTable, Family, TableInfo};
use super::statements;
use crate::json::{JsonError, parse, span, to_value};

/// What does not fit, and where as a JSON pointer.
struct Misfit {
    at: String,
    message: String,
}

impl Controller {
    /// Reads the response of `GET /replication/config`, or the object `config` of it. What the response does not hold is
    /// taken as usual: chunks were allocated, director indexes are built with the tables.
    pub fn from_config(server: QservServer, text: &str) -> Result<Controller, JsonError> {
        let node = parse(text)?;
        let value = to_value(&node);
        let (config, before) = match value.get("config") {
            Some(config) => (config, "/config"),
            None => (&value, ""),
        };
        read(server, config, before).map_err(|misfit| JsonError {
            span: place_at(&node, &misfit.at).unwrap_or_else(|| span(&node)),
            message: misfit.message,
            help: help(&node),
        })
    }
}

fn help(node: &Node) -> String {
    let failed = match to_value(node) {
        Value::Object(object) => object.get("success").is_some_and(|success| *success == 0),
        _ => false,
    };
    if failed {
        return "The response says that the request failed: ask again.".to_owned();
    }
    "Give the whole response of GET /replication/config, as the server sends it.".to_owned()
}

fn read(server: QservServer, config: &Value, before: &str) -> Result<Controller, Misfit> {
    let mut controller = Controller::new(server);
    let families = list(config, before, "database_families")?;
    for (at, family) in families.iter().enumerate() {
        let place = Place { value: family, at: format!("{before}/database_families/{at}") };
        let family = Family {
            name: place.text("name")?,
            replication_level: place.number("min_replication_level").unwrap_or(1),
            stripes: place.required_number("num_stripes")?,
            sub_stripes: place.required_number("num_sub_stripes")?,
            overlap: family.get("overlap").and_then(Value::as_f64).unwrap_or_default(),
        };
        controller.state.families.insert(family.name.clone(), family);
    }
    for (at, database) in list(config, before, "databases")?.iter().enumerate() {
        let place = Place { value: database, at: format!("{before}/databases/{at}") };
        let database = read_database(&controller, &place)?;
        put(&mut controller, database);
    }
    let workers = config.get("workers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names = workers.iter().filter_map(|worker| Some(worker.get("name")?.as_str()?.to_owned()));
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        controller.worker_names = names;
    }
    Ok(controller)
}

/// A list that may be null where nothing is in it: so the server writes it.
fn list<'v>(config: &'v Value, before: &str, key: &str) -> Result<&'v [Value], Misfit> {
    match config.get(key) {
        Some(Value::Array(list)) => Ok(list),
        Some(Value::Null) => Ok(&[]),
        Some(_) => Err(Misfit { at: format!("{before}/{key}"), message: format!("\"{key}\" is no list.") }),
        None => {
            Err(Misfit { at: before.to_owned(), message: format!("This is no configuration: it has no \"{key}\".") })
        }
    }
}

/// A value of the response and where it stands.
struct Place<'v> {
    value: &'v Value,
    at: String,
}

impl Place<'_> {
    fn text(&self, key: &str) -> Result<String, Misfit> {
        match self.value.get(key) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(Misfit { at: format!("{}/{key}", self.at), message: format!("\"{key}\" is no text.") }),
            None => Err(Misfit { at: self.at.clone(), message: format!("\"{key}\" is missing here.") }),
        }
    }

    fn text_or(&self, key: &str, default: &str) -> String {
        self.value.get(key).and_then(Value::as_str).unwrap_or(default).to_owned()
    }

    fn number(&self, key: &str) -> Option<u32> {
        self.value.get(key).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
    }

    fn required_number(&self, key: &str) -> Result<u32, Misfit> {
        let at = || format!("{}/{key}", self.at);
        self.number(key)
            .ok_or_else(|| Misfit { at: at(), message: format!("\"{key}\" is no number of a partitioning.") })
    }

    fn flag(&self, key: &str) -> bool {
        self.value.get(key).is_some_and(|value| value.as_bool() == Some(true) || value.as_i64().is_some_and(|n| n != 0))
    }

    fn time(&self, key: &str) -> u64 {
        self.value.get(key).and_then(Value::as_u64).unwrap_or_default()
    }
}

fn read_database(controller: &Controller, place: &Place) -> Result<DatabaseInfo, Misfit> {
    let family = place.text("family_name")?;
    if !controller.state.families.contains_key(&family) {
        let message = format!("The family {family} is not among the \"database_families\".");
        return Err(Misfit { at: format!("{}/family_name", place.at), message });
    }
    let mut database = DatabaseInfo::new(&place.text("database")?, &family, place.time("create_time"));
    database.publish_time = place.time("publish_time");
    database.is_published = place.flag("is_published");
    database.from_config = true;
    match place.value.get("tables") {
        None | Some(Value::Null) => {}
        Some(Value::Array(tables)) => {
            for (at, table) in tables.iter().enumerate() {
                let table = Place { value: table, at: format!("{}/tables/{at}", place.at) };
                let table = read_table(&database.name, &table)?;
                database.tables.insert(table.name.clone(), table);
            }
        }
        Some(Value::Object(tables)) => {
            for (name, table) in tables {
                let table = Place { value: table, at: format!("{}/tables/{}", place.at, pointer_part(name)) };
                let table = read_old_table(&database, place, &table)?;
                database.tables.insert(table.name.clone(), table);
            }
        }
        Some(_) => {
            return Err(Misfit { at: format!("{}/tables", place.at), message: "\"tables\" is no list.".to_owned() });
        }
    }
    Ok(database)
}

fn read_table(database: &str, place: &Place) -> Result<TableInfo, Misfit> {
    let director = |spec: &str, key: &str| {
        let spec = place.text_or(spec, "");
        let (database, table) = spec.split_once('.').unwrap_or(("", &spec));
        DirectorTable { database: database.to_owned(), table: table.to_owned(), key: place.text_or(key, "") }
    };
    let mut table = TableInfo {
        name: place.text("name")?,
        database: database.to_owned(),
        is_published: place.flag("is_published"),
        create_time: place.time("create_time"),
        publish_time: place.time("publish_time"),
        is_partitioned: place.flag("is_partitioned"),
        director: director("director_table", "director_key"),
        director2: director("director_table2", "director_key2"),
        flag: place.text_or("flag", ""),
        ang_sep: place.value.get("ang_sep").and_then(Value::as_f64).unwrap_or_default(),
        unique_primary_key: place.value.get("unique_primary_key").is_none() || place.flag("unique_primary_key"),
        charset: place.text_or("charset_name", ""),
        collation: place.text_or("collation_name", ""),
        latitude: place.text_or("latitude_key", ""),
        longitude: place.text_or("longitude_key", ""),
        columns: vec![],
    };
    table.columns = read_columns(place.value.get("columns"), &format!("{}/columns", place.at))?;
    Ok(table)
}

/// A table as servers before API 7 reported it: the database had one director, and the columns of all tables.
fn read_old_table(database: &DatabaseInfo, of_database: &Place, place: &Place) -> Result<TableInfo, Misfit> {
    let mut table = read_table(&database.name, place)?;
    table.is_published = database.is_published;
    if table.is_partitioned {
        let director = of_database.text_or("director_table", "");
        let director = if director == table.name { String::new() } else { director };
        let key = of_database.text_or("director_key", "");
        table.director = DirectorTable { database: String::new(), table: director, key };
    }
    let columns = of_database.value.get("columns").and_then(|columns| columns.get(&table.name));
    let at = format!("{}/columns/{}", of_database.at, pointer_part(&table.name));
    table.columns = read_columns(columns, &at)?;
    Ok(table)
}

fn read_columns(columns: Option<&Value>, at: &str) -> Result<Vec<(String, String)>, Misfit> {
    let columns = columns.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let read = |(number, column): (usize, &Value)| {
        let column = Place { value: column, at: format!("{at}/{number}") };
        Ok((column.text("name")?, column.text("type")?))
    };
    columns.iter().enumerate().map(read).collect()
}

/// Takes a database in as it is, with its tables on the workers and, of what is published, at the czar. What MariaDB would
/// refuse today is there all the same on the server, so refusals do not count.
fn put(controller: &mut Controller, database: DatabaseInfo) {
    let create = statements::create_database(&database.name);
    let _ = controller.workers.execute(&create);
    if database.tables.values().any(|table| table.is_published) || database.is_published {
        let _ = controller.czar.execute(&create);
        if let Some(family) = controller.state.families.get(&database.family) {
            let entries = controller.css.database(&database, family, None);
            let _ = controller.css.write(&entries);
        }
    }
    let overlap = controller.state.families.get(&database.family).map_or(0.0, |family| family.overlap);
    for table in database.tables.values() {
        for name in statements::worker_tables(&table.name, table.is_partitioned) {
            let known = name != table.name && controller.workers.has_table(&table.database, &table.name);
            let create = if known {
                statements::create_worker_table_like(table, &name)
            } else {
                statements::create_worker_table(table, &name)
            };
            let _ = controller.workers.execute(&create);
            if table.is_published {
                let _ = controller.workers.execute(&statements::remove_partitioning(&database.name, &name));
            }
        }
        if table.is_published {
            let _ = controller.czar.execute(&statements::create_prototype(controller.server, table));
            let _ = controller.css.write(&css::table(controller.server, table, overlap));
        }
    }
    controller.state.databases.insert(database.name.clone(), database);
}
