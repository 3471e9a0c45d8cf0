//! `/replication/sql/index`: create, drop and list the indexes of published tables.
//! Source: `src/replica/contr/HttpSqlIndexModule.cc`, `src/replica/jobs/SqlJob.cc`.

use serde_json::{Value, json};

use super::super::answer::Place;
use super::super::body::{int, low_half, required_of, size, text};
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::state::TableInfo;
use super::super::statements::{self, DUMMY_CHUNK, IndexPart};
use super::CONTEXT;
use crate::dryrun::mysql::catalog::Key;
use crate::dryrun::mysql::syntax::ast::{KeyAlgorithm, KeyKind};

/// What the services of tables say where a job failed; the reasons stand in `error_ext`.
pub(super) const FAILED: &str = "The operation failed. See details in the extended report.";

const SPECS: [&str; 4] = ["DEFAULT", "UNIQUE", "FULLTEXT", "SPATIAL"];

pub(super) fn create(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let body = call.body;
    let database_name = body.required_text("database")?;
    let table_name = body.required_text("table")?;
    let name = body.required_text("index")?;
    let comment = body.text_or("comment", "")?;
    let spec = body.text_or("spec", "DEFAULT")?;
    if !SPECS.contains(&spec) {
        return Err(Failure::invalid(
            "RequestBodyJSON::optional<T>(permitted) a value of parameter spec is not allowed.",
        )
        .at("spec")
        .help(format!("Write one of {}, in capitals.", SPECS.join(", "))));
    }
    let columns = body.required("columns")?;
    let overlap = body.int_or("overlap", 0)? != 0;
    let ignore_duplicate_key = body.int_or("ignore_duplicate_key", 1)? != 0;
    let table = published_table(controller, database_name, table_name)?;
    let parts = parts(columns, &table)?;
    for name_there in tables_of(&table, overlap) {
        let qualified = statements::id2(database_name, &name_there);
        let statement = statements::create_index(&qualified, name, spec, &parts, comment);
        match controller.workers.execute(&statement) {
            Ok(undecided) => {
                call.notes
                    .extend(undecided.map(|why| format!("Whether MariaDB creates the index is not decided: {why}.")));
                call.created(Place::Workers, statement);
            }
            Err(refusal) if refusal.errno == 1061 && ignore_duplicate_key => call.created(Place::Workers, statement),
            Err(refusal) => {
                let report = controller.job_report(&name_there, &refusal);
                let failure = Failure::http(FAILED).ext(report).help(format!("MariaDB says: {}", refusal.message));
                return controller.mysql_refusal(call, failure, "");
            }
        }
    }
    if table.is_partitioned {
        let (these, others) = if overlap { ("overlap", "chunk") } else { ("chunk", "overlap") };
        call.notes.push(format!("The index is made in the {these} tables; the {others} tables need a request of their own, with \"overlap\": {}.", u8::from(!overlap)));
    }
    call.stored = Some(listed(controller, &table, overlap));
    Ok(())
}

/// The table, which must be published itself; that its database is does not matter.
fn published_table(controller: &Controller, database: &str, table: &str) -> Answer<TableInfo> {
    let database = configuration::database(controller.server, &controller.state, database)?;
    let table = configuration::table(controller.server, database, table)?;
    if table.is_published {
        return Ok(table.clone());
    }
    Err(Failure::http("table is not published").help("Publish the database first: PUT /ingest/database/<database>."))
}

/// The tables of a worker that one request is about: those of the chunks, or those of their overlaps. Here that is the dummy
/// chunk, which every worker has.
fn tables_of(table: &TableInfo, overlap: bool) -> Vec<String> {
    if !table.is_partitioned {
        return vec![table.name.clone()];
    }
    let infix = if overlap { "FullOverlap" } else { "" };
    vec![format!("{}{infix}_{DUMMY_CHUNK}", table.name)]
}

fn parts(columns: &Value, table: &TableInfo) -> Answer<Vec<IndexPart>> {
    let Value::Array(list) = columns else {
        return Err(Failure::invalid(format!(
            "{CONTEXT}::_createIndexes  parameter 'columns' is not a simple JSON array."
        ))
        .at("columns")
        .help("Give a list: [{\"column\": ..., \"length\": 0, \"ascending\": 1}]."));
    };
    list.iter().enumerate().map(|(at, entry)| part(entry, at, table)).collect()
}

fn part(entry: &Value, at: usize, table: &TableInfo) -> Answer<IndexPart> {
    let place = |key: &str| format!("/columns/{at}/{key}");
    let whole = |failure: Failure| failure.at_pointer(format!("/columns/{at}"));
    let object = entry.as_object();
    let column = required_of(object, "column").map_err(whole)?;
    let column = text(column).map_err(|failure| failure.at_pointer(place("column")))?;
    if !table.columns.is_empty() && table.column(column).is_none() {
        return Err(Failure::invalid(format!(
            "{CONTEXT}::_createIndexes  requested column '{column}' has not been found in the table schema."
        ))
        .at_pointer(place("column"))
        .help("Names tell case here."));
    }
    // Arguments of one call, which the server's compiler (gcc) evaluates from the last to the first.
    let ascending = required_of(object, "ascending").map_err(whole)?;
    let ascending = int(ascending).map_err(|failure| failure.at_pointer(place("ascending")))? != 0;
    let length = required_of(object, "length").map_err(whole)?;
    let length = size(length).map_err(|failure| failure.at_pointer(place("length")))?;
    // On its way to the workers the length becomes a number of 32 bits.
    let length = low_half(length);
    Ok(IndexPart { column: column.to_owned(), length, ascending })
}

pub(super) fn drop(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let body = call.body;
    let database_name = body.required_text("database")?;
    let table_name = body.required_text("table")?;
    let name = body.required_text("index")?;
    let overlap = body.int_or("overlap", 0)? != 0;
    let table = published_table(controller, database_name, table_name)?;
    for name_there in tables_of(&table, overlap) {
        let statement = statements::drop_index(&statements::id2(database_name, &name_there), name);
        match controller.workers.execute(&statement) {
            Ok(_) => call.created(Place::Workers, statement),
            Err(refusal) => {
                let report = controller.job_report(&name_there, &refusal);
                let failure = Failure::http(FAILED).ext(report).help(format!("MariaDB says: {}", refusal.message));
                return controller.mysql_refusal(call, failure, "");
            }
        }
    }
    call.stored = Some(listed(controller, &table, overlap));
    Ok(())
}

pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 17)?;
    let overlap = call.route.query.int_or("overlap", 0)? != 0;
    let table = published_table(controller, call.route.parameter("database"), call.route.parameter("table"))?;
    let status = listed(controller, &table, overlap);
    call.answer.insert("status".to_owned(), status.clone());
    call.stored = Some(status);
    Ok(())
}

/// The indexes as the server reports them. Source: `src/replica/jobs/SqlGetIndexesJob.cc`.
fn listed(controller: &Controller, table: &TableInfo, overlap: bool) -> Value {
    let replicas = controller.worker_names.len();
    let name = tables_of(table, overlap).into_iter().next().unwrap_or_default();
    let keys = controller.workers.table(&table.database, &name).map_or(&[][..], |there| there.keys.as_slice());
    let mut keys: Vec<&Key> = keys.iter().collect();
    keys.sort_by(|a, b| a.name.cmp(&b.name));
    let indexes: Value = keys
        .into_iter()
        .map(|key| {
            json!({
                "columns": columns_of(key),
                "comment": key.comment,
                "name": key.name,
                "num_replicas": replicas,
                "num_replicas_total": replicas,
                "status": "COMPLETE",
                "type": type_of(key),
                "unique": u8::from(matches!(key.kind, KeyKind::Primary | KeyKind::Unique)),
            })
        })
        .collect();
    json!({ "database": table.database, "indexes": indexes, "overlap": u8::from(overlap), "table": table.name })
}

fn columns_of(key: &Key) -> Value {
    let sorted = matches!(key.kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Plain);
    let entry = |(at, part): (usize, &crate::dryrun::mysql::catalog::KeyPart)| {
        let collation = match (sorted, part.descending) {
            (true, false) => "ASC",
            (true, true) => "DESC",
            (false, _) => "NOT_SORTED",
        };
        json!({ "collation": collation, "name": part.column, "seq": at + 1, "sub_part": part.prefix.unwrap_or(0) })
    };
    key.parts.iter().enumerate().map(entry).collect()
}

fn type_of(key: &Key) -> &'static str {
    match (key.kind, key.algorithm) {
        (KeyKind::Fulltext, _) => "FULLTEXT",
        (KeyKind::Spatial, _) => "SPATIAL",
        (_, Some(KeyAlgorithm::Hash)) => "HASH",
        _ => "BTREE",
    }
}
