//! `/ingest/database`: register, list, delete. Source: `src/replica/contr/HttpIngestModule.cc`.

use serde_json::json;

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::css;
use super::super::failure::{Answer, Failure};
use super::super::replication_db;
use super::super::server::QservServer;
use super::super::state::{DatabaseInfo, Family};
use super::super::statements;
use super::super::statements::{in_meta, index_table, text};
use super::table::check_meta_name;
use super::{at_czar, forget, is_of_the_name};

pub(super) fn add(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.body.required_text("database")?;
    let stripes = call.body.required_uint("num_stripes")?;
    let sub_stripes = call.body.required_uint("num_sub_stripes")?;
    let overlap = call.body.required_double("overlap")?;
    let auto_index = call.body.uint_or("auto_build_secondary_index", 1)? != 0;
    if call.body.has("local_load_secondary_index")? {
        call.warnings
            .push("Option 'local_load_secondary_index' is obsolete as of the version 20 of the API.".to_owned());
    }
    if overlap < 0.0 {
        return Err(Failure::http("overlap can't have a negative value")
            .at("overlap")
            .help("Give degrees of 0 or more."));
    }
    let family = family(controller, call, (stripes, sub_stripes, overlap))?;
    // The reference has it that an empty name is refused before anything is created.
    if name.is_empty() {
        configuration::check_new_database(server, &controller.state, name, &family)?;
    }
    create_on_workers(controller, call, name)?;
    configuration::check_new_database(server, &controller.state, name, &family)?;
    if let Err(failure) = replication_db::insert_database(&controller.state, name) {
        let consequence = "The database is not registered, but stays on the workers, empty.";
        controller.mysql_refusal(call, failure, consequence)?;
    }
    let row = format!("INSERT INTO `config_database` VALUES ({},{},0,<now>,0)", text(name), text(&family));
    call.created(Place::ReplicationDatabase, row);
    let parameter = format!(
        "INSERT INTO `database_ingest` VALUES ({},'secondary-index','auto-build','{}')",
        text(name),
        u8::from(auto_index)
    );
    call.created(Place::ReplicationDatabase, parameter);
    let mut database = DatabaseInfo::new(name, &family, controller.now);
    database.auto_index = Some(auto_index);
    let stored = database.to_json(server);
    controller.state.databases.insert(name.to_owned(), database);
    note_ignored_overlap(controller, call, &family, overlap);
    call.answer.insert("database".to_owned(), stored.clone());
    call.stored = Some(stored);
    Ok(())
}

/// The family of the partitioning, of several the last one by name; a new one where there is none. API 39 also compares
/// the overlap.
fn family(
    controller: &mut Controller,
    call: &mut Call,
    (stripes, sub_stripes, overlap): (u32, u32, f64),
) -> Answer<String> {
    let fits = |family: &&Family| {
        let same_overlap = controller.server == QservServer::Api55 || (family.overlap - overlap).abs() <= f64::EPSILON;
        family.stripes == stripes && family.sub_stripes == sub_stripes && same_overlap
    };
    // A family cannot be named "", so an empty name means that none was found.
    if let Some(found) = controller.state.families.values().rfind(fits) {
        return Ok(found.name.clone());
    }
    let name = format!("layout_{stripes}_{sub_stripes}");
    let family = Family { name: name.clone(), replication_level: 1, stripes, sub_stripes, overlap };
    configuration::check_new_family(controller.server, &controller.state, &family).map_err(|failure| {
        let zero = [("num_stripes", stripes == 0), ("num_sub_stripes", sub_stripes == 0), ("overlap", overlap <= 0.0)];
        match zero.iter().find(|(_, wrong)| *wrong) {
            Some((attribute, _)) => failure.at(attribute),
            None => failure,
        }
    })?;
    insert_family(controller, call, family)?;
    Ok(name)
}

/// Adds a family that passed the checks.
pub(super) fn insert_family(controller: &mut Controller, call: &mut Call, family: Family) -> Answer<()> {
    if let Err(failure) = replication_db::insert_family(&controller.state, &family.name) {
        controller.mysql_refusal(call, failure, "The family is not registered.")?;
    }
    let row = format!(
        "INSERT INTO `config_database_family` VALUES ({},{},{},{},{})",
        text(&family.name),
        family.replication_level,
        family.stripes,
        family.sub_stripes,
        css::six_digits(family.overlap)
    );
    call.created(Place::ReplicationDatabase, row);
    controller.state.families.insert(family.name.clone(), family);
    Ok(())
}

fn create_on_workers(controller: &mut Controller, call: &mut Call, name: &str) -> Answer<()> {
    let statement = statements::create_database(name);
    match controller.workers.execute(&statement) {
        Ok(undecided) => {
            call.notes
                .extend(undecided.map(|why| format!("Whether MariaDB creates the database is not decided: {why}.")));
            call.created(Place::Workers, statement);
            Ok(())
        }
        Err(refusal) => {
            let text = controller.job_error("database creation failed", &refusal);
            let failure = Failure::http(text)
                .at("database")
                .help("Take a name of at most 64 characters, without a back quote and without a blank at its end.");
            controller.mysql_refusal(call, failure, "The database is not registered; a new family is.")
        }
    }
}

/// The server takes a family's overlap without a word, whatever the request says.
fn note_ignored_overlap(controller: &Controller, call: &mut Call, family: &str, overlap: f64) {
    let Some(family) = controller.state.families.get(family) else { return };
    if (family.overlap - overlap).abs() > f64::EPSILON {
        call.notes.push(format!(
            "The overlap {overlap} is ignored: the database joins the family {}, whose overlap is {}.",
            family.name, family.overlap
        ));
    }
}

pub(super) fn list(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let family = call.body.text_or("family", "")?;
    let all = call.body.uint_or("all", 1)? != 0;
    let published = if all { None } else { Some(call.body.required_uint("published")? != 0) };
    let entry = |database: &DatabaseInfo| {
        json!({
            "family": database.family,
            "is_published": u8::from(database.is_published),
            "name": database.name,
        })
    };
    let list = configuration::databases(server, &controller.state, family, published)?.map(entry).collect();
    call.answer.insert("databases".to_owned(), list);
    Ok(())
}

pub(super) fn delete(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let name = call.route.parameter("database").to_owned();
    let database = configuration::database(server, &controller.state, &name)?.clone();
    if database.is_published && !call.is_admin() {
        return Err(Failure::http("deleting published databases requires administrator's privileges.")
            .help("Send \"admin_auth_key\" instead of \"auth_key\"."));
    }
    if controller.css.has(&css::database_key(&name)) {
        call.created(Place::Css, format!("drop {}", css::database_key(&name)));
        controller.css.drop_below(&css::database_key(&name));
    }
    let stays = "The database stays registered.";
    let mut dropped =
        vec![statements::drop_database(&name), statements::drop_table(&statements::empty_chunks_table(&name))];
    for table in database.tables.values().filter(|table| table.is_director()) {
        let index = index_table(table);
        check_meta_name(&index)?;
        dropped.push(statements::drop_table(&in_meta(&index)));
    }
    // Counters that cannot have been there are passed over.
    let counters =
        database.tables.values().map(statements::counters_table).filter(|name| check_meta_name(name).is_ok());
    dropped.extend(counters.map(|counters| statements::drop_table(&in_meta(&counters))));
    for statement in dropped {
        at_czar(controller, call, statement, stays)?;
    }
    let statement = statements::drop_database(&name);
    if let Err(refusal) = controller.workers.execute(&statement)
        && is_of_the_name(refusal.errno)
    {
        let text = controller.job_error("database deletion failed", &refusal);
        controller.mysql_refusal(call, Failure::http(text), stays)?;
    }
    call.created(Place::Workers, statement);
    forget(&mut controller.state, &name);
    Ok(())
}
