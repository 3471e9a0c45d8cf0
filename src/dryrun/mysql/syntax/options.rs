//! Options of tables, partitions and databases.

use std::borrow::Cow;

use super::ast::{DatabaseOption, Name, RowFormat, TableOption};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::Feature;

/// Options with a number that the catalogue does not show; MariaDB's own are marked.
const NUMBERS: &[(&str, bool)] = &[
    ("AVG_ROW_LENGTH", false),
    ("MAX_ROWS", false),
    ("MIN_ROWS", false),
    ("CHECKSUM", false),
    ("TABLE_CHECKSUM", false),
    ("DELAY_KEY_WRITE", false),
    ("PAGE_CHECKSUM", true),
    ("TRANSACTIONAL", true),
    ("SEQUENCE", true),
];

impl<'t> Parser<'t> {
    /// The table option that begins here.
    pub(super) fn table_option(&mut self) -> Answer<Option<TableOption<'t>>> {
        let maria = self.mariadb();
        let option = if self.take_word("ENGINE") {
            self.take_equal();
            TableOption::Engine(self.engine_name()?)
        } else if let Some(option) = self.charset_option()? {
            option
        } else if self.take_word("COMMENT") {
            self.take_equal();
            TableOption::Comment(self.comment()?)
        } else if self.take_word("AUTO_INCREMENT") {
            self.take_equal();
            TableOption::AutoIncrement(self.decimal_number()?)
        } else if self.take_word("ROW_FORMAT") {
            self.take_equal();
            TableOption::RowFormat(self.row_format()?)
        } else if self.take_word("KEY_BLOCK_SIZE") {
            self.take_equal();
            TableOption::KeyBlockSize(if maria { self.big_number()? } else { self.decimal_number()? })
        } else if self.take_word("STATS_PERSISTENT") {
            TableOption::StatsPersistent(self.ternary()?)
        } else if self.take_word("STATS_AUTO_RECALC") {
            TableOption::StatsAutoRecalc(self.ternary()?)
        } else if self.take_word("STATS_SAMPLE_PAGES") {
            self.take_equal();
            if self.take_word("DEFAULT") {
                TableOption::StatsSamplePages(None)
            } else {
                let at = self.offset();
                let number = self.big_number()?;
                if number.parse::<u64>().is_ok_and(|pages| pages == 0 || pages > 65_535) {
                    return self.worded_syntax_error(at, "The valid range for stats_sample_pages is [1, 65535]. Error");
                }
                TableOption::StatsSamplePages(Some(number))
            }
        } else if self.take_word("PACK_KEYS") {
            TableOption::PackKeys(self.ternary()?)
        } else if self.take_word("UNION") {
            self.take_equal();
            self.expect_symbol(b'(')?;
            let tables = if self.is_symbol(b')') { vec![] } else { self.items(Self::table_name)? };
            self.expect_symbol(b')')?;
            TableOption::Union(tables)
        } else if self.take_word("INSERT_METHOD") {
            self.take_equal();
            match self.take_any_word(&["NO", "FIRST", "LAST"]) {
                Some(word) => TableOption::InsertMethod(word),
                None => return self.syntax_error(),
            }
        } else if let Some(which) = self.take_any_word(&["DATA", "INDEX"]) {
            self.expect_word("DIRECTORY")?;
            self.take_equal();
            let path = self.text()?;
            if which == "DATA" { TableOption::DataDirectory(path) } else { TableOption::IndexDirectory(path) }
        } else if self.take_word("TABLESPACE") {
            if !maria {
                self.take_equal();
            }
            TableOption::Tablespace(if maria { self.name()? } else { self.name_or_text()? })
        } else if self.take_word("STORAGE") {
            match self.take_any_word(&["DISK", "MEMORY"]) {
                Some(word) => TableOption::StorageMedia(word),
                None => return self.syntax_error(),
            }
        } else if let Some(name) = self.take_any_word(&["PASSWORD", "CONNECTION"]) {
            self.take_equal();
            TableOption::Text { name, value: self.text()? }
        } else if let Some((name, _)) = NUMBERS.iter().find(|(name, own)| (maria || !own) && self.is_word(name)) {
            self.advance();
            self.take_equal();
            let value = self.option_number(name)?;
            TableOption::Number { name, value }
        } else if maria {
            return self.mariadb_option();
        } else if let Some(option) = self.mysql_option()? {
            option
        } else {
            return Ok(None);
        };
        Ok(Some(option))
    }

    /// The number of an option that the catalogue does not show.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn option_number(&mut self, name: &str) -> Answer<&'t str> {
        let at = self.offset();
        match name {
            "PAGE_CHECKSUM" | "TRANSACTIONAL" if self.take_word("DEFAULT") => Ok("DEFAULT"),
            "MAX_ROWS" | "MIN_ROWS" => self.decimal_number(),
            "AVG_ROW_LENGTH" if !self.mariadb() => {
                let number = self.decimal_number()?;
                if number.parse::<u128>().is_ok_and(|number| number > u128::from(u32::MAX)) {
                    let words = "The valid range for avg_row_length is [0,4294967295]. Error";
                    return self.worded_syntax_error(at, words);
                }
                Ok(number)
            }
            _ => self.big_number(),
        }
    }

    /// A whole number that may not be hexadecimal.
    fn decimal_number(&mut self) -> Answer<&'t str> {
        if self.peek().kind == TokenKind::Hex { self.syntax_error() } else { self.big_number() }
    }

    fn mysql_option(&mut self) -> Answer<Option<TableOption<'t>>> {
        let option = if self.take_word("COMPRESSION") {
            self.take_equal();
            TableOption::Compression(self.text()?)
        } else if self.take_word("ENCRYPTION") {
            self.take_equal();
            TableOption::Encryption(self.text()?)
        } else if !self.server.has(Feature::EngineAttributes) {
            return Ok(None);
        } else if self.take_word("SECONDARY_ENGINE") {
            self.take_equal();
            TableOption::SecondaryEngine(if self.take_word("NULL") { None } else { Some(self.name_or_text()?) })
        } else if self.take_word("AUTOEXTEND_SIZE") {
            self.take_equal();
            let token = self.peek();
            match token.kind {
                TokenKind::Integer | TokenKind::Word => {
                    self.advance();
                    TableOption::AutoextendSize(token.text(self.text).into())
                }
                _ => return self.syntax_error(),
            }
        } else if self.take_word("ENGINE_ATTRIBUTE") {
            self.take_equal();
            TableOption::EngineAttribute(self.text()?)
        } else if self.take_word("SECONDARY_ENGINE_ATTRIBUTE") {
            self.take_equal();
            TableOption::SecondaryEngineAttribute(self.text()?)
        } else if self.take_word("START") {
            self.expect_word("TRANSACTION")?;
            TableOption::StartTransaction
        } else {
            return Ok(None);
        };
        Ok(Some(option))
    }

    fn mariadb_option(&mut self) -> Answer<Option<TableOption<'t>>> {
        if self.is_word("WITH") && self.is_word_ahead(1, "SYSTEM") {
            self.expect_words(&["WITH", "SYSTEM", "VERSIONING"])?;
            return Ok(Some(TableOption::SystemVersioning));
        }
        if !self.is_plain_word() {
            return Ok(None);
        }
        let (name, value) = self.engine_attribute()?;
        Ok(Some(TableOption::Other { name, value }))
    }

    pub(super) fn engine_name(&mut self) -> Answer<Name<'t>> {
        self.name_or_text()
    }

    /// `[DEFAULT] CHARSET [=] x` and `[DEFAULT] COLLATE [=] x`.
    fn charset_option(&mut self) -> Answer<Option<TableOption<'t>>> {
        let default = self.take_word("DEFAULT");
        if self.is_charset_word() {
            self.charset_words()?;
            self.take_equal();
            if self.mariadb() && self.take_word("DEFAULT") {
                return Ok(Some(TableOption::Charset(None)));
            }
            return Ok(Some(TableOption::Charset(Some(self.charset_name()?))));
        }
        if self.take_word("COLLATE") {
            self.take_equal();
            return Ok(Some(TableOption::Collate(self.collation_name()?)));
        }
        if default { self.syntax_error() } else { Ok(None) }
    }

    /// `0`, `1` or DEFAULT.
    fn ternary(&mut self) -> Answer<Option<&'t str>> {
        self.take_equal();
        if self.take_word("DEFAULT") {
            return Ok(None);
        }
        let at = self.offset();
        let number = self.big_number()?;
        if matches!(number, "0" | "1") { Ok(Some(number)) } else { self.syntax_error_at(at) }
    }

    /// A whole number as the options take it: the grammars allow decimals and floats there too.
    pub(super) fn big_number(&mut self) -> Answer<&'t str> {
        match self.peek().kind {
            TokenKind::Integer | TokenKind::Hex | TokenKind::Decimal | TokenKind::Float => {
                Ok(self.advance().text(self.text))
            }
            _ => self.syntax_error(),
        }
    }

    fn row_format(&mut self) -> Answer<RowFormat> {
        let word = self.take_any_word(&["DEFAULT", "DYNAMIC", "FIXED", "COMPRESSED", "REDUNDANT", "COMPACT"]);
        Ok(match word {
            Some("DEFAULT") => RowFormat::Default,
            Some("DYNAMIC") => RowFormat::Dynamic,
            Some("FIXED") => RowFormat::Fixed,
            Some("COMPRESSED") => RowFormat::Compressed,
            Some("REDUNDANT") => RowFormat::Redundant,
            Some(_) => RowFormat::Compact,
            None if self.mariadb() && self.take_word("PAGE") => RowFormat::Page,
            None => return self.syntax_error(),
        })
    }

    /// The options of CREATE or ALTER DATABASE.
    pub(super) fn database_options(&mut self) -> Answer<Vec<DatabaseOption<'t>>> {
        let mut options = Vec::new();
        loop {
            let default = self.take_word("DEFAULT");
            options.push(if self.is_charset_word() {
                self.charset_words()?;
                self.take_equal();
                DatabaseOption::Charset(self.charset_name()?)
            } else if self.take_word("COLLATE") {
                self.take_equal();
                DatabaseOption::Collate(self.collation_name()?)
            } else if self.server.has(Feature::DatabaseOptions) && !self.mariadb() && self.take_word("ENCRYPTION") {
                self.take_equal();
                DatabaseOption::Encryption(self.text()?)
            } else if default {
                return self.syntax_error();
            } else if self.mariadb() && self.take_word("COMMENT") {
                self.take_equal();
                DatabaseOption::Comment(self.comment()?)
            } else if self.server.has(Feature::DatabaseOptions) && !self.mariadb() && self.is_word("READ") {
                self.advance();
                self.expect_word("ONLY")?;
                self.take_equal();
                let value: Cow<'t, str> =
                    if self.take_word("DEFAULT") { "DEFAULT".into() } else { self.big_number()?.into() };
                DatabaseOption::ReadOnly(value)
            } else {
                return Ok(options);
            });
        }
    }
}
