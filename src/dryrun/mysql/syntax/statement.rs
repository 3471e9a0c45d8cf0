//! Which statement it is, and the small statements.

use super::alter::PartialAlter;
use super::ast::{Assignment, CreateRoutine, Expr, ExprKind, Literal, Statement, TableName};
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
const WITHOUT_EFFECT: &[&str] = &["COMMIT", "ROLLBACK", "SAVEPOINT", "UNLOCK"];

impl<'t> Parser<'t> {
    /// The statement.
    pub fn statement(&mut self) -> Answer<Parsed<'t>> {
        let start = self.mark();
        let Some(word) = self.peek_any(&[
            "CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "USE", "SET", "CALL", "INSERT", "REPLACE", "LOCK", "START",
        ]) else {
            return self.other();
        };
        self.advance();
        let statement = match word {
            "CREATE" => return self.create(start),
            "ALTER" => return self.alter_statement(start),
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
            "LOCK" | "START" => {
                self.skim_to_end();
                Statement::Nothing
            }
            verb => self.rows(if verb == "INSERT" { "INSERT" } else { "REPLACE" }),
        };
        Ok(Parsed::Whole(statement))
    }

    fn other(&mut self) -> Answer<Parsed<'t>> {
        let token = self.peek();
        let word = token.text(self.text).to_ascii_uppercase();
        match token.kind {
            TokenKind::End => return self.syntax_error(),
            TokenKind::Word if WITHOUT_EFFECT.contains(&word.as_str()) => {
                self.skim_to_end();
                return Ok(Parsed::Whole(Statement::Nothing));
            }
            TokenKind::Word | TokenKind::Symbol(b'(') => {}
            _ => return self.syntax_error(),
        }
        const STATEMENTS: &[&str] = &[
            "SELECT",
            "UPDATE",
            "DELETE",
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
            "WITH",
            "BEGIN",
            "DO",
            "HANDLER",
            "LOAD",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
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
            "TABLE",
            "RELEASE",
            "BACKUP",
            "IF",
            "CASE",
            "LOOP",
            "WHILE",
            "REPEAT",
            "END",
            "DECLARE",
            "ELSE",
            "ELSEIF",
        ];
        let known = token.kind != TokenKind::Word || STATEMENTS.contains(&word.as_str());
        if !known
            || (!self.mariadb()
                && matches!(
                    word.as_str(),
                    "IF" | "CASE" | "LOOP" | "WHILE" | "END" | "DECLARE" | "ELSE" | "ELSEIF" | "REPEAT"
                ))
        {
            return self.syntax_error();
        }
        self.skim_to_end();
        Ok(Parsed::Whole(Statement::Other(word)))
    }

    fn rows(&mut self, verb: &'static str) -> Statement<'t> {
        self.take_any_word(&["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"]);
        self.take_word("IGNORE");
        self.take_word("INTO");
        let table = self.table_name();
        self.skim_to_end();
        match table {
            Ok(table) => Statement::Rows { verb, table },
            Err(_) => Statement::Other(verb.to_owned()),
        }
    }

    fn create(&mut self, start: usize) -> Answer<Parsed<'t>> {
        let or_replace = self.is_word("OR");
        if or_replace {
            self.advance();
            self.expect_word("REPLACE")?;
        }
        let maria = self.mariadb();
        let temporary = self.take_word("TEMPORARY");
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
        self.create_stored(start, or_replace).map(Parsed::Whole)
    }

    /// Views and stored programs, behind ALGORITHM, DEFINER and SQL SECURITY.
    fn create_stored(&mut self, start: usize, or_replace: bool) -> Answer<Statement<'t>> {
        if self.take_word("ALGORITHM") {
            self.take_equal();
            self.name()?;
        }
        if self.take_word("DEFINER") {
            self.take_equal();
            // 'user'@'host', or CURRENT_USER().
            if self.peek().kind == TokenKind::Text {
                self.text()?;
            } else {
                self.name_after_dot()?;
            }
            if self.take_symbol(b'@') {
                if self.peek().kind == TokenKind::Text {
                    self.text()?;
                } else {
                    self.name_after_dot()?;
                }
            } else if self.take_symbol(b'(') {
                self.expect_symbol(b')')?;
            }
        }
        if self.is_word("SQL") {
            self.advance();
            self.expect_word("SECURITY")?;
            self.name()?;
        }
        self.take_word("AGGREGATE");
        if self.take_word("VIEW") {
            let if_not_exists = self.if_not_exists()?;
            let name = self.table_name()?;
            self.skim_to_end();
            return Ok(Statement::CreateView { name, or_replace, if_not_exists });
        }
        let Some(word) = self.take_any_word(&["PROCEDURE", "FUNCTION"]) else {
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
                "LIBRARY",
                "JSON",
                "SEQUENCE",
                "PACKAGE",
                "MATERIALIZED",
            ];
            if !self.is_any_word(OTHERS) {
                return self.syntax_error();
            }
            let word = self.advance().text(self.text).to_ascii_uppercase();
            self.skim_to_end();
            return Ok(Statement::Other(format!("CREATE {word}")));
        };
        let if_not_exists = self.if_not_exists()?;
        let name = self.table_name()?;
        if word == "FUNCTION" {
            self.skim_to_end();
            return Ok(Statement::Other("CREATE FUNCTION".to_owned()));
        }
        let _ = start;
        self.expect_symbol(b'(')?;
        let mut parameters = vec![];
        if !self.is_symbol(b')') {
            parameters = self.items(|parser| {
                if parser.is_any_word(&["IN", "OUT", "INOUT"]) && parser.is_name_ahead(1) {
                    parser.advance();
                }
                let name = parser.name()?;
                parser.data_type()?;
                Ok(name)
            })?;
        }
        self.expect_symbol(b')')?;
        self.characteristics()?;
        let body_at = self.offset();
        if self.at_end() {
            return self.syntax_error();
        }
        Ok(Statement::CreateRoutine(Box::new(CreateRoutine {
            function: false,
            name,
            if_not_exists,
            or_replace,
            parameters,
            body_at,
        })))
    }

    fn characteristics(&mut self) -> Answer<()> {
        loop {
            if self.take_word("COMMENT") {
                self.text()?;
            } else if self.take_word("LANGUAGE") {
                self.expect_word("SQL")?;
            } else if self.take_word("NOT") {
                self.expect_word("DETERMINISTIC")?;
            } else if self.take_word("DETERMINISTIC") {
            } else if self.take_word("CONTAINS") || self.take_word("NO") {
                self.expect_word("SQL")?;
            } else if self.is_any_word(&["READS", "MODIFIES"]) {
                self.advance();
                self.expect_words(&["SQL", "DATA"])?;
            } else if self.take_word("SQL") {
                self.expect_word("SECURITY")?;
                self.take_any_word(&["DEFINER", "INVOKER"]);
            } else {
                return Ok(());
            }
        }
    }

    fn alter_statement(&mut self, start: usize) -> Answer<Parsed<'t>> {
        let mut ignore = false;
        if self.mariadb() {
            self.take_word("ONLINE");
            ignore = self.take_word("IGNORE");
        }
        if self.take_word("TABLE") {
            return Ok(Parsed::AlterTable(self.alter_table(ignore)));
        }
        if self.take_any_word(&["DATABASE", "SCHEMA"]).is_some() {
            let name = if self.is_name() { Some(self.name()?) } else { None };
            let options = self.database_options_or_error()?;
            self.end()?;
            return Ok(Parsed::Whole(Statement::AlterDatabase { name, options }));
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
            "SEQUENCE",
            "LIBRARY",
        ];
        if !self.is_any_word(OTHERS) {
            return self.syntax_error();
        }
        let word = self.advance().text(self.text).to_ascii_uppercase();
        self.skim_to_end();
        let _ = start;
        Ok(Parsed::Whole(Statement::Other(format!("ALTER {word}"))))
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
            "SEQUENCE",
            "PACKAGE",
        ];
        if !self.is_any_word(OTHERS) {
            return self.syntax_error();
        }
        let word = self.advance().text(self.text).to_ascii_uppercase();
        self.skim_to_end();
        Ok(Statement::Other(format!("DROP {word}")))
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

    /// What follows SET.
    fn set(&mut self) -> Answer<Statement<'t>> {
        if self.is_any_word(&[
            "NAMES",
            "CHARSET",
            "TRANSACTION",
            "PASSWORD",
            "ROLE",
            "DEFAULT",
            "RESOURCE",
            "STATEMENT",
        ]) || self.is_word("CHARACTER")
            || self.is_word("CHAR")
        {
            let names = self.is_word("NAMES");
            self.advance();
            if names && !self.is_word("DEFAULT") {
                self.charset_name()?;
                if self.take_word("COLLATE") {
                    self.collation_name()?;
                }
                self.warnings.clear();
                self.end()?;
                return Ok(Statement::Nothing);
            }
            self.skim_to_end();
            return Ok(Statement::Nothing);
        }
        let mut assignments = Vec::new();
        loop {
            assignments.push(self.assignment()?);
            if !self.take_symbol(b',') {
                break;
            }
        }
        self.end()?;
        Ok(Statement::Set(assignments))
    }

    fn assignment(&mut self) -> Answer<Assignment<'t>> {
        let mut global = false;
        let mut name = String::new();
        if self.take_symbol(b'@') {
            name.push('@');
            name.push_str(
                &match self.peek().kind {
                    TokenKind::Text => self.text()?,
                    _ => self.name_after_dot()?.text,
                }
                .to_lowercase(),
            );
        } else {
            if self.peek().kind == TokenKind::SystemVariable {
                self.advance();
                if let Some(scope) = self.take_any_word(&["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"]) {
                    global = matches!(scope, "GLOBAL" | "PERSIST" | "PERSIST_ONLY");
                    self.expect_symbol(b'.')?;
                }
            } else if let Some(scope) = self.peek_any(&["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"])
                && self.ahead(1).kind == TokenKind::Word
            {
                self.advance();
                global = matches!(scope, "GLOBAL" | "PERSIST" | "PERSIST_ONLY");
            }
            name.push_str(&self.name()?.text.to_ascii_lowercase());
            if self.take_symbol(b'.') {
                name.push('.');
                name.push_str(&self.name_after_dot()?.text.to_ascii_lowercase());
            }
        }
        if !self.take_equal() {
            return self.syntax_error();
        }
        let at = self.offset();
        // `ON`, `DEFAULT` and `BINARY` stand for themselves.
        if let Some(word) = self.peek_any(&["ON", "DEFAULT", "ALL", "BINARY", "ROW", "SYSTEM"])
            && self.ahead(1).kind != TokenKind::Symbol(b'(')
        {
            self.advance();
            let kind = ExprKind::Literal(Literal::Text { text: word.into(), introducer: None, national: false });
            return Ok(Assignment { name, global, value: Expr { kind, at, end: self.last_end() } });
        }
        Ok(Assignment { name, global, value: self.expression()? })
    }
}
