//! PREPARE, EXECUTE and DEALLOCATE.

use super::super::refusal::{Answer, Warning};
use super::super::session::Session;
use super::super::syntax::Parsed;
use super::super::syntax::ast::{Expr, Prepared, Statement};
use super::super::syntax::parser::Parser;
use super::super::syntax::token::TokenKind;
use super::super::refusal::Stop;
use super::evaluate::Place;
use super::value::Value;

impl Session {
    pub(in crate::dryrun::mysql) fn prepared(
        &mut self,
        text: &str,
        prepared: &Prepared,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        match prepared {
            Prepared::Prepare { name, source } => {
                // The name is free from here on, even where the new text is refused.
                self.runtime.prepared.remove(&name.text.to_lowercase());
                let statement = self.text_of(text, source)?;
                self.check_text(&statement, warnings)?;
                self.runtime.prepared.insert(name.text.to_lowercase(), statement);
                Ok(())
            }
            Prepared::Execute { name, using } => {
                let Some(statement) = self.runtime.prepared.get(&name.text.to_lowercase()).cloned() else {
                    return self.refuse(1243, &[&name.text, "EXECUTE"]);
                };
                self.execute_text(&statement, using.len(), warnings)
            }
            Prepared::Immediate { source, using } => {
                let statement = self.text_of(text, source)?;
                self.check_text(&statement, &mut vec![])?;
                self.execute_text(&statement, using.len(), warnings)
            }
            Prepared::Deallocate { name } => {
                if self.runtime.prepared.remove(&name.text.to_lowercase()).is_none() {
                    return self.refuse(1243, &[&name.text, "DEALLOCATE PREPARE"]);
                }
                Ok(())
            }
        }
    }

    /// The statement that is prepared; of NULL the servers make the word.
    fn text_of(&mut self, text: &str, source: &Expr) -> Answer<String> {
        match self.evaluate(Place::new(text), source)? {
            Value::Unknown(why) => Err(Stop::Unknown(format!("a statement that is prepared depends on {why}").into())),
            value => Ok(value.as_text().unwrap_or_else(|| "NULL".to_owned())),
        }
    }

    /// What the servers check when a statement is prepared.
    fn check_text(&mut self, statement: &str, warnings: &mut Vec<Warning>) -> Answer<()> {
        if statement.trim().is_empty() {
            return self.refuse(1065, &[]);
        }
        let mut parser = Parser::new(statement, self.server);
        let frames = std::mem::take(&mut self.runtime.frames);
        let checked = parser.statement().and_then(|parsed| {
            let maria = self.server.is_mariadb();
            let refused = match &parsed {
                Parsed::Whole(Statement::Prepared(_)) => true,
                Parsed::Whole(Statement::Use(_) | Statement::CreateRoutine(_) | Statement::DropRoutine { .. }) => !maria,
                _ => false,
            };
            if refused { self.refuse(1295, &[]) } else { self.check_parsed(statement, &parsed, warnings) }
        });
        self.runtime.frames = frames;
        warnings.append(&mut parser.warnings);
        checked
    }

    fn execute_text(&mut self, statement: &str, given: usize, warnings: &mut Vec<Warning>) -> Answer<()> {
        let mut parser = Parser::new(statement, self.server);
        let mut places = 0;
        while !parser.at_end() {
            places += usize::from(parser.advance().kind == TokenKind::Symbol(b'?'));
        }
        if places != given {
            return self.refuse(1210, &["EXECUTE"]);
        }
        if given > 0 {
            return Err(Stop::unknown("a prepared statement with parameters is not modelled"));
        }
        parser.rewind(0);
        // The variables of the routine around are not seen, but it may not be called again.
        let locals: Vec<_> = self.runtime.frames.iter_mut().map(|frame| std::mem::take(&mut frame.locals)).collect();
        let answer = self.run(&mut parser, statement, warnings);
        for (frame, locals) in self.runtime.frames.iter_mut().zip(locals) {
            frame.locals = locals;
        }
        answer
    }
}
