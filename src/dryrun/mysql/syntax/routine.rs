//! Stored procedures: their heads, and the statements of their bodies with what the servers check while they parse them.
//!
//! Source: MySQL manual, "CREATE PROCEDURE Statement", "Compound Statement Syntax"; MariaDB manual, "Programmatic &
//! Compound Statements". What is refused when a procedure is created, and with which number, was asked of both servers.

use super::ast::{
    BodyStatement, CreateRoutine, Expr, ExprKind, Loop, LoopKind, Name, Parameter, ParameterMode, Scope, Statement,
    Target,
};
use super::parser::Parser;
use super::routine_block::Names;
use super::statement::Parsed;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::routine::may_be_system_variable;
use crate::text::Letters;

/// How deep statements may nest.
const MAX_DEPTH: usize = 100;

/// What else is to be said about a statement of SQL in a body, right behind it.
pub type Check<'c, 't> = &'c mut dyn FnMut(&mut Parser<'t>, &Parsed<'t>) -> Answer<()>;

/// What a body is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Procedure,
    Function,
    /// True for BEFORE, and the event: INSERT, UPDATE or DELETE.
    Trigger(bool, &'static str),
}

/// A body on its way into a tree, with the names that are known at the place.
pub struct Body<'p, 'c, 't> {
    pub(super) parser: &'p mut Parser<'t>,
    check: Check<'c, 't>,
    pub(super) blocks: Vec<Names>,
    /// With true for those of loops.
    pub(super) labels: Vec<(String, bool)>,
    depth: usize,
    pub(super) program: Program,
    /// RETURN stands somewhere.
    returns: bool,
    /// The columns that NEW and OLD name, with true for NEW.
    pub(super) row_columns: Vec<(bool, String)>,
}

/// Columns of a trigger's row: true for those of NEW.
pub type RowColumns = Vec<(bool, String)>;

impl<'t> Parser<'t> {
    /// What follows `CREATE [OR REPLACE] PROCEDURE`, up to the body.
    pub(super) fn create_procedure(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        let if_not_exists = self.server.has(crate::mysql::Feature::RoutineIfNotExists) && self.if_not_exists()?;
        let name = self.table_name()?;
        let parameters = self.parameters(true)?;
        self.characteristics()?;
        let body_at = self.offset();
        if self.at_end() {
            return self.syntax_error();
        }
        let routine = CreateRoutine { name, if_not_exists, or_replace, parameters, returns: None, body_at };
        Ok(Statement::CreateRoutine(Box::new(routine)))
    }

    /// The parameters in parentheses; `modes`: IN, OUT and INOUT may stand before them.
    pub(super) fn parameters(&mut self, modes: bool) -> Answer<Vec<Parameter<'t>>> {
        self.expect_symbol(b'(')?;
        let mut parameters: Vec<Parameter> = vec![];
        if !self.is_symbol(b')') {
            loop {
                let parameter = self.parameter(modes)?;
                let known = parameters.iter().any(|known| known.name.text.eq_ignore_ascii_case(&parameter.name.text));
                if known {
                    return self.refuse(1330, &[&parameter.name.text]);
                }
                parameters.push(parameter);
                if !self.take_symbol(b',') {
                    break;
                }
            }
        }
        self.expect_symbol(b')')?;
        Ok(parameters)
    }

    fn parameter(&mut self, modes: bool) -> Answer<Parameter<'t>> {
        let mode = match self.take_any_word(if modes { &["IN", "OUT", "INOUT"] } else { &[] }) {
            Some("OUT") => ParameterMode::Out,
            Some("INOUT") => ParameterMode::InOut,
            _ => ParameterMode::In,
        };
        Ok(Parameter { mode, name: self.name()?, data_type: self.data_type()? })
    }

    pub(super) fn characteristics(&mut self) -> Answer<()> {
        loop {
            if self.take_word("COMMENT") {
                self.comment()?;
            } else if self.take_word("LANGUAGE") {
                if self.is_word("JAVASCRIPT") && self.server.has(crate::mysql::Feature::JavaScriptRoutines) {
                    return Err(Stop::unknown("a routine in JavaScript is not modelled"));
                }
                self.expect_word("SQL")?;
            } else if self.take_word("NOT") {
                self.expect_word("DETERMINISTIC")?;
            } else if self.take_word("CONTAINS") || self.take_word("NO") {
                self.expect_word("SQL")?;
            } else if self.take_any_word(&["READS", "MODIFIES"]).is_some() {
                self.expect_words(&["SQL", "DATA"])?;
            } else if self.take_word("SQL") {
                self.expect_word("SECURITY")?;
                if self.take_any_word(&["DEFINER", "INVOKER"]).is_none() {
                    return self.syntax_error();
                }
            } else if !self.take_word("DETERMINISTIC") {
                return Ok(());
            }
        }
    }

    /// A body, to the end of the text; `names` are the parameters, in lower case. Each statement of SQL goes to `check`.
    pub fn body(&mut self, names: Vec<String>, check: Check<'_, 't>) -> Answer<BodyStatement<'t>> {
        self.program_body(names, Program::Procedure, check).map(|(body, ..)| body)
    }

    /// The same for any program; then true where RETURN stands in it, and the columns that NEW (true) and OLD name.
    pub fn program_body(
        &mut self,
        names: Vec<String>,
        program: Program,
        check: Check<'_, 't>,
    ) -> Answer<(BodyStatement<'t>, bool, RowColumns)> {
        self.semicolons_end();
        let blocks = vec![Names::of_parameters(names)];
        let (labels, row_columns) = (vec![], vec![]);
        let mut body = Body { parser: self, check, blocks, labels, depth: 0, program, returns: false, row_columns };
        let statement = body.statement()?;
        let (returns, columns) = (body.returns, body.row_columns);
        self.take_semicolon();
        if self.at_text_end() { Ok((statement, returns, columns)) } else { self.syntax_error() }
    }
}

impl<'t> Body<'_, '_, 't> {
    /// Statements up to one of the words; `needed`: at least one.
    pub(super) fn statements(&mut self, until: &[&str], needed: bool) -> Answer<Vec<BodyStatement<'t>>> {
        let mut statements = vec![];
        while (needed && statements.is_empty()) || !self.parser.is_any_word(until) {
            statements.push(self.statement()?);
            if !self.parser.take_semicolon() {
                return self.parser.syntax_error();
            }
        }
        Ok(statements)
    }

    pub(super) fn statement(&mut self) -> Answer<BodyStatement<'t>> {
        if self.depth >= MAX_DEPTH {
            return Err(Stop::unknown("the statements of a routine nest too deeply"));
        }
        self.depth += 1;
        let statement = self.statement_here();
        self.depth -= 1;
        statement
    }

    fn statement_here(&mut self) -> Answer<BodyStatement<'t>> {
        if self.parser.is_name() && self.parser.ahead(1).kind == TokenKind::Symbol(b':') {
            let label = self.parser.name()?;
            self.parser.advance();
            let looped = self.parser.is_any_word(&["LOOP", "WHILE", "REPEAT"]);
            if !looped && !self.parser.is_word("BEGIN") {
                return self.parser.syntax_error();
            }
            let name = label.text.lower();
            if self.labels.iter().any(|(known, _)| *known == name) {
                return self.parser.refuse(1309, &[&label.text]);
            }
            self.labels.push((name.clone(), looped));
            let statement = if looped { self.looped(Some(name)) } else { self.block(Some(name)) };
            self.labels.pop();
            return statement;
        }
        const WORDS: &[&str] = &[
            "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "LEAVE", "ITERATE", "OPEN", "CLOSE", "FETCH", "SIGNAL",
            "RESIGNAL", "GET", "RETURN", "DECLARE", "FOR", "GOTO",
        ];
        match self.parser.peek_any(WORDS) {
            Some("BEGIN") => self.block(None),
            Some("IF") => self.branches(),
            Some("CASE") => self.case(),
            Some("LOOP" | "WHILE" | "REPEAT") => self.looped(None),
            Some(word @ ("LEAVE" | "ITERATE")) => self.jump(word),
            Some("OPEN") => self.cursor().map(BodyStatement::Open),
            Some("CLOSE") => self.cursor().map(BodyStatement::Close),
            Some("FETCH") => self.fetch(),
            Some(word @ ("SIGNAL" | "RESIGNAL")) => self.signal(word == "RESIGNAL"),
            Some("GET") => self.diagnostics(),
            Some("RETURN") => {
                self.parser.advance();
                self.expression()?;
                self.returns = true;
                // What a function gives is not modelled.
                if self.program == Program::Function {
                    Ok(BodyStatement::Diagnostics(vec![]))
                } else {
                    self.parser.refuse(1313, &[])
                }
            }
            Some("FOR" | "GOTO") if self.parser.mariadb() => Err(Stop::unknown("FOR and GOTO are not modelled")),
            Some(_) => self.parser.syntax_error(),
            None => self.sql(),
        }
    }

    /// An expression outside of a query: its names are those of variables.
    pub(super) fn expression(&mut self) -> Answer<Expr<'t>> {
        let expression = self.parser.expression()?;
        self.rows_are_there(&expression)?;
        // MySQL looks names up when it evaluates.
        if self.parser.mariadb() {
            self.known_names(&expression)?;
        }
        Ok(expression)
    }

    fn known_names(&self, expression: &Expr<'t>) -> Answer<()> {
        if let ExprKind::Column { qualifiers, name } = &expression.kind
            && qualifiers.is_empty()
            && !self.is_variable(&name.text)
        {
            return self.parser.refuse(1327, &[&name.text]);
        }
        expression.children().into_iter().try_for_each(|child| self.known_names(child))
    }

    pub(super) fn is_variable(&self, name: &str) -> bool {
        let name = name.lower();
        self.blocks.iter().any(|names| names.variables.contains(&name))
    }

    fn branches(&mut self) -> Answer<BodyStatement<'t>> {
        self.parser.expect_word("IF")?;
        let mut branches = vec![];
        let mut otherwise = vec![];
        loop {
            let condition = self.expression()?;
            self.parser.expect_word("THEN")?;
            branches.push((condition, self.statements(&["ELSEIF", "ELSE", "END"], true)?));
            if !self.parser.take_word("ELSEIF") {
                break;
            }
        }
        if self.parser.take_word("ELSE") {
            otherwise = self.statements(&["END"], true)?;
        }
        self.parser.expect_words(&["END", "IF"])?;
        Ok(BodyStatement::If { branches, otherwise })
    }

    fn case(&mut self) -> Answer<BodyStatement<'t>> {
        self.parser.expect_word("CASE")?;
        let operand = if self.parser.is_word("WHEN") { None } else { Some(self.expression()?) };
        let mut branches = vec![];
        while branches.is_empty() || self.parser.is_word("WHEN") {
            self.parser.expect_word("WHEN")?;
            let condition = self.expression()?;
            self.parser.expect_word("THEN")?;
            branches.push((condition, self.statements(&["WHEN", "ELSE", "END"], true)?));
        }
        let otherwise = if self.parser.take_word("ELSE") { Some(self.statements(&["END"], true)?) } else { None };
        self.parser.expect_words(&["END", "CASE"])?;
        Ok(BodyStatement::Case { operand, branches, otherwise })
    }

    fn looped(&mut self, label: Option<String>) -> Answer<BodyStatement<'t>> {
        let word = self.parser.take_any_word(&["LOOP", "WHILE", "REPEAT"]).unwrap_or("LOOP");
        let (kind, statements) = match word {
            "WHILE" => {
                let condition = self.expression()?;
                self.parser.expect_word("DO")?;
                (LoopKind::While(condition), self.statements(&["END"], true)?)
            }
            "REPEAT" => {
                let statements = self.statements(&["UNTIL"], true)?;
                self.parser.expect_word("UNTIL")?;
                (LoopKind::Until(self.expression()?), statements)
            }
            _ => (LoopKind::Endless, self.statements(&["END"], true)?),
        };
        self.parser.expect_words(&["END", word])?;
        self.end_label(label.as_deref())?;
        Ok(BodyStatement::Loop(Box::new(Loop { label, kind, statements })))
    }

    /// The label behind END, which is the one before BEGIN.
    pub(super) fn end_label(&mut self, label: Option<&str>) -> Answer<()> {
        if !self.parser.is_name() {
            return Ok(());
        }
        let name = self.parser.name()?;
        if label == Some(name.text.lower().as_str()) { Ok(()) } else { self.parser.refuse(1310, &[&name.text]) }
    }

    fn jump(&mut self, word: &str) -> Answer<BodyStatement<'t>> {
        self.parser.advance();
        let label = self.parser.name()?;
        let name = label.text.lower();
        let leave = word == "LEAVE";
        let known = self.labels.iter().any(|(known, looped)| *known == name && (leave || *looped));
        if !known {
            return self.parser.refuse(1308, &[word, &label.text]);
        }
        Ok(if leave { BodyStatement::Leave(name) } else { BodyStatement::Iterate(name) })
    }

    fn cursor(&mut self) -> Answer<Name<'t>> {
        self.parser.advance();
        let name = self.parser.name()?;
        let lower = name.text.lower();
        if self.blocks.iter().any(|names| names.cursors.contains(&lower)) {
            Ok(name)
        } else {
            self.parser.refuse(1324, &[&name.text])
        }
    }

    fn fetch(&mut self) -> Answer<BodyStatement<'t>> {
        if self.parser.is_word_ahead(1, "NEXT") {
            self.parser.advance();
        }
        if self.parser.is_word_ahead(1, "FROM") {
            self.parser.advance();
        }
        let cursor = self.cursor()?;
        self.parser.expect_word("INTO")?;
        let into = self.parser.items(|parser| parser.name().map(Target::Local))?;
        self.known_targets(&into)?;
        Ok(BodyStatement::Fetch { cursor, into })
    }

    pub(super) fn known_targets(&self, targets: &[Target<'t>]) -> Answer<()> {
        let unknown = targets.iter().find_map(|target| match target {
            Target::Local(name) if !self.is_variable(&name.text) => Some(name),
            _ => None,
        });
        unknown.map_or(Ok(()), |name| self.parser.refuse(1327, &[&name.text]))
    }

    fn sql(&mut self) -> Answer<BodyStatement<'t>> {
        let mark = self.parser.mark();
        let forbidden = self.parser.peek_any(&["LOCK", "UNLOCK", "LOAD"]);
        if let Some(word) = forbidden {
            return self.parser.refuse(1314, &[if word == "LOAD" { "LOAD DATA" } else { word }]);
        }
        // Any other name is taken for a label, so that the server stops behind it. Source: MySQL manual, "Keywords and
        // Reserved Words", those that are not permitted as labels.
        const NAMES: &str = "ASCII BACKUP BEGIN BINLOG BYTE CACHE CHARSET CHECK CHECKSUM CLONE COMMENT COMMIT CONTAINS \
            DEALLOCATE DO END EXECUTE FLUSH FOLLOWS HANDLER HELP IMPORT INSTALL LANGUAGE NO PRECEDES PREPARE REPAIR RESET \
            RESTART ROLLBACK SAVEPOINT SHUTDOWN SIGNED SLAVE START STOP TRUNCATE UNICODE UNINSTALL XA";
        if self.parser.is_name() && !NAMES.split_ascii_whitespace().any(|word| self.parser.is_word(word)) {
            self.parser.advance();
            return self.parser.syntax_error();
        }
        let parsed = self.parser.statement()?;
        match &parsed {
            Parsed::Whole(Statement::Use(_)) => return self.parser.refuse(1314, &["USE"]),
            Parsed::Whole(Statement::CreateRoutine(routine)) => {
                let what = if routine.returns.is_some() { "FUNCTION" } else { "PROCEDURE" };
                return self.parser.refuse(1303, &[what]);
            }
            Parsed::Whole(Statement::CreateTrigger(_)) => return self.parser.refuse(1303, &["TRIGGER"]),
            Parsed::Whole(Statement::Other(words)) if words == "ALTER VIEW" => {
                return self.parser.refuse(1314, &["ALTER VIEW"]);
            }
            Parsed::Whole(Statement::Rows(rows)) => {
                rows.rows.iter().flatten().chain(&rows.filter).try_for_each(|value| self.rows_are_there(value))?;
            }
            Parsed::Whole(Statement::DropRoutine { function, .. }) => {
                return self.parser.refuse(1357, &[if *function { "FUNCTION" } else { "PROCEDURE" }]);
            }
            Parsed::Whole(Statement::Select(query)) => self.known_targets(&query.into)?,
            Parsed::Whole(Statement::Set(assignments)) => {
                for assignment in assignments {
                    self.rows_are_there(&assignment.value)?;
                    if assignment.scope != Scope::Plain || self.assigns_row(&assignment.name, &assignment.written)? {
                        continue;
                    }
                    if self.is_variable(&assignment.name) {
                        if self.parser.mariadb() {
                            self.known_names(&assignment.value)?;
                        }
                    } else if !assignment.is_known() {
                        return match may_be_system_variable(&assignment.name) {
                            true => Err(Stop::unknown(&format!("no variable {} is known here", assignment.name))),
                            false => self.parser.refuse(1193, &[&assignment.written]),
                        };
                    }
                }
            }
            _ => {}
        }
        self.may_stand_here(&parsed)?;
        (self.check)(self.parser, &parsed)?;
        Ok(BodyStatement::Sql(mark))
    }
}
