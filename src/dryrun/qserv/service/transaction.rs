//! `/ingest/trans`: super-transactions. Source: `src/replica/contr/HttpIngestTransModule.cc`.

use serde_json::json;

use super::super::body::low_half;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::query::unsigned;
use super::super::state::{Transaction, TransactionState};

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
    let id = controller.state.transactions.keys().next_back().map_or(1, |last| last.saturating_add(1));
    let transaction = Transaction { id, database: name.to_owned(), state: TransactionState::Started };
    let state = transaction.state.name();
    controller.state.transactions.insert(id, transaction);
    let report = json!({ "database": name, "id": id, "state": state });
    call.answer.insert("databases".to_owned(), json!({ name: { "num_chunks": chunks, "transactions": [report] } }));
    call.stored = Some(report);
    Ok(())
}

pub(super) fn end(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    let id = low_half(unsigned(call.route.parameter("id"), "stoul")?);
    let abort = call.route.query.required_bool("abort")?;
    let state = find(controller, id)?.state;
    if state != TransactionState::Started {
        return Err(Failure::http(format!(
            "transaction id={id} can't be ended at this time because of state={}.",
            state.name()
        )));
    }
    let Some(transaction) = controller.state.transactions.get_mut(&id) else { return Ok(()) };
    transaction.state = if abort { TransactionState::Aborted } else { TransactionState::Finished };
    let report = json!({ "database": transaction.database, "id": id, "state": transaction.state.name() });
    call.stored = Some(report);
    Ok(())
}
