//! Stored procedures and what scripts do around DDL: variables, conditions on information_schema, prepared statements, rows.
//!
//! A procedure's body is parsed when it is created, so that its mistakes are found where the servers find them, and again
//! when it is called, to be executed on the catalogue.
//!
//! # What is certain
//!
//! Rows are not modelled. A statement that changes rows marks its table, and is accepted only where the server cannot refuse
//! it (see [`rows`]); a query is answered from information_schema, or where a table certainly has no rows. Values that are not
//! modelled do no harm until something depends on them: then the statement, or the whole CALL, is not decided. What a CALL
//! did before it was refused stays done, since DDL commits.

mod compare;
mod evaluate;
mod functions;
mod handlers;
mod names;
mod operators;
mod query;
mod rows;
mod rows_of_schema;
mod prepared;
mod programs;
mod run;
mod settings;
mod sql_mode;
mod value;
mod variables;
mod view_joins;
mod views;

pub use settings::{is_system_variable, may_be_system_variable};
pub use sql_mode::SqlMode;
pub use variables::Runtime;

use super::catalog::Procedure;
use super::default_value::ValueMode;
use super::refusal::{Answer, Refusal, Stop, Warning};
use super::session::{Session, Verdict};
use super::syntax::ast::{CreateRoutine, Expr, Name, ParameterMode, Statement, TableName, Target};
use super::syntax::parser::Parser;
use super::syntax::{Parsed, Program};
use super::{alter, create};
use crate::text::Letters;
use evaluate::Place;
use run::Execution;
use value::Value;
use variables::Frame;

/// How deep calls may nest.
const MAX_CALLS: usize = 32;

impl Session {
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn create_routine(
        &mut self,
        text: &str,
        routine: &CreateRoutine,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(&routine.name)?;
        let name = routine.name.name.text.lower();
        let mut parser = Parser::new(text, self.server);
        parser.seek(routine.body_at);
        self.routine_name(&routine.name.name.text)?;
        let types = routine.parameters.iter().map(|parameter| (&parameter.name, &parameter.data_type));
        let mut noted = vec![];
        types.into_iter().try_for_each(|(name, data_type)| self.type_fits(name, data_type, &mut noted))?;
        if let Some(returns) = &routine.returns {
            self.type_fits(&Name { text: "".into(), at: returns.at }, returns, &mut noted)?;
        }
        let names = routine.parameters.iter().map(|parameter| parameter.name.text.lower()).collect();
        let program = if routine.returns.is_some() { Program::Function } else { Program::Procedure };
        let check = &mut |parser: &mut Parser, parsed: &Parsed| self.check_parsed(parser.text, parsed, &mut noted);
        let (body, returns, _) = parser.program_body(names, program, check)?;
        self.types_fit(std::slice::from_ref(&body), &mut noted)?;
        warnings.append(&mut parser.warnings);
        warnings.append(&mut noted);
        let Some(schema) = self.catalog.databases.get(&database) else { return self.refuse(1049, &[&database]) };
        let function = routine.returns.is_some();
        let what = if function { "FUNCTION" } else { "PROCEDURE" };
        if function && !returns {
            return self.refuse(1320, &[&format!("{database}.{name}")]);
        }
        let full = format!("{database}.{name}");
        let known =
            if function { self.runtime.functions.contains(&full) } else { schema.procedures.contains_key(&name) };
        if known && !routine.or_replace {
            if !routine.if_not_exists {
                return self.refuse(1304, &[what, &routine.name.name.text]);
            }
            warnings.clear();
            warnings.push(Warning::note(self.server, 1304, &[what, &routine.name.name.text]));
            return Ok(());
        }
        if function {
            self.runtime.functions.insert(full);
            return Ok(());
        }
        let procedure = Procedure {
            name: routine.name.name.text.to_string(),
            statement: text.into(),
            sql_mode: self.runtime.sql_mode,
        };
        if let Some(schema) = self.catalog.databases.get_mut(&database) {
            schema.procedures.insert(name, procedure);
        }
        Ok(())
    }

    /// What a server checks of a statement that it does not execute yet: in the body of a routine, or prepared.
    fn check_parsed(&self, text: &str, parsed: &Parsed, warnings: &mut Vec<Warning>) -> Answer<()> {
        let collation_of = |name: &TableName| {
            let database = name.database.as_ref().map(|name| &*name.text).or(self.current.as_deref()).unwrap_or("");
            let known = self.catalog.databases.get(database).map(|database| database.collation);
            (database.to_owned(), known.or_else(|| self.default_collation("utf8mb4")))
        };
        match parsed {
            Parsed::CreateTable(partial) => {
                let (database, collation) = collation_of(&partial.table.name);
                let early = partial.stop.is_none() || self.server.is_mariadb();
                if let (true, Some(collation), None) = (early, collation, &partial.table.like) {
                    let stops = partial.stop.is_some();
                    match create::draft(
                        (self.server, self.value_mode()),
                        text,
                        &database,
                        collation,
                        &partial.table,
                        stops,
                    ) {
                        Ok(draft) => warnings.extend(draft.warnings),
                        Err(stop) => self.unless_later(stop)?,
                    }
                }
                partial.stop.clone().map_or(Ok(()), Err)
            }
            Parsed::AlterTable(partial) => {
                let (database, collation) = collation_of(&partial.alter.table);
                let early = partial.stop.is_none() || self.server.is_mariadb();
                if let (true, Some(collation)) = (early, collation) {
                    match alter::request((self.server, self.value_mode()), text, &database, collation, &partial.alter) {
                        Ok(request) => warnings.extend(request.draft.warnings),
                        Err(stop) => self.unless_later(stop)?,
                    }
                }
                partial.stop.clone().map_or(Ok(()), Err)
            }
            Parsed::Whole(_) => Ok(()),
        }
    }

    /// MariaDB looks for the engine only when the statement is executed.
    fn unless_later(&self, stop: Stop) -> Answer<()> {
        let engine = stop.refusal().is_some_and(|refusal| refusal.errno == 1286);
        if engine && self.server.is_mariadb() { Ok(()) } else { Err(stop) }
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn drop_routine(
        &mut self,
        function: bool,
        name: &TableName,
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(name)?;
        let what = if function { "FUNCTION" } else { "PROCEDURE" };
        let full = format!("{database}.{}", name.name.text);
        let lower = name.name.text.lower();
        let schema = self.catalog.databases.get_mut(&database);
        let gone = match function {
            true => self.runtime.functions.remove(&format!("{database}.{lower}")),
            false => schema.is_some_and(|schema| schema.procedures.remove(&lower).is_some()),
        };
        if function && !gone && self.runtime.has_functions {
            return Err(Stop::unknown("functions from libraries are not modelled"));
        }
        if !gone && !if_exists {
            return self.refuse(1305, &[what, &full]);
        }
        if !gone {
            warnings.push(Warning::note(self.server, 1305, &[what, &full]));
        }
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn call(
        &mut self,
        text: &str,
        name: &TableName,
        arguments: &[Expr],
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(name)?;
        let full = format!("{database}.{}", name.name.text);
        let lower = name.name.text.lower();
        let procedure = self.catalog.databases.get(&database).and_then(|schema| schema.procedures.get(&lower));
        let Some(procedure) = procedure.cloned() else {
            return self.refuse(1305, &["PROCEDURE", &full]);
        };
        let statement = procedure.statement.clone();
        let mut parser = Parser::new(&statement, self.server);
        let Parsed::Whole(Statement::CreateRoutine(routine)) = parser.statement()? else { return Ok(()) };
        if routine.parameters.len() != arguments.len() {
            let (wanted, given) = (routine.parameters.len().to_string(), arguments.len().to_string());
            return self.refuse(1318, &["PROCEDURE", &full, &wanted, &given]);
        }
        let mut targets = vec![];
        for (at, (parameter, argument)) in routine.parameters.iter().zip(arguments).enumerate() {
            let target = target_of(argument);
            let missing = match &target {
                None => true,
                Some(Target::Local(name)) => self.local(&name.text).is_none(),
                Some(Target::User(_)) => false,
            };
            if parameter.mode != ParameterMode::In && missing {
                return self.refuse(1414, &[&(at + 1).to_string(), &full]);
            }
            targets.push(target);
        }
        let routine_name = format!("{database}.{lower}");
        if self.runtime.frames.len() >= MAX_CALLS {
            return Err(Stop::unknown("calls nest too deeply"));
        }
        if self.runtime.frames.iter().any(|frame| frame.routine == routine_name) {
            return self.refuse(1456, &["0", &procedure.name]);
        }
        let mut values = vec![];
        for (parameter, argument) in routine.parameters.iter().zip(arguments) {
            let given = parameter.mode != ParameterMode::Out;
            values.push(if given { self.evaluate(Place::new(text), argument)? } else { Value::Null });
        }
        self.runtime.frames.push(Frame { routine: routine_name, locals: vec![] });
        let outer = (self.current.replace(database), self.runtime.sql_mode);
        self.runtime.sql_mode = procedure.sql_mode;
        let mut answer = Ok(());
        for (parameter, value) in routine.parameters.iter().zip(values) {
            answer = answer.and_then(|()| self.declare(&parameter.name.text, &parameter.data_type, value));
        }
        if answer.is_ok() {
            let names = routine.parameters.iter().map(|parameter| parameter.name.text.lower()).collect();
            answer = parser.body(names, &mut |_, _| Ok(())).and_then(|body| {
                parser.warnings.clear();
                Execution::new(self, &mut parser).run(&body, warnings)
            });
        }
        let out: Vec<Option<Value>> = routine
            .parameters
            .iter()
            .map(|parameter| self.local(&parameter.name.text).filter(|_| parameter.mode != ParameterMode::In))
            .collect();
        self.runtime.frames.pop();
        (self.current, self.runtime.sql_mode) = outer;
        answer?;
        for (target, value) in targets.iter().zip(out) {
            if let (Some(target), Some(value)) = (target, value) {
                self.assign(target, value)?;
            }
        }
        Ok(())
    }

    /// MariaDB: a compound statement outside of a routine.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn compound(&mut self, text: &str, at: u32, warnings: &mut Vec<Warning>) -> Answer<()> {
        let mut parser = Parser::new(text, self.server);
        parser.seek(at);
        if parser.is_word("BEGIN") {
            // BEGIN NOT ATOMIC, which is a block all the same.
            parser.drop_words_behind(&["NOT", "ATOMIC"]);
        }
        let body = parser.body(vec![], &mut |parser, parsed| self.check_parsed(parser.text, parsed, &mut vec![]))?;
        parser.warnings.clear();
        self.runtime.frames.push(Frame { routine: String::new(), locals: vec![] });
        let answer = Execution::new(self, &mut parser).run(&body, warnings);
        self.runtime.frames.pop();
        answer
    }

    /// A new statement: nothing of a routine that did not come to its end is left.
    pub(super) fn begin(&mut self) {
        self.runtime.steps = 0;
        self.runtime.frames.clear();
        self.runtime.risk = None;
        self.runtime.parameters.clear();
    }

    /// The statement at hand may be refused for this, which is not decided; it goes on as if it was not.
    pub(super) fn doubt_statement(&mut self, why: Box<str>) {
        self.runtime.risk.get_or_insert(why);
    }

    /// The object that a statement that is not decided would have created.
    fn remember(&mut self, statement: &str) {
        let Some((database, name)) = Parser::new(statement, self.server).created() else { return };
        let database = database.or_else(|| self.current.clone());
        self.runtime.perhaps.insert(match database {
            Some(database) => format!("{database}.{name}"),
            None => name,
        });
    }

    /// The object that a refusal misses although it may be there.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn perhaps_there(&self, refusal: &Refusal) -> Option<String> {
        const MISSES: &[u16] = &[1005, 1049, 1051, 1146, 1305, 1824];
        if !MISSES.contains(&refusal.errno) {
            return None;
        }
        let names = self.runtime.perhaps.iter().find(|full| {
            let name = full.rsplit('.').next().unwrap_or(full);
            let quoted =
                [full.as_str(), name].map(|name| [format!("'{name}'"), format!("`{name}`"), format!(" {name} ")]);
            quoted.iter().flatten().any(|name| refusal.message.contains(name.as_str()))
        });
        names.cloned()
    }

    /// What sql_mode says of values.
    pub(super) fn value_mode(&self) -> ValueMode {
        self.runtime.sql_mode.of_values(self.server)
    }

    /// A verdict of this statement, as far as the session's settings leave it certain.
    pub(super) fn settled(&mut self, kind: &str, statement: &str, verdict: Verdict) -> Verdict {
        if ["CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE"].iter().any(|word| kind.starts_with(word)) {
            // Such a statement commits.
            self.runtime.in_transaction = false;
            self.runtime.savepoints.clear();
        }
        let risk = self.runtime.risk.take();
        let refusal = match &verdict {
            Verdict::Unknown(_) => {
                self.remember(statement);
                return verdict;
            }
            Verdict::Accept => None,
            Verdict::Reject(refusal) => Some(refusal.errno),
        };
        if let Verdict::Reject(refusal) = &verdict
            && let Some(name) = self.perhaps_there(refusal)
        {
            return Verdict::Unknown(format!("it depends on {name}, whose creation was not decided"));
        }
        if let Some(why) = risk {
            return Verdict::Unknown(why.into());
        }
        let of_tables = ["CREATE TABLE", "CREATE DATABASE", "CREATE INDEX", "ALTER", "CALL", "EXECUTE"];
        if let Some(why) = &self.runtime.doubt
            && of_tables.iter().any(|known| kind.starts_with(known))
        {
            return Verdict::Unknown(why.to_string());
        }
        match self.runtime.sql_mode.doubt(self.server, statement, refusal) {
            Some(why) => Verdict::Unknown(why),
            None => verdict,
        }
    }
}

/// Where an argument's parameter can put its value.
fn target_of<'t>(argument: &Expr<'t>) -> Option<Target<'t>> {
    use super::syntax::ast::ExprKind;
    match &argument.kind {
        ExprKind::UserVariable { name, value: None } => Some(Target::User(name.lower())),
        ExprKind::Column { qualifiers, name } if qualifiers.is_empty() => Some(Target::Local(name.clone())),
        _ => None,
    }
}
