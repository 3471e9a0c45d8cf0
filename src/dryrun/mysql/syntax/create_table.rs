//! `CREATE TABLE`.

use super::ast::{CreateTable, Element, TableName};
use super::parser::Parser;
use crate::dryrun::mysql::refusal::{Answer, Stop};

/// A CREATE TABLE as far as it could be parsed, and why not farther.
///
/// MariaDB checks each column as soon as it is parsed, so a mistake in a column comes before a syntax error behind it.
pub struct Partial<'t> {
    pub table: CreateTable<'t>,
    pub stop: Option<Stop>,
}

impl<'t> Parser<'t> {
    /// What follows `CREATE [OR REPLACE] [TEMPORARY] TABLE`.
    pub(super) fn create_table(&mut self, or_replace: bool, temporary: bool) -> Partial<'t> {
        let nameless = || TableName { database: None, name: super::ast::Name { text: "".into(), at: 0 } };
        let mut table = CreateTable {
            or_replace,
            temporary,
            if_not_exists: false,
            name: nameless(),
            like: None,
            elements: vec![],
            options: vec![],
            partitioning: None,
            query_at: None,
            duplicates: None,
        };
        self.creating = true;
        let stop = self.create_table_into(&mut table).err();
        self.creating = false;
        self.before_list = false;
        Partial { table, stop }
    }

    fn create_table_into(&mut self, table: &mut CreateTable<'t>) -> Answer<()> {
        table.if_not_exists = self.if_not_exists()?;
        if table.or_replace && table.if_not_exists {
            return self.refuse(1221, &["OR REPLACE", "IF NOT EXISTS"]);
        }
        self.before_list = table.if_not_exists;
        table.name = self.table_name()?;
        self.before_list = true;
        self.named = Some(table.name.clone());
        if self.take_word("LIKE") {
            table.like = Some(self.table_name()?);
            return self.end();
        }
        if self.is_symbol(b'(') {
            if self.is_word_ahead(1, "LIKE") {
                self.advance();
                self.advance();
                table.like = Some(self.table_name()?);
                self.expect_symbol(b')')?;
                return self.end();
            }
            let nested =
                self.is_word_ahead(1, "SELECT") || self.is_word_ahead(1, "WITH") || self.is_word_ahead(1, "VALUES");
            let double = self.ahead(1).kind == super::token::TokenKind::Symbol(b'(');
            self.before_list = false;
            if !nested && double && self.mariadb() && !self.at_query() {
                return self.no_query();
            }
            if !nested && !double {
                self.advance();
                loop {
                    table.elements.push(self.table_element()?);
                    // MariaDB has no references of generated columns, but judges the column first.
                    if let (true, Some(Element::Column(column))) = (self.mariadb(), table.elements.last_mut())
                        && column.generated.is_some()
                        && column.references.take().is_some()
                    {
                        return self.syntax_error();
                    }
                    if !self.take_symbol(b',') {
                        break;
                    }
                }
                self.expect_symbol(b')')?;
            }
        }
        self.create_table_tail(table)
    }

    /// Options, partitions, query.
    fn create_table_tail(&mut self, table: &mut CreateTable<'t>) -> Answer<()> {
        loop {
            let comma = !table.options.is_empty() && self.take_symbol(b',');
            match self.table_option()? {
                Some(option) => table.options.push(option),
                None if comma => return self.syntax_error(),
                None => break,
            }
        }
        if self.is_word("PARTITION") {
            table.partitioning = Some(Box::new(self.partitioning()?));
        }
        let at = self.offset();
        let duplicates = self.take_any_word(&["IGNORE", "REPLACE"]);
        if self.take_word("AS") || duplicates.is_some() || self.at_query() {
            if !self.at_query() {
                return self.syntax_error();
            }
            table.query_at = Some(at);
            table.duplicates = duplicates;
            return match self.query_of_table() {
                Err(stop) if !stop.is_unknown() => Err(stop),
                _ => Ok(()),
            };
        }
        if self.is_symbol(b'(') && !(self.mariadb() && table.elements.is_empty()) {
            return self.no_query();
        }
        // A table without elements and query: MySQL wants one of them.
        self.end()
    }

    pub(super) fn end(&mut self) -> Answer<()> {
        self.take_symbol(b';');
        if self.at_end() { Ok(()) } else { self.syntax_error() }
    }

    /// Parentheses with no query in them, where one could stand.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn no_query<T>(&mut self) -> Answer<T> {
        while self.take_symbol(b'(') {}
        self.syntax_error()
    }

    /// True where a query begins: SELECT, WITH, VALUES, TABLE, or any of these in parentheses.
    pub(super) fn at_query(&self) -> bool {
        let mut ahead = 0;
        while self.ahead(ahead).kind == super::token::TokenKind::Symbol(b'(') {
            ahead += 1;
        }
        ["SELECT", "WITH", "VALUES"].iter().any(|word| self.is_word_ahead(ahead, word))
            || (!self.mariadb() && self.is_word_ahead(ahead, "TABLE"))
    }

    pub(super) fn skim_to_end(&mut self) {
        while !self.at_end() {
            self.advance();
        }
    }

    pub(super) fn table_element(&mut self) -> Answer<Element<'t>> {
        if let Some(constraint) = self.constraint()? {
            return Ok(constraint);
        }
        if self.mariadb() && self.is_word("PERIOD") && self.is_word_ahead(1, "FOR") {
            self.advance();
            self.advance();
            let name = self.name()?;
            self.expect_symbol(b'(')?;
            let from = self.name()?;
            self.expect_symbol(b',')?;
            let to = self.name()?;
            self.expect_symbol(b')')?;
            return Ok(Element::Period { name, from, to });
        }
        Ok(Element::Column(Box::new(self.column_definition()?)))
    }
}
