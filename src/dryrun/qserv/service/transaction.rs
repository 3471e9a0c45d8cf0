//! `/ingest/trans`: super-transactions. Source: `src/replica/contr/HttpIngestTransModule.cc`.

use serde_json::{Value, json};

use super::super::body::low_half;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::query::unsigned;
use super::super::state::{DatabaseInfo, Transaction, TransactionState};
use super::super::statements;
use super::at_czar;

pub(super) fn find(controller: &Controller, id: u32) -> Answer<&Transaction> {
    controller
        .state
        .transactions
        .get(&id)
        .ok_or_else(|| Failure::other(format!(
                "DatabaseServicesNotFound: DatabaseServicesMySQL::_findTransactionImpl predicate=`id`={id} no such transaction"
            ))
            .help("Begin it first: POST /ingest/trans."))
}

pub(super) fn begin(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.body.required_text("database")?;
    let database = configuration::database(server, &controller.state, name)?;
    if database.is_published {
        return Err(Failure::http("the database is already published").at("database"));
    }
    let chunks = database.chunks.len();
    let indexes = indexes(database);
    let id = controller.state.transactions.keys().next_back().map_or(1, |last| last.saturating_add(1));
    let failed = Transaction { id, database: name.to_owned(), state: TransactionState::StartFailed };
    controller.state.transactions.insert(id, failed);
    for index in indexes {
        let statement = format!("ALTER TABLE {index} ADD PARTITION (PARTITION `p{id}` VALUES IN ({id}))");
        at_czar(controller, call, statement, "The transaction stays, and until it is aborted nothing is published.")?;
    }
    let report = report(controller, id, TransactionState::Started);
    call.answer
        .insert("databases".to_owned(), json!({ name: { "num_chunks": chunks, "transactions": [report.clone()] } }));
    call.stored = Some(report);
    Ok(())
}

/// The director indexes that transactions have partitions of their own in. Of a configuration that was read it is not known
/// whether there are any.
fn indexes(database: &DatabaseInfo) -> Vec<String> {
    let wanted = database.auto_index == Some(true);
    let fresh = database.tables.values().filter(|table| wanted && table.is_director() && !table.is_published);
    fresh.map(|table| statements::id(&statements::index_table(table))).collect()
}

/// Puts a transaction into a state; answers with how the server reports it.
fn report(controller: &mut Controller, id: u32, state: TransactionState) -> Value {
    let Some(transaction) = controller.state.transactions.get_mut(&id) else { return Value::Null };
    transaction.state = state;
    json!({ "database": transaction.database, "id": id, "state": state.name() })
}

pub(super) fn end(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    let id = low_half(unsigned(call.route.parameter("id"), "stoul")?);
    let abort = call.route.query.required_bool("abort")?;
    let Transaction { state, database, .. } = find(controller, id)?.clone();
    let may_end = match state {
        TransactionState::Started => true,
        TransactionState::StartFailed | TransactionState::AbortFailed => abort,
        TransactionState::Finished | TransactionState::Aborted => false,
    };
    if !may_end {
        return Err(Failure::http(format!(
            "transaction id={id} can't be ended at this time because of state={}.",
            state.name()
        )));
    }
    if abort {
        report(controller, id, TransactionState::AbortFailed);
        for index in indexes(configuration::database(controller.server, &controller.state, &database)?) {
            let statement = format!("ALTER TABLE {index} DROP PARTITION IF EXISTS `p{id}`");
            at_czar(controller, call, statement, "The transaction is not aborted.")?;
        }
    }
    let state = if abort { TransactionState::Aborted } else { TransactionState::Finished };
    call.stored = Some(report(controller, id, state));
    Ok(())
}

/// What else the answer is to hold; only that these are numbers is looked at.
const WANTED: [&str; 7] = [
    "contrib",
    "contrib_long",
    "include_context",
    "include_log",
    "include_extensions",
    "include_warnings",
    "include_retries",
];

fn flag(call: &Call, name: &str) -> Answer<bool> {
    call.route.query.get(name).map_or(Ok(false), |text| Ok(unsigned(text, "stoull")? != 0))
}

/// The transactions of databases: of one, of a family, or of all.
pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let (server, state) = (controller.server, &controller.state);
    call.check_version(server, 37)?;
    let (all, published) = (flag(call, "all_databases")?, flag(call, "is_published")?);
    for name in WANTED {
        flag(call, name)?;
    }
    let query = &call.route.query;
    let databases: Vec<&DatabaseInfo> = match query.get("database") {
        None | Some("") => {
            let published = if all { None } else { Some(published) };
            configuration::databases(server, state, query.get("family").unwrap_or_default(), published)?.collect()
        }
        Some(name) => vec![configuration::database(server, state, name)?],
    };
    let listed = databases.into_iter().map(|database| (database.name.clone(), of_database(controller, database, 0)));
    call.answer.insert("databases".to_owned(), Value::Object(listed.collect()));
    Ok(())
}

/// One transaction, or those of a database with the number 0.
pub(super) fn get(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let (server, state) = (controller.server, &controller.state);
    call.check_version(server, 37)?;
    let id = low_half(unsigned(call.route.parameter("id"), "stoul")?);
    call.route.query.int_or("chunk", -1)?;
    for name in WANTED.into_iter().chain(["min_retries", "min_warnings", "max_entries"]) {
        flag(call, name)?;
    }
    let named = call.route.query.get("database").unwrap_or_default();
    if named.is_empty() && id == 0 {
        return Err(Failure::http("either 'id' or 'database' query parameter must be specified"));
    }
    let name = if id == 0 { named } else { &find(controller, id)?.database };
    let database = configuration::database(server, state, name)?;
    if !named.is_empty() && named != name {
        return Err(Failure::http(format!(
            "transaction id={id} is associated with database '{name}' which is different from the requested database '{named}'"
        )));
    }
    call.answer.insert("databases".to_owned(), json!({ name: of_database(controller, database, id) }));
    Ok(())
}

/// The transactions of a database, or the one of a number, as the server reports them.
fn of_database(controller: &Controller, database: &DatabaseInfo, id: u32) -> Value {
    let own = controller.state.transactions.values().rev();
    let own = own.filter(|own| own.database == database.name && (id == 0 || own.id == id));
    let transactions: Value =
        own.map(|own| json!({ "database": own.database, "id": own.id, "state": own.state.name() })).collect();
    json!({
        "is_published": u8::from(database.is_published),
        "num_chunks": database.chunks.len(),
        "transactions": transactions,
    })
}
