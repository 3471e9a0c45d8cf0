//! The statements of a body, executed.

use super::super::refusal::{Answer, Cause, Refusal, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{Block, BodyStatement, Expr, Loop, LoopKind, Signal, Target};
use super::super::syntax::parser::Parser;
use super::evaluate::Place;
use super::handlers::{Caught, Cursor, Level, for_refusal, for_warning};
use super::value::Value;
use crate::mysql::error;

/// So many statements of routines are executed for one statement; more are taken for a loop without end.
const MOST_STEPS: u32 = 20_000;

/// How a statement ended.
#[derive(Clone, Debug, PartialEq)]
enum Flow {
    Next,
    Leave(String),
    Iterate(String),
    /// An EXIT handler ended the block of that level.
    Exit(usize),
}

/// A body that is being executed.
pub(super) struct Execution<'s, 'p, 'b, 't> {
    session: &'s mut Session,
    parser: &'p mut Parser<'t>,
    levels: Vec<Level<'b, 't>>,
    /// What the last statement warned of that touched tables or warned at all.
    warnings: Vec<Warning>,
    /// What the handler at work was called for.
    handled: Vec<Refusal>,
}

impl<'s, 'p, 'b, 't> Execution<'s, 'p, 'b, 't> {
    pub(super) fn new(session: &'s mut Session, parser: &'p mut Parser<'t>) -> Self {
        Execution { session, parser, levels: vec![], warnings: vec![], handled: vec![] }
    }

    /// Executes a body; `warnings` become those that the whole statement ends with.
    pub(super) fn run(mut self, body: &'b BodyStatement<'t>, warnings: &mut Vec<Warning>) -> Answer<()> {
        self.statement(body)?;
        *warnings = self.warnings;
        Ok(())
    }

    fn place(&self) -> Place<'t> {
        Place::new(self.parser.text)
    }

    fn statements(&mut self, statements: &'b [BodyStatement<'t>]) -> Answer<Flow> {
        for statement in statements {
            let flow = self.statement(statement)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    /// Executes a statement, and the handler for what comes of it.
    fn statement(&mut self, statement: &'b BodyStatement<'t>) -> Answer<Flow> {
        self.session.runtime.steps += 1;
        if self.session.runtime.steps > MOST_STEPS {
            return Err(Stop::unknown(&format!("a routine executes more than {MOST_STEPS} statements")));
        }
        match self.unhandled(statement) {
            Err(stop) => match stop.into_cause() {
                Cause::Unknown(why) => Err(Stop::unknown_because(why)),
                Cause::Refused(refusal) => match for_refusal(&self.levels, &refusal) {
                    Some(caught) => self.handle(caught, refusal),
                    None => Err(refusal.into()),
                },
            },
            answer => answer,
        }
    }

    fn handle(&mut self, caught: Caught<'b, 't>, refusal: Refusal) -> Answer<Flow> {
        // The handler sees what its block sees, and neither it nor those of inner blocks wait for what it does itself.
        let inner = self.levels.split_off(caught.level);
        let visible = inner.first().map_or(0, |level| level.locals);
        let hidden = match self.session.runtime.frames.last_mut() {
            Some(frame) if frame.locals.len() > visible => frame.locals.split_off(visible),
            _ => vec![],
        };
        self.warnings.clear();
        self.handled.push(refusal);
        let flow = self.statement(caught.statement);
        self.handled.pop();
        self.levels.extend(inner);
        if let Some(frame) = self.session.runtime.frames.last_mut() {
            frame.locals.extend(hidden);
        }
        match flow? {
            Flow::Next if caught.goes_on => Ok(Flow::Next),
            Flow::Next => Ok(Flow::Exit(caught.level)),
            flow => Ok(flow),
        }
    }

    fn unhandled(&mut self, statement: &'b BodyStatement<'t>) -> Answer<Flow> {
        match statement {
            BodyStatement::Block(block) => self.block(block),
            BodyStatement::If { branches, otherwise } => {
                for (condition, statements) in branches {
                    match self.holds(condition) {
                        Ok(true) => return self.statements(statements),
                        Ok(false) => {}
                        Err(stop) if stop.is_unknown() && self.only_rows(branches, otherwise) => {
                            return self.perhaps(branches, otherwise);
                        }
                        Err(stop) => return Err(stop),
                    }
                }
                self.statements(otherwise)
            }
            BodyStatement::Case { operand, branches, otherwise } => {
                self.case(operand.as_ref(), branches, otherwise.as_deref())
            }
            BodyStatement::Loop(looped) => self.looped(looped),
            BodyStatement::Leave(label) => Ok(Flow::Leave(label.clone())),
            BodyStatement::Iterate(label) => Ok(Flow::Iterate(label.clone())),
            BodyStatement::Open(name) => self.open(&name.text),
            BodyStatement::Close(name) => match self.cursor(&name.text).and_then(|cursor| cursor.rows.take()) {
                Some(_) => Ok(Flow::Next),
                None => self.session.refuse(1326, &[]),
            },
            BodyStatement::Fetch { cursor, into } => self.fetch(&cursor.text, into),
            BodyStatement::Signal(signal) => self.signal(signal),
            BodyStatement::Diagnostics(targets) => {
                for target in targets {
                    self.session.assign(target, Value::unknown("GET DIAGNOSTICS"))?;
                }
                Ok(Flow::Next)
            }
            BodyStatement::Sql(mark) => self.sql(*mark),
        }
    }

    /// True where a condition holds; what decides it must be known.
    fn holds(&mut self, condition: &Expr<'t>) -> Answer<bool> {
        let place = self.place();
        if has_query(condition) {
            self.warnings.clear();
        }
        Ok(self.session.evaluate(place, condition)?.as_truth()? == Some(true))
    }

    /// True where nothing but rows can change, whatever the conditions are.
    fn only_rows(
        &mut self,
        branches: &'b [(Expr<'t>, Vec<BodyStatement<'t>>)],
        otherwise: &[BodyStatement<'t>],
    ) -> bool {
        let mut all = branches.iter().flat_map(|(_, statements)| statements).chain(otherwise);
        all.all(|statement| match statement {
            BodyStatement::Sql(mark) => {
                self.parser.rewind(*mark);
                self.parser.is_any_word(&["INSERT", "REPLACE", "UPDATE", "DELETE", "COMMIT"])
            }
            _ => false,
        })
    }

    /// Executes all branches of a condition that is not known: tables may get rows, and what is refused only may be.
    fn perhaps(
        &mut self,
        branches: &'b [(Expr<'t>, Vec<BodyStatement<'t>>)],
        otherwise: &'b [BodyStatement<'t>],
    ) -> Answer<Flow> {
        for statement in branches.iter().flat_map(|(_, statements)| statements).chain(otherwise) {
            let BodyStatement::Sql(mark) = statement else { continue };
            if let Err(stop) = self.sql(*mark) {
                match stop.into_cause() {
                    Cause::Refused(refusal) => self.session.doubt_statement(refusal.message.into()),
                    Cause::Unknown(why) => return Err(Stop::unknown_because(why)),
                }
            }
        }
        Ok(Flow::Next)
    }

    fn block(&mut self, block: &'b Block<'t>) -> Answer<Flow> {
        let locals = self.session.runtime.frames.last().map_or(0, |frame| frame.locals.len());
        let level = self.levels.len();
        let flow = self.block_inside(block);
        self.levels.truncate(level);
        if let Some(frame) = self.session.runtime.frames.last_mut() {
            frame.locals.truncate(locals);
        }
        match flow? {
            Flow::Leave(label) if block.label.as_ref() == Some(&label) => Ok(Flow::Next),
            Flow::Exit(left) if left == level => Ok(Flow::Next),
            flow => Ok(flow),
        }
    }

    fn block_inside(&mut self, block: &'b Block<'t>) -> Answer<Flow> {
        for variables in &block.variables {
            for name in &variables.names {
                let place = self.place();
                let value = match &variables.default {
                    Some(default) => self.session.evaluate(place, default)?,
                    None => Value::Null,
                };
                self.session.declare(&name.text, &variables.data_type, value)?;
            }
        }
        let locals = self.session.runtime.frames.last().map_or(0, |frame| frame.locals.len());
        let cursors = block.cursors.iter().map(|(name, mark)| Cursor { name, mark: *mark, rows: None }).collect();
        self.levels.push(Level { handlers: &block.handlers, cursors, locals });
        self.statements(&block.statements)
    }

    fn case(
        &mut self,
        operand: Option<&'b Expr<'t>>,
        branches: &'b [(Expr<'t>, Vec<BodyStatement<'t>>)],
        otherwise: Option<&'b [BodyStatement<'t>]>,
    ) -> Answer<Flow> {
        let place = self.place();
        let operand = match operand {
            Some(operand) => Some(self.session.evaluate(place, operand)?),
            None => None,
        };
        for (when, statements) in branches {
            let holds = match &operand {
                Some(operand) => {
                    let value = self.session.evaluate(place, when)?;
                    super::compare::equal(operand, &value, self.session.server)? == Some(true)
                }
                None => self.holds(when)?,
            };
            if holds {
                return self.statements(statements);
            }
        }
        match otherwise {
            Some(statements) => self.statements(statements),
            None => self.session.refuse(1339, &[]),
        }
    }

    fn looped(&mut self, looped: &'b Loop<'t>) -> Answer<Flow> {
        loop {
            self.session.runtime.steps += 1;
            if self.session.runtime.steps > MOST_STEPS {
                return Err(Stop::unknown("a loop of a routine does not end soon"));
            }
            if let LoopKind::While(condition) = &looped.kind
                && !self.holds(condition)?
            {
                return Ok(Flow::Next);
            }
            match self.statements(&looped.statements)? {
                Flow::Leave(label) if looped.label.as_ref() == Some(&label) => return Ok(Flow::Next),
                Flow::Iterate(label) if looped.label.as_ref() == Some(&label) => continue,
                Flow::Next => {}
                flow => return Ok(flow),
            }
            if let LoopKind::Until(condition) = &looped.kind
                && self.holds(condition)?
            {
                return Ok(Flow::Next);
            }
        }
    }

    fn cursor(&mut self, name: &str) -> Option<&mut Cursor<'b, 't>> {
        let cursors = self.levels.iter_mut().rev().flat_map(|level| level.cursors.iter_mut());
        cursors.into_iter().find(|cursor| cursor.name.text.eq_ignore_ascii_case(name))
    }

    fn open(&mut self, name: &str) -> Answer<Flow> {
        let Some(cursor) = self.cursor(name) else { return self.session.refuse(1324, &[name]) };
        if cursor.rows.is_some() {
            return self.session.refuse(1325, &[]);
        }
        let mark = cursor.mark;
        self.parser.rewind(mark);
        let query = self.parser.query()?;
        let mut rows = self.session.select(self.parser.text, &query, false)?;
        rows.reverse();
        self.warnings.clear();
        if let Some(cursor) = self.cursor(name) {
            cursor.rows = Some(rows);
        }
        Ok(Flow::Next)
    }

    fn fetch(&mut self, name: &str, into: &[Target<'t>]) -> Answer<Flow> {
        let rows = self.cursor(name).and_then(|cursor| cursor.rows.as_mut());
        let Some(rows) = rows else { return self.session.refuse(1326, &[]) };
        let Some(row) = rows.pop() else { return self.session.refuse(1329, &[]) };
        if row.len() != into.len() {
            return self.session.refuse(1328, &[]);
        }
        for (target, value) in into.iter().zip(row) {
            self.session.assign(target, value)?;
        }
        Ok(Flow::Next)
    }

    fn signal(&mut self, signal: &'b Signal<'t>) -> Answer<Flow> {
        let mut refusal = match (self.handled.last(), signal.again) {
            (Some(handled), true) => handled.clone(),
            (None, true) => return self.session.refuse(1645, &[]),
            (_, false) => Refusal { errno: 1644, sqlstate: "", message: String::new() },
        };
        let mut message = None;
        for (item, value) in &signal.items {
            let place = self.place();
            let value = self.session.evaluate(place, value)?;
            match (item.as_str(), value) {
                (_, Value::Unknown(why)) => return Err(Stop::unknown_because(why)),
                ("MESSAGE_TEXT", value) => message = value.as_text(),
                ("MYSQL_ERRNO", Value::Integer(errno)) => refusal.errno = u16::try_from(errno).unwrap_or(refusal.errno),
                _ => {}
            }
        }
        if let Some(state) = &signal.state {
            let class = state.get(..2).unwrap_or("");
            refusal.errno = match (class, refusal.errno) {
                ("01", 1644) => 1642,
                ("02", 1644) => 1643,
                (_, errno) => errno,
            };
            refusal.sqlstate = error::state(state).unwrap_or("HY000");
            if message.is_none() && !signal.again {
                message = error::error_text(refusal.errno, self.session.server).map(|text| text.with(&[]));
            }
            if class == "01" {
                let warning = Warning { note: false, ..Warning::new(self.session.server, refusal.errno, &[]) };
                self.warnings = vec![Warning { message: message.unwrap_or_default(), ..warning }];
                return Ok(Flow::Next);
            }
        }
        if let Some(message) = message {
            refusal.message = message;
        }
        Err(refusal.into())
    }

    fn sql(&mut self, mark: usize) -> Answer<Flow> {
        self.parser.rewind(mark);
        let text = self.parser.text;
        // MariaDB keeps the warnings before a statement that touches no table.
        const QUIET: &[&str] = &["SET", "SELECT", "START", "COMMIT", "SAVEPOINT", "ROLLBACK", "DO"];
        let keeps = self.session.server.is_mariadb() && self.parser.is_any_word(QUIET);
        let mut warnings = vec![];
        self.parser.warnings.clear();
        if let Err(stop) = self.session.run(self.parser, text, &mut warnings) {
            // What is not decided may have been refused; what comes behind it is executed as if it was not.
            self.session.doubt_statement(stop.why()?);
        }
        warnings.append(&mut self.parser.warnings);
        warnings.retain(|warning| self.session.server.is_mariadb() || ![1681, 1287].contains(&warning.errno));
        warnings.sort_by_key(|warning| warning.at);
        self.session.runtime.leave_notes(&mut warnings);
        if !keeps || !warnings.is_empty() {
            self.warnings = warnings;
        }
        let server = self.session.server;
        for at in 0..self.warnings.len() {
            let Some(warning) = self.warnings.get(at) else { break };
            let state = error::error_text(warning.errno, server).map_or("HY000", |text| text.sqlstate);
            if let Some(caught) = for_warning(&self.levels, warning, state) {
                let refusal = Refusal { errno: warning.errno, sqlstate: state, message: warning.message.clone() };
                return self.handle(caught, refusal);
            }
        }
        Ok(Flow::Next)
    }
}

fn has_query(expression: &Expr) -> bool {
    matches!(expression.kind, super::super::syntax::ast::ExprKind::Subquery { .. })
        || expression.children().into_iter().any(has_query)
}
