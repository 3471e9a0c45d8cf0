//! `PUT /ingest/database/:database`: publish. Source: `src/replica/contr/HttpIngestModule.cc`, `_publishDatabase` and what it
//! calls.

use serde_json::json;

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller, Loading};
use super::super::css;
use super::super::failure::{Answer, Class, Failure};
use super::super::state::{DatabaseInfo, TableInfo};
use super::super::statements;
use super::chunk::list_empty_chunks;
use super::table::check_meta_name;
use super::{CONTEXT, at_czar};

const STAYS: &str = "The database is not published.";

pub(super) fn publish(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.route.parameter("database").to_owned();
    let consolidate = call.body.int_or("consolidate_secondary_index", 0)? != 0;
    let row_counters = call.body.int_or("row_counters_deploy_at_qserv", 0)? != 0;
    let database = configuration::database(server, &controller.state, &name)?.clone();
    if database.is_published {
        return Err(Failure::http("the database is already published").help("Leave this request out."));
    }
    check_loaded(controller, call, &database)?;
    let fresh: Vec<&TableInfo> = database.tables.values().filter(|table| !table.is_published).collect();
    if consolidate && database.auto_index.unwrap_or(true) {
        for table in fresh.iter().filter(|table| table.is_director()) {
            let index = statements::id(&statements::index_table(table));
            let statement = format!("ALTER TABLE {index} REMOVE PARTITIONING");
            at_czar(controller, call, statement, STAYS)?;
        }
    }
    if row_counters {
        for table in &fresh {
            deploy_counters(controller, call, table)?;
        }
    }
    prepare_workers(controller, call, &database, &fresh)?;
    at_czar(controller, call, statements::create_database(&name), STAYS)?;
    for table in &fresh {
        at_czar(controller, call, statements::create_prototype(server, table), STAYS)?;
    }
    call.created(Place::Czar, statements::grant(&name));
    write_css(controller, call, &database, &fresh)?;
    let published = configuration::set_published(server, &mut controller.state, &name, true, controller.now)?;
    let stored = published.to_json(server);
    call.answer.insert("database".to_owned(), stored.clone());
    call.stored = Some(stored);
    Ok(())
}

/// Nothing may be open, and something must be there.
fn check_loaded(controller: &Controller, call: &mut Call, database: &DatabaseInfo) -> Answer<()> {
    let mut transactions = controller.state.transactions.values();
    let open = transactions.find(|transaction| transaction.database == database.name && !transaction.state.is_over());
    if let Some(transaction) = open {
        return Err(Failure::http("database has uncommitted transactions")
            .help(format!("End it first: PUT /ingest/trans/{}?abort=0.", transaction.id)));
    }
    if !database.chunks.is_empty() {
        return Ok(());
    }
    if controller.loading == Loading::AsRequested && !database.from_config {
        return Err(Failure::http("the database doesn't have any chunks").help(
            "Register a partitioned table, allocate at least one chunk (POST /ingest/chunk) and load it; a database of regular tables alone cannot be published.",
        ));
    }
    call.notes.push(if database.partitioned().next().is_none() {
        "No table of the database is partitioned: without an allocated chunk the server refuses with \"the database doesn't have any chunks\".".to_owned()
    } else {
        "This takes it that at least one chunk was allocated and all transactions were ended.".to_owned()
    });
    Ok(())
}

/// The table of row counters of a table. Whatever fails, the error has the same words, and the reason beside them.
pub(super) fn deploy_counters(controller: &mut Controller, call: &mut Call, table: &TableInfo) -> Answer<()> {
    check_meta_name(&statements::counters_table(table))
        .and_then(|()| at_czar(controller, call, statements::create_counters(table), ""))
        .map_err(|failure| {
            let reason = counters_failure(failure, ("load/update row counters", "into"), table);
            Failure { text: "Table rows scanning/deployment failed.".to_owned(), help: Some(reason.text), ..reason }
        })
}

/// What went wrong with the row counters of a table at the czar, as the server reports it.
pub(super) fn counters_failure(failure: Failure, (what, how): (&str, &str), table: &TableInfo) -> Failure {
    let reason = format!(
        "Failed to {what} for table '{}' of database '{}' {how} Qserv, ex: {}",
        table.name, table.database, failure.text
    );
    let error_ext = json!({ "error": reason, "operation": "Deploy table row counters in Qserv." });
    Failure { class: Class::Http, text: reason, error_ext: Some(Box::new(error_ext)), ..failure }
}

fn prepare_workers(
    controller: &mut Controller,
    call: &mut Call,
    database: &DatabaseInfo,
    fresh: &[&TableInfo],
) -> Answer<()> {
    call.created(Place::Workers, statements::grant(&database.name));
    let row = format!("REPLACE INTO `qservw_worker`.`Dbs` VALUES ({})", statements::text(&database.name));
    call.created(Place::Workers, row);
    for table in fresh.iter().filter(|table| table.is_partitioned) {
        if table.columns.is_empty() {
            return Err(Failure::http(format!("schema is empty for table: '{}'", table.name)));
        }
        create_missing(controller, call, table)?;
    }
    let mut errors = String::new();
    for table in fresh {
        for name in statements::worker_tables(&table.name, table.is_partitioned) {
            let statement = statements::remove_partitioning(&database.name, &name);
            match controller.workers.execute(&statement) {
                Ok(_) => call.created(Place::Workers, statement),
                // A table that is not partitioned any more is passed over.
                Err(refusal) if refusal.errno == 1505 => {}
                Err(refusal) => {
                    let before = format!(
                        "MySQL partitions removal failed for database: {}, table: {}",
                        database.name, table.name
                    );
                    errors.push_str(&controller.job_error(&before, &refusal));
                }
            }
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    let failure = Failure::http(errors).help("Delete the table and register it anew before you publish.");
    controller.mysql_refusal(call, failure, STAYS)
}

/// The tables of the dummy chunk, where the registration did not make them.
fn create_missing(controller: &mut Controller, call: &mut Call, table: &TableInfo) -> Answer<()> {
    for name in statements::worker_tables(&table.name, true) {
        if controller.workers.has_table(&table.database, &name) {
            continue;
        }
        let statement = statements::create_worker_table(table, &name);
        match controller.workers.execute(&statement) {
            Ok(_) => call.created(Place::Workers, statement),
            Err(refusal) => {
                let text = controller.job_error(&format!("table creation failed for: '{}'", table.name), &refusal);
                let failure = Failure::http(text).help("Delete the table and register it anew before you publish.");
                return controller.mysql_refusal(call, failure, STAYS);
            }
        }
    }
    Ok(())
}

fn write_css(
    controller: &mut Controller,
    call: &mut Call,
    database: &DatabaseInfo,
    fresh: &[&TableInfo],
) -> Answer<()> {
    let server = controller.server;
    let family = configuration::family(server, &controller.state, &database.family)?.clone();
    let mut entries = Vec::new();
    if !controller.css.has(&css::database_key(&database.name)) {
        let mut others = controller.state.databases.values();
        let like = others.find(|other| other.is_published && other.family == database.family);
        let like = like.map(|other| other.name.clone());
        entries.extend(controller.css.database(database, &family, like.as_deref()));
    }
    // Regular tables come first.
    let regular = fresh.iter().filter(|table| !table.is_partitioned);
    for table in regular.chain(fresh.iter().filter(|table| table.is_partitioned)) {
        if !controller.css.has(&css::table_key(&database.name, &table.name)) {
            entries.extend(css::table(server, table, family.overlap));
        }
    }
    if let Err(failure) = controller.css.write(&entries) {
        controller.mysql_refusal(
            call,
            failure,
            "The database is not published; what stands in the CSS by then stays there.",
        )?;
    }
    for (key, value) in &entries {
        call.created(Place::Css, format!("{key} = {value}"));
    }
    list_empty_chunks(controller, call, &database.name, true, STAYS).map(|_| ())
}

/// `PUT /replication/qserv/css/shared-scan/:database/:table`. Source: `src/replica/contr/HttpQservMonitorModule.cc`.
pub(super) fn shared_scan(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 45)?;
    let (database_name, name) = (call.route.parameter("database").to_owned(), call.route.parameter("table").to_owned());
    let rating = call.body.required_int("scanRating")?;
    let database = configuration::database(server, &controller.state, &database_name)?;
    let table = configuration::table(server, database, &name)?;
    if !table.is_partitioned || table.is_ref_match() {
        return Err(Failure::invalid(format!(
            "{CONTEXT}::_cssUpdate  the table must be partitioned and not a reference match: {database_name}.{name}"
        )));
    }
    let key = css::table_key(&database_name, &name);
    if !controller.css.has(&key) {
        // The real text goes on with the place in the server's code.
        return Err(Failure::other(format!("Table '{database_name}.{name}' does not exist."))
            .help("Publish the table first: PUT /ingest/database/<database>."));
    }
    let key = format!("{key}/sharedScan/.packed.json");
    let value = json!({ "lockInMem": "0", "scanRating": rating.to_string() }).to_string();
    controller.css.write(&[(key.clone(), value.clone())])?;
    call.created(Place::Css, format!("{key} = {value}"));
    Ok(())
}
