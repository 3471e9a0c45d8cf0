//! `PARTITION BY`, and the definitions of partitions wherever they stand.
//!
//! Both servers look at the clause while they parse it. MariaDB says what it finds at once, before a syntax error behind
//! it. MySQL first parses the whole statement, and then names a place near the beginning of what is wrong where MariaDB
//! names the next token. Measured on both.

use super::ast::{
    PartitionDefinition, PartitionDefinitions, PartitionScheme, PartitionValues, Partitioning, SubpartitionDefinition,
    TableOption,
};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::expression::early::contextualise;
use crate::dryrun::mysql::expression::partition::{NOT_CACHED, early};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Name};
use crate::mysql::engine;

/// The most columns of a partition function: those of a key.
const MAX_FIELDS: usize = 16;
const MAX_FIELDS_MARIADB: usize = 32;

/// What is known of the clause while its definitions are parsed.
pub(super) struct Clause {
    /// The name of the scheme; `None` where partitions are added to a table that is not known yet.
    pub(super) scheme: Option<&'static str>,
    /// COLUMNS, or nothing known.
    by_columns: bool,
    /// How many values a tuple has; 0 where that is not known yet.
    pub(super) columns: usize,
    /// Subpartitions of the first partition.
    subpartitions: Option<usize>,
    /// What MySQL says later.
    pub(super) refused: Option<Box<Stop>>,
    /// MariaDB: a DEFAULT partition was there.
    default: bool,
}

impl Clause {
    /// The clause of ADD PARTITION and REORGANIZE PARTITION.
    pub(super) fn of_alter() -> Clause {
        Clause {
            scheme: None,
            by_columns: false,
            columns: 0,
            subpartitions: None,
            refused: None,
            default: false,
        }
    }

    fn of_scheme(scheme: &PartitionScheme, refused: Option<Box<Stop>>) -> Clause {
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
    fn hold(&self, refused: &mut Option<Box<Stop>>, stop: Stop) -> Answer<()> {
        if self.mariadb() {
            return Err(stop);
        }
        if refused.is_none() {
            *refused = Some(Box::new(stop));
        }
        Ok(())
    }

    fn later(&self, refused: &mut Option<Box<Stop>>, errno: u16, parts: &[&str]) -> Answer<()> {
        self.hold(refused, Refusal::new(self.server, errno, parts).into())
    }

    /// 1064 with the text of another error.
    fn worded(&self, refused: &mut Option<Box<Stop>>, at: u32, errno: u16) -> Answer<()> {
        self.worded_with(refused, at, &Refusal::new(self.server, errno, &[]).message)
    }

    fn worded_with(&self, refused: &mut Option<Box<Stop>>, at: u32, words: &str) -> Answer<()> {
        match self.worded_syntax_error::<()>(at, words) {
            Err(stop) => self.hold(refused, stop),
            Ok(()) => Ok(()),
        }
    }

    /// Where MariaDB says that an error is: at the next token, but behind a comma.
    fn here(&self) -> u32 {
        self.offset() + u32::from(self.mariadb() && self.is_symbol(b','))
    }

    /// `PARTITIONS n`. The servers keep 32 bits of it.
    fn partition_count(&mut self, what: &str) -> Answer<u32> {
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

    fn partition_scheme(&mut self, top: bool, refused: &mut Option<Box<Stop>>) -> Answer<PartitionScheme<'t>> {
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
    fn key_partition_algorithm(&mut self) -> Answer<()> {
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

    fn partition_columns(
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

    fn partition_function(&mut self, refused: &mut Option<Box<Stop>>) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let expression = self.bit_expression()?;
        self.cacheable(&expression, true, refused)?;
        self.expect_symbol(b')')?;
        Ok(expression)
    }

    /// Refuses functions, variables and queries whose result the server would not keep.
    fn cacheable(&mut self, expression: &Expr, function: bool, refused: &mut Option<Box<Stop>>) -> Answer<()> {
        if holds_query(expression) {
            let in_mysql = function && !self.mariadb();
            return match self.syntax_error_at::<()>(expression.at) {
                Err(stop) if in_mysql => self.hold(refused, stop),
                _ => Ok(()),
            };
        }
        if let Err(stop @ Stop::Refused(_)) = contextualise(expression, self.server) {
            self.hold(refused, stop)?;
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

    /// Definitions in parentheses.
    pub(super) fn partition_list(&mut self, clause: &mut Clause) -> Answer<Vec<PartitionDefinition<'t>>> {
        let mut list = Vec::new();
        let mut before = self.offset();
        self.expect_symbol(b'(')?;
        loop {
            list.push(self.partition_definition(clause, before, list.is_empty())?);
            before = self.offset();
            if !self.take_symbol(b',') {
                break;
            }
        }
        self.expect_symbol(b')')?;
        Ok(list)
    }

    /// One definition; `before` is where the comma or parenthesis before it stands.
    pub(super) fn partition_definition(
        &mut self,
        clause: &mut Clause,
        before: u32,
        first: bool,
    ) -> Answer<PartitionDefinition<'t>> {
        if !self.take_word("PARTITION") && !self.mariadb() {
            return self.syntax_error();
        }
        let name = self.partition_name()?;
        let values = self.partition_values(clause, before)?;
        let options = self.partition_options(clause, self.mariadb())?;
        let subpartitions = self.subpartitions(clause, first)?;
        Ok(PartitionDefinition { name, values, options, subpartitions })
    }

    fn partition_name(&mut self) -> Answer<Name<'t>> {
        self.no_values_here()?;
        let name = self.name()?;
        self.long_partition_name(name)
    }

    /// MariaDB's lexer reads VALUES together with what follows, and its errors are near that.
    fn no_values_here(&self) -> Answer<()> {
        let two = self.is_word_ahead(1, "IN") || self.is_word_ahead(1, "LESS");
        let here = self.mariadb() && self.is_word("VALUES") && two;
        if here { self.syntax_error_at(self.ahead(1).start) } else { Ok(()) }
    }

    fn long_partition_name(&self, name: Name<'t>) -> Answer<Name<'t>> {
        if name.text.chars().count() > 64 { self.refuse(1059, &[&name.text]) } else { Ok(name) }
    }

    fn partition_values(&mut self, clause: &mut Clause, before: u32) -> Answer<PartitionValues<'t>> {
        if self.mariadb() {
            for (word, values) in [("HISTORY", PartitionValues::History), ("CURRENT", PartitionValues::Current)] {
                if self.is_word(word) {
                    self.advance();
                    return self.system_time_values(clause, values);
                }
            }
            if self.take_word("DEFAULT") {
                self.fitting(clause, "LIST", "DEFAULT")?;
                if std::mem::replace(&mut clause.default, true) {
                    return self.refuse(4030, &[]);
                }
                return Ok(PartitionValues::Default);
            }
        }
        // For MariaDB the word alone is a name.
        let alone = self.mariadb() && !self.is_word_ahead(1, "IN") && !self.is_word_ahead(1, "LESS");
        let at = self.offset();
        if alone || !self.take_word("VALUES") {
            return self.no_values(clause, before);
        }
        if self.take_word("LESS") {
            self.expect_word("THAN")?;
            self.fitting(clause, "RANGE", "LESS THAN")?;
            return self.less_than(clause, at);
        }
        self.expect_word("IN")?;
        self.fitting(clause, "LIST", "IN")?;
        self.value_list(clause)
    }

    fn system_time_values(&mut self, clause: &Clause, values: PartitionValues<'t>) -> Answer<PartitionValues<'t>> {
        match clause.scheme {
            None | Some("SYSTEM_TIME") => Ok(values),
            Some(other) => self.refuse(4113, &["SYSTEM_TIME", other]),
        }
    }

    /// No VALUES: an error of syntax for RANGE and LIST, in MySQL near what stands before the definition.
    fn no_values(&mut self, clause: &mut Clause, before: u32) -> Answer<PartitionValues<'t>> {
        let words = match clause.scheme {
            Some("RANGE") => ["RANGE", "LESS THAN"],
            Some("LIST") => ["LIST", "IN"],
            Some(_) => return Ok(PartitionValues::None),
            None => {
                clause.scheme = (!self.mariadb()).then_some("HASH");
                return Ok(PartitionValues::None);
            }
        };
        let refusal = Refusal::new(self.server, 1479, &words);
        if self.mariadb() {
            return Err(refusal.into());
        }
        self.worded_with(&mut clause.refused, before, &refusal.message)?;
        Ok(PartitionValues::None)
    }

    /// 1480 where the scheme has other values. In ADD PARTITION the first definition says what scheme it is.
    fn fitting(&mut self, clause: &mut Clause, scheme: &'static str, values: &str) -> Answer<()> {
        match clause.scheme {
            None => {
                // MariaDB asks each definition for itself.
                clause.scheme = (!self.mariadb()).then_some(scheme);
                Ok(())
            }
            Some(found) if found == scheme => Ok(()),
            Some(_) => self.later(&mut clause.refused, 1480, &[scheme, values]),
        }
    }

    /// What follows `VALUES LESS THAN`; VALUES stands at `at`.
    fn less_than(&mut self, clause: &mut Clause, at: u32) -> Answer<PartitionValues<'t>> {
        let maxvalue = self.offset();
        if self.take_word("MAXVALUE") {
            if clause.columns > 1 {
                self.worded(&mut clause.refused, if self.mariadb() { maxvalue } else { at }, 1653)?;
            }
            clause.columns = clause.columns.max(1);
            return Ok(PartitionValues::MaxValue);
        }
        self.expect_symbol(b'(')?;
        Ok(PartitionValues::LessThan(self.tuple(clause, false)?))
    }

    /// The values up to a closing parenthesis, which must be as many as there are columns.
    fn tuple(&mut self, clause: &mut Clause, in_list: bool) -> Answer<Vec<Option<Expr<'t>>>> {
        let mut values = Vec::new();
        loop {
            values.push(self.partition_value(clause, in_list)?);
            // A tuple of a list by one column is refused at its end.
            let single = in_list && clause.columns == 1;
            if clause.columns > 0 && values.len() > clause.columns && !single {
                // RANGE of an expression has words of its own.
                let plain = !in_list && !clause.by_columns && clause.columns == 1;
                let (errno, words): (u16, &[&str]) = if plain { (1657, &["RANGE"]) } else { (1653, &[]) };
                self.later(&mut clause.refused, errno, words)?;
            }
            if !self.take_symbol(b',') {
                break;
            }
        }
        let close = self.offset();
        self.expect_symbol(b')')?;
        if clause.columns == 0 {
            clause.columns = values.len();
        } else if values.len() < clause.columns {
            self.worded(&mut clause.refused, close, 1653)?;
        }
        Ok(values)
    }

    /// What follows `VALUES IN`: values, or tuples.
    fn value_list(&mut self, clause: &mut Clause) -> Answer<PartitionValues<'t>> {
        let open = self.offset();
        self.expect_symbol(b'(')?;
        let mut values = Vec::new();
        let tuples = self.is_symbol(b'(');
        let single = clause.columns;
        loop {
            if tuples {
                self.expect_symbol(b'(')?;
                values.push(self.tuple(clause, true)?);
            } else {
                values.push(vec![self.partition_value(clause, true)?]);
                if single > 1 && values.len() > single {
                    self.later(&mut clause.refused, 1653, &[])?;
                }
            }
            if !self.take_symbol(b',') {
                break;
            }
        }
        let close = self.offset();
        self.expect_symbol(b')')?;
        if tuples && clause.columns < 2 {
            self.worded(&mut clause.refused, close, 1658)?;
        } else if !tuples && single > 1 {
            let at = if self.mariadb() || values.len() < single { close } else { open };
            self.worded(&mut clause.refused, at, 1653)?;
        }
        Ok(PartitionValues::In { values, tuples })
    }

    fn partition_value(&mut self, clause: &mut Clause, in_list: bool) -> Answer<Option<Expr<'t>>> {
        let at = self.offset();
        if self.take_word("MAXVALUE") {
            if in_list {
                self.worded(&mut clause.refused, at, 1656)?;
            }
            return Ok(None);
        }
        let value = self.bit_expression()?;
        self.cacheable(&value, false, &mut clause.refused)?;
        let by_columns = clause.by_columns;
        if let Err(stop) = super::partition_value::check(&value, self.server, by_columns) {
            self.hold(&mut clause.refused, stop)?;
        }
        Ok(Some(value))
    }

    fn subpartitions(&mut self, clause: &mut Clause, first: bool) -> Answer<Vec<SubpartitionDefinition<'t>>> {
        let expected = clause.subpartitions.filter(|_| !first);
        if !self.is_symbol(b'(') {
            if first {
                clause.subpartitions = Some(0);
            } else if expected.is_some_and(|count| count > 0) {
                let at = if self.mariadb() { self.here() } else { self.last_end() };
                self.worded(&mut clause.refused, at, 1485)?;
            }
            return Ok(vec![]);
        }
        let open = self.offset();
        self.advance();
        if expected == Some(0) {
            self.worded(&mut clause.refused, self.offset(), 1485)?;
        }
        let list = self.items(|parser| {
            parser.expect_word("SUBPARTITION")?;
            let name = parser.name_or_text()?;
            let name = parser.long_partition_name(name)?;
            Ok(SubpartitionDefinition { name, options: parser.partition_options(clause, false)? })
        })?;
        let close = self.offset();
        self.expect_symbol(b')')?;
        let wanted = if first { clause.subpartitions } else { expected.filter(|count| *count > 0) };
        if wanted.is_some_and(|count| count != list.len()) {
            self.worded(&mut clause.refused, if self.mariadb() { close } else { open }, 1485)?;
        }
        if first {
            clause.subpartitions = Some(list.len());
        }
        Ok(list)
    }

    /// `attributes`: MariaDB's engines may have options of their own here.
    fn partition_options(&mut self, clause: &mut Clause, attributes: bool) -> Answer<Vec<TableOption<'t>>> {
        let mut options = Vec::new();
        loop {
            let storage = self.take_word("STORAGE");
            options.push(if self.take_word("ENGINE") {
                self.take_equal();
                let name = self.name_or_text()?;
                if engine::engine(&name.text, self.server).is_none() {
                    self.later(&mut clause.refused, 1286, &[&name.text])?;
                }
                TableOption::Engine(name)
            } else if storage {
                return self.syntax_error();
            } else if self.take_word("TABLESPACE") {
                self.take_equal();
                TableOption::Tablespace(if self.mariadb() { self.name_or_text()? } else { self.name()? })
            } else if self.take_word("COMMENT") {
                self.take_equal();
                TableOption::Comment(self.text()?)
            } else if let Some(name) = self.take_any_word(&["NODEGROUP", "MAX_ROWS", "MIN_ROWS"]) {
                self.take_equal();
                let at = self.mark();
                self.whole_number()?;
                self.rewind(at);
                TableOption::Number { name, value: self.number()? }
            } else if let Some(which) = self.take_any_word(&["DATA", "INDEX"]) {
                self.expect_word("DIRECTORY")?;
                self.take_equal();
                let path = self.text()?;
                if which == "DATA" { TableOption::DataDirectory(path) } else { TableOption::IndexDirectory(path) }
            } else if attributes && self.is_plain_word() {
                let (name, value) = self.engine_attribute()?;
                TableOption::Other { name, value }
            } else {
                self.no_values_here()?;
                return Ok(options);
            });
        }
    }
}

/// True where a query is in the expression.
fn holds_query(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Subquery { .. } => true,
        ExprKind::Unary { operand, .. } | ExprKind::Parenthesis(operand) => holds_query(operand),
        ExprKind::Binary { left, right, .. } => holds_query(left) || holds_query(right),
        ExprKind::Call(call) => call.arguments.iter().any(holds_query),
        _ => false,
    }
}
