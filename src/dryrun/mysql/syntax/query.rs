//! SELECT, as far as it is looked into; what is beyond that is [`Stop::Unknown`] and not a syntax error.
//!
//! Source: MySQL manual, "SELECT Statement", "JOIN Clause"; MariaDB manual, "SELECT". Where each server stops was measured.

use super::ast::{Expr, ExprKind, Literal, Name, Query, SelectItem, Source, Target};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::mysql::Feature;
use crate::text::Letters;

const OPTIONS: &[&str] = &[
    "ALL",
    "DISTINCT",
    "DISTINCTROW",
    "HIGH_PRIORITY",
    "STRAIGHT_JOIN",
    "SQL_SMALL_RESULT",
    "SQL_BIG_RESULT",
    "SQL_BUFFER_RESULT",
    "SQL_CALC_FOUND_ROWS",
    "SQL_NO_CACHE",
    "SQL_CACHE",
];

/// Words behind a query or within it that begin what is not looked into.
const BEYOND: &[&str] = &["UNION", "EXCEPT", "INTERSECT", "MINUS", "WINDOW", "PROCEDURE", "QUALIFY", "FETCH", "OFFSET"];

impl<'t> Parser<'t> {
    /// A query in one or more parentheses.
    pub(super) fn bracketed_query(&mut self) -> Answer<()> {
        self.expect_symbol(b'(')?;
        if self.is_symbol(b'(') {
            self.nested(Self::bracketed_query)?;
            if !self.is_symbol(b')') {
                return beyond();
            }
        } else {
            self.nested(Self::query)?;
        }
        self.expect_symbol(b')')
    }

    /// The query of CREATE TABLE ... AS, to the end of the statement.
    pub fn query_of_table(&mut self) -> Answer<Query<'t>> {
        let mut brackets = 0;
        while self.take_symbol(b'(') {
            brackets += 1;
        }
        let query = self.query()?;
        for _ in 0..brackets {
            self.expect_symbol(b')')?;
            if self.is_any_word(BEYOND) {
                return beyond();
            }
        }
        self.end().map(|()| query)
    }

    /// `SELECT ...`, up to the first token that does not belong to it.
    pub fn query(&mut self) -> Answer<Query<'t>> {
        if !self.is_word("SELECT") {
            return self.other_query();
        }
        self.advance();
        let mut query = Query::default();
        while let Some(option) = self.take_any_word(OPTIONS) {
            query.distinct |= option.starts_with("DISTINCT");
            if option == "SQL_CALC_FOUND_ROWS" {
                self.counts_found(option, "two separate queries");
            }
        }
        query.items = self.items(Self::select_item)?;
        self.read_into(&mut query)?;
        if self.take_word("FROM") {
            if self.is_word("DUAL") && !self.is_name() {
                self.advance();
            } else {
                self.sources(&mut query)?;
            }
        }
        if self.take_word("WHERE") {
            query.filter = Some(self.expression()?);
        }
        if self.take_word("GROUP") {
            self.expect_word("BY")?;
            query.group = self.items(|parser| {
                let value = parser.expression()?;
                parser.take_any_word(&["ASC", "DESC"]);
                Ok(value)
            })?;
            if self.is_word("WITH") && self.is_word_ahead(1, "ROLLUP") {
                return beyond();
            }
        }
        if self.take_word("HAVING") {
            query.having = Some(self.expression()?);
        }
        if self.take_word("ORDER") {
            self.expect_word("BY")?;
            query.order = self.items(|parser| {
                let value = parser.expression()?;
                Ok((value, parser.take_any_word(&["ASC", "DESC"]) == Some("DESC")))
            })?;
        }
        if self.take_word("LIMIT") {
            let first = self.limit_number()?;
            query.limit = Some(if self.take_symbol(b',') {
                (Some(first), self.limit_number()?)
            } else if self.take_word("OFFSET") {
                (Some(self.limit_number()?), first)
            } else {
                (None, first)
            });
        }
        self.read_late_into(&mut query)?;
        self.locking()?;
        if query.into.is_empty() {
            self.read_late_into(&mut query)?;
        }
        if self.is_any_word(BEYOND) { beyond() } else { Ok(query) }
    }

    /// A query that does not begin with SELECT: its beginning alone is read.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn other_query<T>(&mut self) -> Answer<T> {
        if self.is_symbol(b'(') {
            return beyond();
        }
        if self.is_word("TABLE") {
            self.table_query()?;
        } else if self.take_word("VALUES") {
            if !self.mariadb() {
                self.expect_word("ROW")?;
            }
            self.expect_symbol(b'(')?;
        } else {
            self.expect_word("WITH")?;
            self.take_word("RECURSIVE");
            self.name()?;
            if self.is_symbol(b'(') {
                self.list(Self::name)?;
            }
            self.expect_word("AS")?;
            self.expect_symbol(b'(')?;
        }
        beyond()
    }

    /// MySQL: `TABLE t`, up to what may follow it.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn table_query(&mut self) -> Answer<()> {
        if self.mariadb() {
            return self.syntax_error();
        }
        self.expect_word("TABLE")?;
        self.table_name()?;
        const BEHIND: &[&str] = &["ORDER", "LIMIT", "INTO", "FOR", "LOCK", "UNION", "EXCEPT", "INTERSECT"];
        if !self.at_end() && !self.is_symbol(b')') && !self.is_any_word(BEHIND) {
            return self.syntax_error();
        }
        self.skim_to_end();
        Ok(())
    }

    fn select_item(&mut self) -> Answer<SelectItem<'t>> {
        if self.take_symbol(b'*') {
            return Ok(SelectItem::All(None));
        }
        if self.is_name() && self.ahead(1).kind == TokenKind::Symbol(b'.') {
            if self.ahead(2).kind == TokenKind::Symbol(b'*') {
                let name = self.name()?;
                self.advance();
                self.advance();
                return Ok(SelectItem::All(Some(name)));
            }
            if self.ahead(3).kind == TokenKind::Symbol(b'.') && self.ahead(4).kind == TokenKind::Symbol(b'*') {
                return beyond();
            }
        }
        let value = self.expression()?;
        let alias = self.alias()?;
        Ok(SelectItem::Value { value, alias })
    }

    /// `[AS] name`; a string will do for a column.
    fn alias(&mut self) -> Answer<Option<Name<'t>>> {
        if self.take_word("AS") || self.is_text() {
            return self.name_or_text().map(Some);
        }
        Ok(if self.is_name() && !self.is_any_word(BEYOND) { Some(self.name()?) } else { None })
    }

    /// MySQL, of FOUND_ROWS and its kin.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn counts_found(&mut self, what: &str, instead: &str) {
        if self.server.has(Feature::Deprecations) {
            let later = "is deprecated and will be removed in a future release. Consider using";
            self.warnings.push(Warning::worded(1287, format!("{what} {later} {instead} instead.")).at(self.offset()));
        }
    }

    /// INTO behind FROM, of which MariaDB says that it is old.
    fn read_late_into(&mut self, query: &mut Query<'t>) -> Answer<()> {
        if self.mariadb()
            && self.is_word("INTO")
            && !self.is_word_ahead(1, "OUTFILE")
            && !self.is_word_ahead(1, "DUMPFILE")
        {
            let old = "<select expression> INTO <destination>;";
            self.warn(1287, &[old, "'SELECT <select list> INTO <destination> FROM...'"]);
        }
        self.read_into(query)
    }

    fn read_into(&mut self, query: &mut Query<'t>) -> Answer<()> {
        if !self.take_word("INTO") {
            return Ok(());
        }
        if self.is_any_word(&["OUTFILE", "DUMPFILE"]) {
            return beyond();
        }
        query.into = self.items(Self::target)?;
        Ok(())
    }

    /// Where INTO puts a value.
    pub(super) fn target(&mut self) -> Answer<Target<'t>> {
        if !self.is_symbol(b'@') {
            return self.name().map(Target::Local);
        }
        match self.simple_user_variable()? {
            Some(name) => Ok(Target::User(name)),
            None => self.syntax_error(),
        }
    }

    /// `@name` without an assignment, in lower case.
    pub(super) fn simple_user_variable(&mut self) -> Answer<Option<String>> {
        if !self.is_symbol(b'@') {
            return Ok(None);
        }
        match self.simple_expression()?.kind {
            ExprKind::UserVariable { name, value: None } => Ok(Some(name.lower())),
            _ => Ok(None),
        }
    }

    pub(super) fn sources(&mut self, query: &mut Query<'t>) -> Answer<()> {
        loop {
            self.source(query)?;
            query.optional.push(false);
            loop {
                let left = self.is_word("LEFT");
                if self.is_any_word(&["LEFT", "RIGHT", "NATURAL", "FULL"]) {
                    query.strange = true;
                    query.odd |= !left;
                    self.advance();
                    self.take_any_word(&["LEFT", "RIGHT", "INNER"]);
                    self.take_word("OUTER");
                    self.expect_word("JOIN")?;
                } else if self.take_any_word(&["INNER", "CROSS"]).is_some() {
                    self.expect_word("JOIN")?;
                } else if self.take_any_word(&["JOIN", "STRAIGHT_JOIN"]).is_none() {
                    break;
                }
                self.source(query)?;
                query.optional.push(left);
                if self.take_word("ON") {
                    query.joins.push(self.expression()?);
                } else if self.take_word("USING") {
                    (query.strange, query.odd) = (true, true);
                    self.list(Self::name)?;
                }
            }
            if !self.take_symbol(b',') {
                return Ok(());
            }
        }
    }

    fn source(&mut self, query: &mut Query<'t>) -> Answer<()> {
        if self.is_symbol(b'(') {
            if !self.is_word_ahead(1, "SELECT") {
                return beyond();
            }
            let derived = self.expression()?;
            let alias = self.source_alias()?;
            query.sources.push(Source::Derived { query: derived, alias });
            return Ok(());
        }
        if self.is_any_word(&["LATERAL", "JSON_TABLE"]) {
            return beyond();
        }
        let name = self.table_name()?;
        if self.is_symbol(b'(') || self.is_any_word(&["PARTITION", "FOR"]) {
            return beyond();
        }
        let alias = self.source_alias()?;
        if self.is_any_word(&["USE", "FORCE", "IGNORE", "TABLESAMPLE"]) {
            return beyond();
        }
        query.sources.push(Source::Table { name, alias });
        Ok(())
    }

    fn source_alias(&mut self) -> Answer<Option<Name<'t>>> {
        if self.take_word("AS") {
            return self.name().map(Some);
        }
        Ok(if self.is_name() && !self.is_any_word(BEYOND) { Some(self.name()?) } else { None })
    }

    fn limit_number(&mut self) -> Answer<Expr<'t>> {
        let token = self.peek();
        let kind = match token.kind {
            TokenKind::Integer => ExprKind::Literal(Literal::Integer(token.text(self.text))),
            TokenKind::Symbol(b'?') => ExprKind::Parameter,
            _ => {
                return self.name().map(|name| Expr {
                    at: token.start,
                    end: token.end,
                    kind: ExprKind::Column { qualifiers: vec![], name },
                });
            }
        };
        self.advance();
        Ok(Expr { kind, at: token.start, end: token.end })
    }

    /// `FOR UPDATE`, `LOCK IN SHARE MODE`.
    fn locking(&mut self) -> Answer<()> {
        if self.take_word("LOCK") {
            return self.expect_words(&["IN", "SHARE", "MODE"]);
        }
        if !self.take_word("FOR") {
            return Ok(());
        }
        if self.take_any_word(&["UPDATE", "SHARE"]).is_none() {
            return self.syntax_error();
        }
        if self.is_any_word(&["OF", "WAIT"]) {
            return beyond();
        }
        if self.take_word("SKIP") {
            return self.expect_word("LOCKED");
        }
        self.take_word("NOWAIT");
        Ok(())
    }
}

fn beyond<T>() -> Answer<T> {
    Err(Stop::unknown("a query of this kind is not modelled"))
}
