//! The services of the Controller, one group a file. Each says what the server does in the server's order.

mod chunk;
mod configuration;
mod database;
mod director_index;
mod export;
mod index;
mod publish;
mod schema;
mod statistics;
mod table;
mod transaction;

use super::answer::Place;
use super::controller::{Call, Controller};
use super::failure::{Answer, Failure};
use super::route::Service;
use super::state::{DatabaseInfo, State};

/// The context that some of the server's texts begin with.
const CONTEXT: &str = "HTTP-PROCESSOR ";

pub(super) fn execute(controller: &mut Controller, call: &mut Call) -> Answer<()> {
    match call.service() {
        Service::Version => configuration::version(controller, call),
        Service::Config => configuration::get(controller, call),
        Service::AddFamily => configuration::add_family(controller, call),
        Service::DeleteFamily => configuration::delete_family(controller, call),
        Service::AddConfigDatabase => configuration::add_database(controller, call),
        Service::DeleteConfigDatabase => configuration::delete_database(controller, call),
        Service::PublishConfigDatabase => configuration::publish(controller, call),
        Service::AddConfigTable => configuration::add_table(controller, call),
        Service::DeleteConfigTable => configuration::delete_table(controller, call),
        Service::Databases => database::list(controller, call),
        Service::AddDatabase => database::add(controller, call),
        Service::PublishDatabase => publish::publish(controller, call),
        Service::DeleteDatabase => database::delete(controller, call),
        Service::Tables => table::list(controller, call),
        Service::AddTable => table::add(controller, call),
        Service::DeleteTable => table::delete(controller, call),
        Service::ScanTableStats => statistics::scan(controller, call),
        Service::DeleteTableStats => statistics::delete(controller, call),
        Service::TableStats => statistics::get(controller, call),
        Service::AddChunk => chunk::add(controller, call, 12),
        Service::AddChunkMulti => chunk::add(controller, call, 54),
        Service::AddChunks | Service::AddChunksMulti => chunk::add_list(controller, call),
        Service::Chunks => chunk::list(controller, call),
        Service::BuildEmptyChunks => chunk::build_empty(controller, call),
        Service::RegularLocations => chunk::regular_locations(controller, call),
        Service::DirectorIndex => director_index::build(controller, call),
        Service::Indexes => index::list(controller, call),
        Service::CreateIndex => index::create(controller, call),
        Service::DropIndex => index::drop(controller, call),
        Service::TableSchema => schema::get(controller, call),
        Service::AlterTableSchema => schema::alter(controller, call),
        Service::ExportDatabase => export::database(controller, call),
        Service::ExportTable => export::table(controller, call),
        Service::Transactions => transaction::list(controller, call),
        Service::Transaction => transaction::get(controller, call),
        Service::BeginTransaction => transaction::begin(controller, call),
        Service::EndTransaction => transaction::end(controller, call),
        Service::SharedScan => publish::shared_scan(controller, call),
        Service::NotSimulated(least) => {
            call.check_version(controller.server, least)?;
            call.notes.push("This service is not simulated; it changes nothing of databases and tables.".to_owned());
            Ok(())
        }
    }
}

/// Executes a statement at the czar. `consequence`: what to say besides where it fails.
fn at_czar(controller: &mut Controller, call: &mut Call, statement: String, consequence: &str) -> Answer<()> {
    match controller.czar.execute(&statement) {
        Ok(undecided) => {
            call.notes.extend(undecided.map(|why| format!("What the czar's MariaDB does is not decided: {why}.")));
            call.created(Place::Czar, statement);
            Ok(())
        }
        Err(refusal) => {
            let failure = Failure::other(format!("{}, errno: {}", refusal.message, refusal.errno));
            controller.mysql_refusal(call, failure, consequence)
        }
    }
}

/// What is not there is dropped without failure; a name that MariaDB does not take fails all the same.
fn is_of_the_name(errno: u16) -> bool {
    matches!(errno, 1059 | 1064 | 1102 | 1103)
}

/// Takes the registration of a database away, and with it, by the keys of the Controller's own database, its transactions.
fn forget(state: &mut State, name: &str) -> Option<DatabaseInfo> {
    state.transactions.retain(|_, transaction| transaction.database != name);
    state.databases.remove(name)
}
