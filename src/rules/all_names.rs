//! Every name of a table, for rules about names.

use crate::schema::{ObjectPath, Table};

/// The table's own name, its columns', indexes' and foreign keys', with what each is of.
pub fn all_names(table: &Table) -> Vec<(ObjectPath, &'static str, &str)> {
    let mut all = vec![(ObjectPath::Table(table.id), "table", table.name.as_str())];
    all.extend(
        table.columns.iter().map(|column| (ObjectPath::Column(table.id, column.id), "column", column.name.as_str())),
    );
    all.extend(
        table
            .indexes
            .iter()
            .filter_map(|index| Some((ObjectPath::Index(table.id, index.id), "index", index.name.as_deref()?))),
    );
    let keys = table.foreign_keys.iter();
    all.extend(
        keys.filter_map(|key| Some((ObjectPath::ForeignKey(table.id, key.id), "foreign key", key.name.as_deref()?))),
    );
    all
}
