//! What stands between operators, but for function calls: names, variables, parentheses, CASE, subqueries.

use std::borrow::Cow;

use super::super::ast::{BinaryOperator, Call, Expr, ExprKind, Literal, Name};
use super::super::parser::Parser;
use super::super::token::{TokenKind, unquote};
use crate::dryrun::mysql::refusal::Answer;

/// Operands that are neither columns nor calls may begin with these.
const SPECIAL: &[&str] = &[
    "CASE", "CAST", "CONVERT", "EXISTS", "MATCH", "INTERVAL", "DEFAULT", "VALUE", "VALUES", "ROW", "NEXT", "PREVIOUS",
];

impl<'t> Parser<'t> {
    pub(super) fn operand(&mut self) -> Answer<Expr<'t>> {
        if self.dotted() {
            return self.column();
        }
        if let Some(literal) = self.maybe_literal()? {
            return Ok(literal);
        }
        match self.peek().kind {
            TokenKind::Symbol(b'(') => self.parenthesis(),
            TokenKind::Symbol(b'{') => self.braces(),
            TokenKind::Symbol(b'@') => self.user_variable(),
            TokenKind::Symbol(b'?') if self.parameters => {
                let at = self.advance().start;
                Ok(self.spanned(at, ExprKind::Parameter))
            }
            TokenKind::SystemVariable => self.system_variable(),
            TokenKind::Symbol(b'.') if self.mariadb() => {
                // `.t.a`
                self.advance();
                let column = self.plain_column()?;
                match &column.kind {
                    ExprKind::Column { qualifiers, .. } if qualifiers.len() == 1 => Ok(column),
                    _ => self.syntax_error(),
                }
            }
            TokenKind::Word => self.word_operand(),
            TokenKind::Quoted if self.opens(1) => self.call(),
            TokenKind::Quoted => self.column(),
            _ => self.syntax_error(),
        }
    }

    /// True where an opening parenthesis stands `distance` tokens ahead.
    pub(super) fn opens(&self, distance: usize) -> bool {
        self.ahead(distance).kind == TokenKind::Symbol(b'(')
    }

    /// True at a word with a dot and a name right behind it: there even a reserved word is a name.
    fn dotted(&self) -> bool {
        let (word, dot) = (self.peek(), self.ahead(1));
        let behind = self.text.as_bytes().get(dot.end as usize).copied().unwrap_or(b' ');
        word.kind == TokenKind::Word
            && dot.kind == TokenKind::Symbol(b'.')
            && dot.start == word.end
            && (behind.is_ascii_alphanumeric() || behind == b'_' || behind == b'$' || behind >= 0x80)
    }

    fn word_operand(&mut self) -> Answer<Expr<'t>> {
        if self.is_any_word(SPECIAL) { self.special_operand() } else { self.call() }
    }

    /// One that begins with a word of `SPECIAL`, if it is none of a name's.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn special_operand(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        if self.take_word("CASE") {
            return self.case_behind(at);
        }
        if self.is_word("CAST") && self.opens(1) && self.ahead(1).start == self.peek().end {
            self.advance();
            return self.cast_behind(at);
        }
        if self.take_word("CONVERT") {
            return self.convert_behind(at);
        }
        if self.take_word("EXISTS") {
            return self.parenthesized_query(true).map(|query| Expr { at, ..query });
        }
        if self.take_word("MATCH") {
            return self.match_behind(at);
        }
        if self.is_word("INTERVAL") && !self.interval_function() {
            let interval = self.interval()?;
            if !self.take_symbol(b'+') {
                return self.syntax_error();
            }
            let date = self.expression()?;
            // INTERVAL comes first only in the text: the sum is the date's.
            let operator = BinaryOperator::Add;
            return Ok(self.spanned(at, ExprKind::Binary { operator, left: Box::new(date), right: Box::new(interval) }));
        }
        if self.is_word("DEFAULT") {
            self.advance();
            let column = self.one_column()?;
            return Ok(self.spanned(at, ExprKind::DefaultOf(Box::new(column))));
        }
        let values = match self.mariadb() {
            true => self.opens(1) && (self.is_word("VALUE") || self.on_duplicate && self.is_word("VALUES")),
            false => self.is_word("VALUES"),
        };
        if values {
            self.advance();
            let column = self.one_column()?;
            return Ok(self.spanned(at, ExprKind::ValuesOf(Box::new(column))));
        }
        if self.is_word("ROW") && (self.opens(1) || !self.is_name()) {
            self.advance();
            self.expect_symbol(b'(')?;
            let first = self.expression()?;
            self.expect_symbol(b',')?;
            let mut items = self.items(Self::expression)?;
            items.insert(0, first);
            self.expect_symbol(b')')?;
            return Ok(self.spanned(at, ExprKind::Row { items, explicit: true }));
        }
        if self.mariadb() && self.is_any_word(&["NEXT", "PREVIOUS"]) && self.is_word_ahead(1, "VALUE") {
            return self.sequence_value();
        }
        self.call()
    }

    /// `(column)` of DEFAULT and VALUES.
    fn one_column(&mut self) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let column = self.plain_column()?;
        self.expect_symbol(b')')?;
        Ok(column)
    }

    /// MariaDB: `NEXT VALUE FOR s` as the call `NEXT(s)`.
    fn sequence_value(&mut self) -> Answer<Expr<'t>> {
        let token = self.advance();
        self.expect_words(&["VALUE", "FOR"])?;
        let name = Name { text: Cow::Borrowed(token.text(self.text)), at: token.start };
        let sequence = self.plain_column()?;
        let call = Call { arguments: vec![sequence], ..Call::named(name) };
        Ok(self.spanned(token.start, ExprKind::Call(Box::new(call))))
    }

    /// `a`, `t.a`, `db.t.a`, and what only a column can have: `a->'$.b'`.
    pub(super) fn column(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        let column = self.plain_column()?;
        if self.is_symbol(b'(') {
            return self.call_of_database(column);
        }
        let operator = match self.peek().kind {
            TokenKind::Arrow => BinaryOperator::Arrow,
            TokenKind::ArrowText => BinaryOperator::ArrowText,
            _ => return Ok(column),
        };
        self.advance();
        let path_at = self.offset();
        let text = self.text()?;
        let path = Literal::Text { text, introducer: None, national: false };
        let right = Box::new(self.spanned(path_at, ExprKind::Literal(path)));
        Ok(self.spanned(at, ExprKind::Binary { operator, left: Box::new(column), right }))
    }

    pub(super) fn plain_column(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        let mut qualifiers = vec![];
        let mut name = if self.dotted() { self.name_after_dot()? } else { self.name()? };
        while qualifiers.len() < 2 && self.take_symbol(b'.') {
            qualifiers.push(name);
            // Behind a space the word is a keyword again.
            let adjacent = self.offset() == self.last_end();
            name = if adjacent { self.name_after_dot()? } else { self.name()? };
        }
        Ok(self.spanned(at, ExprKind::Column { qualifiers, name }))
    }

    fn parenthesis(&mut self) -> Answer<Expr<'t>> {
        if self.query_ahead() {
            return self.parenthesized_query(false);
        }
        let (at, mark) = (self.offset(), self.mark());
        self.advance();
        let first = self.expression()?;
        if matches!(first.kind, ExprKind::Subquery { .. })
            && self.is_any_word(&["UNION", "EXCEPT", "INTERSECT", "ORDER", "LIMIT"])
        {
            self.rewind(mark);
            return self.skim_query(false);
        }
        if self.take_symbol(b')') {
            return Ok(self.spanned(at, ExprKind::Parenthesis(Box::new(first))));
        }
        let mut items = vec![first];
        while self.take_symbol(b',') {
            items.push(self.expression()?);
        }
        if items.len() == 1 {
            return self.syntax_error();
        }
        self.expect_symbol(b')')?;
        Ok(self.spanned(at, ExprKind::Row { items, explicit: false }))
    }

    /// True before a parenthesis that opens a query.
    pub(super) fn query_ahead(&self) -> bool {
        // MariaDB has VALUE(a) for the function.
        let values = self.is_word_ahead(1, "VALUES") && (self.mariadb() || self.is_word_ahead(2, "ROW"));
        let table = self.is_word_ahead(1, "TABLE") && self.has_new_expressions();
        let with = self.is_word_ahead(1, "WITH") && (self.mariadb() || self.has_new_expressions());
        self.opens(0) && (self.is_word_ahead(1, "SELECT") || with || values || table)
    }

    /// A query in parentheses. Its words are only passed over.
    pub(super) fn parenthesized_query(&mut self, exists: bool) -> Answer<Expr<'t>> {
        let start = self.mark();
        // More parentheses may stand around the query.
        while self.opens(0) && !self.query_ahead() {
            self.advance();
        }
        if !self.query_ahead() {
            return self.syntax_error();
        }
        self.rewind(start);
        self.skim_query(exists)
    }

    fn skim_query(&mut self, exists: bool) -> Answer<Expr<'t>> {
        let at = self.offset();
        let (start, warned) = (self.mark(), self.warnings.len());
        match self.bracketed_query() {
            Ok(()) => return Ok(self.spanned(at, ExprKind::Subquery { exists })),
            // What the grammar of queries has not is only passed over.
            Err(stop) if stop.is_unknown() => {
                self.rewind(start);
                self.warnings.truncate(warned);
            }
            Err(stop) => return Err(stop),
        }
        if self.is_word_ahead(1, "SELECT") && self.ahead(2).kind == TokenKind::Symbol(b')') {
            self.advance();
            self.advance();
            return self.syntax_error();
        }
        self.skim_parentheses()?;
        Ok(self.spanned(at, ExprKind::Subquery { exists }))
    }

    /// Passes over what stands here, up to the parenthesis that closes the first one.
    pub(super) fn skim_parentheses(&mut self) -> Answer<()> {
        let mut open = 0u32;
        loop {
            match self.peek().kind {
                TokenKind::Symbol(b'(') => open += 1,
                TokenKind::Symbol(b')') => open = open.saturating_sub(1),
                TokenKind::End | TokenKind::Broken => return self.syntax_error(),
                _ => {}
            }
            self.advance();
            if open == 0 {
                return Ok(());
            }
        }
    }

    /// `{d '2020-01-01'}`: the ODBC way to write literals. Other words than d, t and ts are passed over.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn braces(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        self.advance();
        let word = self.name()?;
        let mut inner = self.expression()?;
        self.expect_symbol(b'}')?;
        let kind = [("d", "DATE"), ("t", "TIME"), ("ts", "TIMESTAMP")]
            .into_iter()
            .find(|(short, _)| word.text.eq_ignore_ascii_case(short));
        if let (Some((_, kind)), ExprKind::Literal(Literal::Text { text, .. })) = (kind, &mut inner.kind) {
            let text = std::mem::take(text);
            inner.kind = ExprKind::Literal(Literal::Temporal { kind, text });
        }
        Ok(Expr { at, end: self.last_end(), ..inner })
    }

    /// `@a`, `@'a'`, `@a := 1`.
    fn user_variable(&mut self) -> Answer<Expr<'t>> {
        let at = self.advance();
        let token = self.peek();
        let name = match token.kind {
            TokenKind::Text | TokenKind::Quoted if token.start == at.end => {
                self.advance();
                unquote(token, self.text)
            }
            _ => {
                let mut end = at.end;
                while self.peek().start == end && self.is_variable_part() {
                    end = self.advance().end;
                }
                // MySQL has a variable without a name.
                if end == at.end && self.mariadb() {
                    return self.syntax_error();
                }
                Cow::Borrowed(self.text.get(at.end as usize..end as usize).unwrap_or(""))
            }
        };
        let value = match self.peek().kind {
            TokenKind::Assign => {
                self.advance();
                Some(Box::new(self.expression()?))
            }
            _ => None,
        };
        Ok(self.spanned(at.start, ExprKind::UserVariable { name, value }))
    }

    fn is_variable_part(&self) -> bool {
        use TokenKind::*;
        matches!(self.peek().kind, Word | Integer | Decimal | Float | Hex | Bit | Introducer | Symbol(b'.'))
    }

    fn system_variable(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        self.advance();
        let scoped = self.is_any_word(&["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"]);
        let mut name = self.name()?.text;
        let mut scope = None;
        if scoped {
            self.expect_symbol(b'.')?;
            scope = Some(name);
            name = self.name_after_dot()?.text;
        } else if self.take_symbol(b'.') {
            scope = Some(name);
            name = self.name_after_dot()?.text;
        }
        Ok(self.spanned(at, ExprKind::SystemVariable { scope, name }))
    }

    fn case_behind(&mut self, at: u32) -> Answer<Expr<'t>> {
        let operand = if self.is_word("WHEN") { None } else { Some(Box::new(self.expression()?)) };
        let mut branches = vec![];
        while branches.is_empty() || self.is_word("WHEN") {
            self.expect_word("WHEN")?;
            let when = self.expression()?;
            self.expect_word("THEN")?;
            branches.push((when, self.expression()?));
        }
        let otherwise = if self.take_word("ELSE") { Some(Box::new(self.expression()?)) } else { None };
        self.expect_word("END")?;
        Ok(self.spanned(at, ExprKind::Case { operand, branches, otherwise }))
    }

    fn match_behind(&mut self, at: u32) -> Answer<Expr<'t>> {
        let bracketed = self.take_symbol(b'(');
        let columns = self.items(Self::plain_column)?;
        if bracketed {
            self.expect_symbol(b')')?;
        }
        self.expect_word("AGAINST")?;
        self.expect_symbol(b'(')?;
        let against = Box::new(self.bit_expression()?);
        if self.take_word("IN") {
            if !self.take_word("BOOLEAN") {
                self.expect_words(&["NATURAL", "LANGUAGE"])?;
            }
            self.expect_word("MODE")?;
        }
        if self.take_word("WITH") {
            self.expect_words(&["QUERY", "EXPANSION"])?;
        }
        self.expect_symbol(b')')?;
        Ok(self.spanned(at, ExprKind::Match { columns, against }))
    }
}
