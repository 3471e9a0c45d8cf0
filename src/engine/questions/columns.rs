//! `columns`: the columns and keys of a column list in SQL, pasted into a table. The answer is both lists.

use crate::engine::Mirror;
use crate::sql::read_script;

pub fn answer(_: &mut Mirror, text: &str) -> Result<String, String> {
    let reading = read_script(text);
    let tables = || reading.workspace.tables().map(|(_, table)| table);
    let columns: Vec<_> = tables().flat_map(|table| &table.columns).collect();
    let indexes: Vec<_> = tables().flat_map(|table| &table.indexes).collect();
    Ok(super::json(&(columns, indexes)))
}
