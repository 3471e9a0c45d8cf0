//! `ALTER TABLE`, `CREATE INDEX`, `DROP INDEX`.

use super::ast::{AlterAction, AlterTable, ColumnPlace, CreateIndex, KeyKind, KeyOptions, Name, Statement, TableName};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::mysql::Feature;

/// An ALTER TABLE as far as it could be parsed, and why not farther.
pub struct PartialAlter<'t> {
    pub alter: AlterTable<'t>,
    pub stop: Option<Stop>,
}

impl<'t> Parser<'t> {
    /// What follows `ALTER [ONLINE] [IGNORE] TABLE`.
    pub(super) fn alter_table(&mut self, ignore: bool) -> PartialAlter<'t> {
        let table = TableName { database: None, name: Name { text: "".into(), at: 0 } };
        let mut alter = AlterTable { table, if_exists: false, ignore, actions: vec![], algorithm: None, lock: None };
        let stop = self.alter_table_into(&mut alter).err();
        PartialAlter { alter, stop }
    }

    fn alter_table_into(&mut self, alter: &mut AlterTable<'t>) -> Answer<()> {
        if self.mariadb() {
            alter.if_exists = self.if_exists()?;
        }
        alter.table = self.table_name()?;
        self.named = Some(alter.table.clone());
        self.lock_wait()?;
        if self.at_statement_end() {
            return self.end();
        }
        loop {
            let first = alter.actions.is_empty() && alter.algorithm.is_none() && alter.lock.is_none();
            if self.mariadb() && first && self.at_partition_action() {
                return self.alone(alter);
            }
            if !self.mariadb() && alter.actions.is_empty() && self.at_lone_action() {
                return self.alone(alter);
            }
            if self.is_word("ALGORITHM") {
                alter.algorithm = Some(self.algorithm()?);
            } else if self.is_word("LOCK") {
                alter.lock = Some(self.lock()?);
            } else if self.is_any_word(&["PARTITION", "REMOVE"]) {
                break;
            } else {
                self.alter_actions(&mut alter.actions)?;
            }
            if !self.take_symbol(b',') {
                break;
            }
            if self.is_any_word(&["PARTITION", "REMOVE"]) {
                return self.syntax_error();
            }
        }
        if self.is_word("PARTITION") {
            let partitioning = self.partitioning()?;
            alter.actions.push(AlterAction::PartitionBy(Box::new(partitioning)));
        } else if self.take_word("REMOVE") {
            self.expect_word("PARTITIONING")?;
            alter.actions.push(AlterAction::RemovePartitioning);
        }
        self.end()
    }

    fn at_statement_end(&self) -> bool {
        self.at_end() || self.is_symbol(b';')
    }

    fn alone(&mut self, alter: &mut AlterTable<'t>) -> Answer<()> {
        let action = self.lone_action()?;
        alter.actions.push(action);
        self.end()
    }

    fn at_lone_action(&self) -> bool {
        self.at_partition_action() || self.is_any_word(&["SECONDARY_LOAD", "SECONDARY_UNLOAD"])
    }

    /// `ALGORITHM [=] x`; a word that is none is 1800.
    pub(super) fn algorithm(&mut self) -> Answer<Name<'t>> {
        self.expect_word("ALGORITHM")?;
        self.take_equal();
        if self.is_word("DEFAULT") {
            let at = self.advance().start;
            return Ok(Name { text: "DEFAULT".into(), at });
        }
        let name = self.name()?;
        let known = ["INPLACE", "COPY", "INSTANT", "NOCOPY"];
        let count = match self.server {
            _ if self.mariadb() => 4,
            server if server.has(Feature::InstantAlgorithm) => 3,
            _ => 2,
        };
        let known = known.get(..count).unwrap_or(&[]);
        match known.iter().any(|word| name.text.eq_ignore_ascii_case(word)) {
            true => Ok(name),
            false => self.refuse(1800, &[&name.text]),
        }
    }

    /// `LOCK [=] x`; a word that is none is 1801.
    pub(super) fn lock(&mut self) -> Answer<Name<'t>> {
        self.expect_word("LOCK")?;
        self.take_equal();
        if self.is_word("DEFAULT") {
            let at = self.advance().start;
            return Ok(Name { text: "DEFAULT".into(), at });
        }
        let name = self.name()?;
        match ["NONE", "SHARED", "EXCLUSIVE"].iter().any(|word| name.text.eq_ignore_ascii_case(word)) {
            true => Ok(name),
            false => self.refuse(1801, &[&name.text]),
        }
    }

    fn alter_actions(&mut self, actions: &mut Vec<AlterAction<'t>>) -> Answer<()> {
        let action = if self.take_word("ADD") {
            self.add()?
        } else if self.take_word("DROP") {
            self.drop()?
        } else if self.take_word("MODIFY") {
            self.take_word("COLUMN");
            let if_exists = self.mariadb() && self.if_exists()?;
            let column = Box::new(self.changed_column_definition()?);
            AlterAction::Modify { column, place: self.place()?, if_exists }
        } else if self.take_word("CHANGE") {
            self.take_word("COLUMN");
            let if_exists = self.mariadb() && self.if_exists()?;
            let old = self.name()?;
            let column = Box::new(self.changed_column_definition()?);
            AlterAction::Change { old, column, place: self.place()?, if_exists }
        } else if self.take_word("ALTER") {
            self.alter()?
        } else if self.take_word("RENAME") {
            self.rename()?
        } else if self.take_word("CONVERT") {
            self.expect_word("TO")?;
            let charset = self.convert_charset()?;
            let collate = if self.take_word("COLLATE") {
                self.take_equal();
                Some(self.collation_name()?)
            } else {
                None
            };
            AlterAction::ConvertTo { charset, collate }
        } else if self.take_word("ORDER") {
            self.expect_word("BY")?;
            AlterAction::OrderBy(self.items(|parser| {
                let mut name = parser.name()?;
                while parser.take_symbol(b'.') {
                    name = parser.name_after_dot()?;
                }
                parser.take_any_word(&["ASC", "DESC"]);
                Ok(name)
            })?)
        } else if self.is_any_word(&["DISABLE", "ENABLE"]) {
            let disable = self.is_word("DISABLE");
            self.advance();
            self.expect_word("KEYS")?;
            if disable { AlterAction::DisableKeys } else { AlterAction::EnableKeys }
        } else if self.take_word("FORCE") {
            AlterAction::Force
        } else if !self.mariadb() && self.is_any_word(&["WITH", "WITHOUT"]) {
            let with = self.is_word("WITH");
            self.advance();
            self.expect_word("VALIDATION")?;
            AlterAction::Validation(with)
        } else {
            let mut found = false;
            while let Some(option) = self.table_option()? {
                actions.push(AlterAction::Option(option));
                found = true;
            }
            return if found { Ok(()) } else { self.syntax_error() };
        };
        actions.push(action);
        Ok(())
    }

    fn convert_charset(&mut self) -> Answer<Option<Name<'t>>> {
        self.charset_words()?;
        if self.take_word("DEFAULT") { Ok(None) } else { self.charset_name().map(Some) }
    }

    fn place(&mut self) -> Answer<Option<ColumnPlace<'t>>> {
        if self.take_word("FIRST") {
            return Ok(Some(ColumnPlace::First));
        }
        if self.take_word("AFTER") {
            return Ok(Some(ColumnPlace::After(self.name()?)));
        }
        Ok(None)
    }

    fn add(&mut self) -> Answer<AlterAction<'t>> {
        if self.mariadb() {
            if self.take_word("SYSTEM") {
                self.expect_word("VERSIONING")?;
                return Ok(AlterAction::AddSystemVersioning);
            }
            if self.is_word("PERIOD") && self.is_word_ahead(1, "FOR") {
                self.table_element()?;
                return Ok(AlterAction::AddPeriod);
            }
        }
        let column = self.take_word("COLUMN");
        if !column && let Some(constraint) = self.constraint()? {
            return Ok(AlterAction::AddElement(constraint));
        }
        let if_not_exists = self.mariadb() && self.if_not_exists()?;
        if self.is_symbol(b'(') {
            let elements = self.list(|parser| {
                // Behind ADD COLUMN the grammars take the whole list of elements too.
                parser.table_element()
            })?;
            return Ok(AlterAction::AddElements(elements));
        }
        let mut column = self.column_definition()?;
        column.if_not_exists = if_not_exists;
        Ok(AlterAction::AddColumn { column: Box::new(column), place: self.place()? })
    }

    fn drop(&mut self) -> Answer<AlterAction<'t>> {
        let maria = self.mariadb();
        if self.take_word("FOREIGN") {
            self.expect_word("KEY")?;
            let if_exists = maria && self.if_exists()?;
            return Ok(AlterAction::DropForeignKey { name: self.name()?, if_exists });
        }
        if self.is_word("PRIMARY") {
            self.advance();
            self.expect_word("KEY")?;
            return Ok(AlterAction::DropPrimaryKey);
        }
        if self.take_any_word(&["KEY", "INDEX"]).is_some() {
            let if_exists = maria && self.if_exists()?;
            return Ok(AlterAction::DropIndex { name: self.name()?, if_exists });
        }
        if self.server.has(Feature::DropConstraint) && self.take_word("CONSTRAINT") {
            let if_exists = maria && self.if_exists()?;
            return Ok(AlterAction::DropConstraint { name: self.name()?, if_exists });
        }
        if self.server.has(Feature::AlterChecks) && self.take_word("CHECK") {
            return Ok(AlterAction::DropCheck { name: self.name()? });
        }
        if maria && self.is_word("SYSTEM") && self.is_word_ahead(1, "VERSIONING") {
            self.advance();
            self.advance();
            return Ok(AlterAction::DropSystemVersioning);
        }
        if maria && self.is_word("PERIOD") && self.is_word_ahead(1, "FOR") {
            self.advance();
            self.advance();
            self.name()?;
            return Ok(AlterAction::DropPeriod);
        }
        self.take_word("COLUMN");
        let if_exists = maria && self.if_exists()?;
        let name = self.name()?;
        self.take_any_word(&["RESTRICT", "CASCADE"]);
        Ok(AlterAction::DropColumn { name, if_exists })
    }

    /// What follows `ALTER` within ALTER TABLE.
    fn alter(&mut self) -> Answer<AlterAction<'t>> {
        if (self.mariadb() || self.server.has(Feature::AlterVisibility))
            && (self.take_word("INDEX") || (self.mariadb() && self.take_word("KEY")))
        {
            let if_exists = self.mariadb() && self.if_exists()?;
            let index = self.name()?;
            let visible = if self.mariadb() {
                let not = self.take_word("NOT");
                self.expect_word("IGNORED")?;
                not
            } else {
                match self.take_any_word(&["VISIBLE", "INVISIBLE"]) {
                    Some(word) => word == "VISIBLE",
                    None => return self.syntax_error(),
                }
            };
            return Ok(AlterAction::SetIndexVisibility { index, visible, if_exists });
        }
        if self.server.has(Feature::AlterChecks)
            && let Some(word) = self.take_any_word(&["CHECK", "CONSTRAINT"])
        {
            let name = self.name()?;
            let not = self.take_word("NOT");
            self.expect_word("ENFORCED")?;
            return Ok(AlterAction::AlterCheck { name, enforced: !not, constraint: word == "CONSTRAINT" });
        }
        self.take_word("COLUMN");
        let if_exists = self.mariadb() && self.if_exists()?;
        let column = self.name()?;
        if self.take_word("DROP") {
            self.expect_word("DEFAULT")?;
            return Ok(AlterAction::DropDefault { column, if_exists });
        }
        self.expect_word("SET")?;
        if self.server.has(Feature::AlterVisibility)
            && let Some(word) = self.take_any_word(&["VISIBLE", "INVISIBLE"])
        {
            return Ok(AlterAction::SetColumnVisibility { column, visible: word == "VISIBLE" });
        }
        self.expect_word("DEFAULT")?;
        if self.is_symbol(b'(') && self.server.has(Feature::DefaultExpressions) {
            let value = without_parentheses(self.parenthesized()?);
            let literal = !self.mariadb() && matches!(value.kind, super::ast::ExprKind::Literal(_));
            return Ok(match literal {
                true => AlterAction::SetDefault { column, value, if_exists },
                false => AlterAction::SetDefaultExpression { column, value },
            });
        }
        if !self.mariadb() || self.is_symbol(b'-') || self.is_symbol(b'+') {
            return Ok(AlterAction::SetDefault { column, value: self.signed_literal()?, if_exists });
        }
        let value = self.simple_expression()?;
        Ok(match value.kind {
            super::ast::ExprKind::Literal(_) => AlterAction::SetDefault { column, value, if_exists },
            _ => AlterAction::SetDefaultExpression { column, value },
        })
    }

    fn rename(&mut self) -> Answer<AlterAction<'t>> {
        if self.server.has(Feature::RenameColumn) || !self.is_word("COLUMN") {
            let index = self.is_any_word(&["INDEX", "KEY"]);
            if index || self.is_word("COLUMN") {
                self.advance();
                let if_exists = self.mariadb() && self.if_exists()?;
                let from = self.name()?;
                self.expect_word("TO")?;
                let to = self.name()?;
                return Ok(if index {
                    AlterAction::RenameIndex { from, to, if_exists }
                } else {
                    AlterAction::RenameColumn { from, to, if_exists }
                });
            }
        }
        if self.peek().kind == TokenKind::Symbol(b'=') {
            self.advance();
        } else {
            self.take_any_word(&["TO", "AS"]);
        }
        Ok(AlterAction::RenameTo(self.table_name()?))
    }

    /// What follows CREATE, from UNIQUE, FULLTEXT, SPATIAL or INDEX on.
    pub(super) fn create_index(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        let at = self.offset();
        let kind = match self.take_any_word(&["UNIQUE", "FULLTEXT", "SPATIAL"]) {
            Some("UNIQUE") => KeyKind::Unique,
            Some("FULLTEXT") => KeyKind::Fulltext,
            Some(_) => KeyKind::Spatial,
            None => KeyKind::Plain,
        };
        self.expect_word("INDEX")?;
        let if_not_exists = self.mariadb() && self.if_not_exists()?;
        let name = self.name()?;
        let mut options = KeyOptions::default();
        if !matches!(kind, KeyKind::Fulltext | KeyKind::Spatial) && self.is_any_word(&["USING", "TYPE"]) {
            self.advance();
            options.algorithm = Some(self.key_algorithm()?);
        }
        self.expect_word("ON")?;
        let table = self.table_name()?;
        self.lock_wait()?;
        let key = self.key_rest(kind, None, Some(name), options, if_not_exists, at)?;
        let (algorithm, lock) = self.algorithm_and_lock()?;
        self.end()?;
        Ok(Statement::CreateIndex(Box::new(CreateIndex { or_replace, key, table, algorithm, lock })))
    }

    /// MariaDB: how long to wait for the table.
    pub(super) fn lock_wait(&mut self) -> Answer<()> {
        if self.mariadb() && self.take_any_word(&["WAIT", "NOWAIT"]) == Some("WAIT") {
            self.big_number()?;
        }
        Ok(())
    }

    /// What follows `DROP INDEX`.
    pub(super) fn drop_index(&mut self) -> Answer<Statement<'t>> {
        let if_exists = self.mariadb() && self.if_exists()?;
        let name = self.name()?;
        self.expect_word("ON")?;
        let table = self.table_name()?;
        let (algorithm, lock) = if self.mariadb() { (None, None) } else { self.algorithm_and_lock()? };
        self.end()?;
        Ok(Statement::DropIndex { name, table, if_exists, algorithm, lock })
    }

    fn algorithm_and_lock(&mut self) -> Answer<(Option<Name<'t>>, Option<Name<'t>>)> {
        let (mut algorithm, mut lock) = (None, None);
        loop {
            if algorithm.is_none() && self.is_word("ALGORITHM") {
                algorithm = Some(self.algorithm()?);
            } else if lock.is_none() && self.is_word("LOCK") {
                lock = Some(self.lock()?);
            } else {
                return Ok((algorithm, lock));
            }
        }
    }
}

/// A value without the parentheses and the plus signs around it.
fn without_parentheses(value: super::ast::Expr) -> super::ast::Expr {
    use super::ast::{ExprKind, UnaryOperator};
    match value.kind {
        ExprKind::Parenthesis(inner) => without_parentheses(*inner),
        ExprKind::Unary { operator: UnaryOperator::Plus, operand } => without_parentheses(*operand),
        kind => super::ast::Expr { kind, ..value },
    }
}
