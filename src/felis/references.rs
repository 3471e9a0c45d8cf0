//! What `#Object.objectId` means: ids of a schema's columns.

use std::collections::HashMap;

use crate::yaml::Node;

/// Tables and columns by the ids of a schema. Felis gives an object without `@id` one of its name: `#Object.objectId`.
#[derive(Default)]
pub(super) struct Ids {
    columns: HashMap<String, (String, String)>,
}

impl Ids {
    /// Of all tables, whose columns are written out in them.
    pub fn of(tables: &[std::rc::Rc<Node>]) -> Ids {
        let mut ids = Ids::default();
        for table in tables {
            let Some(name) = table.get("name").and_then(|name| name.text()) else { continue };
            for column in table.get("columns").and_then(|columns| columns.list()).unwrap_or_default() {
                let Some(column_name) = column.get("name").and_then(|name| name.text()) else { continue };
                let id = column.get("@id").and_then(|id| id.text()).map(str::to_owned);
                ids.columns.insert(
                    id.unwrap_or_else(|| format!("#{name}.{column_name}")),
                    (name.to_owned(), column_name.to_owned()),
                );
            }
        }
        ids
    }

    /// Table and column of an id. What is not declared is taken by its form, as the ids of referenced columns are made:
    /// behind the last dot stands the column.
    pub fn column(&self, id: &str) -> (String, String) {
        if let Some(known) = self.columns.get(id) {
            return known.clone();
        }
        let bare = id.strip_prefix('#').unwrap_or(id);
        let (table, column) = bare.rsplit_once('.').unwrap_or(("", bare));
        (table.to_owned(), column.to_owned())
    }
}
