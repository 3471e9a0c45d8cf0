//! The Controller's configuration: what is looked up and changed in it, with the texts of its exceptions.
//!
//! Source: `src/replica/config/Configuration.cc`.

use super::failure::{Answer, Failure};
use super::server::QservServer;
use super::state::{DatabaseInfo, Family, State, TableInfo};
use super::validate::{sanitize, validate};

/// The exceptions for what is there already or not there became another class between the two versions.
fn unknown(server: QservServer, text: String) -> Failure {
    match server {
        QservServer::Api39 => Failure::invalid(text),
        QservServer::Api55 => Failure::other(text),
    }
}

/// An empty name: in API 55 the same words for all, in API 39 words of each place.
fn empty(server: QservServer, function: &str, parameter: &str, old: &str) -> Failure {
    match server {
        QservServer::Api39 => Failure::invalid(format!("CONFIG  {function} {old}")),
        QservServer::Api55 => Failure::invalid(format!("Configuration::{function}  empty {parameter} is not allowed.")),
    }
}

pub(super) fn database<'s>(server: QservServer, state: &'s State, name: &str) -> Answer<&'s DatabaseInfo> {
    if name.is_empty() {
        return Err(empty(server, "_databaseInfo", "databaseName", "the database name is empty."));
    }
    state.databases.get(name).ok_or_else(|| {
        let other = state.databases.keys().find(|known| known.eq_ignore_ascii_case(name));
        let help = match other {
            Some(known) => format!("There is {known}: names tell case here."),
            None => "Register the database first.".to_owned(),
        };
        unknown(server, format!("CONFIG  _databaseInfo no such database '{name}'.")).help(help)
    })
}

pub(super) fn database_mut<'s>(server: QservServer, state: &'s mut State, name: &str) -> Answer<&'s mut DatabaseInfo> {
    database(server, state, name)?;
    state
        .databases
        .get_mut(name)
        .ok_or_else(|| unknown(server, format!("CONFIG  _databaseInfo no such database '{name}'.")))
}

pub(super) fn table<'s>(server: QservServer, database: &'s DatabaseInfo, name: &str) -> Answer<&'s TableInfo> {
    if name.is_empty() && server == QservServer::Api55 {
        return Err(Failure::invalid("DatabaseInfo::findTable the table name is empty."));
    }
    database.tables.get(name).ok_or_else(|| {
        let text = format!("DatabaseInfo::findTable no such table '{name}' found in the database '{}'.", database.name);
        let other = database.tables.keys().find(|known| known.eq_ignore_ascii_case(name));
        let help = match other {
            Some(known) => format!("There is {known}: names tell case here."),
            None => format!("Register the table in {} first.", database.name),
        };
        unknown(server, text).help(help)
    })
}

pub(super) fn family<'s>(server: QservServer, state: &'s State, name: &str) -> Answer<&'s Family> {
    if name.is_empty() {
        return Err(empty(server, "_databaseFamilyInfo", "familyName", "the database family name is empty."));
    }
    state
        .families
        .get(name)
        .ok_or_else(|| unknown(server, format!("CONFIG  _databaseFamilyInfo no such database family '{name}'.")))
}

/// The databases of a family, or of all where none is named; `published`: those alone that are so.
pub(super) fn databases<'s>(
    server: QservServer,
    state: &'s State,
    name: &'s str,
    published: Option<bool>,
) -> Answer<impl Iterator<Item = &'s DatabaseInfo>> {
    if server == QservServer::Api39 && !name.is_empty() && !state.families.contains_key(name) {
        return Err(Failure::invalid(format!("CONFIG  databases no such family '{name}'.")));
    }
    if !name.is_empty() {
        family(server, state, name)?;
    }
    Ok(state.databases.values().filter(move |database| {
        (name.is_empty() || database.family == name) && published.is_none_or(|on| on == database.is_published)
    }))
}

/// Whether a family may be added. Source: `addDatabaseFamily`.
pub(super) fn check_new_family(server: QservServer, state: &State, family: &Family) -> Answer<()> {
    if family.name.is_empty() {
        return Err(empty(server, "addDatabaseFamily", "family.name", "the family name is empty.").at("name"));
    }
    if state.families.contains_key(&family.name) {
        let text = format!("CONFIG  addDatabaseFamily the family '{}' already exists.", family.name);
        return Err(unknown(server, text));
    }
    let mut errors = String::new();
    for (wrong, words) in [
        (family.replication_level == 0, " replicationLevel(0)"),
        (family.stripes == 0, " numStripes(0)"),
        (family.sub_stripes == 0, " numSubStripes(0)"),
        (family.overlap <= 0.0, " overlap(<=0)"),
    ] {
        if wrong {
            errors.push_str(words);
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    Err(Failure::invalid(format!("CONFIG  addDatabaseFamily{errors}"))
        .help("A family that is new needs stripes, sub-stripes and an overlap of more than 0."))
}

/// Whether a database of that name may be added. Source: `addDatabase`.
pub(super) fn check_new_database(server: QservServer, state: &State, name: &str, family_name: &str) -> Answer<()> {
    if name.is_empty() {
        return Err(empty(server, "addDatabase", "databaseName", "the database name can't be empty.").at("database"));
    }
    if family_name.is_empty() && server == QservServer::Api55 {
        return Err(empty(server, "addDatabase", "familyName", "").at("family"));
    }
    if state.databases.contains_key(name) {
        let text = format!("CONFIG  addDatabase the database '{name}' already exists.");
        return Err(unknown(server, text).at("database").help("Take another name, or leave this request out."));
    }
    family(server, state, family_name).map(|_| ())
}

/// The table as it will be registered, once it passed. Source: `addTable`, which sanitises and then validates.
pub(super) fn check_new_table(server: QservServer, state: &State, table: TableInfo, now: u64) -> Answer<TableInfo> {
    if server == QservServer::Api55 {
        for (value, parameter, attribute) in
            [(&table.database, "table_.database", "database"), (&table.name, "table_.name", "table")]
        {
            if value.is_empty() {
                return Err(empty(server, "addTable", parameter, "").at(attribute));
            }
        }
    }
    let database = database(server, state, &table.database)?;
    if database.is_published {
        let text = "CONFIG  addTable adding tables to the published databases isn't allowed.";
        return Err(unknown(server, text.to_owned()));
    }
    let table = sanitize(table, now);
    validate(server, &state.databases, database, &table)?;
    Ok(table)
}

/// Publishes a database with all its tables, or takes the database's own flag back. Source: `_publishDatabase`.
pub(super) fn set_published(
    server: QservServer,
    state: &mut State,
    name: &str,
    publish: bool,
    now: u64,
) -> Answer<DatabaseInfo> {
    let wrapper = if publish { "publishDatabase" } else { "unPublishDatabase" };
    if name.is_empty() && server == QservServer::Api55 {
        return Err(empty(server, wrapper, "databaseName", ""));
    }
    let database = database_mut(server, state, name)?;
    if publish == database.is_published {
        let already = if publish { "already" } else { "not" };
        let text = format!("CONFIG  _publishDatabase database '{name}' is {already} published.");
        return Err(Failure::other(text));
    }
    if publish {
        for table in database.tables.values_mut().filter(|table| !table.is_published) {
            table.is_published = true;
            table.publish_time = now;
        }
        database.publish_time = now;
    }
    database.is_published = publish;
    Ok(database.clone())
}

/// Takes a table out. Source: `DatabaseInfo::removeTable`, which looks for dependents in the same database only, and only
/// for those that name the director without its database.
pub(super) fn remove_table(server: QservServer, database: &mut DatabaseInfo, name: &str) -> Answer<()> {
    if name.is_empty() {
        return Err(match server {
            QservServer::Api39 => Failure::invalid("DatabaseInfo::removeTable the table name can't be empty."),
            QservServer::Api55 => empty(server, "deleteTable", "tableName", ""),
        });
    }
    let Some(table) = database.tables.get(name) else {
        let text = format!("DatabaseInfo::removeTable no such table '{name}' in the database '{}'.", database.name);
        return Err(unknown(server, text));
    };
    if table.is_director() {
        let depends = |other: &&TableInfo| {
            other.name != name && (other.director.spec() == name || other.director2.spec() == name)
        };
        if let Some(dependent) = database.partitioned().find(depends) {
            let text = format!(
                "DatabaseInfo::removeTable can't remove the director table '{name}' from the database '{}' because it has dependent tables.",
                database.name
            );
            let help = format!("Delete {} first.", dependent.name);
            return Err(Failure::invalid(text).help(help));
        }
    }
    database.tables.remove(name);
    Ok(())
}
