//! `/replication/sql/table/schema`. Source: `src/replica/contr/HttpSqlSchemaModule.cc`.

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::statements;
use super::index::FAILED;

pub(super) fn get(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    let table = configuration::table(server, database, call.route.parameter("table"))?;
    let columns: Value =
        table.columns.iter().map(|(name, column_type)| json!({ "name": name, "type": column_type })).collect();
    if database.is_published {
        call.notes.push("The real server answers with the types that MariaDB shows, in capitals.".to_owned());
    }
    call.stored = Some(table.to_json(server));
    call.answer.insert("schema".to_owned(), json!({ &database.name: { &table.name: columns } }));
    Ok(())
}

/// Alters the tables of a published database: the czar's first, which is the test, then those of the workers.
pub(super) fn alter(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let (database_name, name) = (call.route.parameter("database").to_owned(), call.route.parameter("table").to_owned());
    let spec = call.body.required_text("spec")?.to_owned();
    let database = configuration::database(server, &controller.state, &database_name)?;
    let table = configuration::table(server, database, &name)?.clone();
    if !database.is_published {
        return Err(Failure::http(format!("database '{database_name}' is not published"))
            .help("Until then a table is changed by deleting and registering it anew."));
    }
    let alter = |table: &str| format!("ALTER TABLE {} {spec}", statements::id2(&database_name, table));
    let statement = alter(&name);
    match controller.czar.execute(&statement) {
        Ok(undecided) => {
            call.notes.extend(undecided.map(|why| format!("What MariaDB does is not decided: {why}.")));
            call.created(Place::Czar, statement);
        }
        Err(refusal) => {
            let text = format!("{}, errno: {}", refusal.message, refusal.errno);
            return controller.mysql_refusal(call, Failure::other(text).at("spec"), "Nothing was altered.");
        }
    }
    for name in statements::worker_tables(&name, table.is_partitioned) {
        let statement = alter(&name);
        match controller.workers.execute(&statement) {
            Ok(_) => call.created(Place::Workers, statement),
            Err(refusal) => {
                let report = controller.job_report(&name, &refusal);
                let failure = Failure::http(FAILED).at("spec").ext(report);
                return controller.mysql_refusal(call, failure, "The czar's table is altered already.");
            }
        }
    }
    call.notes.push(
        "The registered columns stay as they are: the tables and the CSS are altered, not the registration.".to_owned(),
    );
    call.stored = Some(table.to_json(server));
    Ok(())
}
