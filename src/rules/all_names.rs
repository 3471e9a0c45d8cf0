//! Every name of a table, for rules about names.

use super::TableContext;
use crate::schema::ObjectPath;

/// The table's own name, its columns', indexes' and foreign keys', with what each is of.
pub fn all_names<'t>(context: &'t TableContext) -> Vec<(ObjectPath, &'static str, &'t str)> {
    let table = context.table;
    let mut all = vec![(context.path(), "table", table.name.as_str())];
    all.extend(table.columns.iter().map(|column| (context.column(column), "column", column.name.as_str())));
    all.extend(table.indexes.iter().filter_map(|index| Some((context.index(index), "index", index.name.as_deref()?))));
    let keys = table.foreign_keys.iter();
    all.extend(
        keys.filter_map(|key| Some((ObjectPath::ForeignKey(table.id, key.id), "foreign key", key.name.as_deref()?))),
    );
    all
}
