//! Functions, triggers, transactions: what has to be there, and what is kept of them. None of them is executed.

use super::super::catalog::same;
use super::super::create::column::draft_column;
use super::super::refusal::{Answer, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{
    BodyStatement, ColumnDefinition, CreateTrigger, DataType, Name, TableName, Transaction,
};
use super::super::syntax::parser::Parser;
use super::super::syntax::{Parsed, Program};
use super::rows_of_schema::is_system_schema;
use crate::text::Letters;

impl Session {
    /// A routine's name as the servers allow it.
    pub(super) fn routine_name(&self, name: &str) -> Answer<()> {
        if name.is_empty() || name.ends_with(' ') {
            return self.refuse(1458, &[name]);
        }
        if name.chars().count() > 64 { self.refuse(1059, &[name]) } else { Ok(()) }
    }

    /// A type as a column's would be judged; MySQL does not name the variable.
    pub(super) fn type_fits(&self, name: &Name, data_type: &DataType, warnings: &mut Vec<Warning>) -> Answer<()> {
        let name = if self.server.is_mariadb() { name.clone() } else { Name { text: "".into(), at: name.at } };
        let definition = ColumnDefinition {
            name,
            data_type: data_type.clone(),
            generated: None,
            attributes: vec![],
            references: None,
            if_not_exists: false,
        };
        let mut found = vec![];
        draft_column(self.server, &definition, &mut found)?;
        // Of old types it is said as they are read; the rest only of tables.
        warnings.extend(found.into_iter().filter(|warning: &Warning| matches!(warning.errno, 1287 | 1681)));
        Ok(())
    }

    /// The types of all variables that are declared in the statements.
    pub(super) fn types_fit(&self, statements: &[BodyStatement], warnings: &mut Vec<Warning>) -> Answer<()> {
        for statement in statements {
            match statement {
                BodyStatement::Block(block) => {
                    for variables in &block.variables {
                        let Some(name) = variables.names.first() else { continue };
                        self.type_fits(name, &variables.data_type, warnings)?;
                    }
                    self.types_fit(&block.statements, warnings)?;
                }
                BodyStatement::If { branches, otherwise } => {
                    branches.iter().try_for_each(|(_, inner)| self.types_fit(inner, warnings))?;
                    self.types_fit(otherwise, warnings)?;
                }
                BodyStatement::Case { branches, otherwise, .. } => {
                    branches.iter().try_for_each(|(_, inner)| self.types_fit(inner, warnings))?;
                    self.types_fit(otherwise.as_deref().unwrap_or(&[]), warnings)?;
                }
                BodyStatement::Loop(looped) => self.types_fit(&looped.statements, warnings)?,
                _ => {}
            }
        }
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn routine_is_there(&self, function: bool, name: &TableName) -> Answer<()> {
        let database = self.database_of(name)?;
        let lower = name.name.text.lower();
        let schema = self.catalog.databases.get(&database);
        let known = match function {
            true => self.runtime.functions.contains(&format!("{database}.{lower}")),
            false => schema.is_some_and(|schema| schema.procedures.contains_key(&lower)),
        };
        let what = if function { "FUNCTION" } else { "PROCEDURE" };
        if known { Ok(()) } else { self.refuse(1305, &[what, &format!("{database}.{}", name.name.text)]) }
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn create_trigger(
        &mut self,
        text: &str,
        trigger: &CreateTrigger,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        // A table without its database is looked for in that of the trigger.
        let named = &trigger.name.database;
        let database = match (&trigger.table.database, named) {
            (None, Some(named)) => named.text.to_string(),
            _ => self.database_of(&trigger.table)?,
        };
        let (table_name, name) = (&*trigger.table.name.text, &*trigger.name.name.text);
        let mut parser = Parser::new(text, self.server);
        parser.seek(trigger.body_at);
        let mut noted = vec![];
        let program = Program::Trigger(trigger.before, trigger.event);
        let check = &mut |parser: &mut Parser, parsed: &Parsed| self.check_parsed(parser.text, parsed, &mut noted);
        let (body, _, columns) = parser.program_body(vec![], program, check)?;
        self.types_fit(std::slice::from_ref(&body), &mut noted)?;
        let named = named.as_ref().map(|named| &*named.text).or(self.current.as_deref());
        if named.is_some_and(|own| own != database) {
            return self.refuse(1435, &[]);
        }
        self.table_is_there(&database, table_name)?;
        let Some(found) = self.catalog.databases.get(&database) else { return Ok(()) };
        let Some(table) = found.table(table_name) else {
            return self.refuse(1347, &[&database, table_name, "BASE TABLE"]);
        };
        if table.temporary {
            return self.refuse(1361, &[table_name]);
        }
        for (new, column) in &columns {
            if !table.columns.iter().any(|known| same(&known.name, column) && !known.hidden) {
                return self.refuse(1054, &[column, if *new { "NEW" } else { "OLD" }]);
            }
        }
        let moment = format!("{} {}", if trigger.before { "BEFORE" } else { "AFTER" }, trigger.event);
        let holder = found.tables.values().find(|table| table.options.triggers.iter().any(|(known, _)| known == name));
        if let Some(holder) = holder.map(|holder| holder.name.clone()).filter(|_| !trigger.or_replace) {
            let full = format!("{database}.{name}");
            let maria = self.server.is_mariadb();
            if !trigger.if_not_exists {
                return self.refuse(1359, &[&full]);
            }
            warnings.push(match maria {
                true => Warning::note(self.server, 1359, &[&full]),
                false => Warning::note(self.server, 4099, &[name, &database, &holder]),
            });
            return Ok(());
        }
        if let Some(beside) = &trigger.beside {
            let known = table.options.triggers.iter().any(|(known, when)| *known == *beside.text && *when == moment);
            if !known {
                return self.refuse(if self.server.is_mariadb() { 4031 } else { 3011 }, &[&beside.text]);
            }
        }
        warnings.append(&mut parser.warnings);
        warnings.append(&mut noted);
        self.forget_trigger(&database, name);
        self.change_table(&database, table_name, |table| table.options.triggers.push((name.to_owned(), moment)));
        Ok(())
    }

    fn forget_trigger(&mut self, database: &str, name: &str) -> bool {
        let Some(found) = self.catalog.databases.get(database) else { return false };
        let holder = found.tables.values().find(|table| table.options.triggers.iter().any(|(known, _)| known == name));
        let Some(holder) = holder.map(|holder| holder.name.clone()) else { return false };
        self.change_table(database, &holder, |table| table.options.triggers.retain(|(known, _)| known != name));
        true
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn drop_trigger(
        &mut self,
        name: &TableName,
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(name)?;
        if !self.server.is_mariadb() && !self.catalog.databases.contains_key(&database) {
            if !if_exists {
                return self.refuse(1049, &[&database]);
            }
            // The server leaves the place of the name open.
            warnings.push(Warning { note: true, ..Warning::worded(1049, "Unknown database '%-.192s'") });
            return Ok(());
        }
        if self.forget_trigger(&database, &name.name.text) {
            return Ok(());
        }
        if !if_exists {
            return self.refuse(1360, &[]);
        }
        warnings.push(Warning::note(self.server, 1360, &[]));
        Ok(())
    }

    /// Tables and views that must be there.
    pub(in crate::dryrun::mysql) fn tables_exist(&self, names: &[TableName]) -> Answer<()> {
        for name in names {
            let database = self.database_of(name)?;
            if is_system_schema(&database) {
                return Err(Stop::unknown(&format!("the tables of {database} are not modelled")));
            }
            self.table_is_there(&database, &name.name.text)?;
        }
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn transaction(&mut self, step: &Transaction) -> Answer<()> {
        let runtime = &mut self.runtime;
        match step {
            Transaction::Begin => {
                runtime.in_transaction = true;
                runtime.savepoints.clear();
                Ok(())
            }
            Transaction::End => {
                runtime.in_transaction = false;
                runtime.savepoints.clear();
                Ok(())
            }
            Transaction::Savepoint(name) => {
                if runtime.in_transaction || runtime.is_off("autocommit") {
                    runtime.savepoints.push(name.text.lower());
                }
                Ok(())
            }
            Transaction::RollbackTo(name) | Transaction::Release(name) => {
                let lower = name.text.lower();
                let Some(at) = runtime.savepoints.iter().rposition(|known| *known == lower) else {
                    return self.refuse(1305, &["SAVEPOINT", &name.text]);
                };
                let kept = at + usize::from(matches!(step, Transaction::RollbackTo(_)));
                runtime.savepoints.truncate(kept);
                Ok(())
            }
        }
    }
}
