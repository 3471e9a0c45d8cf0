//! `partitioning`: the numbers and the picture of a database's partitioning; the argument is the database's id.

use crate::engine::{Mirror, partitioning_sheet};
use crate::schema::DatabaseId;

pub fn answer(mirror: &mut Mirror, id: &str) -> Result<String, String> {
    let id = id.parse().map_err(|_| format!("{id} is no number of a database"))?;
    let database = mirror.workspace().database(DatabaseId(id)).ok_or("the database does not exist any more")?;
    partitioning_sheet(database)
}
