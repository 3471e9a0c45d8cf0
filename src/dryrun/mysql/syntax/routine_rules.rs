//! What triggers and functions may do in their bodies, and the statements of bodies that speak of errors.

use super::ast::{BodyStatement, Condition, Expr, ExprKind, Signal, Statement, Transaction};
use super::routine::{Body, Program};
use super::statement::Parsed;
use crate::dryrun::mysql::refusal::Answer;
use crate::text::Letters;

impl<'t> Body<'_, '_, 't> {
    /// NEW and OLD in the expressions of a trigger: error 1363 where the event has no such row.
    pub(super) fn rows_are_there(&mut self, expression: &Expr<'t>) -> Answer<()> {
        let Program::Trigger(_, event) = self.program else { return Ok(()) };
        if let ExprKind::Column { qualifiers, name } = &expression.kind
            && let [row] = qualifiers.as_slice()
        {
            let new = row.text.eq_ignore_ascii_case("NEW");
            if new || row.text.eq_ignore_ascii_case("OLD") {
                let word = if new { "NEW" } else { "OLD" };
                if event == if new { "DELETE" } else { "INSERT" } {
                    return self.parser.refuse(1363, &[word, &format!("on {event}")]);
                }
                self.row_columns.push((new, name.text.clone().into_owned()));
            }
        }
        expression.children().into_iter().try_for_each(|child| self.rows_are_there(child))
    }

    /// `SET NEW.a = ...`, with the name in lower case; true where it is that.
    pub(super) fn assigns_row(&mut self, name: &str, written: &str) -> Answer<bool> {
        let Program::Trigger(before, event) = self.program else { return Ok(false) };
        if name.starts_with("old.") {
            return self.parser.refuse(1362, &["OLD", ""]);
        }
        if !name.starts_with("new.") {
            return Ok(false);
        }
        if event == "DELETE" {
            return self.parser.refuse(1363, &["NEW", "on DELETE"]);
        }
        if !before {
            return self.parser.refuse(1362, &["NEW", "after "]);
        }
        self.row_columns.push((true, written.get(4..).unwrap_or("").to_owned()));
        Ok(true)
    }

    /// What a function or a trigger may not do.
    pub(super) fn may_stand_here(&self, parsed: &Parsed) -> Answer<()> {
        let what = match self.program {
            Program::Procedure => return Ok(()),
            Program::Function => "function",
            Program::Trigger(..) => "trigger",
        };
        let commits = match parsed {
            Parsed::CreateTable(partial) => !partial.table.temporary,
            Parsed::AlterTable(_) => true,
            Parsed::Whole(statement) => match statement {
                Statement::DropTable { temporary, .. } => !temporary,
                Statement::Select(query) if query.into.is_empty() => return self.parser.refuse(1415, &[what]),
                Statement::Prepared(_) => return self.parser.refuse(1336, &["Dynamic SQL"]),
                Statement::CreateIndex(_)
                | Statement::DropIndex { .. }
                | Statement::RenameTable { .. }
                | Statement::TruncateTable(_)
                | Statement::CreateDatabase { .. }
                | Statement::AlterDatabase { .. }
                | Statement::DropDatabase { .. }
                | Statement::CreateView(_)
                | Statement::DropView { .. }
                | Statement::Transaction(Transaction::Begin | Transaction::End) => true,
                _ => false,
            },
        };
        if commits { self.parser.refuse(1422, &[]) } else { Ok(()) }
    }

    /// `GET DIAGNOSTICS`: the variables that get something.
    pub(super) fn diagnostics(&mut self) -> Answer<BodyStatement<'t>> {
        self.parser.advance();
        self.parser.take_any_word(&["CURRENT", "STACKED"]);
        self.parser.expect_word("DIAGNOSTICS")?;
        if self.parser.take_word("CONDITION") {
            self.parser.expression()?;
        }
        let targets = self.parser.items(|parser| {
            let target = parser.target()?;
            if !parser.take_equal() {
                return parser.syntax_error();
            }
            parser.name()?;
            Ok(target)
        })?;
        self.known_targets(&targets)?;
        Ok(BodyStatement::Diagnostics(targets))
    }

    pub(super) fn signal(&mut self, again: bool) -> Answer<BodyStatement<'t>> {
        self.parser.advance();
        let mut signal = Signal { again, state: None, items: vec![] };
        if self.parser.is_word("SQLSTATE") {
            if let Condition::State(state) = self.state()? {
                signal.state = Some(state);
            }
        } else if self.parser.is_name() {
            let name = self.parser.name()?;
            match self.named_condition(&name)? {
                Condition::State(state) => signal.state = Some(state),
                _ => return self.parser.refuse(1646, &[]),
            }
        } else if !again {
            return self.parser.syntax_error();
        }
        if self.parser.take_word("SET") {
            loop {
                const ITEMS: &str = "CATALOG_NAME CLASS_ORIGIN COLUMN_NAME CONSTRAINT_CATALOG CONSTRAINT_NAME \
                    CONSTRAINT_SCHEMA CURSOR_NAME MESSAGE_TEXT MYSQL_ERRNO SCHEMA_NAME SUBCLASS_ORIGIN TABLE_NAME";
                let item = self.parser.peek().text(self.parser.text).upper();
                if !ITEMS.split_ascii_whitespace().any(|known| known == item) {
                    return self.parser.syntax_error();
                }
                self.parser.advance();
                if !self.parser.take_equal() {
                    return self.parser.syntax_error();
                }
                if signal.items.iter().any(|(known, _)| *known == item) {
                    return self.parser.refuse(1641, &[&item]);
                }
                signal.items.push((item, self.expression()?));
                if !self.parser.take_symbol(b',') {
                    break;
                }
            }
        }
        Ok(BodyStatement::Signal(signal))
    }
}
