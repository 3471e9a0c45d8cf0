//! `/ingest/chunk`, `/ingest/chunks`: which worker gets a chunk; and the list of empty chunks.
//! Source: `src/replica/contr/HttpIngestChunksModule.cc`, `HttpModule.cc` (`getDatabaseInfo`).

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::body::uint;
use super::super::chunker::Chunker;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::route::Service;
use super::super::server::QservServer;
use super::super::state::DatabaseInfo;
use super::super::statements::{self, DUMMY_CHUNK};
use super::{CONTEXT, at_czar};

/// The database that is named, or that of the transaction; it must not be published.
fn database<'c>(controller: &'c Controller, call: &Call, function: &str) -> Answer<&'c DatabaseInfo> {
    let named = if call.body.has("database")? {
        call.body.required_text("database")?.to_owned()
    } else {
        if !call.body.has("transaction_id")? {
            return Err(Failure::invalid(format!(
                "{CONTEXT}::{function} this service expects either 'database' or  'transaction_id' to be provided to define a scope of the request."
            )));
        }
        let id = uint(call.body.required("transaction_id")?).map_err(|failure| failure.at("transaction_id"))?;
        super::transaction::find(controller, id)?.database.clone()
    };
    let database = configuration::database(controller.server, &controller.state, &named)?;
    if database.is_published {
        return Err(Failure::http(format!("database '{named} is already published.")));
    }
    Ok(database)
}

pub(super) fn add(controller: &mut Controller, call: &mut Call, least: u32) -> Answer<()> {
    call.check_version(controller.server, least)?;
    let chunk = call.body.required_uint("chunk")?;
    let function = if least == 12 { "_addChunk" } else { "_addChunkMulti" };
    let name = database(controller, call, function)?.name.clone();
    allocate(controller, call, &name, &[chunk])?;
    let worker = controller.worker_names.first();
    let location = match controller.server {
        QservServer::Api39 => json!({ "worker": worker }),
        QservServer::Api55 => json!({ "chunk": chunk, "worker": worker }),
    };
    match least {
        12 => call.answer.insert("location".to_owned(), location),
        _ => call.answer.insert("locations".to_owned(), json!([location])),
    };
    Ok(())
}

pub(super) fn add_list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, if server == QservServer::Api39 { 12 } else { 54 })?;
    let chunks = call.body.required_uints("chunks")?;
    let function = if call.service() == Service::AddChunksMulti { "_addChunksMulti" } else { "_addChunks" };
    let name = database(controller, call, function)?.name.clone();
    allocate(controller, call, &name, &chunks)?;
    let location = |chunk: &u32| json!({ "chunk": chunk, "worker": controller.worker_names.first() });
    let locations: Value = chunks.iter().map(location).collect();
    let key = if server == QservServer::Api39 { "location" } else { "locations" };
    call.answer.insert(key.to_owned(), locations);
    Ok(())
}

fn allocate(controller: &mut Controller, call: &mut Call, name: &str, chunks: &[u32]) -> Answer<()> {
    let database = configuration::database(controller.server, &controller.state, name)?;
    let family = configuration::family(controller.server, &controller.state, &database.family)?;
    let chunker = Chunker::new(family)?;
    if let Some(wrong) = chunks.iter().find(|chunk| **chunk != DUMMY_CHUNK && !chunker.has(**chunk)) {
        let text = match call.service() {
            Service::AddChunk | Service::AddChunkMulti => "this chunk number is not valid".to_owned(),
            _ => format!("chunk {wrong} is not valid"),
        };
        let stripes = family.stripes;
        let help = format!("The family has {stripes} stripes; the partitioner numbers the chunks.");
        return Err(Failure::http(text).help(help));
    }
    for chunk in chunks {
        call.created(Place::ReplicationDatabase, format!("INSERT INTO `replica` of chunk {chunk} of `{name}`"));
    }
    configuration::database_mut(controller.server, &mut controller.state, name)?.chunks.extend(chunks);
    Ok(())
}

/// Of any database, published or not; it is named in the query.
pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    let name = call.route.query.required_text("database")?;
    let database = configuration::database(controller.server, &controller.state, name)?;
    let sizes = json!({
        "data_size": 0, "index_size": 0, "overlap_data_size": 0, "overlap_index_size": 0, "overlap_rows": 0, "rows": 0
    });
    let entry = |chunk: &u32| {
        let tables = database.partitioned().map(|table| (table.name.clone(), sizes.clone()));
        let own = [("chunk".to_owned(), json!(chunk)), ("worker".to_owned(), json!(controller.worker_names.first()))];
        Value::Object(own.into_iter().chain(tables).collect())
    };
    let chunks: Value = database.chunks.iter().map(entry).collect();
    call.answer.insert("replica".to_owned(), chunks);
    Ok(())
}

pub(super) fn build_empty(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 31)?;
    let name = call.body.required_text("database")?;
    let force = call.body.int_or("force", 0)? != 0;
    let database = configuration::database(server, &controller.state, name)?;
    if database.is_published {
        return Err(Failure::invalid("database is already published"));
    }
    let (ingested, all) = list_empty_chunks(controller, call, name, force, "")?;
    call.answer.insert("num_chunks_ingested".to_owned(), json!(ingested));
    call.answer.insert("num_chunks_all".to_owned(), json!(all));
    Ok(())
}

/// Writes the list of the chunks without data; answers with how many chunks have data and how many there are.
pub(super) fn list_empty_chunks(
    controller: &mut Controller,
    call: &mut Call,
    name: &str,
    force: bool,
    consequence: &str,
) -> Answer<(usize, i64)> {
    let database = configuration::database(controller.server, &controller.state, name)?;
    let family = configuration::family(controller.server, &controller.state, &database.family)?;
    let all = Chunker::new(family)?.all();
    let ingested = database.chunks.len();
    if force {
        at_czar(controller, call, statements::drop_table(&statements::empty_chunks_table(name)), consequence)?;
    }
    at_czar(controller, call, statements::create_empty_chunks(name), consequence)?;
    call.created(Place::Css, format!("{} = the chunks that hold no data", statements::empty_chunks_table(name)));
    Ok((ingested, all))
}

pub(super) fn regular_locations(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    database(controller, call, "_getRegular")?;
    let locations: Value = controller.worker_names.iter().map(|worker| json!({ "worker": worker })).collect();
    call.answer.insert("locations".to_owned(), locations);
    Ok(())
}
