//! The statements beside CREATE and ALTER TABLE.

use std::sync::Arc;

use super::catalog::{Table, same};
use super::create::{foreign_keys, free_check_name};
use super::refusal::{Answer, Refusal, Warning};
use super::session::{Session, new_database};
use super::syntax::ast::{AlterAction, AlterTable, DatabaseOption, Element, Name, Statement, TableName};
use crate::mysql::charset::{self, Collation};

/// The databases that every server comes with.
const SYSTEM_DATABASES: &[&str] = &["mysql", "information_schema", "performance_schema", "sys"];

impl Session {
    pub(super) fn statement(&mut self, text: &str, statement: Statement, warnings: &mut Vec<Warning>) -> Answer<()> {
        match statement {
            Statement::Nothing => Ok(()),
            Statement::Use(name) => {
                let system = SYSTEM_DATABASES.contains(&&*name.text);
                if !system && !self.catalog.databases.contains_key(&*name.text) {
                    return self.refuse(1049, &[&name.text]);
                }
                self.current = Some(name.text.into_owned());
                Ok(())
            }
            Statement::CreateDatabase { name, if_not_exists, or_replace, options } => {
                self.create_database(&name, if_not_exists, or_replace, &options, warnings)
            }
            Statement::AlterDatabase { name, options } => self.alter_database(name.as_ref(), &options),
            Statement::DropDatabase { name, if_exists } => self.drop_database(&name, if_exists, warnings),
            Statement::DropTable { tables, if_exists, temporary } => {
                self.drop_tables(&tables, if_exists, temporary, warnings)
            }
            Statement::RenameTable { pairs, if_exists } => self.rename_tables(&pairs, if_exists, warnings),
            Statement::TruncateTable(name) => self.truncate(&name),
            Statement::CreateIndex(create) => {
                if create.or_replace && create.key.if_not_exists {
                    return self.refuse(1221, &["OR REPLACE", "IF NOT EXISTS"]);
                }
                let there = |name: &&Name| {
                    let database = self.database_of(&create.table).ok();
                    let table =
                        database.and_then(|name| self.catalog.databases.get(&name)?.table(&create.table.name.text));
                    table.is_some_and(|table| table.key(&name.text).is_some())
                };
                let replaced = create.key.name.as_ref().filter(|_| create.or_replace).filter(there).cloned();
                let drop = replaced.map(|name| AlterAction::DropIndex { name, if_exists: false });
                let add = AlterAction::AddElement(Element::Key(Box::new(create.key)));
                let actions = drop.into_iter().chain([add]).collect();
                self.as_alter(text, create.table, actions, create.algorithm, create.lock, warnings)
            }
            Statement::DropIndex { name, table, if_exists, algorithm, lock } => {
                let action = AlterAction::DropIndex { name, if_exists };
                self.as_alter(text, table, vec![action], algorithm, lock, warnings)
            }
            Statement::Set(assignments) => {
                self.set(text, &assignments, warnings)?;
                if assignments.iter().any(|assignment| assignment.name.as_str() == "sql_mode") {
                    warnings.extend(self.mode_warning());
                }
                Ok(())
            }
            Statement::SetNames { names, charset, collation } => {
                self.set_names(names, charset.as_ref(), collation.as_ref())
            }
            Statement::Select(query) => {
                if !self.select_statement(text, &query)? {
                    warnings.push(Warning::new(self.server, 1329, &[]));
                }
                Ok(())
            }
            Statement::Rows(rows) => self.rows(text, &rows),
            Statement::Do(values) => self.evaluate_all(text, &values),
            Statement::Prepared(prepared) => self.prepared(text, &prepared, warnings),
            Statement::Compound(at) => self.compound(text, at, warnings),
            Statement::CreateView(view) => self.create_view(text, &view, warnings),
            Statement::DropView { names, if_exists } => self.drop_views(&names, if_exists, warnings),
            Statement::CreateRoutine(routine) => self.create_routine(text, &routine, warnings),
            Statement::DropRoutine { function, name, if_exists } => {
                self.drop_routine(function, &name, if_exists, warnings)
            }
            Statement::CreateTrigger(trigger) => self.create_trigger(text, &trigger, warnings),
            Statement::DropTrigger { name, if_exists } => self.drop_trigger(&name, if_exists, warnings),
            Statement::AlterRoutine { function, name } => self.routine_is_there(function, &name),
            Statement::Tables(names) => self.tables_exist(&names),
            Statement::Transaction(step) => self.transaction(&step),
            Statement::Call { name, arguments } => self.call(text, &name, &arguments, warnings),
            Statement::Other(word) => self.other(&word),
            Statement::CreateTable(_) | Statement::AlterTable(_) => Ok(()),
        }
    }

    /// CREATE INDEX and DROP INDEX are an ALTER TABLE.
    fn as_alter(
        &mut self,
        text: &str,
        table: TableName,
        actions: Vec<AlterAction>,
        algorithm: Option<Name>,
        lock: Option<Name>,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let alter = AlterTable { table, if_exists: false, ignore: false, actions, algorithm, lock };
        self.alter_table(text, &alter, false, warnings)
    }

    fn options_collation(&self, options: &[DatabaseOption], default: &'static Collation) -> Answer<&'static Collation> {
        let mut charset: Option<&'static charset::Charset> = None;
        let mut found = default;
        for option in options {
            match option {
                DatabaseOption::Charset(name) => {
                    let named = charset::charset(&name.text, self.server);
                    if let (Some(before), Some(named)) = (charset, named)
                        && before != named
                    {
                        return self.refuse(1302, &["CHARACTER SET ", before.name, "CHARACTER SET ", named.name]);
                    }
                    charset = named;
                    found = self.default_collation(&name.text).unwrap_or(found);
                }
                DatabaseOption::Collate(name) => match (charset, charset::collation(&name.text, self.server)) {
                    (Some(charset), Some(collation)) if collation.charset() != charset.name => {
                        return self.refuse(1253, &[collation.name, charset.name]);
                    }
                    (_, Some(collation)) => found = collation,
                    _ => {}
                },
                DatabaseOption::Encryption(value) if !matches!(value.as_ref(), "y" | "Y" | "n" | "N") => {
                    return self.refuse(1525, &["argument (should be Y or N)", value]);
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// MariaDB: the comment of a database has an end too.
    fn check_comment(&self, name: &str, options: &[DatabaseOption]) -> Answer<()> {
        let long =
            |option: &DatabaseOption| matches!(option, DatabaseOption::Comment(text) if text.chars().count() > 1024);
        if options.iter().any(long) { self.refuse(4160, &[name, "1024"]) } else { Ok(()) }
    }

    fn create_database(
        &mut self,
        name: &Name,
        if_not_exists: bool,
        or_replace: bool,
        options: &[DatabaseOption],
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let name: &str = &name.text;
        let maria = self.server.is_mariadb();
        let Some(default) = self.server_collation() else { return Ok(()) };
        let collation = self.options_collation(options, default)?;
        self.check_access(name)?;
        self.check_database_name(name)?;
        let own = SYSTEM_DATABASES.iter().any(|system| system.eq_ignore_ascii_case(name));
        if own || (self.catalog.databases.contains_key(name) && !or_replace) {
            if !if_not_exists {
                return if own && !maria { self.refuse(3552, &[name]) } else { self.refuse(1007, &[name]) };
            }
            warnings.push(Warning::note(self.server, 1007, &[name]));
            return Ok(());
        }
        self.check_comment(name, options)?;
        self.catalog.databases.insert(name.to_owned(), new_database(collation));
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn alter_database(&mut self, name: Option<&Name>, options: &[DatabaseOption]) -> Answer<()> {
        let name = match (name, &self.current) {
            (Some(name), _) => name.text.to_string(),
            (None, Some(current)) => current.clone(),
            (None, None) => return self.refuse(1046, &[]),
        };
        self.check_access(&name)?;
        if let Some(default) = self.default_collation("utf8mb4") {
            self.options_collation(options, default)?;
        }
        self.check_comment(&name, options)?;
        let system = SYSTEM_DATABASES.contains(&name.as_str());
        if system && !self.server.is_mariadb() {
            return self.refuse(3552, &[&name]);
        }
        let Some(database) = self.catalog.databases.get(&name) else {
            if system {
                return Ok(());
            }
            if !self.server.is_mariadb() {
                return self.refuse(3503, &[&name]);
            }
            let words =
                format!("Can't create/write to file './{name}/db.opt' (Errcode: 2 \"No such file or directory\")");
            return Err(Refusal { errno: 1, sqlstate: "HY000", message: words }.into());
        };
        let collation = self.options_collation(options, database.collation)?;
        if let Some(database) = self.catalog.databases.get_mut(&name) {
            database.collation = collation;
        }
        Ok(())
    }

    fn drop_database(&mut self, name: &Name, if_exists: bool, warnings: &mut Vec<Warning>) -> Answer<()> {
        let name: &str = &name.text;
        self.check_access(name)?;
        self.check_database_name(name)?;
        let Some(database) = self.catalog.databases.get(name) else {
            if !if_exists {
                return self.refuse(1008, &[name]);
            }
            warnings.push(Warning::note(self.server, 1008, &[name]));
            return Ok(());
        };
        if self.foreign_key_checks {
            for table in database.tables.keys() {
                let from_outside = foreign_keys::referring(&self.catalog, name, table)
                    .into_iter()
                    .find(|(schema, ..)| *schema != name)
                    .map(|(_, other, key)| (other.name.clone(), key.name.clone()));
                if let Some((other, key)) = from_outside {
                    return if self.server.is_mariadb() {
                        self.refuse_parent()
                    } else {
                        self.refuse(3730, &[table, &key, &other])
                    };
                }
            }
        }
        self.catalog.databases.remove(name);
        if self.current.as_deref() == Some(name) {
            self.current = None;
        }
        Ok(())
    }

    /// information_schema belongs to nobody, performance_schema to the server.
    pub(super) fn check_access(&self, database: &str) -> Answer<()> {
        let own = database.eq_ignore_ascii_case("information_schema")
            || (!self.server.is_mariadb() && database.eq_ignore_ascii_case("performance_schema"));
        if own { self.refuse(1044, &["root", "localhost", database]) } else { Ok(()) }
    }

    /// MariaDB's 1451 where no row is meant: without the words in parentheses.
    pub(super) fn refuse_parent<T>(&self) -> Answer<T> {
        let mut refusal = Refusal::new(self.server, 1451, &[""]);
        refusal.message = refusal.message.trim_end_matches(" ()").to_owned();
        Err(refusal.into())
    }

    fn drop_tables(
        &mut self,
        tables: &[TableName],
        if_exists: bool,
        temporary: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let mut missing: Vec<String> = Vec::new();
        let mut found: Vec<(String, String)> = Vec::new();
        let mut views = 0;
        // Names are looked at before tables, and IF EXISTS does not help.
        for table in tables {
            self.check_table_name(&table.name.text)?;
            if let Some(database) = &table.database {
                self.check_database_name(&database.text)?;
            }
        }
        for table in tables {
            let database = self.database_of(table)?;
            let name = table.name.text.to_string();
            self.check_access(&database)?;
            if found.contains(&(database.clone(), name.clone())) {
                return self.refuse(1066, &[&name]);
            }
            let there = self.catalog.databases.get(&database).and_then(|database| database.table(&name));
            match there {
                Some(table) if !temporary || table.temporary => found.push((database, name)),
                _ => {
                    let is_view =
                        self.catalog.databases.get(&database).is_some_and(|found| found.views.contains(&name));
                    views += usize::from(is_view && self.server.is_mariadb());
                    missing.push(format!("{database}.{name}"));
                }
            }
        }
        // MySQL drops all or nothing; MariaDB drops what it finds and then complains.
        if !missing.is_empty() && !if_exists && !self.server.is_mariadb() {
            return self.refuse(1051, &[&missing.join(",")]);
        }
        let maria = self.server.is_mariadb();
        let mut refused = false;
        for (database, name) in &found {
            let referring = foreign_keys::referring(&self.catalog, database, name);
            // MariaDB drops one after another and keeps what is referred to, MySQL drops all at once or nothing.
            let gone = if maria { &[] } else { found.as_slice() };
            let other = referring.iter().filter(|_| self.foreign_key_checks).find(|(schema, table, _)| {
                let itself = schema == database && table.name == *name;
                !itself && !gone.iter().any(|(database, name)| database == schema && *name == table.name)
            });
            match other {
                Some((_, table, key)) if !maria => {
                    return self.refuse(3730, &[name, &key.name, &table.name]);
                }
                Some(_) => refused = true,
                None if maria => self.drop_one(database, name),
                None => {}
            }
        }
        if refused {
            return self.refuse_parent();
        }
        for (database, name) in found.iter().filter(|_| !maria) {
            self.drop_one(database, name);
        }
        // MariaDB says of a view that it is one.
        let errno = if views == missing.len() && views > 0 { 1965 } else { 1051 };
        if !if_exists && !missing.is_empty() {
            return self.refuse(errno, &[&missing.join(",")]);
        }
        // MariaDB says it once of all.
        if maria && !missing.is_empty() {
            missing = vec![missing.join(",")];
        }
        warnings.extend(missing.iter().map(|name| Warning::note(self.server, errno, &[name])));
        Ok(())
    }

    fn drop_one(&mut self, database: &str, name: &str) {
        if let Some(database) = self.catalog.databases.get_mut(database)
            && database.temporary_tables.remove(name).is_none()
        {
            database.tables.remove(name);
        }
    }

    fn rename_tables(
        &mut self,
        pairs: &[(TableName, TableName)],
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let before = self.catalog.clone();
        let answer = self.rename_each(pairs, if_exists, warnings);
        if answer.is_err() {
            self.catalog = before;
        }
        answer
    }

    fn rename_each(
        &mut self,
        pairs: &[(TableName, TableName)],
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        for (from, to) in pairs {
            self.check_table_name(&to.name.text)?;
            let (from_database, to_database) = (self.database_of(from)?, self.database_of(to)?);
            // MariaDB finds that out when it renames the files.
            for database in [&from_database, &to_database] {
                if !self.server.is_mariadb() && !self.catalog.databases.contains_key(database) {
                    return self.refuse(1049, &[database]);
                }
            }
            let (from_name, to_name) = (from.name.text.to_string(), to.name.text.to_string());
            let source =
                self.catalog.databases.get(&from_database).and_then(|database| database.tables.get(&from_name));
            let Some(source) = source.cloned() else {
                if self.rename_view(&from_database, &from_name, &to_database, &to_name)? {
                    continue;
                }
                if if_exists {
                    warnings.push(Warning::note(self.server, 1146, &[&from_database, &from_name]));
                    continue;
                }
                return self.refuse(1146, &[&from_database, &from_name]);
            };
            let Some(target) = self.catalog.databases.get(&to_database) else {
                let words = format!(
                    "Error on rename of './{from_database}/{from_name}' to './{to_database}/{to_name}' (errno: 168 \"Unknown \
                     (generic) error from engine\")"
                );
                return Err(Refusal { errno: 1025, sqlstate: "HY000", message: words }.into());
            };
            if from_database != to_database && !source.options.triggers.is_empty() {
                return self.refuse(1435, &[]);
            }
            if target.tables.contains_key(&to_name) || target.views.contains(&to_name) {
                return self.refuse(1050, &[&to_name]);
            }
            self.check_names_follow(&source, (&from_database, &from_name), (&to_database, &to_name))?;
            self.follow_rename(&from_database, &from_name, &to_database, &to_name);
            let source = self
                .catalog
                .databases
                .get(&from_database)
                .and_then(|database| database.tables.get(&from_name))
                .cloned()
                .unwrap_or(source);
            if let Some(database) = self.catalog.databases.get_mut(&from_database) {
                database.tables.remove(&from_name);
            }
            let mut table = (*source).clone();
            super::alter::rename_constraints(&mut table, &from_name, &to_name);
            table.name = to_name;
            self.put(&to_database, Arc::new(table));
        }
        Ok(())
    }

    /// MySQL: checks of other tables leave the names that the checks of a table get or bring with it.
    pub(super) fn check_names_follow(&self, table: &Table, from: (&str, &str), to: (&str, &str)) -> Answer<()> {
        if self.server.is_mariadb() || table.temporary {
            return Ok(());
        }
        let mut renamed = table.clone();
        super::alter::rename_constraints(&mut renamed, from.1, to.1);
        renamed
            .checks
            .iter()
            .try_for_each(|check| free_check_name(self.server, &self.catalog, from, (to.0, &check.name)))
    }

    fn truncate(&mut self, name: &TableName) -> Answer<()> {
        let database = self.database_of(name)?;
        let table_name: &str = &name.name.text;
        let table = self.catalog.databases.get(&database).and_then(|database| database.tables.get(table_name));
        let Some(table) = table.cloned() else { return self.refuse(1146, &[&database, table_name]) };
        if self.foreign_key_checks {
            let referring = foreign_keys::referring(&self.catalog, &database, table_name);
            if let Some((schema, other, key)) = referring.iter().find(|(_, other, _)| other.name != table.name) {
                let words = format!(
                    "`{schema}`.`{}`, CONSTRAINT `{}` FOREIGN KEY (`{}`) REFERENCES `{}` (`{}`)",
                    other.name,
                    key.name,
                    key.columns.join("`, `"),
                    key.parent_database.clone() + "`.`" + &key.parent_table,
                    key.parent_columns.join("`, `")
                );
                return if self.server.is_mariadb() {
                    self.refuse(1701, &[&words])
                } else {
                    self.refuse(1701, &[&format!("`{schema}`.`{}`, CONSTRAINT `{}`", other.name, key.name)])
                };
            }
        }
        self.change_table(&database, table_name, |table| table.may_have_rows = false);
        Ok(())
    }

    pub(super) fn change_table(&mut self, database: &str, name: &str, change: impl FnOnce(&mut Table)) {
        let table = self.catalog.databases.get_mut(database).and_then(|database| database.tables.get_mut(name));
        if let Some(table) = table {
            change(Arc::make_mut(table));
        }
    }

    /// True where the current database has a table or view of that name.
    pub fn has_table(&self, database: &str, name: &str) -> bool {
        self.catalog
            .databases
            .get(database)
            .is_some_and(|database| database.tables.keys().any(|other| same(other, name)))
    }
}
