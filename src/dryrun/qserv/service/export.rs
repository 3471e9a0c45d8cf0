//! `/export/config`: registrations of published databases and tables. Source: `src/replica/contr/HttpExportModule.cc`.

use serde_json::{Map, Value, json};

use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use crate::qserv::TRANSACTION_ID;

pub(super) fn database(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 53)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    if !database.is_published {
        return Err(Failure::http(format!("database '{}' is not PUBLISHED", database.name)));
    }
    let family = configuration::family(server, &controller.state, &database.family)?;
    let config = json!({
        "auto_build_secondary_index": 0,
        "database": database.name,
        "num_stripes": family.stripes,
        "num_sub_stripes": family.sub_stripes,
        "overlap": family.overlap,
        "version": 12,
    });
    call.stored = Some(config.clone());
    call.answer.insert("config".to_owned(), config);
    Ok(())
}

pub(super) fn table(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 53)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    if !database.is_published {
        return Err(Failure::http(format!("database '{}' is not PUBLISHED", database.name)));
    }
    let table = configuration::table(server, database, call.route.parameter("table"))?;
    if !table.is_published {
        return Err(Failure::http(format!("table '{}' of {} is not PUBLISHED", table.name, database.name)));
    }
    let mut config = Map::new();
    let mut put = |key: &str, value: Value| config.insert(key.to_owned(), value);
    put("version", json!(49));
    put("database", json!(database.name));
    put("table", json!(table.name));
    put("charset_name", json!(table.charset));
    put("collation_name", json!(table.collation));
    put("is_partitioned", json!(table.is_partitioned));
    if table.is_partitioned {
        // The director's database is lost here.
        put("director_table", json!(table.director.table));
        put("director_key", json!(table.director.key));
        if table.is_director() {
            put("unique_primary_key", json!(u8::from(table.unique_primary_key)));
        }
        if table.is_ref_match() {
            put("director_table2", json!(table.director2.table));
            put("director_key2", json!(table.director2.key));
            put("ang_sep", json!(table.ang_sep));
            put("flag", json!(table.flag));
        }
        put("latitude_key", json!(table.latitude));
        put("longitude_key", json!(table.longitude));
    }
    let own = table.columns.iter().filter(|(name, _)| name != TRANSACTION_ID);
    put("schema", own.map(|(name, column_type)| json!({ "name": name, "type": column_type })).collect());
    let config = super::super::answer::sorted(Value::Object(config));
    call.stored = Some(config.clone());
    call.answer.insert("config".to_owned(), config);
    call.notes.push("The real server writes the types as MariaDB shows them, in capitals.".to_owned());
    Ok(())
}
