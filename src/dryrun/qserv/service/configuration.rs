//! `/replication/config`: families, databases and tables of the configuration alone, and un-publishing.
//! Source: `src/replica/contr/HttpConfigurationModule.cc`.

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::replication_db;
use super::super::server::QservServer;
use super::super::state::{DatabaseInfo, Family, TableInfo};
use super::super::statements::text;
use super::database::insert_family;
use super::forget;

pub(super) fn version(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.answer.insert("kind".to_owned(), json!("replication-controller"));
    call.answer.insert("version".to_owned(), json!(controller.server.api()));
    Ok(())
}

pub(super) fn get(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    // Of a list that nothing was put into the server makes null.
    let listed = |list: Vec<Value>| if list.is_empty() { Value::Null } else { list.into() };
    let families = listed(controller.state.families.values().map(Family::to_json).collect());
    let databases = listed(controller.state.databases.values().map(|database| database.to_json(server)).collect());
    let workers: Value = controller.worker_names.iter().map(|name| json!({ "name": name })).collect();
    call.answer.insert(
        "config".to_owned(),
        json!({ "database_families": families, "databases": databases, "workers": workers }),
    );
    call.notes.push("Only families, databases and the names of workers are simulated.".to_owned());
    Ok(())
}

pub(super) fn add_family(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    let body = call.body;
    let family = Family {
        name: body.required_text("name")?.to_owned(),
        replication_level: body.required_uint("replication_level")?,
        stripes: body.required_uint("num_stripes")?,
        sub_stripes: body.required_uint("num_sub_stripes")?,
        overlap: body.required_double("overlap")?,
    };
    for (zero, attribute) in [
        (family.replication_level == 0, "replication_level"),
        (family.stripes == 0, "num_stripes"),
        (family.sub_stripes == 0, "num_sub_stripes"),
    ] {
        if zero {
            return Err(Failure::http(format!("'{attribute}' can't be equal to 0")).at(attribute));
        }
    }
    if family.overlap <= 0.0 {
        return Err(Failure::http("'overlap' can't be less or equal to 0").at("overlap"));
    }
    configuration::check_new_family(controller.server, &controller.state, &family)?;
    let stored = family.to_json();
    let name = family.name.clone();
    insert_family(controller, call, family)?;
    put(call, "database_families", &name, stored);
    Ok(())
}

pub(super) fn delete_family(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    let name = call.route.parameter("family").to_owned();
    let force = match server {
        QservServer::Api39 => {
            call.check_version(server, 12)?;
            true
        }
        QservServer::Api55 => {
            call.check_version(server, 44)?;
            call.route.query.int_or("force", 0)? != 0
        }
    };
    configuration::family(server, &controller.state, &name)?;
    let of_family = |database: &&DatabaseInfo| database.family == name;
    let members: Vec<String> =
        controller.state.databases.values().filter(of_family).map(|database| database.name.clone()).collect();
    if !force && !members.is_empty() {
        let text = format!(
            "CONFIG  deleteDatabaseFamily the family '{name}' has {} member databases. Use 'force' flag to delete the family anyway.",
            members.len()
        );
        return Err(Failure::other(text)
            .help("Delete the databases first, or add ?force=1 to the path: they go with the family."));
    }
    if !members.is_empty() {
        call.notes.push(format!(
            "With the family the registrations of {} go; their tables stay on the workers.",
            members.join(", ")
        ));
    }
    call.created(
        Place::ReplicationDatabase,
        format!("DELETE FROM `config_database_family` WHERE `name`={}", text(&name)),
    );
    for member in &members {
        forget(&mut controller.state, member);
    }
    controller.state.families.remove(&name);
    Ok(())
}

/// Only the configuration: nothing is created on the workers.
pub(super) fn add_database(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.body.required_text("database")?;
    let family = call.body.required_text("family")?;
    configuration::check_new_database(server, &controller.state, name, family)?;
    if let Err(failure) = replication_db::insert_database(&controller.state, name) {
        controller.mysql_refusal(call, failure, "The database is not registered.")?;
    }
    let mut database = DatabaseInfo::new(name, family, controller.now);
    // The parameter is only saved by POST /ingest/database; without it no index is built.
    database.auto_index = Some(false);
    let stored = database.to_json(server);
    controller.state.databases.insert(name.to_owned(), database);
    call.notes.push("The database is not created on the workers; POST /ingest/database does that, too.".to_owned());
    put(call, "databases", name, stored);
    Ok(())
}

pub(super) fn delete_database(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.route.parameter("database");
    configuration::database(server, &controller.state, name)?;
    forget(&mut controller.state, name);
    call.notes.push("Only the registration goes: the tables stay on the workers.".to_owned());
    Ok(())
}

/// Un-publishes a database, or with `publish` set publishes it without telling the czar.
pub(super) fn publish(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    let name = call.route.parameter("database").to_owned();
    // The attribute is read before the version is looked at, which depends on it.
    let publish = call.body.int_or("publish", 0)? != 0;
    call.check_version(server, if publish { 34 } else { 12 })?;
    if !call.is_admin() {
        return Err(Failure::http("administrator's privileges are required to (un-)publish databases.")
            .help("Send \"admin_auth_key\" instead of \"auth_key\"."));
    }
    let database = configuration::set_published(server, &mut controller.state, &name, publish, controller.now)?;
    if publish {
        call.notes.push(
            "Only the flags are set: tables and keys of the czar are made by PUT /ingest/database/<database>."
                .to_owned(),
        );
    } else {
        call.notes.push(
            "Tables that were published stay so and visible to queries; the database takes new tables.".to_owned(),
        );
    }
    put(call, "databases", &name, database.to_json(server));
    Ok(())
}

/// Takes three attributes of a table only, so that nothing but a regular table without columns passes.
pub(super) fn add_table(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let table = TableInfo {
        database: call.body.required_text("database")?.to_owned(),
        name: call.body.required_text("name")?.to_owned(),
        is_partitioned: call.body.required_int("is_partitioned")? != 0,
        unique_primary_key: true,
        ..TableInfo::default()
    };
    let table = configuration::check_new_table(server, &controller.state, table, controller.now)?;
    if let Err(failure) = replication_db::insert_table(&controller.state, &table) {
        controller.mysql_refusal(call, failure, "The table is not registered.")?;
    }
    let stored = table.to_json(server);
    let database = configuration::database_mut(server, &mut controller.state, &table.database)?;
    database.tables.insert(table.name.clone(), table);
    let (name, json) = (database.name.clone(), database.to_json(server));
    put(call, "databases", &name, json);
    call.stored = Some(stored);
    Ok(())
}

pub(super) fn delete_table(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let (name, table) = (call.route.parameter("database").to_owned(), call.route.parameter("table").to_owned());
    let database = configuration::database_mut(server, &mut controller.state, &name)?;
    configuration::remove_table(server, database, &table)?;
    let json = database.to_json(server);
    call.notes.push("Only the registration goes: the tables stay on the workers.".to_owned());
    put(call, "databases", &name, json);
    Ok(())
}

/// The answer of the services that change the configuration.
fn put(call: &mut Call, kind: &str, name: &str, stored: Value) {
    call.answer.insert("config".to_owned(), json!({ kind: { name: stored.clone() } }));
    call.stored = Some(stored);
}
