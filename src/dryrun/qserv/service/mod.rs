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

use super::controller::{Call, Controller};
use super::failure::Answer;
use super::route::Service;

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
        Service::BeginTransaction => transaction::begin(controller, call),
        Service::EndTransaction => transaction::end(controller, call),
        Service::SharedScan => publish::shared_scan(controller, call),
        Service::NotSimulated => {
            call.notes.push("This service is not simulated; it changes nothing of databases and tables.".to_owned());
            Ok(())
        }
    }
}
