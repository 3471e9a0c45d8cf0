//! Made-up edits: drawn first, and fitted to a workspace when they are applied, for ids are known only then.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tabledraft::edit::{ColumnChange, DatabaseChange, Edit, TableChange};
use tabledraft::schema::*;

use super::strategies::{column, index, kind, name, registered_workspace, table, text, workspace};

/// An edit that waits for a workspace.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which edit of those that the material allows.
    what: usize,
    /// Which database, table, column or index.
    at: [usize; 3],
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    None,
    Name(String),
    Text(Option<String>),
    Word(Option<String>),
    Column(Column),
    Index(Index),
    Table(Table),
    Kind(Option<Kind>),
    Workspace(Workspace, bool),
}

pub fn draft() -> BoxedStrategy<Draft> {
    let material = prop_oneof![
        4 => Just(Material::None),
        3 => name().prop_map(Material::Name),
        2 => option::of(text()).prop_map(Material::Text),
        2 => option::of(select(&["0", "NULL", "utf8mb4", "InnoDB", "x"][..]).prop_map(str::to_owned)).prop_map(Material::Word),
        4 => column().prop_map(Material::Column),
        2 => index().prop_map(Material::Index),
        2 => table().prop_map(Material::Table),
        1 => option::of(kind()).prop_map(Material::Kind),
        1 => (prop_oneof![workspace(), registered_workspace()], any::<bool>()).prop_map(|(other, replace)| Material::Workspace(other, replace)),
    ];
    (any::<usize>(), any::<[usize; 3]>(), material)
        .prop_map(|(what, at, material)| Draft { what, at, material })
        .boxed()
}

pub fn drafts() -> BoxedStrategy<Vec<Draft>> {
    vec(draft(), 1..8).boxed()
}

/// One of a list; what is not there has an id that nothing has.
fn pick<T, I>(list: &[T], at: usize, id: impl Fn(&T) -> I, none: I) -> I {
    if list.is_empty() { none } else { id(&list[at % list.len()]) }
}

impl Draft {
    pub fn fitted(&self, workspace: &Workspace) -> Edit {
        let database = pick(&workspace.databases, self.at[0], |database| database.id, DatabaseId(0));
        let tables: Vec<&Arc<Table>> = workspace.tables().map(|(_, table)| table).collect();
        let id = pick(&tables, self.at[1], |table| table.id, TableId(0));
        let missing = Table::default();
        let own = workspace.table(id).map_or(&missing, |(_, table)| &**table);
        let column = pick(&own.columns, self.at[2], |column| column.id, ColumnId(0));
        let index = pick(&own.indexes, self.at[2], |index| index.id, IndexId(0));
        let key = pick(&own.foreign_keys, self.at[2], |key| key.id, ForeignKeyId(0));
        self.edit(database, id, column, index, key)
    }

    fn edit(&self, database: DatabaseId, table: TableId, column: ColumnId, index: IndexId, key: ForeignKeyId) -> Edit {
        let set_column = |change| Edit::SetColumn { table, column, change };
        let set_table = |change| Edit::SetTable { table, change };
        let set_database = |change| Edit::SetDatabase { database, change };
        let choose = |edits: Vec<Edit>| edits[self.what % edits.len()].clone();
        match &self.material {
            Material::None => choose(vec![
                Edit::DeleteColumn { table, column },
                Edit::DeleteIndex { table, index },
                Edit::DeleteForeignKey { table, key },
                Edit::DeleteTable(table),
                Edit::DeleteDatabase(database),
                Edit::MoveColumn { table, column, to: self.at[0] % 7 },
                set_column(ColumnChange::Nullable([None, Some(true), Some(false)][self.at[0] % 3])),
                set_column(ColumnChange::AutoIncrement(self.at[0].is_multiple_of(2))),
                set_database(DatabaseChange::Partitioning(self.at[0].is_multiple_of(2).then(Partitioning::default))),
            ]),
            Material::Name(name) => choose(vec![
                Edit::RenameColumn { table, column, name: name.clone() },
                Edit::RenameTable { table, name: name.clone() },
                Edit::RenameDatabase { database, name: name.clone() },
                Edit::AddDatabase(Arc::new(Database { name: name.clone(), create: true, ..Database::default() })),
                Edit::QuoteName { table, name: name.clone() },
            ]),
            Material::Text(text) => choose(vec![
                set_table(TableChange::Comment(text.clone())),
                set_column(ColumnChange::Comment(text.clone())),
                Edit::Suppress {
                    path: ObjectPath::Column(table, column),
                    rule: "primary-key-missing".to_owned(),
                    reason: text.clone().unwrap_or_default(),
                },
                Edit::Suppress {
                    path: ObjectPath::Table(table),
                    rule: "primary-key-missing".to_owned(),
                    reason: text.clone().unwrap_or_default(),
                },
                Edit::Unsuppress { path: ObjectPath::Index(table, index), rule: "primary-key-missing".to_owned() },
            ]),
            Material::Word(word) => choose(vec![
                set_table(TableChange::Engine(word.clone())),
                set_table(TableChange::Charset(word.clone())),
                set_table(TableChange::Collation(word.clone())),
                set_column(ColumnChange::Default(word.clone())),
                set_database(DatabaseChange::Charset(word.clone())),
                set_database(DatabaseChange::Collation(word.clone())),
            ]),
            Material::Column(drawn) => choose(vec![
                Edit::AddColumn { table, at: self.at[0] % 9, column: drawn.clone() },
                set_column(ColumnChange::Type(drawn.data_type.clone())),
                set_column(ColumnChange::Definition(Box::new(drawn.clone()))),
            ]),
            Material::Index(drawn) => choose(vec![
                Edit::AddIndex { table, index: drawn.clone() },
                Edit::SetIndex { table, index: Index { id: index, ..drawn.clone() } },
            ]),
            Material::Table(drawn) => Edit::AddTable { database, table: Arc::new(drawn.clone()) },
            Material::Kind(kind) => set_table(TableChange::Registration(kind.clone().map(Registration::of))),
            Material::Workspace(other, replace) => {
                Edit::Import { workspace: Arc::new(other.clone()), replace: *replace }
            }
        }
    }
}

/// Every id of a workspace.
pub fn ids(workspace: &Workspace) -> Vec<u32> {
    let mut ids: Vec<u32> = workspace.databases.iter().map(|database| database.id.0).collect();
    for (_, table) in workspace.tables() {
        ids.push(table.id.0);
        ids.extend(table.columns.iter().map(|column| column.id.0));
        ids.extend(table.indexes.iter().map(|index| index.id.0));
        ids.extend(table.foreign_keys.iter().map(|key| key.id.0));
    }
    ids
}

/// True where no id is given twice, and none is above the last one.
pub fn ids_are_sound(workspace: &Workspace) -> bool {
    let mut ids = ids(workspace);
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == count && ids.last().is_none_or(|last| *last <= workspace.last_id)
}
