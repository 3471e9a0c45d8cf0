//! `BEGIN ... END` and what is declared in it.

use super::ast::{Block, BodyStatement, Condition, Handler, Name, Variables};
use super::routine::Body;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::text::Letters;

/// What a block declares, in lower case.
#[derive(Default)]
pub(super) struct Names {
    pub variables: Vec<String>,
    pub conditions: Vec<(String, Condition)>,
    pub cursors: Vec<String>,
    handled: Vec<Condition>,
}

impl Names {
    pub fn of_parameters(variables: Vec<String>) -> Names {
        Names { variables, ..Names::default() }
    }
}

impl<'t> Body<'_, '_, 't> {
    pub(super) fn block(&mut self, label: Option<String>) -> Answer<BodyStatement<'t>> {
        self.parser.expect_word("BEGIN")?;
        let mut block = Block {
            label,
            variables: vec![],
            conditions: vec![],
            cursors: vec![],
            handlers: vec![],
            statements: vec![],
        };
        self.blocks.push(Names::default());
        while self.parser.take_word("DECLARE") {
            self.declaration(&mut block)?;
            if !self.parser.take_semicolon() {
                return self.parser.syntax_error();
            }
        }
        block.statements = self.statements(&["END"], false)?;
        self.blocks.pop();
        self.parser.expect_word("END")?;
        self.end_label(block.label.as_deref())?;
        Ok(BodyStatement::Block(Box::new(block)))
    }

    fn declaration(&mut self, block: &mut Block<'t>) -> Answer<()> {
        if let Some(kind) = self.parser.take_any_word(&["CONTINUE", "EXIT"]) {
            return self.handler(block, kind);
        }
        let name = self.parser.name()?;
        if self.parser.take_word("CURSOR") {
            return self.cursor_declaration(block, name);
        }
        let late = !block.cursors.is_empty() || !block.handlers.is_empty();
        if self.parser.take_word("CONDITION") {
            self.parser.expect_word("FOR")?;
            let condition = self.errno_or_state()?;
            if late {
                return self.parser.refuse(1337, &[]);
            }
            return self.declare_condition(block, name, condition);
        }
        let mut names = vec![name];
        while self.parser.take_symbol(b',') {
            names.push(self.parser.name()?);
        }
        if self.parser.mariadb() && (self.parser.is_word("ROW") || self.parser.is_word_ahead(0, "TYPE")) {
            return Err(Stop::unknown("variables of the type ROW and TYPE OF are not modelled"));
        }
        let data_type = self.parser.data_type()?;
        if self.parser.take_word("COLLATE") {
            self.parser.collation_name()?;
        }
        let default = if self.parser.take_word("DEFAULT") { Some(self.expression()?) } else { None };
        if late {
            return self.parser.refuse(1337, &[]);
        }
        for name in &names {
            let lower = name.text.lower();
            let known = self.blocks.last_mut().is_some_and(|block| {
                let known = block.variables.contains(&lower);
                block.variables.push(lower);
                known
            });
            if known {
                return self.parser.refuse(1331, &[&name.text]);
            }
        }
        block.variables.push(Variables { names, data_type, default });
        Ok(())
    }

    fn declare_condition(&mut self, block: &mut Block<'t>, name: Name<'t>, condition: Condition) -> Answer<()> {
        let lower = name.text.lower();
        let Some(names) = self.blocks.last_mut() else { return Ok(()) };
        if names.conditions.iter().any(|(known, _)| *known == lower) {
            return self.parser.refuse(1332, &[&name.text]);
        }
        names.conditions.push((lower, condition.clone()));
        block.conditions.push((name, condition));
        Ok(())
    }

    fn cursor_declaration(&mut self, block: &mut Block<'t>, name: Name<'t>) -> Answer<()> {
        if self.parser.is_symbol(b'(') && self.parser.mariadb() {
            return Err(Stop::unknown("cursors with parameters are not modelled"));
        }
        self.parser.expect_word("FOR")?;
        let mark = self.parser.mark();
        match self.parser.query() {
            Ok(query) if !query.into.is_empty() => return self.parser.refuse(1323, &[]),
            Ok(_) => {}
            Err(stop) if stop.is_unknown() => self.parser.skim_to_end(),
            Err(stop) => return Err(stop),
        }
        if !block.handlers.is_empty() {
            return self.parser.refuse(1338, &[]);
        }
        let lower = name.text.lower();
        let known = self.blocks.last_mut().is_some_and(|block| {
            let known = block.cursors.contains(&lower);
            block.cursors.push(lower);
            known
        });
        if known {
            return self.parser.refuse(1333, &[&name.text]);
        }
        block.cursors.push((name, mark));
        Ok(())
    }

    fn handler(&mut self, block: &mut Block<'t>, kind: &str) -> Answer<()> {
        self.parser.expect_words(&["HANDLER", "FOR"])?;
        let mut conditions = vec![];
        loop {
            let condition = self.condition()?;
            if self.blocks.last().is_some_and(|block| block.handled.contains(&condition)) {
                return self.parser.refuse(1413, &[]);
            }
            if let Some(block) = self.blocks.last_mut() {
                block.handled.push(condition.clone());
            }
            conditions.push(condition);
            if !self.parser.take_symbol(b',') {
                break;
            }
        }
        let statement = self.statement()?;
        block.handlers.push(Handler { goes_on: kind == "CONTINUE", conditions, statement });
        Ok(())
    }

    fn condition(&mut self) -> Answer<Condition> {
        if self.parser.take_word("SQLWARNING") {
            return Ok(Condition::Warning);
        }
        if self.parser.take_word("SQLEXCEPTION") {
            return Ok(Condition::Exception);
        }
        if self.parser.take_word("NOT") {
            return self.parser.expect_word("FOUND").map(|()| Condition::NotFound);
        }
        if !self.parser.is_word("SQLSTATE") && self.parser.is_name() {
            let name = self.parser.name()?;
            return self.named_condition(&name);
        }
        self.errno_or_state()
    }

    pub(super) fn named_condition(&self, name: &Name<'t>) -> Answer<Condition> {
        let lower = name.text.lower();
        let known = self.blocks.iter().rev().flat_map(|names| &names.conditions).find(|(known, _)| *known == lower);
        known.map_or_else(|| self.parser.refuse(1319, &[&name.text]), |(_, condition)| Ok(condition.clone()))
    }

    fn errno_or_state(&mut self) -> Answer<Condition> {
        if self.parser.is_word("SQLSTATE") {
            return self.state();
        }
        let digits = self.parser.number()?;
        if digits.bytes().all(|digit| digit == b'0') {
            return self.parser.refuse(1525, &["CONDITION", digits]);
        }
        // The numbers of errors are below 65,536; no error has another one.
        Ok(Condition::Errno(digits.parse().unwrap_or(u16::MAX)))
    }

    /// `SQLSTATE [VALUE] '42000'`
    pub(super) fn state(&mut self) -> Answer<Condition> {
        self.parser.expect_word("SQLSTATE")?;
        self.parser.take_word("VALUE");
        let state = self.parser.text()?;
        let good = state.len() == 5
            && !state.starts_with("00")
            && state.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if good { Ok(Condition::State(state.into_owned())) } else { self.parser.refuse(1407, &[&state]) }
    }
}
