//! Functions, triggers and what else belongs to stored programs; transactions; statements that only look at tables.
//!
//! Source: MySQL manual, "CREATE FUNCTION Statement", "CREATE TRIGGER Statement", "Transactional and Locking Statements",
//! "SHOW Statements"; MariaDB manual, the same.

use super::ast::{CreateRoutine, CreateTrigger, Statement, Transaction};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Warning};

impl<'t> Parser<'t> {
    /// `DEFINER = a@b` or nothing. The server that is not there has the account root@localhost and no other of the user's.
    pub(super) fn definer(&mut self) -> Answer<()> {
        if !self.take_word("DEFINER") {
            return Ok(());
        }
        self.take_equal();
        let current = self.is_any_word(&["CURRENT_USER", "CURRENT_ROLE"]);
        let user = self.account_part()?;
        if current {
            if self.take_symbol(b'(') {
                self.expect_symbol(b')')?;
            }
            return Ok(());
        }
        let host = if self.take_symbol(b'@') { self.account_part()? } else { "%".to_owned() };
        if user != "root" || !host.eq_ignore_ascii_case("localhost") {
            self.warnings.push(Warning::note(self.server, 1449, &[&user, &host]));
        }
        Ok(())
    }

    fn account_part(&mut self) -> Answer<String> {
        if self.peek().kind == TokenKind::Text {
            self.text().map(Into::into)
        } else {
            Ok(self.name_after_dot()?.text.into())
        }
    }

    /// What follows `CREATE [OR REPLACE] FUNCTION`, up to the body.
    pub(super) fn create_function(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.table_name()?;
        // A function from a library: not modelled.
        if self.is_word("RETURNS") {
            self.skim_to_end();
            return Ok(Statement::Other("CREATE FUNCTION".to_owned()));
        }
        let parameters = self.parameters(self.mariadb())?;
        self.expect_word("RETURNS")?;
        let returns = Some(self.data_type()?);
        self.characteristics()?;
        let body_at = self.offset();
        if self.at_end() {
            return self.syntax_error();
        }
        let routine = CreateRoutine { name, if_not_exists, or_replace, parameters, returns, body_at };
        Ok(Statement::CreateRoutine(Box::new(routine)))
    }

    /// What follows `CREATE [OR REPLACE] TRIGGER`, up to the body.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn create_trigger(&mut self, or_replace: bool) -> Answer<Statement<'t>> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.table_name()?;
        let Some(time) = self.take_any_word(&["BEFORE", "AFTER"]) else { return self.syntax_error() };
        let Some(event) = self.take_any_word(&["INSERT", "UPDATE", "DELETE"]) else { return self.syntax_error() };
        self.expect_word("ON")?;
        let table = self.table_name()?;
        self.expect_words(&["FOR", "EACH", "ROW"])?;
        let beside = match self.take_any_word(&["FOLLOWS", "PRECEDES"]) {
            Some(_) => Some(self.name()?),
            None => None,
        };
        let body_at = self.offset();
        if self.at_end() {
            return self.syntax_error();
        }
        let before = time == "BEFORE";
        let trigger = CreateTrigger { name, table, if_not_exists, or_replace, before, event, beside, body_at };
        Ok(Statement::CreateTrigger(Box::new(trigger)))
    }

    /// What follows `ALTER PROCEDURE` and `ALTER FUNCTION`.
    pub(super) fn alter_routine(&mut self, function: bool) -> Answer<Statement<'t>> {
        let name = self.table_name()?;
        self.characteristics()?;
        self.end()?;
        Ok(Statement::AlterRoutine { function, name })
    }

    /// BEGIN, COMMIT, ROLLBACK, SAVEPOINT and RELEASE, from their first word on.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn transaction(&mut self) -> Answer<Statement<'t>> {
        let word = self.advance().text(self.text).to_ascii_uppercase();
        let step = match word.as_str() {
            "SAVEPOINT" => Transaction::Savepoint(self.name()?),
            "RELEASE" => {
                self.expect_word("SAVEPOINT")?;
                Transaction::Release(self.name()?)
            }
            _ => {
                self.take_word("WORK");
                if word == "ROLLBACK" && self.take_word("TO") {
                    self.take_word("SAVEPOINT");
                    Transaction::RollbackTo(self.name()?)
                } else if word == "BEGIN" {
                    Transaction::Begin
                } else {
                    if self.take_word("AND") {
                        self.take_word("NO");
                        self.expect_word("CHAIN")?;
                    }
                    let no = self.take_word("NO");
                    if !self.take_word("RELEASE") && no {
                        return self.syntax_error();
                    }
                    Transaction::End
                }
            }
        };
        self.end()?;
        Ok(Statement::Transaction(step))
    }

    /// What follows START.
    pub(super) fn start(&mut self) -> Answer<Statement<'t>> {
        if self.is_any_word(&["SLAVE", "REPLICA", "GROUP_REPLICATION", "ALL"]) {
            self.skim_to_end();
            return Ok(Statement::Other("START".to_owned()));
        }
        self.expect_word("TRANSACTION")?;
        while !self.at_end() {
            if self.take_word("WITH") {
                self.expect_words(&["CONSISTENT", "SNAPSHOT"])?;
            } else {
                self.expect_word("READ")?;
                if self.take_any_word(&["ONLY", "WRITE"]).is_none() {
                    return self.syntax_error();
                }
            }
            if !self.take_symbol(b',') {
                break;
            }
        }
        self.end()?;
        Ok(Statement::Transaction(Transaction::Begin))
    }

    /// What follows LOCK.
    pub(super) fn lock_tables(&mut self) -> Answer<Statement<'t>> {
        if self.take_any_word(&["TABLES", "TABLE"]).is_none() {
            self.skim_to_end();
            return Ok(Statement::Other("LOCK".to_owned()));
        }
        let tables = self.items(|parser| {
            let table = parser.table_name()?;
            if parser.take_word("AS") || (parser.is_name() && !parser.is_any_word(&["READ", "WRITE", "LOW_PRIORITY"])) {
                parser.name()?;
            }
            if parser.take_word("READ") {
                parser.take_word("LOCAL");
            } else {
                parser.take_word("LOW_PRIORITY");
                parser.expect_word("WRITE")?;
                parser.take_word("CONCURRENT");
            }
            Ok(table)
        })?;
        self.end()?;
        Ok(Statement::Tables(tables))
    }

    /// DESCRIBE and SHOW of tables, ANALYZE and its kin; `None` for others, where nothing was passed.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(super) fn look(&mut self) -> Answer<Option<Statement<'t>>> {
        let mark = self.mark();
        let found = match self.take_any_word(&["DESCRIBE", "DESC", "SHOW", "ANALYZE", "OPTIMIZE", "CHECK", "REPAIR"]) {
            Some("DESCRIBE" | "DESC") if self.is_name() && !self.is_word("FORMAT") => {
                let table = self.table_name()?;
                if !self.at_end() {
                    self.advance();
                }
                Some(Statement::Tables(vec![table]))
            }
            Some("SHOW") => self.show()?,
            Some("ANALYZE" | "OPTIMIZE" | "CHECK" | "REPAIR") => {
                self.take_any_word(&["NO_WRITE_TO_BINLOG", "LOCAL"]);
                if self.take_any_word(&["TABLE", "TABLES"]).is_some() {
                    self.items(Self::table_name)?;
                    if !self.at_end() {
                        self.skim_to_end();
                    }
                    Some(Statement::Nothing)
                } else {
                    None
                }
            }
            _ => None,
        };
        if found.is_none() {
            self.rewind(mark);
            return Ok(None);
        }
        self.end()?;
        Ok(found)
    }

    fn show(&mut self) -> Answer<Option<Statement<'t>>> {
        if self.take_word("CREATE") {
            return match self.take_word("TABLE") {
                true => Ok(Some(Statement::Tables(vec![self.table_name()?]))),
                false => Ok(None),
            };
        }
        self.take_word("EXTENDED");
        self.take_word("FULL");
        if self.take_any_word(&["COLUMNS", "FIELDS", "INDEX", "INDEXES", "KEYS"]).is_some() {
            if self.take_any_word(&["FROM", "IN"]).is_none() {
                return self.syntax_error();
            }
            let mut table = self.table_name()?;
            if self.take_any_word(&["FROM", "IN"]).is_some() {
                table.database = Some(self.name()?);
            }
            self.like()?;
            return Ok(if self.at_end() { Some(Statement::Tables(vec![table])) } else { None });
        }
        self.take_any_word(&["GLOBAL", "SESSION"]);
        const LISTS: &[&str] =
            &["DATABASES", "SCHEMAS", "WARNINGS", "ERRORS", "VARIABLES", "STATUS", "ENGINES", "PROCESSLIST"];
        if self.take_any_word(LISTS).is_none() {
            return Ok(None);
        }
        self.like()?;
        Ok(if self.at_end() { Some(Statement::Nothing) } else { None })
    }

    fn like(&mut self) -> Answer<()> {
        if self.take_word("LIKE") { self.text().map(|_| ()) } else { Ok(()) }
    }
}
