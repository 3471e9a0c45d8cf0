//! A column's definition: what stands behind its name.

use std::borrow::Cow;

use super::ast::{
    CheckDefinition, ColumnAttribute, ColumnDefinition, Expr, ExprKind, Generated, Literal, Name, References, TypeName,
};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::Feature;

const NOW_WORDS: &[&str] = &["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"];

impl<'t> Parser<'t> {
    /// `name type attributes`
    pub fn column_definition(&mut self) -> Answer<ColumnDefinition<'t>> {
        let name = self.column_name()?;
        self.column_behind(name, true)
    }

    /// The same in MODIFY and CHANGE, which take no REFERENCES.
    pub(super) fn changed_column_definition(&mut self) -> Answer<ColumnDefinition<'t>> {
        let name = self.column_name()?;
        self.column_behind(name, false)
    }

    /// A column's own name; the grammars take `t.a` and `db.t.a` too, MariaDB checks them, MySQL has them not.
    fn column_name(&mut self) -> Answer<Name<'t>> {
        let bare_dot = self.mariadb() && self.take_symbol(b'.');
        let mut name = if bare_dot { self.name_after_dot()? } else { self.name()? };
        if self.mariadb() && self.is_symbol(b'.') {
            name = self.qualified_column(name)?;
        }
        if self.mariadb() && name.text.chars().count() > 64 {
            return self.refuse(1059, &[&name.text]);
        }
        Ok(name)
    }

    /// MariaDB: the table and the database in front of a column must be those of the statement.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn qualified_column(&mut self, first: Name<'t>) -> Answer<Name<'t>> {
        let mut names = vec![first];
        while self.take_symbol(b'.') {
            names.push(self.name_after_dot()?);
        }
        let named = self.named.clone();
        let mut qualifiers = names.iter().rev().skip(1);
        let (table, database) = (qualifiers.next(), qualifiers.next());
        if let (Some(given), Some(Some(is))) = (database, named.as_ref().map(|named| &named.database))
            && given.text != is.text
        {
            return self.refuse(1102, &[&given.text]);
        }
        if let (Some(given), Some(is)) = (table, &named)
            && given.text != is.name.text
        {
            return self.refuse(1103, &[&given.text]);
        }
        match names.pop() {
            Some(name) => Ok(name),
            None => self.syntax_error(),
        }
    }

    fn column_behind(&mut self, name: Name<'t>, references: bool) -> Answer<ColumnDefinition<'t>> {
        let data_type = self.data_type()?;
        let mut column = ColumnDefinition {
            name,
            data_type,
            generated: None,
            attributes: vec![],
            references: None,
            if_not_exists: false,
        };
        if self.mariadb() {
            self.mariadb_column(&mut column, references)?
        } else {
            self.mysql_column(&mut column, references)?
        }
        Ok(column)
    }

    fn mysql_column(&mut self, column: &mut ColumnDefinition<'t>, references: bool) -> Answer<()> {
        let before = self.mark();
        let warned = self.warnings.len();
        if self.take_word("COLLATE") {
            let collation = self.collation_name()?;
            if self.at_generated() {
                column.attributes.push(ColumnAttribute::Collate(collation));
            } else {
                self.rewind(before);
                self.warnings.truncate(warned);
            }
        }
        if self.at_generated() {
            let expression = self.generated_expression()?;
            let stored = self.take_any_word(&["VIRTUAL", "STORED"]) == Some("STORED");
            column.generated = Some(Generated { expression, stored, row_start: None });
        }
        loop {
            let at = self.offset();
            let Some(attribute) = self.mysql_attribute()? else { break };
            match attribute {
                ColumnAttribute::Collate(_)
                    if column.attributes.iter().any(|other| matches!(other, ColumnAttribute::Collate(_))) =>
                {
                    // The server says so when it has parsed all, and comes to this column.
                    let stop = self.worded_syntax_error::<()>(at, "Multiple COLLATE clauses").err();
                    let words = stop.as_ref().and_then(|stop| stop.refusal()).map(|refusal| refusal.message.clone());
                    column.attributes.push(ColumnAttribute::SecondCollate(words.unwrap_or_default().into()));
                }
                // [NOT] ENFORCED belongs to the check before it.
                ColumnAttribute::Check(check) if matches!(check.expression.kind, ExprKind::Parameter) => {
                    match column.attributes.last_mut() {
                        Some(ColumnAttribute::Check(last)) => last.enforced = check.enforced,
                        _ => return self.syntax_error(),
                    }
                }
                attribute => column.attributes.push(attribute),
            }
        }
        if references && self.take_word("REFERENCES") {
            column.references = Some(Box::new(self.references_behind()?));
        }
        Ok(())
    }

    fn at_generated(&self) -> bool {
        self.is_word("AS") || self.is_word("GENERATED")
    }

    fn generated_expression(&mut self) -> Answer<Expr<'t>> {
        if self.take_word("GENERATED") {
            self.expect_word("ALWAYS")?;
        }
        self.expect_word("AS")?;
        self.parenthesized()
    }

    /// MariaDB takes a row too, and refuses it as a value later.
    fn parenthesized_value(&mut self) -> Answer<Expr<'t>> {
        let (mark, at, warned) = (self.mark(), self.offset(), self.warnings.len());
        self.expect_symbol(b'(')?;
        let first = self.expression()?;
        if !self.is_symbol(b',') {
            self.expect_symbol(b')')?;
            return Ok(first);
        }
        self.rewind(mark);
        self.warnings.truncate(warned);
        let items = self.list(Self::expression)?;
        Ok(Expr { kind: ExprKind::Row { items, explicit: false }, at, end: self.last_end() })
    }

    pub(super) fn parenthesized(&mut self) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let expression = self.expression()?;
        self.expect_symbol(b')')?;
        Ok(expression)
    }

    fn mysql_attribute(&mut self) -> Answer<Option<ColumnAttribute<'t>>> {
        if let Some(attribute) = self.shared_attribute()? {
            return Ok(Some(attribute));
        }
        let attribute = if self.take_word("NOT") {
            if self.server.has(Feature::EngineAttributes) && self.take_word("SECONDARY") {
                ColumnAttribute::NotSecondary
            } else if self.server.has(Feature::AlterChecks) && self.is_word("ENFORCED") {
                self.enforcement(false)?
            } else {
                self.not_null()?
            }
        } else if self.server.has(Feature::AlterChecks) && self.is_word("ENFORCED") {
            self.enforcement(true)?
        } else if self.take_word("DEFAULT") {
            self.mysql_default()?
        } else if self.is_any_word(&["CONSTRAINT", "CHECK"]) {
            let constraint = if self.take_word("CONSTRAINT") && self.is_name() { Some(self.name()?) } else { None };
            self.expect_word("CHECK")?;
            let expression = self.parenthesized()?;
            ColumnAttribute::Check(Box::new(CheckDefinition {
                constraint,
                expression,
                enforced: true,
                if_not_exists: false,
            }))
        } else if self.server.has(Feature::InvisibleColumns) && self.take_word("VISIBLE") {
            ColumnAttribute::Visible
        } else if self.server.has(Feature::ColumnSrid) && self.take_word("SRID") {
            let at = self.offset();
            let digits = self.number()?;
            match digits.parse() {
                Ok(srid) => ColumnAttribute::Srid(srid),
                Err(_) => return self.syntax_error_at(at),
            }
        } else if self.take_word("COLUMN_FORMAT") {
            ColumnAttribute::ColumnFormat(self.one_of(&["DEFAULT", "FIXED", "DYNAMIC"])?)
        } else if self.take_word("STORAGE") {
            ColumnAttribute::Storage(self.one_of(&["DEFAULT", "DISK", "MEMORY"])?)
        } else if self.server.has(Feature::MaskingPolicies)
            && self.is_word("MASKING")
            && self.is_word_ahead(1, "POLICY")
        {
            self.advance();
            self.advance();
            let policy = self.name()?;
            if policy.text.chars().count() > 64 {
                return self.refuse(1059, &[&policy.text]);
            }
            // Policies hide values in results, which the catalogue does not show.
            ColumnAttribute::NotSecondary
        } else if !self.server.has(Feature::EngineAttributes) {
            return Ok(None);
        } else if self.take_word("ENGINE_ATTRIBUTE") {
            self.take_equal();
            ColumnAttribute::EngineAttribute(self.text()?)
        } else if self.take_word("SECONDARY_ENGINE_ATTRIBUTE") {
            self.take_equal();
            ColumnAttribute::SecondaryEngineAttribute(self.text()?)
        } else {
            return Ok(None);
        };
        Ok(Some(attribute))
    }

    fn one_of(&mut self, words: &[&'static str]) -> Answer<Cow<'t, str>> {
        match self.take_any_word(words) {
            Some(word) => Ok(word.into()),
            None => self.syntax_error(),
        }
    }

    /// `[NOT] ENFORCED`, carried to its check by a parameter in the expression's place.
    fn enforcement(&mut self, enforced: bool) -> Answer<ColumnAttribute<'t>> {
        let at = self.offset();
        self.expect_word("ENFORCED")?;
        let expression = Expr { kind: ExprKind::Parameter, at, end: at };
        let check = CheckDefinition { constraint: None, expression, enforced, if_not_exists: false };
        Ok(ColumnAttribute::Check(Box::new(check)))
    }

    fn not_null(&mut self) -> Answer<ColumnAttribute<'t>> {
        self.expect_word("NULL")?;
        Ok(ColumnAttribute::NotNull)
    }

    /// The attributes that both grammars have alike.
    fn shared_attribute(&mut self) -> Answer<Option<ColumnAttribute<'t>>> {
        let attribute = if self.take_word("NULL") {
            ColumnAttribute::Null
        } else if self.take_word("ON") {
            self.expect_word("UPDATE")?;
            match self.now_precision()? {
                Some(fsp) => ColumnAttribute::OnUpdateNow { fsp },
                None => return self.syntax_error(),
            }
        } else if self.take_word("AUTO_INCREMENT") {
            ColumnAttribute::AutoIncrement
        } else if self.take_word("SERIAL") {
            self.expect_words(&["DEFAULT", "VALUE"])?;
            ColumnAttribute::SerialDefault
        } else if self.take_word("PRIMARY") {
            self.expect_word("KEY")?;
            ColumnAttribute::PrimaryKey
        } else if self.take_word("KEY") {
            ColumnAttribute::PrimaryKey
        } else if self.take_word("UNIQUE") {
            self.take_word("KEY");
            ColumnAttribute::Unique
        } else if self.take_word("COMMENT") {
            ColumnAttribute::Comment(self.comment()?)
        } else if self.take_word("COLLATE") {
            if self.mariadb() && self.is_word("BINARY") {
                return self.syntax_error();
            }
            ColumnAttribute::Collate(self.collation_name()?)
        } else if self.server.has(Feature::InvisibleColumns) && self.take_word("INVISIBLE") {
            ColumnAttribute::Invisible
        } else {
            return Ok(None);
        };
        Ok(Some(attribute))
    }

    /// `NOW(3)`, `CURRENT_TIMESTAMP`, `LOCALTIME()`: the digits of the second's fraction. NOW needs its parentheses.
    pub(super) fn now_precision(&mut self) -> Answer<Option<u8>> {
        if !self.is_any_word(NOW_WORDS) {
            return Ok(None);
        }
        if self.is_word("NOW") {
            let next = self.ahead(1);
            if next.kind != TokenKind::Symbol(b'(') || (!self.mariadb() && next.start != self.peek().end) {
                return Ok(None);
            }
        }
        self.advance();
        if !self.take_symbol(b'(') {
            return Ok(Some(0));
        }
        let mut fsp = 0;
        if self.peek().kind == TokenKind::Integer {
            fsp = self.number()?.parse().unwrap_or(u8::MAX);
        }
        self.expect_symbol(b')')?;
        Ok(Some(fsp))
    }

    fn mysql_default(&mut self) -> Answer<ColumnAttribute<'t>> {
        if let Some(fsp) = self.now_precision()? {
            return Ok(ColumnAttribute::DefaultNow { fsp });
        }
        if self.is_symbol(b'(') && self.server.has(Feature::DefaultExpressions) {
            return Ok(ColumnAttribute::DefaultExpression(self.parenthesized()?));
        }
        Ok(ColumnAttribute::Default(self.signed_literal()?))
    }

    // MariaDB

    fn mariadb_column(&mut self, column: &mut ColumnDefinition<'t>, references: bool) -> Answer<()> {
        // With a character type the collation belongs to the type.
        if let Some(collation) = column.data_type.collate.take() {
            column.attributes.push(ColumnAttribute::Collate(collation));
        }
        let serial = column.data_type.name == TypeName::Serial;
        if serial {
            while self.is_any_word(&["NOT", "PRIMARY", "KEY", "UNIQUE", "COMMENT", "INVISIBLE"]) {
                if let Some(attribute) = self.mariadb_attribute()? {
                    column.attributes.push(attribute);
                }
            }
        } else if self.at_generated() {
            self.mariadb_generated(column)?;
        } else {
            while let Some(attribute) = self.mariadb_attribute()? {
                column.attributes.push(attribute);
            }
        }
        if self.take_word("CHECK") {
            let expression = self.parenthesized()?;
            let check = CheckDefinition { constraint: None, expression, enforced: true, if_not_exists: false };
            column.attributes.push(ColumnAttribute::Check(Box::new(check)));
        }
        if !references {
            return Ok(());
        }
        let named = self.take_word("CONSTRAINT");
        let constraint = if named && self.is_name() { Some(self.name()?) } else { None };
        if self.take_word("REFERENCES") {
            column.references = Some(Box::new(References { constraint, ..self.references_behind()? }));
        } else if named {
            return self.syntax_error();
        }
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn mariadb_generated(&mut self, column: &mut ColumnDefinition<'t>) -> Answer<()> {
        if self.take_word("GENERATED") {
            self.expect_word("ALWAYS")?;
        }
        self.expect_word("AS")?;
        if self.take_word("ROW") {
            let start = match self.take_any_word(&["START", "END"]) {
                Some(word) => word == "START",
                None => return self.syntax_error(),
            };
            let at = self.offset();
            let expression = Expr { kind: ExprKind::Literal(Literal::Null), at, end: at };
            column.generated = Some(Generated { expression, stored: true, row_start: Some(start) });
            while self.is_any_word(&["NOT", "UNIQUE", "COMMENT", "INVISIBLE"]) {
                column.attributes.extend(self.mariadb_attribute()?);
            }
            return Ok(());
        }
        let expression = self.parenthesized_value()?;
        let stored = matches!(self.take_any_word(&["VIRTUAL", "STORED", "PERSISTENT"]), Some("STORED" | "PERSISTENT"));
        column.generated = Some(Generated { expression, stored, row_start: None });
        loop {
            column.attributes.push(if self.take_word("UNIQUE") {
                self.take_word("KEY");
                ColumnAttribute::Unique
            } else if self.take_word("COMMENT") {
                ColumnAttribute::Comment(self.comment()?)
            } else if self.take_word("INVISIBLE") {
                ColumnAttribute::Invisible
            } else {
                return Ok(());
            });
        }
    }

    fn mariadb_attribute(&mut self) -> Answer<Option<ColumnAttribute<'t>>> {
        if let Some(attribute) = self.shared_attribute()? {
            return Ok(Some(attribute));
        }
        let attribute = if self.take_word("NOT") {
            self.not_null()?
        } else if self.take_word("DEFAULT") {
            self.mariadb_default()?
        } else if self.take_word("COMPRESSED") {
            if self.take_equal() {
                self.name()?;
            }
            ColumnAttribute::Compressed
        } else if self.is_any_word(&["WITH", "WITHOUT"]) {
            let with = self.is_word("WITH");
            self.advance();
            self.expect_words(&["SYSTEM", "VERSIONING"])?;
            ColumnAttribute::Versioning(with)
        } else if self.is_plain_word() {
            let (name, value) = self.engine_attribute()?;
            ColumnAttribute::Engine { name, value }
        } else {
            return Ok(None);
        };
        Ok(Some(attribute))
    }

    /// MariaDB: `name = value` for the engine. The equal sign must be there.
    pub(super) fn engine_attribute(&mut self) -> Answer<(Name<'t>, Cow<'t, str>)> {
        let name = self.name()?;
        if !self.take_equal() {
            return self.syntax_error();
        }
        let value = match self.peek().kind {
            TokenKind::Text => self.text()?,
            TokenKind::Integer | TokenKind::Hex => self.number()?.into(),
            _ if self.take_word("DEFAULT") => "DEFAULT".into(),
            _ => self.name()?.text,
        };
        Ok((name, value))
    }

    /// MariaDB takes an expression without parentheses too, as long as it has no operator.
    fn mariadb_default(&mut self) -> Answer<ColumnAttribute<'t>> {
        let start = self.mark();
        if let Some(fsp) = self.now_precision()? {
            return Ok(ColumnAttribute::DefaultNow { fsp });
        }
        self.rewind(start);
        if self.is_symbol(b'(') {
            return Ok(ColumnAttribute::DefaultExpression(self.parenthesized_value()?));
        }
        if self.is_symbol(b'-') || self.is_symbol(b'+') {
            return Ok(ColumnAttribute::Default(self.signed_literal()?));
        }
        let expression = self.simple_expression()?;
        Ok(match expression.kind {
            ExprKind::Literal(_) => ColumnAttribute::Default(expression),
            _ => ColumnAttribute::DefaultExpression(expression),
        })
    }
}
