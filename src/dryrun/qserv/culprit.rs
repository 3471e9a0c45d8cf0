//! Which column it is that MariaDB refuses: its errors name a type or a place in the statement, not the request.

use super::mariadb::Mariadb;
use super::state::TableInfo;
use super::statements;
use crate::dryrun::mysql::refusal::Refusal;
use crate::mysql::Server;

/// The number of the column, in the request's schema, that is refused alike in a table of its own.
///
/// A syntax error ends with what stands behind the column, so only its number is compared.
pub(super) fn column(server: Server, table: &TableInfo, refusal: &Refusal) -> Option<usize> {
    let mut mariadb = Mariadb::worker(server);
    mariadb.execute(&statements::create_database(&table.database)).ok()?;
    let (own, columns) = table.columns.split_first()?;
    let mut alone = TableInfo { columns: vec![], ..table.clone() };
    for (at, column) in columns.iter().enumerate() {
        alone.columns = vec![own.clone(), column.clone()];
        let name = format!("{}{at}", table.name);
        let Err(found) = mariadb.execute(&statements::create_worker_table(&alone, &name)) else { continue };
        if found.errno == refusal.errno && (refusal.errno == 1064 || found.message == refusal.message) {
            return Some(at);
        }
    }
    None
}
