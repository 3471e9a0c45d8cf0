//! Which statement it is, and the small statements.

use super::alter::PartialAlter;
use super::ast::{Name, RowsVerb, Statement, TableName};
use super::create_table::Partial;
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;

/// What a statement is after parsing. CREATE and ALTER TABLE come with their stop, since MariaDB checks while it parses.
pub enum Parsed<'t> {
    Whole(Statement<'t>),
    CreateTable(Partial<'t>),
    AlterTable(PartialAlter<'t>),
}

/// Statements that change nothing of what is modelled; not judged beyond their first word.
const WITHOUT_EFFECT: &[&str] = &["UNLOCK"];

/// Objects that only MariaDB has.
const MARIADB_OBJECTS: &[&str] = &["SEQUENCE", "PACKAGE"];

impl<'t> Parser<'t> {
    /// The statement.
    pub fn statement(&mut self) -> Answer<Parsed<'t>> {
        let Some(word) = self.peek_any(&[
            "CREATE",
            "ALTER",
            "DROP",
            "RENAME",
            "TRUNCATE",
            "USE",
            "SET",
            "CALL",
            "INSERT",
            "REPLACE",
            "UPDATE",
            "DELETE",
            "SELECT",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
            "LOCK",
            "START",
        ]) else {
            return self.other();
        };
        match word {
            "SELECT" => return self.select_statement().map(Parsed::Whole),
            "PREPARE" | "EXECUTE" | "DEALLOCATE" => return self.prepared_statement().map(Parsed::Whole),
            _ => self.advance(),
        };
        let statement = match word {
            "CREATE" => return self.create(),
            "ALTER" => return self.alter_statement(),
            "DROP" => self.drop_statement()?,
            "RENAME" => self.rename_statement()?,
            "TRUNCATE" => {
                self.take_word("TABLE");
                let name = self.table_name()?;
                self.end()?;
                Statement::TruncateTable(name)
            }
            "USE" => {
                let name = self.name()?;
                self.end()?;
                Statement::Use(name)
            }
            "SET" => return self.set().map(Parsed::Whole),
            "CALL" => {
                let name = self.table_name()?;
                let mut arguments = vec![];
                if self.take_symbol(b'(') {
                    if !self.is_symbol(b')') {
                        arguments = self.items(Self::expression)?;
                    }
                    self.expect_symbol(b')')?;
                }
                self.end()?;
                Statement::Call { name, arguments }
            }
            "LOCK" => self.lock_tables()?,
            "START" => self.start()?,
            "INSERT" => Statement::Rows(Box::new(self.rows_statement(RowsVerb::Insert)?)),
            "REPLACE" => Statement::Rows(Box::new(self.rows_statement(RowsVerb::Replace)?)),
            "UPDATE" => Statement::Rows(Box::new(self.rows_statement(RowsVerb::Update)?)),
            _ => Statement::Rows(Box::new(self.rows_statement(RowsVerb::Delete)?)),
        };
        Ok(Parsed::Whole(statement))
    }

    fn other(&mut self) -> Answer<Parsed<'t>> {
        let token = self.peek();
        let word = token.text(self.text).to_ascii_uppercase();
        match token.kind {
            // Comments alone are a statement that does nothing.
            TokenKind::End if self.text.trim().is_empty() => return self.refuse(1065, &[]),
            TokenKind::End if self.at_text_end() => return Ok(Parsed::Whole(Statement::Nothing)),
            TokenKind::End => return self.syntax_error(),
            TokenKind::Symbol(b'(') if self.at_query() => return self.select_statement().map(Parsed::Whole),
            TokenKind::Symbol(b'(') => return self.no_query(),
            TokenKind::Word if WITHOUT_EFFECT.contains(&word.as_str()) => {
                self.skim_to_end();
                return Ok(Parsed::Whole(Statement::Nothing));
            }
            TokenKind::Word => {}
            _ => return self.syntax_error(),
        }
        let not_atomic = word == "BEGIN" && self.is_word_ahead(1, "NOT");
        if self.mariadb()
            && (not_atomic || matches!(word.as_str(), "IF" | "CASE" | "LOOP" | "WHILE" | "REPEAT" | "FOR"))
        {
            let start = self.offset();
            self.skim_to_end();
            return Ok(Parsed::Whole(Statement::Compound(start)));
        }
        if word == "DO" {
            self.advance();
            let values = self.items(Self::expression)?;
            self.end()?;
            return Ok(Parsed::Whole(Statement::Do(values)));
        }
        if matches!(word.as_str(), "BEGIN" | "COMMIT" | "ROLLBACK" | "SAVEPOINT" | "RELEASE") {
            return self.transaction().map(Parsed::Whole);
        }
        if let Some(statement) = self.look()? {
            return Ok(Parsed::Whole(statement));
        }
        if word == "WITH" {
            return match self.other_query() {
                Err(stop) if stop.is_unknown() => {
                    self.skim_to_end();
                    Ok(Parsed::Whole(Statement::Other(word)))
                }
                other => other,
            };
        }
        if word == "TABLE" {
            self.table_query()?;
            return Ok(Parsed::Whole(Statement::Other(word)));
        }
        const STATEMENTS: &[&str] = &[
            "SHOW",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "ANALYZE",
            "OPTIMIZE",
            "REPAIR",
            "CHECK",
            "CHECKSUM",
            "FLUSH",
            "GRANT",
            "REVOKE",
            "HANDLER",
            "LOAD",
            "KILL",
            "HELP",
            "INSTALL",
            "UNINSTALL",
            "RESET",
            "PURGE",
            "CHANGE",
            "STOP",
            "SHUTDOWN",
            "RESTART",
            "SIGNAL",
            "RESIGNAL",
            "GET",
            "XA",
            "CACHE",
            "BINLOG",
            "CLONE",
            "IMPORT",
            "VALUES",
            "RELEASE",
            "BACKUP",
        ];
        if !STATEMENTS.contains(&word.as_str()) {
            return self.syntax_error();
        }
        self.skim_to_end();
        Ok(Parsed::Whole(Statement::Other(word)))
    }

    fn create(&mut self) -> Answer<Parsed<'t>> {
        let or_replace = self.is_word("OR");
        if or_replace {
            self.advance();
            self.expect_word("REPLACE")?;
        }
        let maria = self.mariadb();
        let temporary = (maria || !or_replace) && self.take_word("TEMPORARY");
        let external = !maria && !temporary && self.is_word("EXTERNAL") && self.is_word_ahead(1, "TABLE");
        if external {
            self.advance();
        }
        if self.is_word("TABLE") && (maria || !or_replace) {
            self.advance();
            return Ok(Parsed::CreateTable(self.create_table(or_replace, temporary)));
        }
        if temporary && !maria {
            return self.syntax_error();
        }
        if !or_replace || maria {
            if self.is_any_word(&["UNIQUE", "FULLTEXT", "SPATIAL", "INDEX"]) {
                return self.create_index(or_replace).map(Parsed::Whole);
            }
            if self.take_any_word(&["DATABASE", "SCHEMA"]).is_some() {
                let if_not_exists = self.if_not_exists()?;
                let name = self.name()?;
                let options = self.database_options()?;
                self.end()?;
                return Ok(Parsed::Whole(Statement::CreateDatabase { name, if_not_exists, or_replace, options }));
            }
        }
        self.create_stored(or_replace).map(Parsed::Whole)
    }

    /// Views and stored programs, behind ALGORITHM, DEFINER and SQL SECURITY.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn create_stored(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        if self.take_word("ALGORITHM") {
            self.take_equal();
            self.name()?;
        }
        self.definer()?;
        if self.is_word("SQL") {
            self.advance();
            self.expect_word("SECURITY")?;
            self.name()?;
        }
        if self.take_word("VIEW") {
            return self.create_view(or_replace);
        }
        if or_replace && !self.mariadb() && !self.is_word("SPATIAL") {
            return self.syntax_error();
        }
        let aggregate = self.take_word("AGGREGATE");
        if !aggregate && self.take_word("PROCEDURE") {
            return self.create_procedure(or_replace);
        }
        if !aggregate && self.take_word("FUNCTION") {
            return self.create_function(or_replace);
        }
        if !aggregate && self.take_word("TRIGGER") {
            return self.create_trigger(or_replace);
        }
        const OTHERS: &[&str] = &[
            "FUNCTION",
            "TRIGGER",
            "EVENT",
            "USER",
            "ROLE",
            "SERVER",
            "TABLESPACE",
            "UNDO",
            "LOGFILE",
            "SPATIAL",
            "RESOURCE",
            "LIBRARY",
            "JSON",
            "MATERIALIZED",
        ];
        if self.mariadb() && self.is_any_word(MARIADB_OBJECTS) {
            return self.other_object("CREATE", MARIADB_OBJECTS);
        }
        self.other_object("CREATE", OTHERS)
    }

    /// A statement about objects that are not modelled, if it is about one of these; its rest is not looked at.
    fn other_object(&mut self, what: &str, objects: &[&str]) -> Answer<Statement<'t>> {
        if !self.is_any_word(objects) {
            return self.syntax_error();
        }
        let word = self.advance().text(self.text).to_ascii_uppercase();
        self.skim_to_end();
        Ok(Statement::Other(format!("{what} {word}")))
    }

    fn alter_statement(&mut self) -> Answer<Parsed<'t>> {
        let (mut online, mut ignore) = (None, false);
        if self.mariadb() {
            let at = self.offset();
            online = self.take_word("ONLINE").then(|| Name { text: "NONE".into(), at });
            ignore = self.take_word("IGNORE");
        }
        if self.take_word("TABLE") {
            let mut partial = self.alter_table(ignore);
            // ONLINE is another word for LOCK=NONE, as long as no LOCK follows.
            partial.alter.lock = partial.alter.lock.or(online);
            return Ok(Parsed::AlterTable(partial));
        }
        if self.take_any_word(&["DATABASE", "SCHEMA"]).is_some() {
            // COMMENT is a name too, but not before its text.
            let next = self.ahead(1).kind;
            let comment =
                self.mariadb() && self.is_word("COMMENT") && matches!(next, TokenKind::Symbol(b'=') | TokenKind::Text);
            let name = if self.is_name() && !comment { Some(self.name()?) } else { None };
            let options = self.database_options_or_error()?;
            self.end()?;
            return Ok(Parsed::Whole(Statement::AlterDatabase { name, options }));
        }
        if let Some(word) = self.take_any_word(&["PROCEDURE", "FUNCTION"]) {
            return self.alter_routine(word == "FUNCTION").map(Parsed::Whole);
        }
        const OTHERS: &[&str] = &[
            "VIEW",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "USER",
            "SERVER",
            "TABLESPACE",
            "INSTANCE",
            "LOGFILE",
            "UNDO",
            "RESOURCE",
            "ALGORITHM",
            "DEFINER",
            "SQL",
            "LIBRARY",
        ];
        if self.mariadb() && self.is_any_word(MARIADB_OBJECTS) {
            return self.other_object("ALTER", MARIADB_OBJECTS).map(Parsed::Whole);
        }
        self.other_object("ALTER", OTHERS).map(Parsed::Whole)
    }

    fn database_options_or_error(&mut self) -> Answer<Vec<super::ast::DatabaseOption<'t>>> {
        let options = self.database_options()?;
        if options.is_empty() { self.syntax_error() } else { Ok(options) }
    }

    fn drop_statement(&mut self) -> Answer<Statement<'t>> {
        let temporary = self.take_word("TEMPORARY");
        if self.take_any_word(&["TABLE", "TABLES"]).is_some() {
            let if_exists = self.if_exists()?;
            let tables = self.items(Self::table_name)?;
            self.lock_wait()?;
            self.take_any_word(&["RESTRICT", "CASCADE"]);
            self.end()?;
            return Ok(Statement::DropTable { tables, if_exists, temporary });
        }
        if temporary {
            return self.syntax_error();
        }
        if self.take_any_word(&["DATABASE", "SCHEMA"]).is_some() {
            let if_exists = self.if_exists()?;
            let name = self.name()?;
            self.end()?;
            return Ok(Statement::DropDatabase { name, if_exists });
        }
        if self.take_word("INDEX") {
            return self.drop_index();
        }
        if self.take_word("VIEW") {
            let if_exists = self.if_exists()?;
            let names = self.items(Self::table_name)?;
            self.take_any_word(&["RESTRICT", "CASCADE"]);
            self.end()?;
            return Ok(Statement::DropView { names, if_exists });
        }
        if self.take_word("TRIGGER") {
            let if_exists = self.if_exists()?;
            let name = self.table_name()?;
            self.end()?;
            return Ok(Statement::DropTrigger { name, if_exists });
        }
        if let Some(word) = self.take_any_word(&["PROCEDURE", "FUNCTION"]) {
            let if_exists = self.if_exists()?;
            let name = self.table_name()?;
            self.end()?;
            return Ok(Statement::DropRoutine { function: word == "FUNCTION", name, if_exists });
        }
        const OTHERS: &[&str] = &[
            "TRIGGER",
            "EVENT",
            "USER",
            "ROLE",
            "SERVER",
            "TABLESPACE",
            "UNDO",
            "LOGFILE",
            "SPATIAL",
            "RESOURCE",
            "PREPARE",
            "LIBRARY",
        ];
        if self.mariadb() && self.is_any_word(MARIADB_OBJECTS) {
            return self.other_object("DROP", MARIADB_OBJECTS);
        }
        self.other_object("DROP", OTHERS)
    }

    fn rename_statement(&mut self) -> Answer<Statement<'t>> {
        if self.is_word("USER") {
            self.skim_to_end();
            return Ok(Statement::Other("RENAME USER".to_owned()));
        }
        if self.take_any_word(&["TABLE", "TABLES"]).is_none() {
            return self.syntax_error();
        }
        let if_exists = self.mariadb() && self.if_exists()?;
        let pairs = self.items(|parser| -> Answer<(TableName<'t>, TableName<'t>)> {
            let from = parser.table_name()?;
            parser.expect_word("TO")?;
            Ok((from, parser.table_name()?))
        })?;
        self.end()?;
        Ok(Statement::RenameTable { pairs, if_exists })
    }
}
