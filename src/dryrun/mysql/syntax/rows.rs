//! INSERT, REPLACE, UPDATE and DELETE.
//!
//! Source: MySQL manual, "INSERT Statement", "UPDATE Statement", "DELETE Statement"; MariaDB manual, the same.

use super::ast::{Expr, ExprKind, Name, Query, RowsStatement, RowsVerb, Source, TableName};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Stop};

impl<'t> Parser<'t> {
    /// What follows INSERT, REPLACE, UPDATE or DELETE, to the statement's end.
    pub(super) fn rows_statement(&mut self, verb: RowsVerb) -> Answer<RowsStatement<'t>> {
        let mut rows = RowsStatement {
            verb,
            table: TableName { database: None, name: Name { text: "".into(), at: 0 } },
            ignore: false,
            columns: None,
            rows: vec![],
            on_duplicate: None,
            filter: None,
            strange: false,
        };
        let read = match verb {
            RowsVerb::Insert | RowsVerb::Replace => self.insert(&mut rows),
            RowsVerb::Update => self.update(&mut rows),
            RowsVerb::Delete => self.delete(&mut rows),
        };
        match read {
            Ok(()) => self.end().map(|()| rows),
            Err(stop) if stop.is_unknown() => {
                self.skim_to_end();
                rows.strange = true;
                Ok(rows)
            }
            Err(stop) => Err(stop),
        }
    }

    fn insert(&mut self, rows: &mut RowsStatement<'t>) -> Answer<()> {
        self.take_any_word(&["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"]);
        rows.ignore = rows.verb == RowsVerb::Insert && self.take_word("IGNORE");
        self.take_word("INTO");
        rows.table = self.table_name()?;
        if self.is_word("PARTITION") {
            return beyond();
        }
        if self.take_word("SET") {
            let (columns, values) = self.set_list()?;
            rows.columns = Some(columns);
            rows.rows.push(values);
        } else {
            if self.is_symbol(b'(') && !self.is_word_ahead(1, "SELECT") && !self.is_word_ahead(1, "WITH") {
                self.advance();
                let mut columns = vec![];
                if !self.is_symbol(b')') {
                    columns = self.items(Self::column_of_table)?;
                }
                self.expect_symbol(b')')?;
                rows.columns = Some(columns);
            }
            if self.is_any_word(&["SELECT", "WITH", "TABLE"]) || self.is_symbol(b'(') {
                return beyond();
            }
            if self.take_any_word(&["VALUES", "VALUE"]).is_none() {
                return self.syntax_error();
            }
            if self.is_word("ROW") {
                return beyond();
            }
            rows.rows = self.items(Self::value_row)?;
        }
        if self.is_word("AS") || self.is_word("RETURNING") {
            return beyond();
        }
        if rows.verb == RowsVerb::Insert && self.take_word("ON") {
            self.expect_words(&["DUPLICATE", "KEY", "UPDATE"])?;
            self.on_duplicate = true;
            let set = self.set_list();
            self.on_duplicate = false;
            rows.on_duplicate = Some(set?.0);
        }
        Ok(())
    }

    fn value_row(&mut self) -> Answer<Vec<Expr<'t>>> {
        self.expect_symbol(b'(')?;
        let mut values = vec![];
        if !self.is_symbol(b')') {
            values = self.items(Self::value_or_default)?;
        }
        self.expect_symbol(b')')?;
        Ok(values)
    }

    fn value_or_default(&mut self) -> Answer<Expr<'t>> {
        let token = self.peek();
        if !self.is_word("DEFAULT") || self.ahead(1).kind == super::token::TokenKind::Symbol(b'(') {
            return self.expression();
        }
        self.advance();
        let name = Name { text: "DEFAULT".into(), at: token.start };
        let column = Expr { kind: ExprKind::Column { qualifiers: vec![], name }, at: token.start, end: token.end };
        Ok(Expr { kind: ExprKind::DefaultOf(Box::new(column)), at: token.start, end: token.end })
    }

    /// `a`, `t.a`, `db.t.a`: the last name.
    fn column_of_table(&mut self) -> Answer<Name<'t>> {
        let mut name = self.name()?;
        for _ in 0..2 {
            if self.take_symbol(b'.') {
                name = self.name_after_dot()?;
            }
        }
        Ok(name)
    }

    /// `a = 1, b = 2`
    fn set_list(&mut self) -> Answer<(Vec<Name<'t>>, Vec<Expr<'t>>)> {
        let pairs = self.items(|parser| {
            let column = parser.column_of_table()?;
            if !parser.take_equal() {
                return parser.syntax_error();
            }
            Ok((column, parser.value_or_default()?))
        })?;
        Ok(pairs.into_iter().unzip())
    }

    fn update(&mut self, rows: &mut RowsStatement<'t>) -> Answer<()> {
        self.take_word("LOW_PRIORITY");
        rows.ignore = self.take_word("IGNORE");
        if self.is_symbol(b'(') {
            return beyond();
        }
        rows.table = self.table_name()?;
        if self.take_word("AS") || (self.is_name() && !self.is_word("SET")) {
            self.name()?;
        }
        if !self.is_word("SET") && !self.at_end() {
            return self.joined();
        }
        self.expect_word("SET")?;
        let (columns, values) = self.set_list()?;
        rows.columns = Some(columns);
        rows.rows.push(values);
        self.filter(rows)
    }

    fn delete(&mut self, rows: &mut RowsStatement<'t>) -> Answer<()> {
        self.take_word("LOW_PRIORITY");
        self.take_word("QUICK");
        rows.ignore = self.take_word("IGNORE");
        if !self.take_word("FROM") {
            rows.table = self.table_or_all_of_it()?;
            return self.delete_joined(rows);
        }
        rows.table = self.table_name()?;
        if self.is_symbol(b',') || self.is_symbol(b'.') || self.is_any_word(&["USING", "PARTITION", "FOR"]) {
            return beyond();
        }
        if self.take_word("AS") || self.is_name() {
            self.name()?;
        }
        self.filter(rows)
    }

    /// `DELETE a, b FROM t AS a JOIN b`, from behind the first name on, which may be an alias.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn delete_joined(&mut self, rows: &mut RowsStatement<'t>) -> Answer<()> {
        while self.take_symbol(b',') {
            self.table_or_all_of_it()?;
        }
        self.expect_word("FROM")?;
        let mut query = Query::default();
        self.sources(&mut query)?;
        let target = rows.table.name.text.clone();
        let meant = query.sources.into_iter().find_map(|source| match source {
            Source::Table { name, alias: Some(alias) } => (alias.text == target).then_some(name),
            _ => None,
        });
        if let Some(meant) = meant.filter(|_| rows.table.database.is_none()) {
            rows.table = meant;
        }
        beyond()
    }

    /// `t` or `t.*`
    fn table_or_all_of_it(&mut self) -> Answer<TableName<'t>> {
        let all = |parser: &Self, from: usize| {
            parser.ahead(from).kind == TokenKind::Symbol(b'.') && parser.ahead(from + 1).kind == TokenKind::Symbol(b'*')
        };
        let name = if all(self, 1) { TableName { database: None, name: self.name()? } } else { self.table_name()? };
        if all(self, 0) {
            self.advance();
            self.advance();
        }
        Ok(name)
    }

    fn joined(&self) -> Answer<()> {
        const JOINS: &[&str] = &[
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "CROSS",
            "NATURAL",
            "STRAIGHT_JOIN",
            "PARTITION",
            "USE",
            "FORCE",
            "IGNORE",
        ];
        if self.is_symbol(b',') || self.is_any_word(JOINS) { beyond() } else { self.syntax_error() }
    }

    fn filter(&mut self, rows: &mut RowsStatement<'t>) -> Answer<()> {
        if self.take_word("WHERE") {
            rows.filter = Some(self.expression()?);
        }
        if self.is_any_word(&["ORDER", "LIMIT", "RETURNING"]) { beyond() } else { Ok(()) }
    }
}

fn beyond<T>() -> Answer<T> {
    Err(Stop::unknown("this form is not modelled"))
}
