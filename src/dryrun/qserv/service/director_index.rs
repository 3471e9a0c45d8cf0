//! `POST /ingest/index/secondary`: the director index of a published director, built of the data.
//! Source: `src/replica/contr/HttpDirectorIndexModule.cc`.

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::statements;
use super::table::check_meta_name;
use crate::qserv::SUB_CHUNK_ID;

pub(super) fn build(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 22)?;
    let body = call.body;
    let database_name = body.required_text("database")?;
    let name = body.required_text("director_table")?;
    if body.has("allow_for_published")? {
        call.warnings.push("Option 'allow_for_published' is obsolete as of the version 22 of the API.".to_owned());
    }
    let rebuild = body.int_or("rebuild", 0)? != 0;
    if body.has("local")? {
        call.warnings.push("Option 'local' is obsolete as of the version 20 of the API.".to_owned());
    }
    let database = configuration::database(server, &controller.state, database_name)?;
    let table = configuration::table(server, database, name)?.clone();
    if !table.is_director() {
        return Err(Failure::http(format!(
            "table '{name}' is not configured as a director table in database '{database_name}'"
        ))
        .at("director_table")
        .help(format!("{name} is a {} table; only directors have this index.", table.kind())));
    }
    if !table.is_published {
        return Err(Failure::http(format!(
            " the director table '{name}' of the database '{database_name}' is not published."
        ))
        .at("director_table")
        .help("Publish the database first: PUT /ingest/database/<database>."));
    }
    let unique = body.int_or("unique_primary_key", i32::from(table.unique_primary_key))? != 0;
    if table.director.key.is_empty() {
        return Err(Failure::http(format!(
            "director table has not been properly configured in database '{database_name}'"
        )));
    }
    if table.columns.is_empty() {
        return Err(Failure::http(format!(
            "no schema found for director table '{name}' of database '{database_name}'"
        )));
    }
    // Of columns with the same name the last one counts, and a key that is the sub-chunk's number leaves no other.
    let type_of = |wanted: &str| {
        table.columns.iter().rev().find(|(column, _)| column == wanted).map_or("", |(_, column_type)| column_type)
    };
    let key_type = type_of(&table.director.key);
    let sub_chunk_type = if table.director.key == SUB_CHUNK_ID { "" } else { type_of(SUB_CHUNK_ID) };
    if key_type.is_empty() || sub_chunk_type.is_empty() {
        return Err(Failure::http(format!(
            "column definitions for the director key or sub-chunk identifier columns are missing in the director table schema for table '{name}' of database '{database_name}'"
        )));
    }
    let index = statements::index_table(&table);
    check_meta_name(&index)?;
    let mut wanted = vec![statements::build_director_index(&table, unique, key_type, sub_chunk_type)];
    if rebuild {
        wanted.insert(0, statements::drop_table(&statements::id(&index)));
    }
    for statement in wanted {
        match controller.czar.execute(&statement) {
            Ok(undecided) => {
                call.notes
                    .extend(undecided.map(|why| format!("Whether MariaDB creates the index is not decided: {why}.")));
                call.created(Place::Czar, statement);
            }
            Err(refusal) => {
                let text = format!("{}, errno: {}", refusal.message, refusal.errno);
                let mut failure = Failure::other(text);
                if refusal.errno == 1050 {
                    failure = failure.help("The index is there already; send \"rebuild\": 1 to have it made anew.");
                }
                controller.mysql_refusal(call, failure, "")?;
                break;
            }
        }
    }
    call.stored = Some(table.to_json(server));
    Ok(())
}
