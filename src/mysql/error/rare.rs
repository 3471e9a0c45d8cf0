//! The errors that few scripts meet.

use std::sync::OnceLock;

use super::{Row, row_of, rows};
use crate::mysql::Server;

const SHARED: &str = include_str!(concat!(env!("OUT_DIR"), "/errors.txt"));
const MYSQL: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mysql.txt"));
const MARIADB: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mariadb.txt"));

/// The row of a number.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn row(number: u16, server: Server) -> Option<&'static Row> {
    let [shared, mysql, mariadb] = all();
    let own = if server.is_mariadb() { mariadb } else { mysql };
    row_of(own, number).or_else(|| row_of(shared, number))
}

/// All rows.
pub(super) fn tables() -> [&'static [Row]; 3] {
    let [shared, mysql, mariadb] = all();
    [shared, mysql, mariadb]
}

fn all() -> &'static [Vec<Row>; 3] {
    static TABLES: OnceLock<[Vec<Row>; 3]> = OnceLock::new();
    TABLES.get_or_init(|| [SHARED, MYSQL, MARIADB].map(rows))
}
