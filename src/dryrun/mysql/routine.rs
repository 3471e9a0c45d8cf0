//! Stored procedures: kept when they are created, executed when they are called.

use super::catalog::Procedure;
use super::refusal::{Answer, Stop, Warning};
use super::session::Session;
use super::syntax::ast::{CreateRoutine, Expr, TableName};

impl Session {
    pub(super) fn create_routine(
        &mut self,
        text: &str,
        routine: &CreateRoutine,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(&routine.name)?;
        let name = routine.name.name.text.to_lowercase();
        let Some(schema) = self.catalog.databases.get(&database) else { return self.refuse(1049, &[&database]) };
        if schema.procedures.contains_key(&name) && !routine.or_replace {
            if !routine.if_not_exists {
                return self.refuse(1304, &["PROCEDURE", &routine.name.name.text]);
            }
            warnings.push(Warning::note(self.server, 1304, &["PROCEDURE", &routine.name.name.text]));
            return Ok(());
        }
        let procedure = Procedure {
            parameters: routine.parameters.iter().map(|name| name.text.to_lowercase()).collect(),
            body: text.get(routine.body_at as usize..).unwrap_or("").to_owned(),
        };
        if let Some(schema) = self.catalog.databases.get_mut(&database) {
            schema.procedures.insert(name, procedure);
        }
        Ok(())
    }

    pub(super) fn drop_routine(
        &mut self,
        function: bool,
        name: &TableName,
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database = self.database_of(name)?;
        let what = if function { "FUNCTION" } else { "PROCEDURE" };
        let schema = self.catalog.databases.get_mut(&database);
        let gone = schema
            .is_some_and(|schema| !function && schema.procedures.remove(&name.name.text.to_lowercase()).is_some());
        let full = format!("{database}.{}", name.name.text);
        if !gone && !if_exists {
            return self.refuse(1305, &[what, &full]);
        }
        if !gone {
            warnings.push(Warning::note(self.server, 1305, &[what, &full]));
        }
        Ok(())
    }

    pub(super) fn call(&mut self, name: &TableName, arguments: &[Expr], warnings: &mut Vec<Warning>) -> Answer<()> {
        let database = self.database_of(name)?;
        let procedure = self
            .catalog
            .databases
            .get(&database)
            .and_then(|schema| schema.procedures.get(&name.name.text.to_lowercase()));
        let Some(procedure) = procedure.cloned() else {
            return self.refuse(1305, &["PROCEDURE", &format!("{database}.{}", name.name.text)]);
        };
        let _ = (arguments, warnings, procedure);
        Err(Stop::unknown("CALL: not modelled yet"))
    }
}
