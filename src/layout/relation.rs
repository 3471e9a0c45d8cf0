//! Which table refers to which: by a foreign key, by its registration, or by the name of a column.

use std::collections::{HashMap, HashSet};

use crate::schema::{Column, Database, IndexKind, Kind, Table, TableId, Workspace};
use crate::text::{Letters, same_identifier};

/// How a relation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationKind {
    /// A FOREIGN KEY is declared.
    ForeignKey,
    /// A dependent table's rows lie in the chunks of its director.
    Director,
    /// A ref-match table holds pairs of rows of two directors.
    RefMatch,
    /// Nothing is declared: a column is called after the table and its key.
    Inferred,
}

/// One end of a relation: a table, and its column where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub table: TableId,
    /// The place of the first column in its table.
    pub column: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    pub kind: RelationKind,
    /// The table that refers.
    pub child: End,
    /// The table that is referred to.
    pub parent: End,
    /// The child's column may be NULL: a row may have no parent.
    pub optional: bool,
    /// The child's column is a key of its own: a parent has one row at most.
    pub single: bool,
}

impl RelationKind {
    /// What it is called, and for an inferred one, by what it was inferred.
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::ForeignKey => "foreign key",
            RelationKind::Director => "director",
            RelationKind::RefMatch => "ref-match",
            RelationKind::Inferred => "inferred from the column's name",
        }
    }
}

/// All relations of a workspace, in the order of its tables. Those whose other table does not exist are left out.
///
/// An inferred one: a column `{table}_ID` (or `{table}Id`), where one table of the same database has that name, with or
/// without the prefix `T_`, in the plural or with `_INFO` behind it, and has a key of one column, of the same type, that
/// is called the same or `ID`. That is how BK-CI's design guide names references, which it never declares.
pub fn relations(workspace: &Workspace) -> Vec<Relation> {
    let names = Names::of(workspace);
    let mut found = Vec::new();
    for (place, database) in workspace.databases.iter().enumerate() {
        for table in &database.tables {
            let from = found.len();
            declared(&names, place, table, &mut found);
            registered(&names, place, table, &mut found);
            let known: HashSet<Option<usize>> =
                found.get(from..).unwrap_or_default().iter().map(|relation| relation.child.column).collect();
            inferred(&names, place, table, &known, &mut found);
        }
    }
    found
}

/// Tables by database and name in lower case; of several of one name, the first.
struct Names<'w> {
    databases: HashMap<String, usize>,
    tables: Vec<HashMap<String, &'w Table>>,
}

impl<'w> Names<'w> {
    fn of(workspace: &'w Workspace) -> Self {
        let mut databases = HashMap::new();
        for (at, database) in workspace.databases.iter().enumerate() {
            databases.entry(database.name.lower()).or_insert(at);
        }
        let tables = workspace.databases.iter().map(|database| by_name(database)).collect();
        Names { databases, tables }
    }

    fn find(&self, database: usize, name: &str) -> Option<&'w Table> {
        self.tables.get(database)?.get(&name.lower()).copied()
    }

    /// A table as a registration names it: `table`, or `database.table`.
    fn find_qualified(&self, here: usize, name: &str) -> Option<&'w Table> {
        if let Some(table) = self.find(here, name) {
            return Some(table);
        }
        let (database, table) = name.split_once('.')?;
        self.find(*self.databases.get(&database.lower())?, table)
    }
}

fn by_name(database: &Database) -> HashMap<String, &Table> {
    let mut names = HashMap::with_capacity(database.tables.len());
    for table in &database.tables {
        names.entry(table.name.lower()).or_insert(&**table);
    }
    names
}

fn place_of(table: &Table, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    table.columns.iter().position(|column| same_identifier(&column.name, name))
}

fn relation(kind: RelationKind, child: &Table, columns: &[&str], parent: &Table, key: Option<usize>) -> Relation {
    let column = columns.first().and_then(|name| place_of(child, name));
    let of_columns = columns.iter().filter_map(|name| child.column_named(name));
    Relation {
        kind,
        child: End { table: child.id, column },
        parent: End { table: parent.id, column: key },
        optional: of_columns.into_iter().any(|column| column.accepts_null() && !is_key(child, &[&column.name])),
        single: is_key(child, columns),
    }
}

/// True where exactly these columns are a primary or unique key.
fn is_key(table: &Table, columns: &[&str]) -> bool {
    !columns.is_empty()
        && table.indexes.iter().any(|index| {
            matches!(index.kind, IndexKind::Primary | IndexKind::Unique)
                && index.parts.len() == columns.len()
                && index.parts.iter().all(|part| columns.iter().any(|name| same_identifier(name, &part.column)))
        })
}

fn declared(names: &Names, here: usize, table: &Table, found: &mut Vec<Relation>) {
    for key in &table.foreign_keys {
        let database = match &key.parent_database {
            Some(database) => names.databases.get(&database.lower()).copied(),
            None => Some(here),
        };
        let Some(parent) = database.and_then(|database| names.find(database, &key.parent_table)) else { continue };
        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        let target = key.parent_columns.first().and_then(|name| place_of(parent, name));
        found.push(relation(RelationKind::ForeignKey, table, &columns, parent, target));
    }
}

fn registered(names: &Names, here: usize, table: &Table, found: &mut Vec<Relation>) {
    let Some(registration) = &table.registration else { return };
    let kind = match registration.kind {
        Kind::RefMatch { .. } => RelationKind::RefMatch,
        Kind::Regular | Kind::Director { .. } | Kind::Dependent { .. } => RelationKind::Director,
    };
    for (_, director) in registration.kind.directors() {
        let Some(parent) = names.find_qualified(here, &director.table) else { continue };
        let key = director_key(parent).and_then(|key| place_of(parent, key));
        found.push(Relation { single: false, ..relation(kind, table, &[&director.key], parent, key) });
    }
}

fn director_key(table: &Table) -> Option<&str> {
    match &table.registration.as_ref()?.kind {
        Kind::Director { key, .. } => Some(key),
        Kind::Regular | Kind::Dependent { .. } | Kind::RefMatch { .. } => None,
    }
}

fn inferred(names: &Names, here: usize, table: &Table, known: &HashSet<Option<usize>>, found: &mut Vec<Relation>) {
    for (at, column) in table.columns.iter().enumerate() {
        let Some(stem) = stem(&column.name).filter(|_| !known.contains(&Some(at))) else { continue };
        let hit = parents(&stem).find_map(|name| {
            let parent = names.find(here, &name).filter(|parent| parent.id != table.id)?;
            Some((parent, key_of(parent, column)?))
        });
        if let Some((parent, key)) = hit {
            found.push(relation(RelationKind::Inferred, table, &[&column.name], parent, Some(key)));
        }
    }
}

/// `pipeline` of `PIPELINE_ID`, `object` of `objectId`.
fn stem(column: &str) -> Option<String> {
    let bytes = column.as_bytes();
    let cut = bytes.len().checked_sub(2).filter(|cut| *cut > 0)?;
    let ending = bytes.get(cut..)?;
    let before = *bytes.get(cut - 1)?;
    let end = if before == b'_' && ending.eq_ignore_ascii_case(b"id") {
        cut - 1
    } else if ending == b"Id" && before.is_ascii_alphanumeric() {
        cut
    } else {
        return None;
    };
    column.get(..end).filter(|stem| !stem.is_empty()).map(|stem| stem.lower())
}

/// How a table may be called whose key a column `{stem}_ID` holds, the likeliest first.
fn parents(stem: &str) -> impl Iterator<Item = String> + use<'_> {
    ["", "t_"]
        .into_iter()
        .flat_map(move |prefix| ["", "s", "_info"].into_iter().map(move |suffix| format!("{prefix}{stem}{suffix}")))
}

/// The column that the child's column refers to: of the same name or called ID, a key by itself, and of its type.
fn key_of(parent: &Table, child: &Column) -> Option<usize> {
    let is_target = |column: &&Column| {
        let by_itself = is_key(parent, &[&column.name]) || director_key(parent) == Some(&column.name);
        let fits = column.data_type.name.eq_ignore_ascii_case(&child.data_type.name);
        fits && by_itself
    };
    let named = |name: &str| parent.column_named(name).filter(is_target).map(|_| ());
    let name = if named(&child.name).is_some() { child.name.as_str() } else { "id" };
    named(name).and_then(|()| place_of(parent, name))
}
