//! PREPARE, EXECUTE and DEALLOCATE.

use super::super::refusal::{Answer, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::Parsed;
use super::super::syntax::ast::{Expr, Prepared, Statement};
use super::super::syntax::parser::Parser;
use super::evaluate::Place;
use super::value::Value;
use crate::text::Letters;

impl Session {
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn prepared(
        &mut self,
        text: &str,
        prepared: &Prepared,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        match prepared {
            Prepared::Prepare { name, source } => {
                // The name is free from here on, even where the new text is refused.
                self.runtime.prepared.remove(&name.text.lower());
                let statement = self.text_of(text, source)?;
                self.check_text(&statement, warnings)?;
                self.runtime.prepared.insert(name.text.lower(), statement);
                Ok(())
            }
            Prepared::Execute { name, using } => {
                let Some(statement) = self.runtime.prepared.get(&name.text.lower()).cloned() else {
                    return self.refuse(1243, &[&name.text, "EXECUTE"]);
                };
                let given = self.values(text, using)?;
                self.execute_text(&statement, given, warnings)
            }
            Prepared::Immediate { source, using } => {
                let statement = self.text_of(text, source)?;
                self.check_text(&statement, &mut vec![])?;
                let given = self.values(text, using)?;
                self.execute_text(&statement, given, warnings)
            }
            Prepared::Deallocate { name } => {
                if self.runtime.prepared.remove(&name.text.lower()).is_none() {
                    return self.refuse(1243, &[&name.text, "DEALLOCATE PREPARE"]);
                }
                Ok(())
            }
        }
    }

    fn values(&mut self, text: &str, expressions: &[Expr]) -> Answer<Vec<Value>> {
        expressions.iter().map(|expression| self.evaluate(Place::new(text), expression)).collect()
    }

    /// The statement that is prepared; of NULL the servers make the word.
    fn text_of(&mut self, text: &str, source: &Expr) -> Answer<String> {
        match self.evaluate(Place::new(text), source)? {
            Value::Unknown(why) => Err(Stop::unknown(&format!("a statement that is prepared depends on {why}"))),
            value => Ok(value.as_text().unwrap_or_else(|| "NULL".to_owned())),
        }
    }

    /// What the servers check when a statement is prepared.
    fn check_text(&mut self, statement: &str, warnings: &mut Vec<Warning>) -> Answer<()> {
        if statement.trim().is_empty() {
            return self.refuse(1065, &[]);
        }
        let mut parser = Parser::new(statement, self.server);
        parser.parameters = true;
        let frames = std::mem::take(&mut self.runtime.frames);
        let checked = parser.statement().and_then(|parsed| {
            let maria = self.server.is_mariadb();
            let refused = match &parsed {
                Parsed::Whole(Statement::Prepared(_)) => true,
                Parsed::Whole(Statement::Use(_) | Statement::CreateRoutine(_) | Statement::DropRoutine { .. }) => {
                    !maria
                }
                _ => false,
            };
            if refused {
                return self.refuse(1295, &[]);
            }
            match &parsed {
                Parsed::Whole(Statement::Select(query)) => self.check_query(statement, query),
                Parsed::Whole(Statement::Rows(rows)) => self.check_rows(statement, rows).map(|_| ()),
                _ => self.check_parsed(statement, &parsed, warnings),
            }
        });
        self.runtime.frames = frames;
        warnings.append(&mut parser.warnings);
        checked
    }

    fn execute_text(&mut self, statement: &str, given: Vec<Value>, warnings: &mut Vec<Warning>) -> Answer<()> {
        let mut parser = Parser::new(statement, self.server);
        if parser.count_parameters() != given.len() {
            return self.refuse(1210, &["EXECUTE"]);
        }
        parser.rewind(0);
        parser.parameters = true;
        let outer = std::mem::replace(&mut self.runtime.parameters, given);
        // The variables of the routine around are not seen, but it may not be called again.
        let locals: Vec<_> = self.runtime.frames.iter_mut().map(|frame| std::mem::take(&mut frame.locals)).collect();
        let answer = self.run(&mut parser, statement, warnings);
        for (frame, locals) in self.runtime.frames.iter_mut().zip(locals) {
            frame.locals = locals;
        }
        self.runtime.parameters = outer;
        answer
    }
}
