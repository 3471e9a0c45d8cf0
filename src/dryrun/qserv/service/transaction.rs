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
