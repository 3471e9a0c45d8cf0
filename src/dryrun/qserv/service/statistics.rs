//! `/ingest/table-stats`: row counters. Source: `src/replica/contr/HttpIngestModule.cc`.

use super::super::answer::Place;
use super::super::configuration;
use super::super::controller::{Call, Controller};
use super::super::failure::{Answer, Failure};
use super::super::statements;
use super::publish::{counters_failure, deploy_counters};
use super::table::check_meta_name;
use super::{CONTEXT, at_czar};

/// Which tables are counted. Source: `src/replica/util/Common.cc`.
fn overlap_selector(call: &Call) -> Answer<&'static str> {
    let given = call.body.text_or("overlap_selector", "CHUNK_AND_OVERLAP")?;
    let known = ["CHUNK", "OVERLAP", "CHUNK_AND_OVERLAP"];
    known.into_iter().find(|selector| *selector == given).ok_or_else(|| {
        Failure::invalid(format!(
            "lsst::qserv::replica::str2overlapSelector the input string '{given}' doesn't match any selector."
        ))
        .at("overlap_selector")
        .help(format!("Write one of {}.", known.join(", ")))
    })
}

pub(super) fn scan(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let body = call.body;
    let database_name = body.required_text("database")?;
    let name = body.required_text("table")?;
    let selector = overlap_selector(call)?;
    let policy = body.text_or("row_counters_state_update_policy", "DISABLED")?;
    let known = ["DISABLED", "ENABLED", "FORCED"];
    if !known.contains(&policy) {
        return Err(Failure::invalid(format!("SqlRowStatsJob::str2policy: '{policy}' is not a valid policy."))
            .at("row_counters_state_update_policy")
            .help(format!("Write one of {}.", known.join(", "))));
    }
    let deploy = body.int_or("row_counters_deploy_at_qserv", 0)? != 0;
    body.int_or("force_rescan", 0)?;
    let needs = |what: &str, attribute: &str| {
        let text = format!("{CONTEXT}::_scanTableStats'row_counters_deploy_at_qserv'=1 requires {what}");
        Err(Failure::invalid(text).at(attribute))
    };
    if deploy && policy != "ENABLED" {
        return needs("'row_counters_state_update_policy'=ENABLED", "row_counters_state_update_policy");
    }
    if deploy && selector == "OVERLAP" {
        return needs("'overlap_selector'=CHUNK or 'overlap_selector'=CHUNK_AND_OVERLAP", "overlap_selector");
    }
    let database = configuration::database(server, &controller.state, database_name)?;
    let table = configuration::table(server, database, name)?.clone();
    if deploy {
        deploy_counters(controller, call, &table)?;
        let index = statements::id(&statements::counters_table(&table));
        call.created(Place::Czar, format!("DELETE FROM {index}, and a row for each chunk"));
    }
    call.stored = Some(table.to_json(server));
    Ok(())
}

pub(super) fn delete(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    let table = configuration::table(server, database, call.route.parameter("table"))?.clone();
    call.body.int_or("qserv_only", 0)?;
    overlap_selector(call)?;
    let index = statements::counters_table(&table);
    check_meta_name(&index)
        .and_then(|()| at_czar(controller, call, statements::drop_table(&statements::id(&index)), ""))
        .map_err(|failure| counters_failure(failure, ("delete metadata table with counters", "from"), &table))
}

pub(super) fn get(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    let server = controller.server;
    call.check_version(server, 12)?;
    let database = configuration::database(server, &controller.state, call.route.parameter("database"))?;
    configuration::table(server, database, call.route.parameter("table"))?;
    call.notes.push("The counters themselves are not simulated.".to_owned());
    Ok(())
}
