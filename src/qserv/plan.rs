//! The plan of an ingest: every request from an empty server, or from one that has some of it, to tables that are published
//! and indexed, in the order in which the Controller accepts them.
//!
//! Source of the order: Qserv `doc/ingest/api/concepts/overview.rst`; of what refuses another one: REFERENCE P06, P12, S05,
//! B04, I04 in `src/replica/config/ConfigDatabase.cc`, `HttpIngestModule.cc` and `HttpSqlIndexModule.cc`.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::write::required_version;
use super::{Request, database_payload, index_requests, table_payload};
use crate::schema::{Database, Kind, Table, Workspace};

/// The parts of a plan, in their order. Between the tables and publishing the data is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A published database takes no new tables.
    Unpublish,
    Databases,
    Directors,
    Dependents,
    RefMatches,
    Regular,
    Publish,
    /// The indexes of directors, where they are not built while the data is loaded.
    DirectorIndexes,
    Indexes,
}

impl Phase {
    /// For a heading.
    pub fn title(self) -> &'static str {
        match self {
            Phase::Unpublish => "Un-publish",
            Phase::Databases => "Databases",
            Phase::Directors => "Director tables",
            Phase::Dependents => "Dependent tables",
            Phase::RefMatches => "Ref-match tables",
            Phase::Regular => "Regular tables",
            Phase::Publish => "Publish",
            Phase::DirectorIndexes => "Director indexes",
            Phase::Indexes => "Indexes",
        }
    }

    /// True for what is sent before the data is loaded.
    pub fn is_before_loading(self) -> bool {
        self < Phase::Publish
    }
}

/// One request of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub phase: Phase,
    /// What it does: "register the director table `Object`".
    pub title: String,
    /// Without keys, whatever was read.
    pub request: Request,
    /// The administrator's key is needed, not the ordinary one.
    pub admin: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// What is not in the plan, and why, a sentence each.
    pub notes: Vec<String>,
}

/// What the server has already that the plan is for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    pub databases: Vec<TargetDatabase>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetDatabase {
    pub name: String,
    pub published: bool,
    /// Exactly as registered.
    pub tables: Vec<String>,
}

/// The plan for everything in a workspace that is registered.
pub fn ingest_plan(workspace: &Workspace, target: &Target) -> Plan {
    let mut plan = Plan::default();
    for database in &workspace.databases {
        plan.add_database(database, target.databases.iter().find(|known| known.name == database.name));
    }
    // A table may refer to a director of another database, so each part is done for all of them.
    plan.steps.sort_by_key(|step| step.phase);
    plan
}

impl Plan {
    fn add_database(&mut self, database: &Database, known: Option<&TargetDatabase>) {
        let mut tables: Vec<&Table> = database.tables.iter().map(|table| &**table).collect();
        tables.retain(|table| table.registration.is_some());
        tables.sort_by_key(|table| phase_of(table));
        let registration = database_payload(database);
        if registration.is_none() && tables.is_empty() {
            return;
        }
        let name = database.name.as_str();
        let is_there = |table: &Table| known.is_some_and(|known| known.tables.contains(&table.name));
        let new: Vec<&Table> = tables.iter().copied().filter(|table| !is_there(table)).collect();
        let published = known.is_some_and(|known| known.published);
        match (registration, known) {
            (Some(body), None) => {
                self.step(
                    Phase::Databases,
                    format!("register the database `{name}`"),
                    "POST",
                    "/ingest/database",
                    body,
                );
            }
            (Some(_), Some(_)) => self
                .notes
                .push(format!("`{name}` is registered on the server: it keeps the partitioning that it has there.")),
            (None, Some(_)) => {}
            (None, None) => self.notes.push(format!(
                "`{name}` has no partitioning, so its registration is missing: the tables need it on the server."
            )),
        }
        for table in tables.iter().filter(|table| is_there(table)) {
            let message = format!("`{name}.{}` is registered on the server: it is left as it is there.", table.name);
            self.notes.push(message);
        }
        if published && !new.is_empty() {
            let path = format!("/replication/config/database/{name}");
            let body = json!({ "version": 34, "publish": 0 });
            self.step(Phase::Unpublish, format!("un-publish the database `{name}`"), "PUT", path, body);
        }
        for table in &new {
            self.add_table(database, table);
        }
        if !published || !new.is_empty() {
            let title = format!("publish the database `{name}`");
            self.step(Phase::Publish, title, "PUT", format!("/ingest/database/{name}"), json!({ "version": 12 }));
        }
        self.add_indexes(database, &tables, &new, known.is_some());
    }

    fn add_table(&mut self, database: &Database, table: &Table) {
        let Some(registration) = &table.registration else { return };
        let Some(body) = table_payload(database, table) else { return };
        let phase = phase_of(table);
        let title = format!("register the {} table `{}.{}`", registration.kind.name(), database.name, table.name);
        self.step(phase, title, "POST", "/ingest/table", body);
    }

    /// `known`: the database was registered before, so that nobody knows here whether its director indexes exist already.
    fn add_indexes(&mut self, database: &Database, tables: &[&Table], new: &[&Table], known: bool) {
        let built_later = database.partitioning.as_ref().is_some_and(|partitioning| !partitioning.auto_index);
        for table in new.iter().filter(|_| built_later) {
            let registration = table.registration.as_ref();
            if registration.is_some_and(|registration| matches!(registration.kind, Kind::Director { .. })) {
                let title = format!("build the director index of `{}.{}`", database.name, table.name);
                let body = json!({ "version": 22, "database": database.name, "director_table": table.name, "rebuild": u8::from(known) });
                self.step(Phase::DirectorIndexes, title, "POST", "/ingest/index/secondary", body);
            }
        }
        for table in tables {
            let (bodies, left_out) = index_requests(database, table);
            self.notes.extend(left_out);
            for body in bodies {
                let name = body.get("index").and_then(Value::as_str).unwrap_or_default();
                let overlap = super::attributes::is_set(body.get("overlap"), false);
                let of = if overlap { " of the overlaps" } else { "" };
                let title = format!("create the index `{name}`{of} of `{}.{}`", database.name, table.name);
                self.step(Phase::Indexes, title, "POST", "/replication/sql/index", body);
            }
        }
    }

    fn step(
        &mut self,
        phase: Phase,
        title: String,
        method: &'static str,
        path: impl Into<Cow<'static, str>>,
        mut body: Value,
    ) {
        // A plan is a file, and files are shared: no key may stand in it.
        if let Some(body) = body.as_object_mut() {
            body.retain(|key, _| !matches!(key.as_str(), "auth_key" | "admin_auth_key"));
            // Without one the server answers with a warning.
            if !body.contains_key("version") {
                body.shift_insert(0, "version".to_owned(), json!(required_version(body)));
            }
        }
        let request = Request { method, path: path.into(), body };
        self.steps.push(Step { phase, title, request, admin: phase == Phase::Unpublish });
    }
}

/// The phase in which a table is registered.
fn phase_of(table: &Table) -> Phase {
    match table.registration.as_ref().map(|registration| &registration.kind) {
        Some(Kind::Director { .. }) => Phase::Directors,
        Some(Kind::Dependent { .. }) => Phase::Dependents,
        Some(Kind::RefMatch { .. }) => Phase::RefMatches,
        Some(Kind::Regular) | None => Phase::Regular,
    }
}
