//! Variables of the server that statements of a schema depend on.

use super::super::refusal::{Answer, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{Assignment, Expr, ExprKind, Name, Scope};
use super::super::syntax::parser::Parser;
use super::evaluate::Place;
use super::sql_mode::SqlMode;
use super::value::{Strength, Value};
use super::variables::Runtime;
use crate::mysql::charset::{self, Collation};
use crate::mysql::variable::{self, Rule};
use crate::mysql::{Feature, engine};

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

/// What scripts set besides, day by day, and every server lets them.
const USUAL: &[&str] = &["sql_mode", "time_zone"];

/// Variables that hold a charset or a collation of the connection.
const CHARSETS: &[&str] =
    &["character_set_client", "character_set_connection", "character_set_results", "collation_connection"];

/// Beginnings of the names of the server's variables; a name with none of them is no variable.
///
/// Source: SHOW VARIABLES of MySQL 9.7.4 and MariaDB 10.11.19.
const BEGINNINGS: &str = "acti admi allo alte anal aria auth auto back base big_ bind binl bloc buil bulk cach char chec clie \
    coll colu comp conc conn cont core crea cte_ data date dead debu defa dela disa disc div_ enab encr end_ enfo eq_r erro \
    even expe expi expl exte extr flus fore ft_b ft_m ft_q ft_s gene glob grou gtid have hist host iden idle igno imme in_p \
    in_t info init inno inse inte join keep key_ keyr larg last lc_m lc_t lice loca lock log_ long low_ lowe mand mast max_ \
    meta min_ mrr_ multi myis mysq ndb net_ new ngra note offl old open opti orig pars part pass perf pers pid_ plug port \
    prel prin prof prog prot prox pseu quer rand rang rbr_ read rege rela repl repo requ rest resu rock rowi rpl_ save sche \
    seco secu sele serv sess set_ sha2 show skip slav slow sock sort sour spid sql_ ssl_ stan stat stor stri supe sync syst \
    tabl tcp_ temp term thre time tls_ tmp_ tmpd toku tran tx_i tx_r uniq upda use_ user vali vers wait warn wind wsre xa_d";

/// Variables that change nothing of what is modelled.
const HARMLESS: &str = "auto_increment_increment auto_increment_offset binlog_format bulk_insert_buffer_size cte_max_recursion_depth general_log \
    group_concat_max_len gtid_next gtid_purged information_schema_stats_expiry innodb_lock_wait_timeout insert_id \
    interactive_timeout join_buffer_size last_insert_id lc_time_names lock_wait_timeout \
    log_bin_trust_function_creators long_query_time max_allowed_packet max_error_count max_execution_time \
    max_heap_table_size max_join_size max_sp_recursion_depth max_statement_time net_read_timeout net_write_timeout \
    note_verbosity optimizer_switch profiling pseudo_thread_id read_buffer_size rocksdb_skip_fill_cache \
    saved_cs_client slow_query_log sort_buffer_size sql_select_limit timestamp tmp_table_size \
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
    USUAL.contains(&name)
        || CHARSETS.contains(&name)
        || SWITCHES.iter().any(|(known, _)| *known == name)
        || HARMLESS.split_ascii_whitespace().any(|known| known == name)
        || TELLING.iter().any(|(known, _)| *known == name)
}

/// True where the server may have a variable of that name, although it is not known here.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
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

#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Integer(number) => *number == 0,
        Value::Text(text) => text.text.is_empty(),
        Value::Null | Value::Unknown(_) => false,
    }
}

impl Runtime {
    /// True for a switch that was set to OFF.
    pub(super) fn is_off(&self, name: &str) -> bool {
        self.system.get(name) == Some(&Value::Integer(0))
    }

    /// Takes out the notes where none are raised: `sql_notes` is off, or MariaDB's `note_verbosity` is empty.
    pub(in crate::dryrun::mysql) fn leave_notes(&self, warnings: &mut Vec<Warning>) {
        if self.is_off("sql_notes") || self.system.get("note_verbosity").is_some_and(is_empty) {
            warnings.retain(|warning| !warning.note);
        }
    }
}

impl Session {
    pub(super) fn system_variable(&self, name: &str) -> Value {
        if let Some(value) = self.runtime.system.get(name) {
            return value.clone();
        }
        let on = |on: bool| Value::Integer(i64::from(on));
        match name {
            "foreign_key_checks" => on(self.foreign_key_checks),
            "sql_mode" => self.text(self.runtime.sql_mode.written(self.server), Strength::System),
            "lower_case_table_names" => Value::Integer(0),
            "note_verbosity" => self.text("basic,explain".to_owned(), Strength::System),
            _ if CHARSETS.contains(&name) => {
                let held = self.literals().map_or("", |found| match name {
                    "character_set_connection" => found.charset(),
                    "collation_connection" => found.name,
                    _ => "utf8mb4",
                });
                self.text(held.to_owned(), Strength::System)
            }
            _ => match SWITCHES.iter().find(|(known, _)| *known == name) {
                Some((_, first)) => on(*first),
                None => Value::unknown(format!("@@{name}")),
            },
        }
    }

    /// Whether the server has the variable and lets it be set.
    pub(super) fn may_be_set(&self, assignment: &Assignment) -> Answer<()> {
        let name = assignment.name.as_str();
        let switch = name != "check_constraint_checks" && SWITCHES.iter().any(|(known, _)| *known == name);
        if switch || USUAL.contains(&name) || CHARSETS.contains(&name) {
            return Ok(());
        }
        self.rare_may_be_set(assignment)
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn rare_may_be_set(&self, assignment: &Assignment) -> Answer<()> {
        let (name, global) = (assignment.name.as_str(), assignment.scope == Scope::Global);
        match variable::rule(name, self.server) {
            Some(Rule::Missing) => self.refuse(1193, &[&assignment.written]),
            Some(Rule::ReadOnly) => self.refuse(1238, &[name, "read only"]),
            Some(Rule::GlobalOnly) if !global => self.refuse(1229, &[name]),
            Some(Rule::SessionReads) if !global => self.refuse(1621, &["SESSION", name, "GLOBAL"]),
            Some(Rule::SessionOnly) if global => self.refuse(1228, &[name]),
            None if !may_be_system_variable(name) => self.refuse(1193, &[&assignment.written]),
            None if !is_system_variable(name) => Err(Stop::unknown(&format!("the variable {name} is not known here"))),
            _ => Ok(()),
        }
    }

    pub(super) fn set_system(
        &mut self,
        text: &str,
        assignment: &Assignment,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let name = assignment.name.as_str();
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
        if CHARSETS.contains(&name) {
            return self.set_charset(name, (!by_default).then_some(&value), warnings);
        }
        if value == Value::Null && !by_default && USUAL.contains(&name) {
            return self.refuse(1231, &[name, "NULL"]);
        }
        if !USUAL.contains(&name) {
            return self.set_rare(name, value, by_default, warnings);
        }
        self.runtime.system.insert(name.to_owned(), value);
        Ok(())
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn set_rare(&mut self, name: &str, value: Value, by_default: bool, warnings: &mut Vec<Warning>) -> Answer<()> {
        if let Value::Text(text) = &value
            && name.ends_with("storage_engine")
            && engine::engine(&text.text, self.server).is_none()
        {
            return self.refuse(1286, &[&text.text]);
        }
        if name == "storage_engine" {
            warnings.push(Warning::new(self.server, 1287, &["@@storage_engine", "'@@default_storage_engine'"]));
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
        if !by_default && !is_system_variable(name) && !matches!(value, Value::Integer(_)) {
            return Err(Stop::unknown(&format!("the variable {name} is not known here")));
        }
        if by_default {
            self.runtime.system.remove(name);
        } else {
            self.runtime.system.insert(name.to_owned(), value);
        }
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
            Value::Integer(number) => match SqlMode::of_number(number, self.server) {
                Ok(mode) => {
                    self.runtime.sql_mode = mode;
                    Ok(())
                }
                Err(Some(bit)) => self.refuse(3899, &[&format!("{bit:x}")]),
                Err(None) => self.refuse(1231, &["sql_mode", &number.to_string()]),
            },
        }
    }

    /// `SET character_set_client` and its kin; `None` for DEFAULT.
    fn set_charset(&mut self, name: &str, value: Option<&Value>, warnings: &mut Vec<Warning>) -> Answer<()> {
        let mut parser = Parser::new("", self.server);
        let found = match value {
            None => self.server_collation(),
            Some(Value::Text(text)) if name == "collation_connection" => {
                let found = charset::collation(&text.text, self.server);
                parser.warn_of_collation(found);
                found
            }
            Some(Value::Text(text)) => {
                let found = charset::charset(&text.text, self.server);
                if let Some(charset) = found {
                    parser.warn_of_charset(charset.name, &text.text);
                }
                found.and_then(|charset| self.default_collation(charset.name))
            }
            Some(Value::Unknown(_)) => {
                self.runtime.system.remove(name);
                return Ok(());
            }
            Some(Value::Null) if name == "character_set_results" => None,
            Some(Value::Null) => return self.refuse(1231, &[name, "NULL"]),
            // By its number.
            Some(Value::Integer(_)) => return Err(Stop::unknown(&format!("the variable {name} is not known here"))),
        };
        match (found, value) {
            (None, Some(Value::Text(text))) => {
                return self.refuse(if name == "collation_connection" { 1273 } else { 1115 }, &[&text.text]);
            }
            (Some(found), _) if name == "character_set_client" => self.is_of_clients(found)?,
            _ => {}
        }
        warnings.append(&mut parser.warnings);
        if name.ends_with("_connection") {
            self.runtime.connection_collation = found;
        } else {
            let value = found.map_or(Value::Null, |found| self.text(found.charset().to_owned(), Strength::System));
            self.runtime.system.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// No client can send characters of which the shortest has more than a byte.
    fn is_of_clients(&self, collation: &Collation) -> Answer<()> {
        match charset::charset(collation.charset(), self.server) {
            Some(wide) if wide.min_len > 1 => self.refuse(1231, &["character_set_client", wide.name]),
            _ => Ok(()),
        }
    }

    /// `SET NAMES`: literals have that collation from here on, else the charset's default. `SET CHARACTER SET` gives them that of
    /// the database in use.
    pub(in crate::dryrun::mysql) fn set_names(
        &mut self,
        names: bool,
        charset: Option<&Name>,
        collation: Option<&Name>,
    ) -> Answer<()> {
        let default = charset.map_or_else(|| self.server_collation(), |name| self.default_collation(&name.text));
        let Some(default) = default else { return Ok(()) };
        self.is_of_clients(default)?;
        let chosen = collation.and_then(|name| charset::collation(&name.text, self.server)).unwrap_or(default);
        if chosen.charset() != default.charset() {
            return self.refuse(1253, &[chosen.name, default.charset()]);
        }
        for name in ["character_set_client", "character_set_results"] {
            let value = self.text(default.charset().to_owned(), Strength::System);
            self.runtime.system.insert(name.to_owned(), value);
        }
        let database = self.current.as_ref().filter(|_| !names).and_then(|name| self.catalog.databases.get(name));
        self.runtime.connection_collation = Some(database.map_or(chosen, |database| database.collation));
        Ok(())
    }
}
