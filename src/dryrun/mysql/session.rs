//! A session with the server: statements one after another, each accepted, refused or undecided.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::catalog::{Catalog, Database, Default, Table, ends_blank};
use super::create::foreign_keys::Surroundings;
use super::refusal::{Answer, Cause, Refusal, Stop, Warning};
use super::routine::Runtime;
use super::syntax::Parsed;
use super::syntax::ast::{AlterTable, CreateTable, Source, TableName};
use super::syntax::parser::Parser;
use super::{alter, create, default_value};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};

/// What the server says to a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The statement's first words: `CREATE TABLE`.
    pub kind: String,
    pub verdict: Verdict,
    pub warnings: Vec<Warning>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Accept,
    Reject(Refusal),
    /// Not decided, and why.
    Unknown(String),
}

/// A connection to a server that starts without databases.
pub struct Session {
    pub server: Server,
    pub catalog: Catalog,
    /// The database in use.
    pub current: Option<String>,
    pub foreign_key_checks: bool,
    /// Variables, prepared statements, the routine that is being executed.
    pub(super) runtime: Runtime,
}

impl Session {
    pub fn new(server: Server) -> Self {
        Session {
            server,
            catalog: Catalog::default(),
            current: None,
            foreign_key_checks: true,
            runtime: Runtime::default(),
        }
    }

    /// Creates a database with the charset utf8mb4 and uses it.
    pub fn with_database(mut self, name: &str) -> Self {
        if let Some(collation) = self.default_collation("utf8mb4") {
            self.catalog.databases.insert(name.to_owned(), new_database(collation));
        }
        self.current = Some(name.to_owned());
        self
    }

    pub(super) fn default_collation(&self, charset_name: &str) -> Option<&'static Collation> {
        charset::charset(charset_name, self.server)
            .and_then(|charset| charset::collation(charset.default_collation, self.server))
    }

    /// MySQL 5.7 and MariaDB come with latin1 for the server.
    pub(super) fn server_collation(&self) -> Option<&'static Collation> {
        let utf8 = self.server.has(crate::mysql::Feature::Utf8mb4Server);
        self.default_collation(if utf8 { "utf8mb4" } else { "latin1" })
    }

    /// The collation of literals: the connection's.
    pub(super) fn literals(&self) -> Option<&'static Collation> {
        self.runtime.connection_collation.or_else(|| self.default_collation("utf8mb4"))
    }

    /// Executes one statement, which is given without its delimiter.
    pub fn execute(&mut self, statement: &str) -> Outcome {
        // The servers drop blanks and semicolons at the end before they parse.
        let statement = statement.trim_end_matches(|c: char| c == ';' || c.is_ascii_whitespace());
        let mut parser = Parser::new(statement, self.server);
        let mut warnings = Vec::new();
        let kind = parser.kind();
        self.begin();
        let answer = self.run(&mut parser, statement, &mut warnings);
        let verdict = match answer {
            Ok(()) => Verdict::Accept,
            Err(stop) => match stop.into_cause() {
                Cause::Refused(refusal) => Verdict::Reject(refusal),
                Cause::Unknown(why) => Verdict::Unknown(why.into()),
            },
        };
        let verdict = self.settled(&kind, statement, verdict);
        let mut all = std::mem::take(&mut parser.warnings);
        all.append(&mut warnings);
        all.sort_by_key(|warning| warning.at);
        self.runtime.leave_notes(&mut all);
        if verdict != Verdict::Accept {
            all.clear();
        }
        Outcome { kind, verdict, warnings: all }
    }

    pub(super) fn run(&mut self, parser: &mut Parser, text: &str, warnings: &mut Vec<Warning>) -> Answer<()> {
        match parser.statement()? {
            Parsed::CreateTable(partial) => {
                if let Some(stop) = partial.stop {
                    // A name that was parsed stands behind CREATE.
                    if self.server.is_mariadb() && partial.table.name.name.at > 0 {
                        self.create_table(text, &partial.table, true, warnings)?;
                    }
                    return Err(stop);
                }
                self.create_table(text, &partial.table, false, warnings)
            }
            Parsed::AlterTable(partial) => {
                if let Some(stop) = partial.stop {
                    if self.server.is_mariadb() && partial.alter.table.name.at > 0 {
                        self.alter_table(text, &partial.alter, true, warnings)?;
                    }
                    return Err(stop);
                }
                self.alter_table(text, &partial.alter, false, warnings)
            }
            Parsed::Whole(statement) => self.statement(text, statement, warnings),
        }
    }

    pub(super) fn refuse<T>(&self, errno: u16, parts: &[&str]) -> Answer<T> {
        Err(Stop::refused(self.server, errno, parts))
    }

    /// The database of a name, or the one in use.
    pub(super) fn database_of(&self, name: &TableName) -> Answer<String> {
        match (&name.database, &self.current) {
            (Some(database), _) => Ok(database.text.to_string()),
            (None, Some(current)) => Ok(current.clone()),
            (None, None) => self.refuse(1046, &[]),
        }
    }

    /// A table's name as the servers allow it: at most 64 characters, no blank at its end.
    pub(super) fn check_table_name(&self, name: &str) -> Answer<()> {
        if name.chars().count() > 64 {
            return self.refuse(if self.server.is_mariadb() { 1103 } else { 1059 }, &[name]);
        }
        if name.is_empty() || ends_blank(name) { self.refuse(1103, &[name]) } else { Ok(()) }
    }

    /// A database's name, likewise.
    pub(super) fn check_database_name(&self, name: &str) -> Answer<()> {
        if name.chars().count() > 64 {
            return self.refuse(if self.server.is_mariadb() { 1102 } else { 1059 }, &[name]);
        }
        if name.is_empty() || ends_blank(name) { self.refuse(1102, &[name]) } else { Ok(()) }
    }

    fn around(&self) -> Surroundings<'_> {
        Surroundings { catalog: &self.catalog, foreign_key_checks: self.foreign_key_checks, altered: None }
    }

    /// `partial`: a syntax error stands behind what was parsed; only what MariaDB checks before that is checked.
    fn create_table(
        &mut self,
        text: &str,
        create: &CreateTable,
        partial: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database_name = self.database_of(&create.name)?;
        let name: &str = &create.name.name.text;
        self.check_table_name(name)?;
        let database = self.catalog.databases.get(&database_name);
        if partial && database.is_none() {
            return Ok(());
        }
        self.check_access(&database_name)?;
        if self.server.is_mariadb() && database_name.eq_ignore_ascii_case("performance_schema") {
            return self.refuse(1142, &["CREATE", "root", "localhost", &database_name, name]);
        }
        let Some(database) = database else { return self.refuse(1049, &[&database_name]) };
        if let Some(like) = &create.like {
            return self.create_like(&database_name, create, like, warnings);
        }
        let of_server = (self.server, self.value_mode());
        let mut draft = create::draft(of_server, text, &database_name, database.collation, create, partial)?;
        if partial {
            return Ok(());
        }
        if !self.server.is_mariadb() {
            create::before_lookup(&mut draft)?;
        } else if create::versioning::concerns(&draft) {
            create::versioning::check(&mut draft, create)?;
        }
        let there = if create.temporary {
            database.temporary_tables.contains_key(name)
        } else {
            database.views.contains(name) || database.tables.contains_key(name)
        };
        if there && !create.or_replace {
            if draft.mode.substitutes {
                draft.warnings.retain(|warning| matches!(warning.errno, 1266 | 1286));
                warnings.append(&mut draft.warnings);
            }
            return self.already_there(name, create.if_not_exists, warnings);
        }
        let mut rows = false;
        if let Some(at) = create.query_at {
            rows = self.query_columns(at, &mut draft)?;
        }
        if there {
            self.make_way(&database_name, name, create.temporary)?;
        }
        let mut table = create::prepare::prepare(&mut draft, &self.around())?;
        table.may_have_rows = rows;
        if draft.doubtful {
            return Err(Stop::unknown("whether what CREATE TABLE ... AS SELECT selects fits into its columns"));
        }
        if create.query_at.is_some() {
            let missing: Vec<String> = create::query::without_value(&draft).map(str::to_owned).collect();
            match missing.first() {
                Some(name) if create.duplicates != Some("IGNORE") => return self.refuse(1364, &[name]),
                _ => {}
            }
            missing.iter().for_each(|name| draft.warn(1364, &[name]));
        }
        warnings.append(&mut draft.warnings);
        self.put(&database_name, Arc::new(table));
        Ok(())
    }

    /// OR REPLACE: what has the name goes, even where the new table is refused then.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn make_way(&mut self, database: &str, name: &str, temporary: bool) -> Answer<()> {
        let referring = super::create::foreign_keys::referring(&self.catalog, database, name);
        let others = referring.iter().any(|(schema, table, _)| *schema != database || table.name != name);
        let Some(there) = self.catalog.databases.get_mut(database) else { return Ok(()) };
        if temporary {
            there.temporary_tables.remove(name);
            return Ok(());
        }
        if there.views.contains(name) {
            let message = format!("'{database}.{name}' is a view");
            return Err(Refusal { errno: 1965, sqlstate: "42S02", message }.into());
        }
        if self.foreign_key_checks && others {
            return self.refuse_parent();
        }
        there.tables.remove(name);
        Ok(())
    }

    pub(super) fn put(&mut self, database: &str, table: Arc<super::catalog::Table>) {
        if let Some(database) = self.catalog.databases.get_mut(database) {
            let tables = if table.temporary { &mut database.temporary_tables } else { &mut database.tables };
            tables.insert(table.name.clone(), table);
        }
    }

    /// Adds the columns of `AS SELECT`, and says whether rows come with them.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn query_columns(&self, at: u32, draft: &mut create::draft::Draft) -> Answer<bool> {
        let query = create::query::read(draft, at)?;
        let mut sources = Vec::new();
        for (source, optional) in query.sources.iter().zip(&query.optional) {
            let Source::Table { name, alias } = source else {
                return Err(Stop::unknown("CREATE TABLE ... AS SELECT from a query"));
            };
            let database = self.database_of(name)?;
            let found = self.catalog.databases.get(&database).and_then(|found| found.table(&name.name.text));
            let Some(table) = found else { return self.refuse(1146, &[&database, &name.name.text]) };
            let alias = alias.as_ref().unwrap_or(&name.name).text.to_string();
            sources.push(create::query::Source { alias, table: table.clone(), optional: *optional });
        }
        let collation = create::utf8mb4(self.server, draft.collation);
        create::query::add(draft, &query, &sources, collation)?;
        Ok(sources.is_empty() || sources.iter().any(|source| source.table.may_have_rows))
    }

    fn create_like(
        &mut self,
        database_name: &str,
        create: &CreateTable,
        like: &TableName,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let name: &str = &create.name.name.text;
        let source_database = self.database_of(like)?;
        let source_name: &str = &like.name.text;
        if source_database == database_name && source_name == name {
            return self.refuse(1066, &[name]);
        }
        if !self.catalog.databases.contains_key(&source_database) && !self.server.is_mariadb() {
            return self.refuse(1049, &[&source_database]);
        }
        let there = self.catalog.databases.get(database_name);
        let taken = there.is_some_and(|database| match create.temporary {
            true => database.temporary_tables.contains_key(name),
            false => database.tables.contains_key(name) || database.views.contains(name),
        });
        if taken && self.server.is_mariadb() && !create.or_replace {
            return self.already_there(name, create.if_not_exists, warnings);
        }
        let source = self.catalog.databases.get(&source_database).and_then(|database| database.table(source_name));
        let Some(source) = source.cloned() else {
            let views = self.catalog.databases.get(&source_database).map(|database| &database.views);
            if views.is_some_and(|views| views.contains(source_name)) {
                return self.refuse(1347, &[&source_database, source_name, "BASE TABLE"]);
            }
            return self.refuse(1146, &[&source_database, source_name]);
        };
        if create.temporary && source.partitions.is_some() {
            return match self.server.is_mariadb() {
                true => self.refuse(1478, &["partition", "TEMPORARY"]),
                false => self.refuse(1562, &[]),
            };
        }
        if taken && !create.or_replace {
            return self.already_there(name, create.if_not_exists, warnings);
        }
        if taken {
            self.make_way(database_name, name, create.temporary)?;
        }
        let mut table = (*source).clone();
        name.clone_into(&mut table.name);
        table.temporary = create.temporary;
        table.foreign_keys.clear();
        table.options.triggers.clear();
        table.may_have_rows = false;
        for key in &mut table.keys {
            key.generated = false;
        }
        self.judge_kept_defaults(&table)?;
        for (at, check) in table.checks.iter_mut().enumerate().filter(|_| !self.server.is_mariadb()) {
            check.name = format!("{name}_chk_{}", at + 1);
            if !table.temporary {
                let own = (database_name, name);
                create::free_check_name(self.server, &self.catalog, own, (database_name, &check.name))?;
            }
        }
        self.put(database_name, Arc::new(table));
        Ok(())
    }

    /// MySQL judges the dates that the other table has for defaults by the mode of today.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn judge_kept_defaults(&self, table: &Table) -> Answer<()> {
        let mode = self.value_mode();
        for column in table.columns.iter().filter(|_| !self.server.is_mariadb()) {
            if let Default::Literal(Some(shown)) = &column.default
                && default_value::kept(self.server, mode, &column.name, &column.column_type, shown)?.is_some()
            {
                return Err(Stop::unknown("what LIKE makes of a date that sql_mode only warns of"));
            }
        }
        Ok(())
    }

    /// 1050, or a note of it.
    fn already_there(&self, name: &str, fine: bool, warnings: &mut Vec<Warning>) -> Answer<()> {
        if !fine {
            return self.refuse(1050, &[name]);
        }
        warnings.push(Warning::note(self.server, 1050, &[name]));
        Ok(())
    }

    pub(super) fn alter_table(
        &mut self,
        text: &str,
        alter: &AlterTable,
        partial: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database_name = self.database_of(&alter.table)?;
        let name: &str = &alter.table.name.text;
        self.check_table_name(name)?;
        // Much is looked at before the table is looked for.
        let database = self.catalog.databases.get(&database_name).map(|database| database.collation);
        let Some(collation) = database.or_else(|| self.default_collation("utf8mb4")) else { return Ok(()) };
        let of_server = (self.server, self.value_mode());
        let mut request = alter::request(of_server, text, &database_name, collation, alter)?;
        if partial {
            return Ok(());
        }
        create::options::known_engine(&mut request.draft, false)?;
        let Some(database) = self.catalog.databases.get(&database_name) else {
            if alter.if_exists {
                warnings.push(Warning::new(self.server, 1146, &[&database_name, name]));
                return Ok(());
            }
            let errno = if self.server.is_mariadb() { 1146 } else { 1049 };
            return self.refuse(errno, &[&database_name, name]);
        };
        if alter::partitions::only_reports(alter) && database.table(name).is_none() {
            return Ok(());
        }
        let Some(table) = database.table(name).cloned() else {
            if alter.if_exists {
                warnings.push(Warning::new(self.server, 1146, &[&database_name, name]));
                return Ok(());
            }
            if database.views.contains(name) {
                return self.refuse(1347, &[&database_name, name, "BASE TABLE"]);
            }
            return self.refuse(1146, &[&database_name, name]);
        };
        warnings.append(&mut request.draft.warnings);
        let mut altered = alter::alter(&self.around(), &database_name, &table, alter, request)?;
        warnings.append(&mut altered.warnings);
        alter::references::follow_columns(&mut self.catalog, &database_name, &table.name, &altered.renamed_columns);
        if table.may_have_rows && self.rows_may_object(&table, &altered.table, alter) {
            self.doubt_statement("the rows of the table may not fit".into());
        }
        if altered.database != database_name && !table.options.triggers.is_empty() {
            return self.refuse(1435, &[]);
        }
        let renamed = altered.database != database_name || altered.table.name != table.name;
        if renamed {
            let (from, to) = ((&*database_name, &*table.name), (&*altered.database, &*altered.table.name));
            self.check_names_follow(&table, from, to)?;
            self.follow_rename(&database_name, &table.name, &altered.database, &altered.table.name);
        }
        if let Some(database) = self.catalog.databases.get_mut(&database_name) {
            let tables = if table.temporary { &mut database.temporary_tables } else { &mut database.tables };
            tables.remove(&table.name);
        }
        self.put(&altered.database, Arc::new(altered.table));
        Ok(())
    }

    /// Foreign keys that refer to a table follow its new name.
    pub(super) fn follow_rename(&mut self, database: &str, table: &str, new_database: &str, new_table: &str) {
        for other in self.catalog.databases.values_mut().flat_map(|database| database.tables.values_mut()) {
            let refers =
                |key: &super::catalog::ForeignKey| key.parent_database == database && key.parent_table == table;
            if !other.foreign_keys.iter().any(refers) {
                continue;
            }
            for key in Arc::make_mut(other).foreign_keys.iter_mut().filter(|key| refers(key)) {
                new_database.clone_into(&mut key.parent_database);
                new_table.clone_into(&mut key.parent_table);
            }
        }
    }
}

pub(super) fn new_database(collation: &'static Collation) -> Database {
    Database {
        collation,
        tables: BTreeMap::new(),
        temporary_tables: BTreeMap::new(),
        views: BTreeSet::default(),
        procedures: BTreeMap::new(),
    }
}
