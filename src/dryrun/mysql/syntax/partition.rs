//! `PARTITION BY`, and the definitions of partitions wherever they stand.
//!
//! Both servers look at the clause while they parse it. MariaDB says what it finds at once, before a syntax error behind
//! it. MySQL first parses the whole statement, and then names a place near the beginning of what is wrong where MariaDB
//! names the next token. Measured on both.

use super::ast::{PartitionDefinitions, PartitionScheme, Partitioning};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::expression::early::contextualise;
use crate::dryrun::mysql::expression::partition::{NOT_CACHED, early};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Name};

/// The most columns of a partition function: those of a key.
const MAX_FIELDS: usize = 16;
const MAX_FIELDS_MARIADB: usize = 32;

/// What is known of the clause while its definitions are parsed.
pub(super) struct Clause {
    /// The name of the scheme; `None` where partitions are added to a table that is not known yet.
    pub(super) scheme: Option<&'static str>,
    /// COLUMNS, or nothing known.
    pub(super) by_columns: bool,
    /// How many values a tuple has; 0 where that is not known yet.
    pub(super) columns: usize,
    /// Subpartitions of the first partition.
    pub(super) subpartitions: Option<usize>,
    /// What MySQL says later.
    pub(super) refused: Option<Box<Stop>>,
    /// MariaDB: a DEFAULT partition was there.
    pub(super) default: bool,
}

impl Clause {
    /// The clause of ADD PARTITION and REORGANIZE PARTITION.
    pub(super) fn of_alter() -> Clause {
        Clause { scheme: None, by_columns: false, columns: 0, subpartitions: None, refused: None, default: false }
    }

    pub(super) fn of_scheme(scheme: &PartitionScheme, refused: Option<Box<Stop>>) -> Clause {
        let by_columns = scheme.is_columns();
        let columns = if by_columns { scheme.columns().len() } else { 1 };
        Clause { scheme: Some(scheme.name()), by_columns, columns, refused, ..Clause::of_alter() }
    }
}

impl<'t> Parser<'t> {
    pub(super) fn partitioning(&mut self) -> Answer<Partitioning<'t>> {
        let at = self.offset();
        self.expect_words(&["PARTITION", "BY"])?;
        let mut refused = None;
        let scheme = self.partition_scheme(true, &mut refused)?;
        let mut count = None;
        if self.take_word("PARTITIONS") {
            count = Some(self.partition_count("partitions")?);
        }
        let (mut subpartition, mut subpartition_count) = (None, None);
        if self.take_word("SUBPARTITION") {
            self.expect_word("BY")?;
            subpartition = Some(self.partition_scheme(false, &mut refused)?);
            if self.take_word("SUBPARTITIONS") {
                subpartition_count = Some(self.partition_count("subpartitions")?);
            }
        }
        let mut clause = Clause::of_scheme(&scheme, refused);
        clause.subpartitions = subpartition_count.map(|count| count as usize);
        let mut list = vec![];
        let open = self.offset();
        if self.is_symbol(b'(') {
            list = self.partition_list(&mut clause)?;
            if count.is_some_and(|count| count as usize != list.len()) {
                let at = if self.mariadb() { self.last_end().saturating_sub(1) } else { open };
                self.worded(&mut clause.refused, at, 1484)?;
            }
        } else if matches!(clause.scheme, Some("RANGE" | "LIST")) {
            self.later(&mut clause.refused, 1492, &[clause.scheme.unwrap_or_default()])?;
        }
        let definitions = PartitionDefinitions { list, refused: clause.refused };
        Ok(Partitioning { scheme, count, subpartition, subpartition_count, definitions, at })
    }

    /// Says it now, or keeps it for later unless something else was said before.
    pub(super) fn hold(&self, refused: &mut Option<Box<Stop>>, stop: Stop) -> Answer<()> {
        if self.mariadb() {
            return Err(stop);
        }
        if refused.is_none() {
            *refused = Some(Box::new(stop));
        }
        Ok(())
    }

    pub(super) fn later(&self, refused: &mut Option<Box<Stop>>, errno: u16, parts: &[&str]) -> Answer<()> {
        self.hold(refused, Refusal::new(self.server, errno, parts).into())
    }

    /// 1064 with the text of another error.
    pub(super) fn worded(&self, refused: &mut Option<Box<Stop>>, at: u32, errno: u16) -> Answer<()> {
        self.worded_with(refused, at, &Refusal::new(self.server, errno, &[]).message)
    }

    pub(super) fn worded_with(&self, refused: &mut Option<Box<Stop>>, at: u32, words: &str) -> Answer<()> {
        match self.worded_syntax_error::<()>(at, words) {
            Err(stop) => self.hold(refused, stop),
            Ok(()) => Ok(()),
        }
    }

    /// Where MariaDB says that an error is: at the next token, but behind a comma.
    pub(super) fn here(&self) -> u32 {
        self.offset() + u32::from(self.mariadb() && self.is_symbol(b','))
    }

    /// `PARTITIONS n`. The servers keep 32 bits of it.
    pub(super) fn partition_count(&mut self, what: &str) -> Answer<u32> {
        let count = self.whole_number()?;
        let kept = count as u32;
        if count == 0 || (kept == 0 && self.mariadb()) {
            return self.refuse(1504, &[what]);
        }
        Ok(if kept == 0 { 1 } else { kept })
    }

    /// A whole number of 64 bits; other numbers are 1064 in words of their own.
    pub(super) fn whole_number(&mut self) -> Answer<u64> {
        let text = self.peek().text(self.text);
        let value = match self.peek().kind {
            TokenKind::Integer => text.parse().ok(),
            TokenKind::Hex => text.get(2..).and_then(|digits| u64::from_str_radix(digits, 16).ok()),
            TokenKind::HexText if !self.mariadb() => {
                text.get(2..text.len().saturating_sub(1)).and_then(|digits| u64::from_str_radix(digits, 16).ok())
            }
            TokenKind::Decimal | TokenKind::Float => None,
            _ => return self.syntax_error(),
        };
        let Some(value) = value else {
            return self.worded_syntax_error(self.offset(), "Only integers allowed as number here");
        };
        self.advance();
        Ok(value)
    }

    pub(super) fn partition_scheme(
        &mut self,
        top: bool,
        refused: &mut Option<Box<Stop>>,
    ) -> Answer<PartitionScheme<'t>> {
        let linear = self.take_word("LINEAR");
        if self.take_word("HASH") {
            return Ok(PartitionScheme::Hash { linear, expression: self.partition_function(refused)? });
        }
        if self.take_word("KEY") {
            self.key_partition_algorithm()?;
            let columns = self.partition_columns(top, top, refused)?;
            return Ok(PartitionScheme::Key { linear, columns });
        }
        if linear || !top {
            return self.syntax_error();
        }
        if self.take_word("RANGE") {
            return Ok(match self.take_word("COLUMNS") {
                true => PartitionScheme::RangeColumns(self.partition_columns(true, self.mariadb(), refused)?),
                false => PartitionScheme::Range(self.partition_function(refused)?),
            });
        }
        if self.take_word("LIST") {
            return Ok(match self.take_word("COLUMNS") {
                true => PartitionScheme::ListColumns(self.partition_columns(true, self.mariadb(), refused)?),
                false => PartitionScheme::List(self.partition_function(refused)?),
            });
        }
        if self.mariadb() && self.take_word("SYSTEM_TIME") {
            while !self.at_end() && !self.is_symbol(b'(') && !self.is_any_word(&["PARTITIONS", "SUBPARTITION"]) {
                self.advance();
            }
            return Ok(PartitionScheme::SystemTime);
        }
        self.syntax_error()
    }

    /// `ALGORITHM = 1 | 2`
    pub(super) fn key_partition_algorithm(&mut self) -> Answer<()> {
        if !self.take_word("ALGORITHM") {
            return Ok(());
        }
        self.expect_symbol(b'=')?;
        let at = self.offset();
        match self.whole_number()? {
            1 | 2 => Ok(()),
            _ => self.syntax_error_at(at),
        }
    }

    pub(super) fn partition_columns(
        &mut self,
        top: bool,
        may_be_empty: bool,
        refused: &mut Option<Box<Stop>>,
    ) -> Answer<Vec<Name<'t>>> {
        self.expect_symbol(b'(')?;
        let empty = may_be_empty && self.is_symbol(b')');
        let columns = if empty { vec![] } else { self.items(Self::name)? };
        self.expect_symbol(b')')?;
        let most = if self.mariadb() { MAX_FIELDS_MARIADB } else { MAX_FIELDS };
        if columns.len() > most {
            self.later(refused, 1655, &[if top { "list of partition fields" } else { "list of subpartition fields" }])?;
        }
        Ok(columns)
    }

    pub(super) fn partition_function(&mut self, refused: &mut Option<Box<Stop>>) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let expression = self.bit_expression()?;
        self.cacheable(&expression, true, refused)?;
        self.expect_symbol(b')')?;
        Ok(expression)
    }

    /// Refuses functions, variables and queries whose result the server would not keep.
    pub(super) fn cacheable(
        &mut self,
        expression: &Expr,
        function: bool,
        refused: &mut Option<Box<Stop>>,
    ) -> Answer<()> {
        if holds_query(expression) {
            let in_mysql = function && !self.mariadb();
            return match self.syntax_error_at::<()>(expression.at) {
                Err(stop) if in_mysql => self.hold(refused, stop),
                _ => Ok(()),
            };
        }
        match contextualise(expression, self.server) {
            Err(stop) if !stop.is_unknown() => self.hold(refused, stop)?,
            _ => {}
        }
        let found = match early(expression, self.server) {
            Ok(found) => found,
            Err(stop) => return self.hold(refused, stop),
        };
        if !found {
            return Ok(());
        }
        let at = if self.mariadb() { self.here() } else { expression.at };
        self.worded_with(refused, at, NOT_CACHED)
    }
}

/// True where a query is in the expression.
pub(super) fn holds_query(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Subquery { .. } => true,
        ExprKind::Unary { operand, .. } | ExprKind::Parenthesis(operand) => holds_query(operand),
        ExprKind::Binary { left, right, .. } => holds_query(left) || holds_query(right),
        ExprKind::Call(call) => call.arguments.iter().any(holds_query),
        _ => false,
    }
}
