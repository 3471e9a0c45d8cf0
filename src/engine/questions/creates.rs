//! `creates`: what Qserv makes for a table; the arguments are the server's name and the table's id.

use crate::engine::{Mirror, creates};
use crate::schema::TableId;

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (server, id) = arguments.split_once(' ').unwrap_or(("", arguments));
    let id = id.parse().map_err(|_| format!("{id} is no number of a table"))?;
    creates(server, mirror.workspace(), TableId(id))
}
