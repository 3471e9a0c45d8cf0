//! `/ingest/table`: register, list, delete. Source: `src/replica/contr/HttpIngestModule.cc`.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::body::text;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::css;
use super::super::culprit;
use super::super::failure::{Answer, Failure};
use super::super::replication_db;
use super::super::server::QservServer;
use super::super::state::TableInfo;
use super::super::statements::{self, TRANSACTION_TYPE};
use super::super::validate::director_table;
use super::{at_czar, is_of_the_name};
use crate::dryrun::mysql::refusal::Refusal;
use crate::mysql::Server;
use crate::qserv::TRANSACTION_ID;

pub(super) fn add(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    check_versions(server, call)?;
    let mut table = attributes(server, call)?;
    let schema = call.body.required("schema")?;
    let database = configuration::database(server, &controller.state, &table.database)
        .map_err(|failure| failure.at("database"))?;
    if database.is_published {
        return Err(Failure::http("the database is already published").at("database").help(
            "Un-publish it first: PUT /replication/config/database/<database> with \"admin_auth_key\" and \"publish\": 0.",
        ));
    }
    if database.tables.contains_key(&table.name) {
        return Err(Failure::http("table already exists")
            .at("table")
            .help("Delete it first, DELETE /ingest/table/<database>/<table>, or take another name."));
    }
    table.columns = columns(schema, table.is_director())?;
    let table = configuration::check_new_table(server, &controller.state, table, controller.now)?;
    let stored = table.to_json(server);
    if let Err(failure) = replication_db::insert_table(&controller.state, &table) {
        controller.mysql_refusal(call, failure, "The table is not registered; it can be sent again.")?;
    }
    call.created(Place::ReplicationDatabase, row(&table));
    if let Some(database) = controller.state.databases.get_mut(&table.database) {
        database.tables.insert(table.name.clone(), table.clone());
        call.answer.insert("database".to_owned(), database.to_json(server));
    }
    call.stored = Some(stored);
    create_on_workers(controller, call, &table)?;
    create_director_index(controller, call, &table)
}

/// The services of old clients are not given what came later.
fn check_versions(server: QservServer, call: &mut Call) -> Answer<()> {
    let unique = call.body.has("unique_primary_key")?;
    if unique {
        let warning = "'unique_primary_key' requires API version 21 or newer.";
        call.check_version_warning(server, 21, warning)?;
    }
    match server {
        QservServer::Api39 if unique => Ok(()),
        QservServer::Api55 if call.body.has("charset_name")? || call.body.has("collation_name")? => call
            .check_version_warning(server, 49, "'charset_name' and 'collation_name' require API version 49 or newer."),
        QservServer::Api39 | QservServer::Api55 => call.check_version(server, 12),
    }
}

/// The attributes in the order in which the server reads them.
fn attributes(server: QservServer, call: &Call) -> Answer<TableInfo> {
    let body = call.body;
    let mut table = TableInfo {
        database: body.required_text("database")?.to_owned(),
        name: body.required_text("table")?.to_owned(),
        is_partitioned: body.required_int("is_partitioned")? != 0,
        ..TableInfo::default()
    };
    let (spec, key) = pair(call, "director_table", "director_key")?;
    table.director = director_table(spec, key, ("director_table", "director_key"))?;
    let (spec, key) = pair(call, "director_table2", "director_key2")?;
    table.director2 = director_table(spec, key, ("director_table2", "director_key2"))?;
    table.latitude = body.text_or("latitude_key", "")?.to_owned();
    table.longitude = body.text_or("longitude_key", "")?.to_owned();
    table.flag = body.text_or("flag", "")?.to_owned();
    table.ang_sep = body.double_or("ang_sep", 0.0)?;
    table.unique_primary_key = body.int_or("unique_primary_key", 1)? != 0;
    if server == QservServer::Api55 {
        table.charset = body.text_or("charset_name", "latin1")?.to_owned();
        table.collation = body.text_or("collation_name", "latin1_general_ci")?.to_owned();
    }
    Ok(table)
}

/// The arguments of one call, which the server's compiler (gcc) evaluates from the last to the first.
fn pair<'r>(call: &Call<'r>, spec: &str, key: &str) -> Answer<(&'r str, &'r str)> {
    let key = call.body.text_or(key, "")?;
    Ok((call.body.text_or(spec, "")?, key))
}

/// The columns of a request, behind the one that Qserv adds.
fn columns(schema: &Value, is_director: bool) -> Answer<Vec<(String, String)>> {
    if schema.is_null() {
        return Err(Failure::http("table schema is empty").at("schema").help("Give a list of columns."));
    }
    let Value::Array(list) = schema else {
        return Err(Failure::http("table schema is not defined as an array")
            .at("schema")
            .help("Give a list: [{\"name\": ..., \"type\": ...}, ...]."));
    };
    let mut columns = vec![(TRANSACTION_ID.to_owned(), TRANSACTION_TYPE.to_owned())];
    for (position, entry) in list.iter().enumerate() {
        let Value::Object(entry) = entry else {
            return Err(Failure::http("columns definitions in table schema are not JSON objects")
                .at_pointer(format!("/schema/{position}"))
                .help("Write the column as {\"name\": ..., \"type\": ...}."));
        };
        let attribute = |key: &str| {
            let Some(value) = entry.get(key) else {
                // Qserv counts its own column, too.
                let number = columns.len() + 1;
                return Err(Failure::http(format!(
                    "column attribute '{key}' is missing in table schema for column number: {number}"
                ))
                .at_pointer(format!("/schema/{position}"))
                .help(format!(
                    "Add {key:?} to column {} of the schema; the server counts its own column, too.",
                    position + 1
                )));
            };
            text(value).map_err(|failure| failure.at_pointer(format!("/schema/{position}/{key}")))
        };
        let name = attribute("name")?;
        let column_type = attribute("type")?;
        if is_director {
            check_type(name, column_type, position)?;
        }
        if name == TRANSACTION_ID {
            return Err(Failure::http(format!("reserved column '{TRANSACTION_ID}' is not allowed"))
                .at_pointer(format!("/schema/{position}/name"))
                .help("Leave the column out: Qserv adds it itself."));
        }
        columns.push((name.to_owned(), column_type.to_owned()));
    }
    Ok(columns)
}

/// Types that sub-chunks in memory cannot have; the words are looked for anywhere in the type, comments included.
fn check_type(name: &str, column_type: &str, position: usize) -> Answer<()> {
    let upper = column_type.to_ascii_uppercase();
    if !upper.contains("BLOB") && !upper.contains("TEXT") {
        return Ok(());
    }
    let text = format!(
        "the prohibited type '{column_type}' detected in a definition of the column '{name}' of the director table"
    );
    Err(Failure::http(text)
        .at_pointer(format!("/schema/{position}/type"))
        .help("Use CHAR or VARCHAR; the letters BLOB and TEXT may not stand in comments and defaults either."))
}

fn row(table: &TableInfo) -> String {
    format!(
        "INSERT INTO `config_database_table` ... {} and {} rows of `config_database_table_schema`",
        statements::id2(&table.database, &table.name),
        table.columns.len()
    )
}

const STAYS: &str = "The table stays registered although it was not created: delete it, DELETE /ingest/table/<database>/<table>, before you send it again.";

const STAYS_BY_NAME: &str = "The table stays registered although it was not created. Its name keeps DELETE /ingest/table from deleting it, too: take it out of the configuration, DELETE /replication/config/table/<database>/<table>.";

fn create_on_workers(controller: &mut Controller, call: &mut Call, table: &TableInfo) -> Answer<()> {
    let server = controller.server.mariadb();
    for name in statements::worker_tables(&table.name, table.is_partitioned) {
        let statement = statements::create_worker_table(table, &name);
        let simulated = if name == table.name || !controller.workers.has_table(&table.database, &table.name) {
            Cow::Borrowed(&statement)
        } else {
            Cow::Owned(statements::create_worker_table_like(table, &name))
        };
        match controller.workers.execute(&simulated) {
            Ok(undecided) => {
                let note = |why| format!("Whether MariaDB creates {name} is not decided: {why}.");
                call.notes.extend(undecided.map(note));
                call.created(Place::Workers, statement);
            }
            Err(refusal) => {
                let text = controller.job_error(&format!("table creation failed for: '{name}'"), &refusal);
                let mut failure = Failure::http(text).help(help(refusal.errno, table, &name));
                if let Some(at) = culprit(server, table, &refusal) {
                    failure = failure.at_pointer(at);
                }
                // The other tables would be refused for the same reason.
                return controller.mysql_refusal(
                    call,
                    failure,
                    if refusal.errno == 1103 { STAYS_BY_NAME } else { STAYS },
                );
            }
        }
    }
    Ok(())
}

/// What MariaDB's error is about, as a place in the request.
fn culprit(server: Server, table: &TableInfo, refusal: &Refusal) -> Option<String> {
    match refusal.errno {
        1103 => Some("/table".to_owned()),
        1115 => Some("/charset_name".to_owned()),
        1253 | 1273 => Some("/collation_name".to_owned()),
        1117 | 1118 => Some("/schema".to_owned()),
        _ => culprit::column(server, table, refusal).map(|at| format!("/schema/{at}")),
    }
}

/// What to do about MariaDB's error.
fn help(errno: u16, table: &TableInfo, name: &str) -> String {
    match errno {
        1059 | 1103 if name.chars().count() > 64 => {
            let most = 64 - "FullOverlap_1234567890".len();
            format!(
                "A partitioned table's name may have {most} characters, since Qserv adds FullOverlap_1234567890 to it; {} has {}.",
                table.name,
                table.name.chars().count()
            )
        }
        1253 | 1115 | 1273 => {
            "Give \"charset_name\" and a \"collation_name\" of that charset together, or neither.".to_owned()
        }
        1503 | 1506 | 1075 => {
            "A type may hold no key and no AUTO_INCREMENT: Qserv partitions the table by qserv_trans_id.".to_owned()
        }
        1178 => "GEOMETRY in partitioned tables needs MariaDB 11.3.2 or newer.".to_owned(),
        1118 | 1117 | 1074 => "Shorten or drop columns.".to_owned(),
        1064 | 4161 => "Write each type as it stands in CREATE TABLE, without quotes.".to_owned(),
        _ => "Correct the table's definition.".to_owned(),
    }
}

/// Of a director, unless the database wants it built later.
fn create_director_index(controller: &mut Controller, call: &mut Call, table: &TableInfo) -> Answer<()> {
    let wanted = controller.state.databases.get(&table.database).is_some_and(|database| {
        // Where a configuration was read, the parameter is not known; its default is on.
        database.auto_index.unwrap_or(true)
    });
    if !table.is_director() || !wanted {
        return Ok(());
    }
    let key = &table.director.key;
    // Of columns with the same name the last one counts; an empty type is taken for none.
    let key_type = table.columns.iter().rev().find(|(name, _)| name == key).map_or("", |(_, column_type)| column_type);
    if key_type.is_empty() {
        let text = format!(
            "column definition for the director key column '{key}' is missing in the director table schema for table '{}' of database '{}'",
            table.name, table.database
        );
        return controller.mysql_refusal(call, Failure::other(text), STAYS);
    }
    let index = statements::index_table(table);
    if let Err(failure) = check_meta_name(&index) {
        return controller.mysql_refusal(call, failure, STAYS);
    }
    let statements =
        [statements::drop_table(&statements::id(&index)), statements::create_director_index(table, key_type)];
    for statement in statements {
        match controller.czar.execute(&statement) {
            Ok(undecided) => {
                call.notes.extend(
                    undecided.map(|why| format!("Whether MariaDB creates the director index is not decided: {why}.")),
                );
                call.created(Place::Czar, statement);
            }
            Err(refusal) => {
                let text = format!("{}, errno: {}", refusal.message, refusal.errno);
                let failure = Failure::other(text).at("director_key").help(
                    "The director index has the columns qserv_trans_id, the key, chunkId and subChunkId: name another key, of a plain type.",
                );
                return controller.mysql_refusal(call, failure, STAYS);
            }
        }
    }
    Ok(())
}

/// Names in `qservMeta` may have 64 bytes. Source: `src/replica/util/Common.cc`, `tableNameBuilder`.
pub(super) fn check_meta_name(name: &str) -> Answer<()> {
    if name.len() <= 64 {
        return Ok(());
    }
    Err(Failure::invalid(format!(
        "replica::tableNameBuilder MySQL table name limit of 64 characters has been exceeded for table '{name}'."
    )))
}

pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    let entry = |table: &TableInfo| json!({ "is_partitioned": u8::from(table.is_partitioned), "name": table.name });
    let list: Value = database.partitioned().chain(database.regular()).map(entry).collect();
    call.answer.insert("tables".to_owned(), list);
    Ok(())
}

const KEPT: &str = "The table stays registered.";

pub(super) fn delete(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let (database_name, name) = (call.route.parameter("database").to_owned(), call.route.parameter("table").to_owned());
    let database = configuration::database(server, &controller.state, &database_name)?;
    let table = configuration::table(server, database, &name)?.clone();
    if database.is_published && !call.is_admin() {
        return Err(Failure::http("deleting tables of published databases requires administrator's privileges.")
            .help("Send \"admin_auth_key\" instead of \"auth_key\"."));
    }
    let key = css::table_key(&database_name, &name);
    if controller.css.has(&key) {
        call.created(Place::Css, format!("drop {key}"));
        controller.css.drop_below(&key);
    }
    let mut dropped = vec![statements::id2(&database_name, &name)];
    if table.is_director() {
        let index = statements::index_table(&table);
        check_meta_name(&index)?;
        dropped.push(statements::in_meta(&index));
    }
    let counters = statements::counters_table(&table);
    dropped.extend(check_meta_name(&counters).is_ok().then(|| statements::in_meta(&counters)));
    for table in dropped {
        at_czar(controller, call, statements::drop_table(&table), KEPT)?;
    }
    for table_name in statements::worker_tables(&name, table.is_partitioned) {
        let statement = statements::drop_table(&statements::id2(&database_name, &table_name));
        match controller.workers.execute(&statement) {
            Err(refusal) if is_of_the_name(refusal.errno) => {
                let text = controller.job_error("table deletion failed", &refusal);
                let failure = Failure::http(text).help(
                    "Take the table out of the configuration: DELETE /replication/config/table/<database>/<table>.",
                );
                controller.mysql_refusal(call, failure, KEPT)?;
            }
            _ => call.created(Place::Workers, statement),
        }
    }
    let database = configuration::database_mut(server, &mut controller.state, &database_name)?;
    if let Err(failure) = configuration::remove_table(server, database, &name) {
        call.cautions.push(
            "The table's data is gone already: the server looks for dependents last. Only its registration is left."
                .to_owned(),
        );
        return Err(failure);
    }
    Ok(())
}
