//! Statements that scripts need beside DDL: PREPARE and EXECUTE, SET, SELECT at the top.

use super::ast::{Assignment, CreateView, Expr, ExprKind, Literal, Name, Prepared, Scope, Statement};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;
use crate::text::Letters;

impl<'t> Parser<'t> {
    /// What kind of statement it is, for people: `CREATE TABLE`, `INSERT`. To be asked before anything is parsed.
    pub fn kind(&self) -> String {
        const BETWEEN: &[&str] =
            &["OR", "REPLACE", "TEMPORARY", "UNIQUE", "FULLTEXT", "SPATIAL", "IGNORE", "ONLINE", "EXTERNAL"];
        const PAIRS: &[&str] = &[
            "ALTER",
            "CREATE",
            "DROP",
            "RENAME",
            "TRUNCATE",
            "LOCK",
            "UNLOCK",
            "START",
            "SHOW",
            "DEALLOCATE",
            "LOAD",
            "ANALYZE",
            "OPTIMIZE",
            "REPAIR",
            "CHECK",
        ];
        let word = |distance: usize| self.ahead(distance).text(self.text).to_ascii_uppercase();
        let first = word(0);
        if !PAIRS.contains(&first.as_str()) {
            return first;
        }
        let mut distance = 1;
        while distance < 6 && BETWEEN.contains(&word(distance).as_str()) {
            distance += 1;
        }
        // `DEFINER = a@b PROCEDURE`
        const STORED: &[&str] = &["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "VIEW"];
        if matches!(word(distance).as_str(), "DEFINER" | "ALGORITHM" | "SQL") {
            let found = (distance..distance + 20).map(word).find(|word| STORED.contains(&word.as_str()));
            return found.map_or_else(|| first.clone(), |found| format!("{first} {found}"));
        }
        let second = word(distance);
        let second = if second == "SCHEMA" { "DATABASE" } else { second.as_str() };
        if second.bytes().all(|byte| byte.is_ascii_alphabetic()) { format!("{first} {second}") } else { first }
    }

    /// The database of USE.
    pub fn used(&mut self) -> Option<String> {
        if self.take_word("USE") { self.name().ok().map(|name| name.text.into_owned()) } else { None }
    }

    /// What `CREATE TABLE`, `CREATE PROCEDURE` and `CREATE DATABASE` would create: its database and its name.
    pub fn created(&mut self) -> Option<(Option<String>, String)> {
        if !self.take_word("CREATE") {
            return None;
        }
        for _ in 0..20 {
            if let Some(kind) = self.take_any_word(&["TABLE", "PROCEDURE", "FUNCTION", "DATABASE", "SCHEMA"]) {
                self.if_not_exists().ok()?;
                let name = self.table_name().ok()?;
                let text = name.name.text.into_owned();
                let database = name.database.map(|name| name.text.into_owned());
                return Some(if matches!(kind, "DATABASE" | "SCHEMA") {
                    (Some(text.clone()), text)
                } else {
                    (database, text)
                });
            }
            self.advance();
        }
        None
    }

    /// SELECT, or a query in parentheses.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn select_statement(&mut self) -> Answer<Statement<'t>> {
        let (mark, warned) = (self.mark(), self.warnings.len());
        match self.query() {
            Ok(query) => {
                self.end()?;
                Ok(Statement::Select(Box::new(query)))
            }
            Err(stop) if stop.is_unknown() => {
                self.rewind(mark);
                self.warnings.truncate(warned);
                self.skim_to_end();
                Ok(Statement::Other("SELECT".to_owned()))
            }
            Err(stop) => Err(stop),
        }
    }

    /// What follows `CREATE [OR REPLACE] VIEW`.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn create_view(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.table_name()?;
        let columns = if self.is_symbol(b'(') { self.list(Self::name)? } else { vec![] };
        self.expect_word("AS")?;
        let (mark, warned) = (self.mark(), self.warnings.len());
        let query = match self.query() {
            Ok(query) => {
                if self.take_word("WITH") {
                    self.take_any_word(&["CASCADED", "LOCAL"]);
                    self.expect_words(&["CHECK", "OPTION"])?;
                }
                self.end()?;
                Some(query)
            }
            Err(stop) if stop.is_unknown() => {
                self.rewind(mark);
                self.warnings.truncate(warned);
                self.skim_to_end();
                None
            }
            Err(stop) => return Err(stop),
        };
        Ok(Statement::CreateView(Box::new(CreateView { name, or_replace, if_not_exists, columns, query })))
    }

    /// PREPARE, EXECUTE and DEALLOCATE, from their first word on.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn prepared_statement(&mut self) -> Answer<Statement<'t>> {
        let word = self.advance().text(self.text);
        let prepared = if word.eq_ignore_ascii_case("PREPARE") {
            let name = self.name()?;
            self.expect_word("FROM")?;
            let variable = self.is_symbol(b'@');
            if !variable && !self.is_text() && !self.mariadb() {
                return self.syntax_error();
            }
            Prepared::Prepare { name, source: self.expression()? }
        } else if word.eq_ignore_ascii_case("EXECUTE") {
            if self.mariadb() && self.take_word("IMMEDIATE") {
                let source = self.expression()?;
                Prepared::Immediate { source, using: self.using()? }
            } else {
                let name = self.name()?;
                Prepared::Execute { name, using: self.using()? }
            }
        } else {
            self.expect_word("PREPARE")?;
            Prepared::Deallocate { name: self.name()? }
        };
        self.end()?;
        Ok(Statement::Prepared(Box::new(prepared)))
    }

    /// How many `?` stand in the text.
    pub fn count_parameters(&mut self) -> usize {
        let mut count = 0;
        while !self.at_end() {
            count += usize::from(self.advance().kind == TokenKind::Symbol(b'?'));
        }
        count
    }

    fn using(&mut self) -> Answer<Vec<Expr<'t>>> {
        if !self.take_word("USING") {
            return Ok(vec![]);
        }
        self.items(
            |parser| {
                if parser.is_symbol(b'@') || parser.mariadb() { parser.expression() } else { parser.syntax_error() }
            },
        )
    }

    /// What follows SET.
    pub(super) fn set(&mut self) -> Answer<Statement<'t>> {
        if self.is_any_word(&["NAMES", "CHARSET", "CHARACTER", "CHAR"]) && self.ahead(1).kind != TokenKind::Symbol(b'=')
        {
            return self.set_names();
        }
        const OTHERS: &[&str] = &["TRANSACTION", "PASSWORD", "ROLE", "DEFAULT", "RESOURCE", "STATEMENT"];
        if self.is_any_word(&["SESSION", "LOCAL", "GLOBAL"]) && self.is_word_ahead(1, "TRANSACTION") {
            self.advance();
        }
        if self.is_any_word(OTHERS) && self.ahead(1).kind != TokenKind::Symbol(b'=') {
            let harmless = self.is_any_word(&["TRANSACTION", "ROLE"]);
            let word = self.advance().text(self.text).to_ascii_uppercase();
            self.skim_to_end();
            return Ok(if harmless { Statement::Nothing } else { Statement::Other(format!("SET {word}")) });
        }
        let assignments = self.items(Self::assignment)?;
        self.end()?;
        Ok(Statement::Set(assignments))
    }

    fn set_names(&mut self) -> Answer<Statement<'t>> {
        let names = self.take_word("NAMES");
        if !names && self.take_any_word(&["CHARACTER", "CHAR"]).is_some() {
            self.expect_word("SET")?;
        } else if !names {
            self.advance();
        }
        let (mut charset, mut collation) = (None, None);
        let warned = self.warnings.len();
        if !self.take_word("DEFAULT") {
            charset = Some(self.charset_name()?);
            if names && self.take_word("COLLATE") {
                collation = Some(self.collation_name()?);
            }
        }
        if !names {
            self.warnings.truncate(warned);
        }
        self.end()?;
        Ok(Statement::SetNames { names, charset, collation })
    }

    fn assignment(&mut self) -> Answer<Assignment<'t>> {
        let mut scope = Scope::Plain;
        let mut name = String::new();
        let mut written = "".into();
        if self.is_symbol(b'@') {
            match self.simple_assignment()? {
                (variable, Some(value)) => {
                    name.push('@');
                    name.push_str(&variable);
                    return Ok(Assignment { name, written, scope: Scope::User, value });
                }
                (variable, None) => {
                    name.push('@');
                    name.push_str(&variable);
                    scope = Scope::User;
                }
            }
        } else {
            const SCOPES: &[&str] = &["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"];
            let signed = self.peek().kind == TokenKind::SystemVariable;
            if signed {
                self.advance();
                scope = Scope::Session;
            }
            let scoped = self.peek_any(SCOPES).filter(|_| match self.ahead(1).kind {
                TokenKind::Symbol(b'.') => signed,
                TokenKind::Word | TokenKind::Quoted => !signed,
                _ => false,
            });
            if let Some(word) = scoped {
                self.advance();
                if signed {
                    self.advance();
                }
                scope = if matches!(word, "SESSION" | "LOCAL") { Scope::Session } else { Scope::Global };
            }
            written = self.name()?.text;
            name.push_str(&written.lower());
            if self.take_symbol(b'.') {
                let behind = self.name_after_dot()?.text;
                name.push('.');
                name.push_str(&behind.lower());
                written = format!("{written}.{behind}").into();
            }
        }
        if !self.take_equal() {
            return self.syntax_error();
        }
        let at = self.offset();
        // `ON`, `DEFAULT` and `BINARY` stand for themselves.
        if let Some(word) = self.peek_any(&["ON", "DEFAULT", "ALL", "BINARY", "ROW", "SYSTEM"])
            && scope != Scope::User
            && self.ahead(1).kind != TokenKind::Symbol(b'(')
        {
            self.advance();
            let column = Name { text: word.into(), at };
            let kind = match word {
                "DEFAULT" => ExprKind::DefaultOf(Box::new(Expr {
                    kind: ExprKind::Column { qualifiers: vec![], name: column },
                    at,
                    end: self.last_end(),
                })),
                _ => ExprKind::Literal(Literal::Text { text: word.into(), introducer: None, national: false }),
            };
            return Ok(Assignment { name, written, scope, value: Expr { kind, at, end: self.last_end() } });
        }
        Ok(Assignment { name, written, scope, value: self.expression()? })
    }

    /// `@a := 1` is an expression of its own; of `@a = 1` only the variable is read.
    fn simple_assignment(&mut self) -> Answer<(String, Option<Expr<'t>>)> {
        match self.simple_expression()?.kind {
            ExprKind::UserVariable { name, value } => Ok((name.lower(), value.map(|value| *value))),
            _ => self.syntax_error(),
        }
    }
}
