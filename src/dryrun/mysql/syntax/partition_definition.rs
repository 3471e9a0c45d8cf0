//! The definitions of partitions: their names, values, options and subpartitions.

use super::ast::{PartitionDefinition, PartitionValues, SubpartitionDefinition, TableOption};
use super::parser::Parser;
use crate::dryrun::mysql::refusal::{Answer, Refusal};
use crate::dryrun::mysql::syntax::ast::{Expr, Name};
use crate::mysql::engine;

use super::partition::Clause;

impl<'t> Parser<'t> {
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

    pub(super) fn partition_name(&mut self) -> Answer<Name<'t>> {
        self.no_values_here()?;
        let name = self.name()?;
        self.long_partition_name(name)
    }

    /// MariaDB's lexer reads VALUES together with what follows, and its errors are near that.
    pub(super) fn no_values_here(&self) -> Answer<()> {
        let two = self.is_word_ahead(1, "IN") || self.is_word_ahead(1, "LESS");
        let here = self.mariadb() && self.is_word("VALUES") && two;
        if here { self.syntax_error_at(self.ahead(1).start) } else { Ok(()) }
    }

    pub(super) fn long_partition_name(&self, name: Name<'t>) -> Answer<Name<'t>> {
        if name.text.chars().count() > 64 { self.refuse(1059, &[&name.text]) } else { Ok(name) }
    }

    pub(super) fn partition_values(&mut self, clause: &mut Clause, before: u32) -> Answer<PartitionValues<'t>> {
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

    pub(super) fn system_time_values(
        &mut self,
        clause: &Clause,
        values: PartitionValues<'t>,
    ) -> Answer<PartitionValues<'t>> {
        match clause.scheme {
            None | Some("SYSTEM_TIME") => Ok(values),
            Some(other) => self.refuse(4113, &["SYSTEM_TIME", other]),
        }
    }

    /// No VALUES: an error of syntax for RANGE and LIST, in MySQL near what stands before the definition.
    pub(super) fn no_values(&mut self, clause: &mut Clause, before: u32) -> Answer<PartitionValues<'t>> {
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
    pub(super) fn fitting(&mut self, clause: &mut Clause, scheme: &'static str, values: &str) -> Answer<()> {
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
    pub(super) fn less_than(&mut self, clause: &mut Clause, at: u32) -> Answer<PartitionValues<'t>> {
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
    pub(super) fn tuple(&mut self, clause: &mut Clause, in_list: bool) -> Answer<Vec<Option<Expr<'t>>>> {
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
    pub(super) fn value_list(&mut self, clause: &mut Clause) -> Answer<PartitionValues<'t>> {
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

    pub(super) fn partition_value(&mut self, clause: &mut Clause, in_list: bool) -> Answer<Option<Expr<'t>>> {
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

    pub(super) fn subpartitions(
        &mut self,
        clause: &mut Clause,
        first: bool,
    ) -> Answer<Vec<SubpartitionDefinition<'t>>> {
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
    pub(super) fn partition_options(&mut self, clause: &mut Clause, attributes: bool) -> Answer<Vec<TableOption<'t>>> {
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
                TableOption::Comment(self.comment()?)
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
