//! Variables: those of routines, those of the user, and those of the server that statements of a schema depend on.

use crate::mysql::Feature;
use crate::text::Letters;
use std::collections::{BTreeMap, BTreeSet};

use super::super::refusal::{Answer, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{Assignment, DataType, Expr, ExprKind, Name, Scope, Target, TypeName};
use super::evaluate::Place;
use super::operators::{recollated, unmodelled};
use super::sql_mode::SqlMode;
use super::value::{Strength, Text, Value, is_number, number_of};
use crate::mysql::charset::{self, Collation};

/// What a session holds beside its catalogue.
#[derive(Default)]
pub struct Runtime {
    /// `None`: the default collation of utf8mb4.
    pub(super) connection_collation: Option<&'static Collation>,
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
    system: BTreeMap<String, Value>,
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

/// Variables of the server that are ON or OFF, with what they are at first.
const SWITCHES: &[(&str, bool)] = &[
    ("autocommit", true),
    ("check_constraint_checks", true),
    ("foreign_key_checks", true),
    ("sql_auto_is_null", false),
    ("sql_big_selects", true),
    ("sql_log_bin", true),
    ("sql_notes", true),
    ("sql_quote_show_create", true),
    ("sql_safe_updates", false),
    ("sql_warnings", false),
    ("unique_checks", true),
];

/// Beginnings of the names of the server's variables; a name with none of them is no variable.
///
/// Source: SHOW VARIABLES of MySQL 9.7.4 and MariaDB 10.11.19.
const BEGINNINGS: &str = "acti admi allo alte anal aria auth auto back base big_ bind binl bloc buil bulk cach char chec clie \
    coll colu comp conc conn cont core crea cte_ data date dead debu defa dela disa disc div_ enab encr end_ enfo eq_r erro \
    even expe expi expl exte extr flus fore ft_b ft_m ft_q ft_s gene glob grou gtid have hist host iden idle igno imme in_p \
    in_t info init inno inse inte join keep key_ keyr larg last lc_m lc_t lice loca lock log_ long low_ lowe mand mast max_ \
    meta min_ mrr_ multi myis mysq ndb net_ new ngra note offl old old_ open opti orig pars part pass perf pers pid_ plug port \
    prel prin prof prog prot prox pseu quer rand rang rbr_ read rege rela repl repo requ rest resu rock rowi rpl_ save sche \
    seco secu sele serv sess set_ sha2 show skip slav slow sock sort sour spid sql_ ssl_ stan stat stor stri supe sync syst \
    tabl tcp_ temp term thre time tls_ tmp_ tmpd toku tran tx_i tx_r uniq upda use_ user vali vers wait warn wind wsre xa_d";

/// Variables that change nothing of what is modelled.
const HARMLESS: &str = "auto_increment_increment auto_increment_offset binlog_format bulk_insert_buffer_size character_set_client \
    character_set_connection character_set_results collation_connection cte_max_recursion_depth general_log \
    group_concat_max_len gtid_next gtid_purged information_schema_stats_expiry innodb_lock_wait_timeout insert_id \
    interactive_timeout join_buffer_size last_insert_id lc_time_names lock_wait_timeout \
    log_bin_trust_function_creators long_query_time max_allowed_packet max_error_count max_execution_time \
    max_heap_table_size max_join_size max_sp_recursion_depth max_statement_time net_read_timeout net_write_timeout \
    note_verbosity optimizer_switch profiling pseudo_thread_id read_buffer_size rocksdb_skip_fill_cache \
    saved_cs_client slow_query_log sort_buffer_size sql_select_limit time_zone timestamp tmp_table_size \
    transaction_isolation transaction_read_only tx_isolation tx_read_only wait_timeout";

/// Variables that change what is modelled, with the value under which nothing changes.
const TELLING: &[(&str, &str)] = &[
    ("character_set_database", ""),
    ("character_set_server", ""),
    ("collation_database", ""),
    ("collation_server", ""),
    ("default_collation_for_utf8mb4", "utf8mb4_0900_ai_ci"),
    ("default_storage_engine", "InnoDB"),
    ("default_table_encryption", "OFF"),
    ("explicit_defaults_for_timestamp", "ON"),
    ("innodb_compression_default", "OFF"),
    ("innodb_default_row_format", "dynamic"),
    ("innodb_strict_mode", "ON"),
    ("lower_case_table_names", "0"),
    ("old_mode", "UTF8_IS_UTF8MB3"),
    ("sql_generate_invisible_primary_key", "OFF"),
    ("sql_require_primary_key", "OFF"),
    ("storage_engine", "InnoDB"),
];

impl Assignment<'_> {
    /// True where the server has a variable of that name that is known here.
    pub fn is_known(&self) -> bool {
        is_system_variable(&self.name)
    }
}

pub fn is_system_variable(name: &str) -> bool {
    name == "sql_mode"
        || SWITCHES.iter().any(|(known, _)| *known == name)
        || HARMLESS.split_ascii_whitespace().any(|known| known == name)
        || TELLING.iter().any(|(known, _)| *known == name)
}

/// True where the server may have a variable of that name, although it is not known here.
pub fn may_be_system_variable(name: &str) -> bool {
    BEGINNINGS.split_ascii_whitespace().any(|beginning| name.starts_with(beginning))
}

fn switch_of(value: &Value) -> Option<bool> {
    match value {
        Value::Integer(0) => Some(false),
        Value::Integer(1) => Some(true),
        Value::Text(text) => match text.text.to_ascii_uppercase().as_str() {
            "ON" | "TRUE" => Some(true),
            "OFF" | "FALSE" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

impl Runtime {
    /// True for a switch that was set to OFF.
    pub(super) fn is_off(&self, name: &str) -> bool {
        self.system.get(name) == Some(&Value::Integer(0))
    }
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

    pub(super) fn system_variable(&self, name: &str) -> Value {
        if let Some(value) = self.runtime.system.get(name) {
            return value.clone();
        }
        let on = |on: bool| Value::Integer(i64::from(on));
        match name {
            "foreign_key_checks" => on(self.foreign_key_checks),
            "sql_mode" => self.text(self.runtime.sql_mode.written(self.server), Strength::System),
            "lower_case_table_names" => Value::Integer(0),
            _ => match SWITCHES.iter().find(|(known, _)| *known == name) {
                Some((_, first)) => on(*first),
                None => Value::unknown(format!("@@{name}")),
            },
        }
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
    pub(in crate::dryrun::mysql) fn set(&mut self, text: &str, assignments: &[Assignment]) -> Answer<()> {
        for assignment in assignments {
            let name = assignment.name.as_str();
            if let Some(variable) = name.strip_prefix('@').filter(|_| assignment.scope == Scope::User) {
                let value = self.evaluate(Place::new(text), &assignment.value)?;
                self.set_user_variable(variable, value);
            } else if assignment.scope == Scope::Plain && self.local(name).is_some() {
                let value = self.evaluate(Place::new(text), &assignment.value)?;
                self.assign_local(name, value)?;
            } else {
                self.set_system(text, assignment)?;
            }
        }
        Ok(())
    }

    fn set_system(&mut self, text: &str, assignment: &Assignment) -> Answer<()> {
        let name = assignment.name.as_str();
        if !is_system_variable(name) {
            return match may_be_system_variable(name) {
                true => Err(Stop::unknown(&format!("the variable {name} is not known here"))),
                false => self.refuse(1193, &[&assignment.written]),
            };
        }
        let value = self.word_or_value(text, &assignment.value)?;
        if assignment.scope == Scope::Global {
            return Ok(());
        }
        let by_default = matches!(assignment.value.kind, ExprKind::DefaultOf(_));
        if name == "sql_mode" {
            return self.set_sql_mode(if by_default { None } else { Some(value) });
        }
        if let Some((_, first)) = SWITCHES.iter().find(|(known, _)| *known == name) {
            let on = match &value {
                _ if by_default => *first,
                Value::Unknown(why) if name == "foreign_key_checks" => return Err(Stop::unknown_because(why.clone())),
                Value::Unknown(_) => return Ok(()),
                value => match switch_of(value) {
                    Some(on) => on,
                    None => return self.refuse(1231, &[name, &value.as_text().unwrap_or_else(|| "NULL".to_owned())]),
                },
            };
            if name == "foreign_key_checks" {
                self.foreign_key_checks = on;
            }
            self.runtime.system.insert(name.to_owned(), Value::Integer(i64::from(on)));
            return Ok(());
        }
        if let Some((_, usual)) = TELLING.iter().find(|(known, _)| *known == name) {
            let implicit = name == "explicit_defaults_for_timestamp" && !self.server.has(Feature::ExplicitTimestamps);
            let usual = if implicit { "OFF" } else { *usual };
            let same = by_default
                || value.as_text().is_some_and(|text| text.eq_ignore_ascii_case(usual))
                || switch_of(&value).is_some_and(|on| usual.eq_ignore_ascii_case(if on { "ON" } else { "OFF" }));
            if !same {
                self.runtime.doubt = Some(format!("the variable {name} was set, which is not modelled").into());
            }
            return Ok(());
        }
        self.runtime.system.insert(name.to_owned(), value);
        Ok(())
    }

    /// The value of an expression; a word alone stands for itself.
    fn word_or_value(&mut self, text: &str, expression: &Expr) -> Answer<Value> {
        match &expression.kind {
            ExprKind::Column { qualifiers, name } if qualifiers.is_empty() && self.local(&name.text).is_none() => {
                Ok(self.text(name.text.clone().into_owned(), Strength::Literal))
            }
            ExprKind::DefaultOf(_) => Ok(Value::Null),
            _ => self.evaluate(Place::new(text), expression),
        }
    }

    /// MySQL wants the modes of dates and of divisions to be all there with strict mode, and none without it.
    pub(in crate::dryrun::mysql) fn mode_warning(&self) -> Option<Warning> {
        let wrong = !self.server.is_mariadb() && self.runtime.sql_mode.is_half_strict(self.server);
        wrong.then(|| Warning::new(self.server, 3135, &[]))
    }

    fn set_sql_mode(&mut self, value: Option<Value>) -> Answer<()> {
        let Some(value) = value else {
            self.runtime.sql_mode = SqlMode::default();
            return Ok(());
        };
        match value {
            Value::Unknown(why) => {
                self.runtime.doubt = Some(why);
                Ok(())
            }
            Value::Text(text) => match SqlMode::of(&text.text, self.server) {
                Ok(mode) => {
                    self.runtime.sql_mode = mode;
                    Ok(())
                }
                Err(word) => self.refuse(1231, &["sql_mode", &word]),
            },
            Value::Null => self.refuse(1231, &["sql_mode", "NULL"]),
            Value::Integer(0) => {
                self.runtime.sql_mode = SqlMode::none();
                Ok(())
            }
            Value::Integer(_) => Err(Stop::unknown("a sql_mode given as a number")),
        }
    }

    /// `SET NAMES`: literals have that collation from here on, else the charset's default.
    pub(in crate::dryrun::mysql) fn set_names(
        &mut self,
        charset: Option<&Name>,
        collation: Option<&Name>,
    ) -> Answer<()> {
        let charset = charset.and_then(|name| charset::charset(&name.text, self.server));
        if let Some(charset) = charset.filter(|charset| charset.min_len > 1) {
            return self.refuse(1231, &["character_set_client", charset.name]);
        }
        let chosen = collation.and_then(|name| charset::collation(&name.text, self.server));
        if let (Some(charset), Some(chosen)) = (charset, chosen)
            && chosen.charset() != charset.name
        {
            return self.refuse(1253, &[chosen.name, charset.name]);
        }
        let default = charset.and_then(|charset| self.default_collation(charset.name));
        self.runtime.connection_collation = chosen.or(default);
        Ok(())
    }
}
