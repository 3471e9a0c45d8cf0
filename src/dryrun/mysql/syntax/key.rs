//! Keys, foreign keys and checks of a table.

use super::ast::{
    CheckDefinition, Element, ForeignKeyDefinition, KeyAlgorithm, KeyDefinition, KeyKind, KeyOptions, KeyPart,
    KeyPartSource, Name, References, ReferentialAction,
};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::Feature;

impl<'t> Parser<'t> {
    /// A key, foreign key or check, where one begins here.
    pub(super) fn constraint(&mut self) -> Answer<Option<Element<'t>>> {
        let at = self.offset();
        if self.take_any_word(&["KEY", "INDEX"]).is_some() {
            return self.key_behind(KeyKind::Plain, None, at).map(Some);
        }
        for (word, kind) in [("FULLTEXT", KeyKind::Fulltext), ("SPATIAL", KeyKind::Spatial)] {
            if self.take_word(word) {
                self.take_any_word(&["KEY", "INDEX"]);
                return self.key_behind(kind, None, at).map(Some);
            }
        }
        let explicit = self.take_word("CONSTRAINT");
        let mut if_not_exists = false;
        if explicit && self.mariadb() && !self.creating {
            if_not_exists = self.if_not_exists()?;
        }
        let constraint = if explicit && self.is_name() { Some(self.name()?) } else { None };
        if self.take_word("PRIMARY") {
            self.expect_word("KEY")?;
            return self.key_behind(KeyKind::Primary, constraint, at).map(Some);
        }
        if self.take_word("UNIQUE") {
            self.take_any_word(&["KEY", "INDEX"]);
            return self.key_behind(KeyKind::Unique, constraint, at).map(Some);
        }
        if self.take_word("FOREIGN") {
            return self.foreign_key(constraint, at).map(Some);
        }
        if self.take_word("CHECK") {
            let expression = self.parenthesized()?;
            let enforced = if self.mariadb() { true } else { self.enforced()? };
            let check = CheckDefinition { constraint, expression, enforced, if_not_exists };
            return Ok(Some(Element::Check(Box::new(check))));
        }
        if explicit { self.syntax_error() } else { Ok(None) }
    }

    /// `[NOT] ENFORCED`
    pub(super) fn enforced(&mut self) -> Answer<bool> {
        if !self.server.has(Feature::AlterChecks) {
            return Ok(true);
        }
        if self.take_word("NOT") {
            self.expect_word("ENFORCED")?;
            return Ok(false);
        }
        self.take_word("ENFORCED");
        Ok(true)
    }

    fn key_behind(&mut self, kind: KeyKind, constraint: Option<Name<'t>>, at: u32) -> Answer<Element<'t>> {
        let if_not_exists = self.mariadb() && self.if_not_exists()?;
        let name = if self.is_name() { Some(self.name()?) } else { None };
        if if_not_exists && self.creating {
            return self.syntax_error();
        }
        let mut options = KeyOptions::default();
        if !matches!(kind, KeyKind::Fulltext | KeyKind::Spatial) {
            let by_type = name.is_some() && self.is_word("TYPE");
            if by_type || self.is_word("USING") {
                self.advance();
                options.algorithm = Some(self.key_algorithm()?);
            }
        }
        self.key_rest(kind, constraint, name, options, if_not_exists, at).map(|key| Element::Key(Box::new(key)))
    }

    /// The parts and options of a key, whose name has been passed.
    pub(super) fn key_rest(
        &mut self,
        kind: KeyKind,
        constraint: Option<Name<'t>>,
        name: Option<Name<'t>>,
        mut options: KeyOptions<'t>,
        if_not_exists: bool,
        at: u32,
    ) -> Answer<KeyDefinition<'t>> {
        self.expect_symbol(b'(')?;
        let mut parts = vec![self.key_part()?];
        let mut period = None;
        while self.take_symbol(b',') {
            let unique = matches!(kind, KeyKind::Primary | KeyKind::Unique);
            if self.mariadb() && unique && self.is_name() && self.is_word_ahead(1, "WITHOUT") {
                period = Some(self.name()?);
                self.expect_words(&["WITHOUT", "OVERLAPS"])?;
                break;
            }
            parts.push(self.key_part()?);
        }
        self.expect_symbol(b')')?;
        self.key_options(kind, &mut options)?;
        Ok(KeyDefinition { kind, constraint, name, parts, options, if_not_exists, period, at })
    }

    fn key_part(&mut self) -> Answer<KeyPart<'t>> {
        let functional = self.server.has(Feature::FunctionalKeyParts);
        let source = if functional && self.is_symbol(b'(') {
            KeyPartSource::Expression(self.parenthesized()?)
        } else {
            let name = self.name()?;
            let mut length = None;
            if self.take_symbol(b'(') {
                if self.peek().kind != TokenKind::Integer {
                    return self.syntax_error();
                }
                let digits = self.number()?;
                self.expect_symbol(b')')?;
                // Both servers look at this while they parse.
                if digits.bytes().all(|digit| digit == b'0') {
                    return self.refuse(1391, &[&name.text]);
                }
                length = Some(digits);
            }
            KeyPartSource::Column { name, length }
        };
        let order = self.take_any_word(&["ASC", "DESC"]);
        Ok(KeyPart {
            source,
            descending: order == Some("DESC") && self.server.has(Feature::DescendingKeys),
            ordered: order.is_some(),
        })
    }

    pub(super) fn key_algorithm(&mut self) -> Answer<KeyAlgorithm> {
        match self.take_any_word(&["BTREE", "HASH", "RTREE"]) {
            Some("BTREE") => Ok(KeyAlgorithm::BTree),
            Some("HASH") => Ok(KeyAlgorithm::Hash),
            Some(_) => Ok(KeyAlgorithm::RTree),
            None => self.syntax_error(),
        }
    }

    fn key_options(&mut self, kind: KeyKind, options: &mut KeyOptions<'t>) -> Answer<()> {
        let special = matches!(kind, KeyKind::Fulltext | KeyKind::Spatial);
        loop {
            if self.take_word("KEY_BLOCK_SIZE") {
                self.take_equal();
                options.key_block_size = Some(self.number()?);
            } else if self.take_word("COMMENT") {
                options.comment = Some(self.comment()?);
            } else if !special && self.is_any_word(&["USING", "TYPE"]) {
                self.advance();
                options.algorithm = Some(self.key_algorithm()?);
            } else if kind == KeyKind::Fulltext && self.take_word("WITH") {
                self.expect_word("PARSER")?;
                options.parser = Some(self.name()?);
            } else if self.mariadb() {
                if self.take_word("VISIBLE") {
                    options.visible = Some(true);
                } else if self.take_word("IGNORED") {
                    options.visible = Some(false);
                } else if self.take_word("NOT") {
                    self.expect_word("IGNORED")?;
                    options.visible = Some(true);
                } else if self.is_plain_word() {
                    let attribute = self.engine_attribute()?;
                    options.other.push(attribute);
                } else {
                    return Ok(());
                }
            } else if !self.server.has(Feature::InvisibleIndexes) {
                return Ok(());
            } else if let Some(word) = self.take_any_word(&["VISIBLE", "INVISIBLE"]) {
                options.visible = Some(word == "VISIBLE");
            } else if self.take_word("ENGINE_ATTRIBUTE") {
                self.take_equal();
                options.engine_attribute = Some(self.text()?);
            } else if self.take_word("SECONDARY_ENGINE_ATTRIBUTE") {
                self.take_equal();
                options.secondary_engine_attribute = Some(self.text()?);
            } else {
                return Ok(());
            }
        }
    }

    /// What follows FOREIGN.
    fn foreign_key(&mut self, constraint: Option<Name<'t>>, at: u32) -> Answer<Element<'t>> {
        self.expect_word("KEY")?;
        let if_not_exists = self.mariadb() && self.if_not_exists()?;
        let index = if self.is_name() { Some(self.name()?) } else { None };
        if if_not_exists && self.creating {
            return self.syntax_error();
        }
        let (columns, parts) = self.list(Self::foreign_part)?.into_iter().unzip();
        self.expect_word("REFERENCES")?;
        let references = self.references_behind()?;
        Ok(Element::ForeignKey(Box::new(ForeignKeyDefinition {
            constraint,
            index,
            columns,
            parts,
            references,
            if_not_exists,
            at,
        })))
    }

    /// The grammars take a key part here: its length and order are those of the key that the server makes.
    fn foreign_part(&mut self) -> Answer<(Name<'t>, (Option<&'t str>, bool))> {
        let name = self.name()?;
        let mut length = None;
        if self.take_symbol(b'(') {
            let digits = self.number()?;
            self.expect_symbol(b')')?;
            if digits.bytes().all(|digit| digit == b'0') {
                return self.refuse(1391, &[&name.text]);
            }
            length = Some(digits);
        }
        let descending = self.take_any_word(&["ASC", "DESC"]) == Some("DESC");
        Ok((name, (length, descending)))
    }

    /// What follows REFERENCES.
    pub(super) fn references_behind(&mut self) -> Answer<References<'t>> {
        let table = self.table_name()?;
        let columns = if self.is_symbol(b'(') { self.list(Self::name)? } else { vec![] };
        let mut references =
            References { constraint: None, table, columns, matching: None, on_delete: None, on_update: None };
        if self.take_word("MATCH") {
            references.matching = match self.take_any_word(&["FULL", "PARTIAL", "SIMPLE"]) {
                None => return self.syntax_error(),
                some => some,
            };
        }
        while self.is_word("ON") {
            let delete = self.is_word_ahead(1, "DELETE");
            let taken = if delete { references.on_delete.is_some() } else { references.on_update.is_some() };
            self.advance();
            if taken || !(delete || self.is_word("UPDATE")) {
                return self.syntax_error();
            }
            self.advance();
            let action = Some(self.referential_action()?);
            if delete {
                references.on_delete = action;
            } else {
                references.on_update = action;
            }
        }
        Ok(references)
    }

    fn referential_action(&mut self) -> Answer<ReferentialAction> {
        Ok(match self.take_any_word(&["RESTRICT", "CASCADE", "SET", "NO"]) {
            Some("RESTRICT") => ReferentialAction::Restrict,
            Some("CASCADE") => ReferentialAction::Cascade,
            Some("NO") => {
                self.expect_word("ACTION")?;
                ReferentialAction::NoAction
            }
            Some(_) => match self.take_any_word(&["NULL", "DEFAULT"]) {
                Some("NULL") => ReferentialAction::SetNull,
                Some(_) => ReferentialAction::SetDefault,
                None => return self.syntax_error(),
            },
            None => return self.syntax_error(),
        })
    }
}
