//! `PARTITION BY`.

use super::ast::{Expr, PartitionDefinition, PartitionScheme, PartitionValues, Partitioning, TableOption};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;

impl<'t> Parser<'t> {
    pub(super) fn partitioning(&mut self) -> Answer<Partitioning<'t>> {
        let at = self.offset();
        self.expect_words(&["PARTITION", "BY"])?;
        let scheme = self.partition_scheme(true)?;
        let mut partitioning =
            Partitioning { scheme, count: None, subpartition: None, subpartition_count: None, definitions: vec![], at };
        if self.take_word("PARTITIONS") {
            partitioning.count = Some(self.partition_count()?);
        }
        if self.take_word("SUBPARTITION") {
            self.expect_word("BY")?;
            partitioning.subpartition = Some(self.partition_scheme(false)?);
            if self.take_word("SUBPARTITIONS") {
                partitioning.subpartition_count = Some(self.partition_count()?);
            }
        }
        if self.is_symbol(b'(') {
            partitioning.definitions = self.partition_definitions()?;
        }
        Ok(partitioning)
    }

    fn partition_count(&mut self) -> Answer<&'t str> {
        match self.peek().kind {
            TokenKind::Integer | TokenKind::Hex => self.number(),
            TokenKind::Decimal | TokenKind::Float => self.refuse(1697, &[]),
            _ => self.syntax_error(),
        }
    }

    fn partition_scheme(&mut self, top: bool) -> Answer<PartitionScheme<'t>> {
        let linear = self.take_word("LINEAR");
        if self.take_word("HASH") {
            return Ok(PartitionScheme::Hash { linear, expression: self.partition_function()? });
        }
        if self.take_word("KEY") {
            let mut algorithm = None;
            if self.take_word("ALGORITHM") {
                if !self.take_equal() {
                    return self.syntax_error();
                }
                let at = self.offset();
                let number = self.number()?;
                if !matches!(number, "1" | "2") {
                    return self.syntax_error_at(at);
                }
                algorithm = Some(number);
            }
            self.expect_symbol(b'(')?;
            let columns = if self.is_symbol(b')') { vec![] } else { self.items(Self::name)? };
            self.expect_symbol(b')')?;
            return Ok(PartitionScheme::Key { linear, algorithm, columns });
        }
        if linear || !top {
            return self.syntax_error();
        }
        if self.take_word("RANGE") {
            return Ok(match self.take_word("COLUMNS") {
                true => PartitionScheme::RangeColumns(self.list(Self::name)?),
                false => PartitionScheme::Range(self.partition_function()?),
            });
        }
        if self.take_word("LIST") {
            return Ok(match self.take_word("COLUMNS") {
                true => PartitionScheme::ListColumns(self.list(Self::name)?),
                false => PartitionScheme::List(self.partition_function()?),
            });
        }
        if self.mariadb() && self.take_word("SYSTEM_TIME") {
            while !self.at_end() && !self.is_symbol(b'(') && !self.is_word("PARTITIONS") {
                self.advance();
            }
            return Ok(PartitionScheme::SystemTime);
        }
        self.syntax_error()
    }

    fn partition_function(&mut self) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let expression = self.bit_expression()?;
        self.expect_symbol(b')')?;
        Ok(expression)
    }

    pub(super) fn partition_definitions(&mut self) -> Answer<Vec<PartitionDefinition<'t>>> {
        self.list(Self::partition_definition)
    }

    fn partition_definition(&mut self) -> Answer<PartitionDefinition<'t>> {
        self.expect_word("PARTITION")?;
        let name = self.name()?;
        let values = self.partition_values()?;
        let options = self.partition_options()?;
        let subpartitions = if self.is_symbol(b'(') {
            self.list(|parser| {
                parser.expect_word("SUBPARTITION")?;
                let name = parser.name_or_text()?;
                Ok((name, parser.partition_options()?))
            })?
        } else {
            vec![]
        };
        Ok(PartitionDefinition { name, values, options, subpartitions })
    }

    fn partition_values(&mut self) -> Answer<PartitionValues<'t>> {
        if self.mariadb() {
            if self.take_word("HISTORY") {
                return Ok(PartitionValues::History);
            }
            if self.take_word("CURRENT") {
                return Ok(PartitionValues::Current);
            }
            if self.take_word("DEFAULT") {
                return Ok(PartitionValues::Default);
            }
        }
        if !self.take_word("VALUES") {
            return Ok(PartitionValues::None);
        }
        if self.take_word("LESS") {
            self.expect_word("THAN")?;
            if self.take_word("MAXVALUE") {
                return Ok(PartitionValues::MaxValue);
            }
            return Ok(PartitionValues::LessThan(self.list(Self::partition_value)?));
        }
        self.expect_word("IN")?;
        self.expect_symbol(b'(')?;
        let tuples = self.is_symbol(b'(');
        let values = self.items(|parser| {
            if tuples && parser.is_symbol(b'(') {
                return parser.list(Self::partition_value);
            }
            Ok(vec![parser.partition_value()?])
        })?;
        self.expect_symbol(b')')?;
        Ok(PartitionValues::In(values))
    }

    fn partition_value(&mut self) -> Answer<Option<Expr<'t>>> {
        if self.take_word("MAXVALUE") {
            return Ok(None);
        }
        self.bit_expression().map(Some)
    }

    fn partition_options(&mut self) -> Answer<Vec<TableOption<'t>>> {
        let mut options = Vec::new();
        loop {
            let storage = self.take_word("STORAGE");
            options.push(if self.take_word("ENGINE") {
                self.take_equal();
                TableOption::Engine(self.engine_name()?)
            } else if storage {
                return self.syntax_error();
            } else if self.take_word("TABLESPACE") {
                self.take_equal();
                TableOption::Tablespace(self.name()?)
            } else if self.take_word("COMMENT") {
                self.take_equal();
                TableOption::Comment(self.text()?)
            } else if let Some(name) = self.take_any_word(&["NODEGROUP", "MAX_ROWS", "MIN_ROWS"]) {
                self.take_equal();
                TableOption::Number { name, value: self.big_number()? }
            } else if let Some(which) = self.take_any_word(&["DATA", "INDEX"]) {
                self.expect_word("DIRECTORY")?;
                self.take_equal();
                let path = self.text()?;
                if which == "DATA" { TableOption::DataDirectory(path) } else { TableOption::IndexDirectory(path) }
            } else {
                return Ok(options);
            });
        }
    }
}
