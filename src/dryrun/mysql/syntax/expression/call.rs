//! Function calls: those of any name, and those whose name is a keyword with a grammar of its own.
//!
//! Source: the grammars of the functions in both manuals; where each server stops was measured.

use super::super::ast::{Call, Expr, ExprKind, Name};
use super::super::parser::Parser;
use super::super::token::{TokenKind, unquote};
use super::keywords::Shape::*;
use super::keywords::{CALLS, LONG_UNITS, MARIADB_UNCALLED, Shape, UNITS};
use crate::dryrun::mysql::expression::early;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::mysql::{Server, keyword};

impl<'t> Parser<'t> {
    /// A call, or the column that the word is if nothing is called.
    pub(super) fn call(&mut self) -> Answer<Expr<'t>> {
        let token = self.peek();
        let word = token.text(self.text);
        let quoted = token.kind == TokenKind::Quoted;
        let opens = self.opens(1);
        let adjacent = self.ahead(1).start == token.end;
        let shape = if quoted { None } else { self.shape(word, opens, adjacent) };
        if shape.is_none() && (!opens || !self.can_be_called(word, quoted)) {
            return self.column();
        }
        self.advance();
        let text = if quoted { unquote(token, self.text) } else { word.into() };
        let mut call = Call::named(Name { text, at: token.start });
        match shape {
            None | Some(Plain) => {
                if call.name.text.eq_ignore_ascii_case("FOUND_ROWS") {
                    self.counts_found("FOUND_ROWS()", "COUNT(*)");
                }
                self.any_arguments(&mut call)?;
            }
            Some(shape) => {
                call.keyword = true;
                self.shaped(&mut call, shape)?;
            }
        }
        Ok(self.spanned(token.start, ExprKind::Call(Box::new(call))))
    }

    fn shape(&self, word: &str, opens: bool, adjacent: bool) -> Option<Shape> {
        let flag = match self.server {
            Server::Mysql57 => "5",
            Server::Mysql80 | Server::Mysql84 => "8",
            Server::Mysql97 => "89",
            Server::Mariadb1011 | Server::Mariadb1104 => "M",
        };
        let (_, shape, servers) = CALLS.iter().find(|(name, _, servers)| {
            servers.contains(|server| flag.contains(server)) && word.eq_ignore_ascii_case(name)
        })?;
        let bare = matches!(shape, Bare | BarePrecision);
        let found = if servers.ends_with('(') { opens && adjacent } else { opens || bare };
        // A reserved word without its parenthesis is no column: the error comes at what follows it.
        found.then_some(*shape).or(crate::mysql::reserved::is_reserved(word, self.server).then_some(*shape))
    }

    /// True where the name can stand before a parenthesis: no keyword of MySQL can, most of MariaDB's can.
    fn can_be_called(&self, word: &str, quoted: bool) -> bool {
        if quoted || !keyword::is_keyword(word, self.server) {
            return true;
        }
        if self.mariadb() {
            return self.is_name() && !MARIADB_UNCALLED.split(' ').any(|known| known.eq_ignore_ascii_case(word));
        }
        // A word that is a function only without a space in between is an ordinary name here.
        self.is_name() && !keyword::may_stand(word, keyword::Place::BeforeParenthesis, self.server)
    }

    /// The arguments of a name that is no keyword; loadable functions have names for theirs.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn any_arguments(&mut self, call: &mut Call<'t>) -> Answer<()> {
        self.expect_symbol(b'(')?;
        while !self.is_symbol(b')') {
            call.arguments.push(self.expression()?);
            if self.take_word("AS") {
                self.name_or_text()?;
                call.aliased = true;
            } else if self.is_name() || self.is_text() {
                self.advance();
                call.aliased = true;
            }
            if !self.take_symbol(b',') {
                break;
            }
            if self.is_symbol(b')') {
                return self.syntax_error();
            }
        }
        self.expect_symbol(b')')?;
        // MySQL looks at names only when the whole statement is read.
        if self.mariadb() { early::call(call, self.server) } else { Ok(()) }
    }

    /// `db.f(...)`, whose name was read as a column.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn call_of_database(&mut self, column: Expr<'t>) -> Answer<Expr<'t>> {
        let at = column.at;
        let ExprKind::Column { mut qualifiers, name } = column.kind else { return self.syntax_error() };
        if qualifiers.len() != 1 {
            return self.syntax_error();
        }
        let mut call = Call { database: qualifiers.pop(), ..Call::named(name) };
        self.expect_symbol(b'(')?;
        if !self.is_symbol(b')') {
            call.arguments = self.items(Self::expression)?;
        }
        self.expect_symbol(b')')?;
        Ok(self.spanned(at, ExprKind::Call(Box::new(call))))
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn shaped(&mut self, call: &mut Call<'t>, shape: Shape) -> Answer<()> {
        if matches!(shape, Bare | BarePrecision) && !self.is_symbol(b'(') {
            call.bare = true;
            return Ok(());
        }
        self.expect_symbol(b'(')?;
        match shape {
            Count(least, most) | Window(least, most) => self.counted(call, least, most)?,
            Plain | Empty | Bare => {}
            BarePrecision | Precision => {
                if self.peek().kind == TokenKind::Integer {
                    let digits = self.literal()?;
                    call.arguments.push(digits);
                }
            }
            Aggregate | Distinct | Count0 | GroupConcat => self.aggregate(call, shape)?,
            Substring => self.substring(call)?,
            Trim => self.trim(call)?,
            Position => {
                call.arguments.push(self.bit_expression()?);
                self.expect_word("IN")?;
                call.arguments.push(self.expression()?);
            }
            Extract => {
                call.word = Some(self.unit(true)?);
                self.expect_word("FROM")?;
                call.arguments.push(self.expression()?);
            }
            GetFormat => {
                if !self.is_any_word(&["DATE", "TIME", "DATETIME", "TIMESTAMP"]) {
                    return self.syntax_error();
                }
                call.word = Some(self.advance().text(self.text));
                self.expect_symbol(b',')?;
                call.arguments.push(self.expression()?);
            }
            AddDate | DateAdd => {
                call.arguments.push(self.expression()?);
                self.expect_symbol(b',')?;
                let interval = self.is_word("INTERVAL") && !self.interval_function();
                let amount = match interval || shape == DateAdd {
                    true => self.interval()?,
                    false => self.expression()?,
                };
                call.arguments.push(amount);
            }
            TimestampAdd => {
                call.word = Some(self.unit(false)?);
                for _ in 0..2 {
                    self.expect_symbol(b',')?;
                    call.arguments.push(self.expression()?);
                }
            }
            Char => {
                call.arguments = self.items(Self::expression)?;
                if self.take_word("USING") {
                    let start = self.offset();
                    self.charset_name()?;
                    call.word = self.text.get(start as usize..self.last_end() as usize);
                }
            }
            WeightString => self.weight_string(call)?,
            JsonValue => self.json_value(call)?,
            Unmodelled => return Err(Stop::unknown("dynamic columns, sequences and percentiles are not modelled")),
        }
        self.expect_symbol(b')')?;
        match shape {
            Window(..) => self.over(call, true),
            Aggregate | Distinct | Count0 | GroupConcat => self.over(call, false),
            _ => Ok(()),
        }
    }

    fn counted(&mut self, call: &mut Call<'t>, least: u8, most: u8) -> Answer<()> {
        if least == 0 && self.is_symbol(b')') {
            return Ok(());
        }
        for count in 1..=most {
            call.arguments.push(self.expression()?);
            if count < least {
                self.expect_symbol(b',')?;
            } else if count == most || !self.take_symbol(b',') {
                break;
            }
        }
        Ok(())
    }

    fn aggregate(&mut self, call: &mut Call<'t>, shape: Shape) -> Answer<()> {
        call.distinct = shape != Aggregate && self.take_any_word(&["DISTINCT", "DISTINCTROW"]).is_some();
        if shape == GroupConcat {
            return self.group_concat(call);
        }
        if !call.distinct || shape == Distinct {
            self.take_word("ALL");
        }
        if shape == Count0 && !call.distinct && self.take_symbol(b'*') {
            call.star = true;
            return Ok(());
        }
        call.arguments.push(self.expression()?);
        let pair = call.name.text.eq_ignore_ascii_case("JSON_OBJECTAGG");
        if pair {
            self.expect_symbol(b',')?;
            call.arguments.push(self.expression()?);
        }
        while shape == Count0 && call.distinct && self.take_symbol(b',') {
            call.arguments.push(self.expression()?);
        }
        Ok(())
    }

    fn group_concat(&mut self, call: &mut Call<'t>) -> Answer<()> {
        call.arguments = self.items(Self::expression)?;
        if self.take_word("ORDER") {
            self.expect_word("BY")?;
            self.items(|parser| {
                parser.expression()?;
                parser.take_any_word(&["ASC", "DESC"]);
                Ok(())
            })?;
        }
        if self.take_word("SEPARATOR") {
            match self.peek().kind {
                TokenKind::Text | TokenKind::Hex | TokenKind::HexText | TokenKind::Bit | TokenKind::BitText => {
                    self.advance();
                }
                _ => return self.syntax_error(),
            }
        }
        Ok(())
    }

    /// `OVER name` and `OVER (...)`, which are only passed over.
    fn over(&mut self, call: &mut Call<'t>, required: bool) -> Answer<()> {
        if !self.mariadb() && !self.has_new_expressions() {
            return Ok(());
        }
        if required {
            if self.take_word("FROM") {
                self.take_any_word(&["FIRST", "LAST"]);
            }
            if self.take_any_word(&["RESPECT", "IGNORE"]).is_some() {
                self.expect_word("NULLS")?;
            }
        }
        if !self.take_word("OVER") {
            return if required { self.syntax_error() } else { Ok(()) };
        }
        call.window = true;
        if !self.is_symbol(b'(') {
            self.name()?;
            return Ok(());
        }
        self.skim_parentheses()
    }

    fn substring(&mut self, call: &mut Call<'t>) -> Answer<()> {
        call.arguments.push(self.expression()?);
        let words = self.take_word("FROM");
        if !words {
            self.expect_symbol(b',')?;
        }
        call.arguments.push(self.expression()?);
        if if words { self.take_word("FOR") } else { self.take_symbol(b',') } {
            call.arguments.push(self.expression()?);
        }
        Ok(())
    }

    /// The arguments become the string, and what is removed if it is named.
    fn trim(&mut self, call: &mut Call<'t>) -> Answer<()> {
        if self.is_any_word(&["LEADING", "TRAILING", "BOTH"]) {
            call.word = Some(self.advance().text(self.text));
            if self.take_word("FROM") {
                call.arguments.push(self.expression()?);
                return Ok(());
            }
        }
        let first = self.expression()?;
        if call.word.is_some() && !self.is_word("FROM") {
            return self.syntax_error();
        }
        if self.take_word("FROM") {
            call.arguments.push(self.expression()?);
        }
        call.arguments.push(first);
        Ok(())
    }

    fn weight_string(&mut self, call: &mut Call<'t>) -> Answer<()> {
        call.arguments.push(self.expression()?);
        let start = self.offset();
        if self.take_word("AS") {
            if self.take_any_word(&["CHAR", "CHARACTER"]).is_none() {
                self.expect_word("BINARY")?;
            }
            self.expect_symbol(b'(')?;
            self.number()?;
            self.expect_symbol(b')')?;
        } else if self.take_symbol(b',') {
            self.number()?;
            for _ in 0..2 {
                self.expect_symbol(b',')?;
                self.number()?;
            }
        }
        if self.is_word("LEVEL") && !self.has_new_expressions() {
            return Err(Stop::unknown("LEVEL of WEIGHT_STRING is not modelled"));
        }
        call.word = self.text.get(start as usize..self.last_end() as usize).filter(|words| !words.is_empty());
        Ok(())
    }

    /// `JSON_VALUE(document, path [RETURNING type] [ON EMPTY] [ON ERROR])`; the clauses stay text.
    fn json_value(&mut self, call: &mut Call<'t>) -> Answer<()> {
        call.arguments.push(self.collated()?);
        self.expect_symbol(b',')?;
        if !self.is_text() {
            return self.syntax_error();
        }
        call.arguments.push(self.literal()?);
        let start = self.offset();
        if self.take_word("RETURNING") {
            self.cast_type()?;
        }
        for event in ["EMPTY", "ERROR"] {
            let mark = self.mark();
            if self.take_word("DEFAULT") {
                self.signed_literal()?;
            } else if self.take_any_word(&["NULL", "ERROR"]).is_none() {
                continue;
            }
            self.expect_word("ON")?;
            if event == "EMPTY" && self.is_word("ERROR") {
                self.rewind(mark);
                continue;
            }
            self.expect_word(event)?;
        }
        call.word = self.text.get(start as usize..self.last_end() as usize).filter(|words| !words.is_empty());
        Ok(())
    }

    fn unit(&mut self, long: bool) -> Answer<&'t str> {
        if self.is_any_word(UNITS) || (long && self.is_any_word(LONG_UNITS)) {
            return Ok(self.advance().text(self.text));
        }
        self.syntax_error()
    }

    /// `INTERVAL n unit`
    pub(super) fn interval(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        self.expect_word("INTERVAL")?;
        let amount = Box::new(self.expression()?);
        let unit = self.unit(true)?;
        Ok(self.spanned(at, ExprKind::Interval { amount, unit }))
    }

    /// True at `INTERVAL(a, b)`: a comma stands within its parentheses.
    pub(super) fn interval_function(&self) -> bool {
        if !self.is_word("INTERVAL") || !self.opens(1) {
            return false;
        }
        let mut open = 0u32;
        for distance in 1.. {
            match self.ahead(distance).kind {
                TokenKind::Symbol(b'(') => open += 1,
                TokenKind::Symbol(b')') if open <= 1 => return false,
                TokenKind::Symbol(b')') => open -= 1,
                TokenKind::Symbol(b',') if open == 1 => return true,
                TokenKind::End => return false,
                _ => {}
            }
        }
        false
    }
}

impl<'t> Call<'t> {
    /// A call without arguments so far.
    pub fn named(name: Name<'t>) -> Self {
        Call {
            database: None,
            name,
            arguments: vec![],
            distinct: false,
            star: false,
            window: false,
            word: None,
            bare: false,
            aliased: false,
            keyword: false,
        }
    }
}
