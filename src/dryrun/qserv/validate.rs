//! What the Controller holds a table against before it registers it, and what it clears in it.
//!
//! Source: `src/replica/config/ConfigTable.cc` (`DirectorTableRef`) and `ConfigDatabase.cc` (`sanitize`, `validate`). Of
//! the latter's messages those that `sanitize` makes impossible are left out.

use std::collections::BTreeMap;

use super::failure::{Answer, Failure};
use super::server::QservServer;
use super::state::{DatabaseInfo, DirectorTable, TableInfo};
use crate::qserv::SUB_CHUNK_ID;

/// Names of a database and a table together, in bytes: 64 without `__` and `__rows`.
pub(super) const LONGEST_NAMES: usize = 56;

/// Reads `[database.]table`, which is split at its first dot, and the key that goes with it.
pub(super) fn director_table(spec: &str, key: &str, attributes: (&str, &str)) -> Answer<DirectorTable> {
    let (database, table) = spec.split_once('.').unwrap_or(("", spec));
    if !database.is_empty() && table.is_empty() {
        return Err(Failure::invalid(format!("DirectorTableRef: invalid database & table spec '{spec}'"))
            .at(attributes.0)
            .help("Name the table behind the dot, or leave the attribute empty."));
    }
    if !table.is_empty() && key.is_empty() {
        return Err(Failure::invalid("DirectorTableRef: primary key column name can not be empty")
            .at(attributes.0)
            .help(format!("Name this table's column that holds the key of {table} in {:?}.", attributes.1)));
    }
    Ok(DirectorTable { database: database.to_owned(), table: table.to_owned(), key: key.to_owned() })
}

/// Clears the attributes that a table of its kind does not have, without a word.
pub(super) fn sanitize(mut table: TableInfo, now: u64) -> TableInfo {
    if table.create_time == 0 {
        table.create_time = now;
    }
    if !table.is_partitioned {
        table.director = DirectorTable::default();
        table.director2 = DirectorTable::default();
        table.latitude.clear();
        table.longitude.clear();
        table.flag.clear();
        table.ang_sep = 0.0;
        return table;
    }
    match (table.is_director(), table.is_ref_match()) {
        // Ambiguous: `validate` says so.
        (true, true) => {}
        (true, false) => {
            table.director = DirectorTable { key: table.director.key, ..DirectorTable::default() };
            table.director2 = DirectorTable::default();
            table.flag.clear();
            table.ang_sep = 0.0;
        }
        (false, true) => {
            table.latitude.clear();
            table.longitude.clear();
        }
        (false, false) => {
            table.director2 = DirectorTable::default();
            table.flag.clear();
            table.ang_sep = 0.0;
        }
    }
    table
}

/// Holds a sanitised table against the rules of its kind, in the server's order.
pub(super) fn validate(
    server: QservServer,
    databases: &BTreeMap<String, DatabaseInfo>,
    own: &DatabaseInfo,
    table: &TableInfo,
) -> Answer<()> {
    let check = Check { server, databases, own, table };
    check.names()?;
    if table.is_director() && table.is_ref_match() {
        return check.refuse("ambiguous table type definition", "director_table2").map_err(|failure| {
            failure.help("Name the first director in \"director_table\" for a ref-match table, or drop \"director_table2\" for a director.")
        });
    }
    if !table.is_partitioned {
        return Ok(());
    }
    let roles = if table.is_director() {
        check.director()?
    } else if table.is_ref_match() {
        check.ref_match()?
    } else {
        check.dependent()?
    };
    check.columns(roles)
}

struct Check<'c> {
    server: QservServer,
    databases: &'c BTreeMap<String, DatabaseInfo>,
    own: &'c DatabaseInfo,
    table: &'c TableInfo,
}

/// A column that must be there: what the server calls its role, its name, and the attribute that names it.
type RoleColumn<'c> = (&'static str, &'c str, &'static str);

const KEY: &str = "directorTable.primaryKeyColumn()";
const KEY2: &str = "directorTable2.primaryKeyColumn()";

impl<'c> Check<'c> {
    fn refuse<T>(&self, message: &str, attribute: &str) -> Answer<T> {
        let table = self.table.dump(self.server);
        let text = format!("DatabaseInfo::validate {message} [database={}] {table}", self.own.name);
        Err(Failure::invalid(text).at(attribute))
    }

    fn names(&self) -> Answer<()> {
        if self.table.name.is_empty() {
            return self.refuse("table name is empty", "table");
        }
        if self.own.tables.contains_key(&self.table.name) {
            return self.refuse("table already exists", "table");
        }
        let length = self.table.database.len() + self.table.name.len();
        if self.server == QservServer::Api39 || length <= LONGEST_NAMES {
            return Ok(());
        }
        self.refuse("the combined size of the database and table names exceeds 56 characters", "table").map_err(
            |failure| {
                failure.help(format!(
                    "The two names have {length} bytes together; shorten one of them by {}.",
                    length - LONGEST_NAMES
                ))
            },
        )
    }

    fn director(&self) -> Answer<Vec<RoleColumn<'c>>> {
        let table = self.table;
        if table.director.key.is_empty() {
            return self.refuse("the director table definition requires a valid director key", "director_key").map_err(|failure| {
                failure.help("Name the director's key in \"director_key\"; a table that is no director needs \"director_table\".")
            });
        }
        if table.latitude.is_empty() || table.longitude.is_empty() {
            let missing = if table.latitude.is_empty() { "latitude_key" } else { "longitude_key" };
            return self
                .refuse("the director table requires both spatial coordinate columns", missing)
                .map_err(|failure| failure.help("Name both columns, in \"latitude_key\" and \"longitude_key\"."));
        }
        Ok(vec![
            (KEY, &table.director.key, "director_key"),
            ("latitudeColName", &table.latitude, "latitude_key"),
            ("longitudeColName", &table.longitude, "longitude_key"),
            ("subChunkIdColName", SUB_CHUNK_ID, "schema"),
        ])
    }

    fn ref_match(&self) -> Answer<Vec<RoleColumn<'c>>> {
        let table = self.table;
        let (first, second) = (&table.director, &table.director2);
        if first == second {
            return self.refuse("the director tables of the RefMatch table can't be the same", "director_table2");
        }
        for (director, attribute) in [(first, "director_table"), (second, "director_table2")] {
            let database = self.database_of(director, attribute)?;
            let name = &director.table;
            let Some(referenced) = database.tables.get(name) else {
                let message = format!("non-existing director '{name}' referenced in the RefMatch definition");
                return self.refuse(&message, attribute).map_err(|failure| failure.help(self.order(name, database)));
            };
            if !referenced.is_director() {
                let message = format!("table '{name}' referenced in the RefMatch definition isn't the director");
                return self.refuse(&message, attribute).map_err(|failure| failure.help(no_director(referenced)));
            }
        }
        if first.key == second.key {
            return self
                .refuse("the director table keys of the RefMatch table can't be the same", "director_key2")
                .map_err(|failure| {
                    failure.help("A ref-match table needs a column of its own for each director's key.")
                });
        }
        if table.flag.is_empty() {
            return self
                .refuse("the RefMatch table requires the special column to store flags", "flag")
                .map_err(|failure| failure.help("Name the column of the flags in \"flag\"."));
        }
        // Written so that it holds for what is no number, too.
        if table.ang_sep.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) {
            return self
                .refuse("the RefMatch table requires the angular separation to be more than 0", "ang_sep")
                .map_err(|failure| failure.help("Give the largest distance of a match in \"ang_sep\"."));
        }
        Ok(vec![
            (KEY, &first.key, "director_key"),
            (KEY2, &second.key, "director_key2"),
            ("flagColName", &table.flag, "flag"),
        ])
    }

    fn dependent(&self) -> Answer<Vec<RoleColumn<'c>>> {
        let table = self.table;
        let director = &table.director;
        let old = self.server == QservServer::Api39;
        if old && !director.database.is_empty() {
            return self
                .refuse(
                    "the database name isn't allowed in the director table spec of the dependent tables",
                    "director_table",
                )
                .map_err(|failure| failure.help("Dependent tables find directors of other databases from API 55 on."));
        }
        let database = self.database_of(director, "director_table")?;
        let spec = format!("database='{}' table='{}'", director.database, director.table);
        let Some(referenced) = database.tables.get(&director.table) else {
            let message = if old {
                "non-existing director table referenced in the dependent table definition".to_owned()
            } else {
                format!("non-existing director table referenced {spec} in the dependent table definition")
            };
            let help = self.order(&director.table, database);
            return self.refuse(&message, "director_table").map_err(|failure| failure.help(help));
        };
        if !referenced.is_director() {
            let message = if old {
                "a table referenced in the dependent table definition isn't the director table".to_owned()
            } else {
                format!("a table referenced {spec} in the dependent table definition isn't the director table")
            };
            return self.refuse(&message, "director_table").map_err(|failure| failure.help(no_director(referenced)));
        }
        if table.latitude.is_empty() != table.longitude.is_empty() {
            let missing = if table.latitude.is_empty() { "latitude_key" } else { "longitude_key" };
            return self
                .refuse("inconsistent definition of the spatial coordinate columns", missing)
                .map_err(|failure| failure.help("Name both columns or none."));
        }
        let mut roles = vec![(KEY, director.key.as_str(), "director_key")];
        if !table.latitude.is_empty() {
            roles.push(("latitudeColName", &table.latitude, "latitude_key"));
            roles.push(("longitudeColName", &table.longitude, "longitude_key"));
        }
        Ok(roles)
    }

    /// The database that a director is looked for in.
    fn database_of(&self, director: &DirectorTable, attribute: &str) -> Answer<&'c DatabaseInfo> {
        if director.database.is_empty() {
            return Ok(self.own);
        }
        let Some(database) = self.databases.get(&director.database) else {
            let message = format!(
                "non-existing database '{}' referenced in the spec of the director table '{}'",
                director.database, director.table
            );
            return self
                .refuse(&message, attribute)
                .map_err(|failure| failure.help("Register that database and its director first; names tell case."));
        };
        Ok(database)
    }

    /// The columns must be there by their exact names; the server goes by the names of their roles, in the order of which
    /// they are given.
    fn columns(&self, roles: Vec<RoleColumn>) -> Answer<()> {
        for (role, name, attribute) in roles {
            if self.table.column(name).is_none() {
                let message = format!("no matching column '{name}' found in schema for parameter '{role}'");
                return self.refuse(&message, attribute).map_err(|failure| failure.help(self.missing_column(name)));
            }
        }
        Ok(())
    }

    fn missing_column(&self, name: &str) -> String {
        let other_case = self.table.columns.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
        match other_case {
            Some((column, _)) => format!("The schema has {column}: names tell case here."),
            None if name == SUB_CHUNK_ID => {
                "Add the column subChunkId INT NOT NULL; chunkId goes with it, since the loader fills both.".to_owned()
            }
            None => format!("Add the column {name} to the schema, or name another one."),
        }
    }

    fn order(&self, table: &str, database: &DatabaseInfo) -> String {
        let other_case = database.tables.keys().find(|name| name.eq_ignore_ascii_case(table));
        match other_case {
            Some(name) => format!("{} has the table {name}: names tell case here.", database.name),
            None => format!("Register the director {table} in {} first.", database.name),
        }
    }
}

fn no_director(table: &TableInfo) -> String {
    let article = if table.is_ref_match() || table.is_dependent() || !table.is_partitioned { "a" } else { "no" };
    format!("{} is {article} {} table; name a director.", table.name, table.kind())
}
