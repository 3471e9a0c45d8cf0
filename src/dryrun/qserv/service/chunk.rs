//! `/ingest/chunk`, `/ingest/chunks`: which worker gets a chunk; and the list of empty chunks.
//! Source: `src/replica/contr/HttpIngestChunksModule.cc`, `HttpModule.cc` (`getDatabaseInfo`).

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::body::uint;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::server::QservServer;
use super::super::state::DatabaseInfo;
use super::super::statements::DUMMY_CHUNK;
use super::CONTEXT;

/// The chunks that a partitioning has: there are `2 * stripes` numbers for each stripe.
///
/// Source: `lsst::sphgeom::Chunker::valid`, which also looks at how many chunks a stripe has; that is not simulated.
fn is_valid(chunk: u32, stripes: u32) -> bool {
    chunk == DUMMY_CHUNK || u64::from(chunk) < u64::from(stripes) * u64::from(stripes) * 2
}

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
    allocate(controller, call, &name, &[chunk], "this chunk number is not valid")?;
    let location = json!({ "chunk": chunk, "worker": controller.worker_names.first() });
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
    let name = database(controller, call, "_addChunks")?.name.clone();
    allocate(controller, call, &name, &chunks, "this chunk number is not valid")?;
    let location = |chunk: &u32| json!({ "chunk": chunk, "worker": controller.worker_names.first() });
    let locations: Value = chunks.iter().map(location).collect();
    let key = if server == QservServer::Api39 { "location" } else { "locations" };
    call.answer.insert(key.to_owned(), locations);
    Ok(())
}

fn allocate(controller: &mut Controller, call: &mut Call, name: &str, chunks: &[u32], words: &str) -> Answer<()> {
    let database = configuration::database(controller.server, &controller.state, name)?;
    let stripes = configuration::family(controller.server, &controller.state, &database.family)?.stripes;
    if chunks.iter().any(|chunk| !is_valid(*chunk, stripes)) {
        return Err(
            Failure::http(words).help(format!("The family has {stripes} stripes; the partitioner numbers the chunks."))
        );
    }
    for chunk in chunks {
        call.created(Place::ReplicationDatabase, format!("INSERT INTO `replica` of chunk {chunk} of `{name}`"));
    }
    configuration::database_mut(controller.server, &mut controller.state, name)?.chunks.extend(chunks);
    Ok(())
}

pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    let named = database(controller, call, "_getChunks")?;
    let chunks: Value = named.chunks.iter().map(|chunk| json!({ "chunk": chunk })).collect();
    call.answer.insert("replica".to_owned(), chunks);
    Ok(())
}

pub(super) fn build_empty(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 31)?;
    let name = call.body.required_text("database")?;
    call.body.int_or("force", 0)?;
    let database = configuration::database(server, &controller.state, name)?;
    if database.is_published {
        return Err(Failure::invalid("database is already published"));
    }
    let ingested = database.chunks.len();
    call.answer.insert("num_chunks_ingested".to_owned(), json!(ingested));
    call.created(Place::Css, format!("CREATE TABLE `qservCssData`.`{name}_EmptyChunks`"));
    Ok(())
}

pub(super) fn regular_locations(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    call.check_version(controller.server, 12)?;
    database(controller, call, "_getRegular")?;
    let locations: Value = controller.worker_names.iter().map(|worker| json!({ "worker": worker })).collect();
    call.answer.insert("locations".to_owned(), locations);
    Ok(())
}
