//! Variables of routines and of the user; those of the server are in [`settings`](super::settings).

use crate::text::Letters;
use std::collections::{BTreeMap, BTreeSet};

use super::super::refusal::{Answer, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{Assignment, DataType, Scope, Target, TypeName};
use super::evaluate::Place;
use super::operators::{recollated, unmodelled};
use super::sql_mode::SqlMode;
use super::value::{Strength, Text, Value, is_number, number_of};
use crate::mysql::charset::{self, Collation};

/// What a session holds beside its catalogue.
#[derive(Default)]
pub struct Runtime {
    /// `None`: the default collation of utf8mb4.
    pub(in crate::dryrun::mysql) connection_collation: Option<&'static Collation>,
    pub(super) frames: Vec<Frame>,
    /// By name in lower case: the text of each.
    pub(super) prepared: BTreeMap<String, String>,
    pub(super) sql_mode: SqlMode,
    /// Why what is said of tables from here on is not certain.
    pub(super) doubt: Option<Box<str>>,
    /// Why the statement at hand may have been refused all the same.
    pub(super) risk: Option<Box<str>>,
    /// The values of `?` in the prepared statement that is being executed.
    pub(super) parameters: Vec<Value>,
    /// The functions of the user's: `db.name`, in lower case.
    pub(super) functions: BTreeSet<String>,
    /// START TRANSACTION was there, and no COMMIT since.
    pub(super) in_transaction: bool,
    /// In lower case, in their order.
    pub(super) savepoints: Vec<String>,
    /// CREATE FUNCTION of a library was there: functions that are not the server's may be the user's.
    pub(super) has_functions: bool,
    /// How many queries are under way, one within the other.
    pub(super) queries: u8,
    /// Tables, procedures and databases whose creation was not decided: `db.name`, and `name` of databases.
    pub(super) perhaps: BTreeSet<String>,
    /// Statements of routines that were executed within the statement at hand.
    pub(super) steps: u32,
    user: BTreeMap<String, Value>,
    pub(super) system: BTreeMap<String, Value>,
}

/// A routine that is being executed.
pub(super) struct Frame {
    /// `db.name`, in lower case.
    pub routine: String,
    /// Those of inner blocks behind those of outer ones.
    pub locals: Vec<Local>,
}

pub(super) struct Local {
    /// In lower case.
    name: String,
    holds: Holds,
    pub value: Value,
}

/// The type of a variable.
#[derive(Clone, Copy)]
struct Holds {
    name: TypeName,
    length: Option<u32>,
    unsigned: bool,
    collation: Option<&'static Collation>,
}

impl Session {
    pub(super) fn user_variable(&self, name: &str) -> Value {
        self.runtime.user.get(name).cloned().unwrap_or(Value::Null)
    }

    pub(super) fn set_user_variable(&mut self, name: &str, value: Value) {
        let value = match value {
            Value::Text(text) => Value::Text(Text { strength: Strength::Implicit, ..text }),
            value => value,
        };
        self.runtime.user.insert(name.to_owned(), value);
    }

    /// The value of a variable of the routine that is being executed, the innermost of that name.
    pub(super) fn local(&self, name: &str) -> Option<Value> {
        let frame = self.runtime.frames.last()?;
        frame.locals.iter().rev().find(|local| local.name.eq_ignore_ascii_case(name)).map(|local| local.value.clone())
    }

    /// A new variable of the routine that is being executed.
    pub(super) fn declare(&mut self, name: &str, data_type: &DataType, value: Value) -> Answer<()> {
        let holds = self.holds(data_type);
        let value = self.converted(name, holds, value)?;
        if let Some(frame) = self.runtime.frames.last_mut() {
            frame.locals.push(Local { name: name.lower(), holds, value });
        }
        Ok(())
    }

    fn holds(&self, data_type: &DataType) -> Holds {
        let named = data_type.collate.as_ref().and_then(|name| charset::collation(&name.text, self.server));
        let of_charset = || data_type.charset.as_ref().and_then(|name| self.default_collation(&name.text));
        let of_database = || {
            let database = self.current.as_ref().and_then(|current| self.catalog.databases.get(current))?;
            Some(database.collation)
        };
        Holds {
            name: data_type.name,
            length: data_type.length.and_then(|length| length.parse().ok()),
            unsigned: data_type.unsigned,
            collation: named.or_else(of_charset).or_else(of_database).or_else(|| self.default_collation("utf8mb4")),
        }
    }

    /// Gives a value to a variable.
    pub(super) fn assign(&mut self, target: &Target, value: Value) -> Answer<()> {
        match target {
            Target::User(name) => {
                self.set_user_variable(name, value);
                Ok(())
            }
            Target::Local(name) => self.assign_local(&name.text, value),
        }
    }

    pub(super) fn assign_local(&mut self, name: &str, value: Value) -> Answer<()> {
        let find = |local: &&mut Local| local.name.eq_ignore_ascii_case(name);
        let holds = self.runtime.frames.last_mut().and_then(|frame| frame.locals.iter_mut().rev().find(find));
        let Some(holds) = holds.map(|local| local.holds) else { return self.refuse(1327, &[name]) };
        let value = self.converted(name, holds, value)?;
        let local = self.runtime.frames.last_mut().and_then(|frame| frame.locals.iter_mut().rev().find(find));
        if let Some(local) = local {
            local.value = value;
        }
        Ok(())
    }

    /// A value as a variable of that type holds it; what does not fit is refused, as a row's value would be.
    fn converted(&self, name: &str, holds: Holds, value: Value) -> Answer<Value> {
        use TypeName::{
            BigInt, Bool, Char, Int, LongText, MediumInt, MediumText, SmallInt, Text as Texts, TinyInt, TinyText,
            VarChar,
        };
        if matches!(value, Value::Null | Value::Unknown(_)) {
            return Ok(value);
        }
        let row = if self.server.is_mariadb() { "0" } else { "1" };
        let strict = self.runtime.sql_mode.is_strict(self.server);
        let misfit = |errno: u16, parts: &[&str]| {
            if strict {
                self.refuse(errno, parts)
            } else {
                Ok(Value::unknown("a value that does not fit its variable"))
            }
        };
        let bits = match holds.name {
            TinyInt | Bool => 8,
            SmallInt => 16,
            MediumInt => 24,
            Int => 32,
            BigInt => 64,
            Char | VarChar => {
                let Some(text) = value.as_text() else { return Ok(unmodelled()) };
                let longest = holds.length.unwrap_or(1) as usize;
                if text.trim_end_matches(' ').chars().count() > longest {
                    return misfit(1406, &[name, row]);
                }
                return Ok(self.held_text(text.chars().take(longest).collect(), holds));
            }
            Texts | MediumText | LongText | TinyText => {
                let Some(text) = value.as_text() else { return Ok(unmodelled()) };
                let fits = text.len() <= if holds.name == TinyText { 255 } else { 65_535 } || holds.name == LongText;
                return Ok(if fits { self.held_text(text, holds) } else { unmodelled() });
            }
            _ => return Ok(Value::unknown(format!("the variable {name}: its type is not modelled"))),
        };
        if let Value::Text(text) = &value
            && !is_number(&text.text)
        {
            if number_of(&text.text) != 0.0 || text.text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                return Ok(Value::unknown("a text that only begins with a number"));
            }
            return match self.server.is_mariadb() {
                true => misfit(1366, &["integer", &text.text, "", "", name, row]),
                false => misfit(1366, &["integer", &text.text, name, row]),
            };
        }
        let Some(number) = value.as_integer() else { return Ok(unmodelled()) };
        let (least, most) = match holds.unsigned {
            true => (0, (1i128 << bits) - 1),
            false => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        };
        if (least..=most).contains(&i128::from(number)) {
            Ok(Value::Integer(number))
        } else {
            misfit(1264, &[name, row])
        }
    }

    fn held_text(&self, text: String, holds: Holds) -> Value {
        match holds.collation {
            Some(collation) => recollated(self.text(text, Strength::Implicit), collation, Strength::Implicit),
            None => unmodelled(),
        }
    }

    /// `SET a = 1, @b = 2, SESSION c = 3`.
    pub(in crate::dryrun::mysql) fn set(
        &mut self,
        text: &str,
        assignments: &[Assignment],
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        // The servers look for all the names before they set anything.
        for assignment in assignments.iter().filter(|assignment| !self.is_own(assignment)) {
            self.may_be_set(assignment)?;
        }
        for assignment in assignments {
            let name = assignment.name.as_str();
            if let Some(variable) = name.strip_prefix('@').filter(|_| assignment.scope == Scope::User) {
                let value = self.evaluate(Place::new(text), &assignment.value)?;
                self.set_user_variable(variable, value);
            } else if self.is_own(assignment) {
                let value = self.evaluate(Place::new(text), &assignment.value)?;
                self.assign_local(name, value)?;
            } else {
                self.set_system(text, assignment, warnings)?;
            }
        }
        Ok(())
    }

    /// True for a variable of the user's or of the routine.
    fn is_own(&self, assignment: &Assignment) -> bool {
        let local = || assignment.scope == Scope::Plain && self.local(&assignment.name).is_some();
        assignment.scope == Scope::User || local()
    }
}
