//! INSERT, REPLACE, UPDATE and DELETE. Rows are not modelled; a table that may have got some is marked.
//!
//! Such a statement is refused where its names or the numbers of its values are wrong, and accepted where the server cannot
//! refuse it: each value is a literal that its column holds, and no key, check or foreign key can object. Otherwise it is not
//! decided.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::catalog::{Column, Default, ForeignKey, Key, KeyPart, Table, same};
use super::super::create::foreign_keys;
use super::super::default_value::literal_default;
use super::super::refusal::{Answer, Stop};
use super::super::session::Session;
use super::super::syntax::ast::{
    AlterAction, AlterTable, Expr, ExprKind, KeyKind, Literal, Name, RowsStatement, RowsVerb, TypeName,
};
use super::evaluate::{Clause, Place, Rows};
use super::rows_of_schema::About;

impl Session {
    pub(in crate::dryrun::mysql) fn rows(&mut self, text: &str, rows: &RowsStatement) -> Answer<()> {
        let undecided = || Stop::unknown(&format!("{}: rows are not modelled", rows.verb.word()));
        let (database, table) = self.check_rows(text, rows)?;
        let name = &*rows.table.name.text;
        let Some(table) = table else {
            // Of several tables only one is known.
            self.change_table(&database, name, |table| table.may_have_rows = true);
            return Err(undecided());
        };
        let certain = match rows.verb {
            RowsVerb::Insert | RowsVerb::Replace => self.insert_is_certain(&database, rows, &table)?,
            RowsVerb::Update => !table.may_have_rows,
            RowsVerb::Delete => {
                let referred = !foreign_keys::referring(&self.catalog, &database, name).is_empty();
                !table.may_have_rows || !referred || !self.foreign_key_checks
            }
        };
        if matches!(rows.verb, RowsVerb::Insert | RowsVerb::Replace) {
            self.change_table(&database, name, |table| table.may_have_rows = true);
        }
        if certain { Ok(()) } else { Err(undecided()) }
    }

    /// The table that is there, and its database; `None` where it is a view, or one of several tables. Refuses names that
    /// are not there, and numbers of values that do not fit.
    pub(super) fn check_rows(&mut self, text: &str, rows: &RowsStatement) -> Answer<(String, Option<Arc<Table>>)> {
        let database = self.database_of(&rows.table)?;
        let name = &*rows.table.name.text;
        self.table_is_there(&database, name)?;
        let table = self.catalog.databases.get(&database).and_then(|database| database.table(name)).cloned();
        if let Some(table) = table.filter(|_| !rows.strange) {
            self.names_fit(text, rows, &table)?;
            return Ok((database, Some(table)));
        }
        Ok((database, None))
    }

    fn names_fit(&mut self, text: &str, rows: &RowsStatement, table: &Arc<Table>) -> Answer<()> {
        let maria = self.server.is_mariadb();
        let clause = match (rows.verb, maria) {
            (_, false) => "field list",
            (RowsVerb::Update, true) => "SET",
            (_, true) => "INSERT INTO",
        };
        let inserts = matches!(rows.verb, RowsVerb::Insert | RowsVerb::Replace);
        let named: &[Name] = rows.columns.as_deref().unwrap_or(&[]);
        let visible = table.columns.iter().filter(|column| column.visible && !column.hidden).count();
        let wanted = if rows.columns.is_some() { named.len() } else { visible };
        let counted = inserts
            .then(|| rows.rows.iter().position(|row| row.len() != wanted && !(row.is_empty() && named.is_empty())));
        let miscounted = counted.flatten().map(|at| (at + 1).to_string());
        // MySQL counts the first row before it looks at names.
        if let (Some(row), true) = (&miscounted, !maria && miscounted.as_deref() == Some("1")) {
            return self.refuse(1136, &[row]);
        }
        for (at, name) in named.iter().enumerate() {
            if !table.columns.iter().any(|column| same(&column.name, &name.text) && !column.hidden) {
                return self.refuse(1054, &[&name.text, clause]);
            }
            if inserts && named.iter().take(at).any(|before| same(&before.text, &name.text)) {
                return self.refuse(1110, &[&name.text]);
            }
        }
        if let Some(row) = miscounted {
            return self.refuse(1136, &[&row]);
        }
        let head = About::of_columns(table).head(false);
        let clause = if rows.verb == RowsVerb::Update { Clause::Set } else { Clause::Values };
        let place = Place { text, rows: Rows::One(&head), clause };
        for value in rows.rows.iter().flatten().filter(|value| !is_literal(value) && !is_default(value)) {
            self.name_is_known(place, value)?;
        }
        if let Some(filter) = &rows.filter {
            self.name_is_known(Place { clause: Clause::Where, ..place }, filter)?;
        }
        let update = Place { clause: Clause::Update, ..place };
        for name in rows.on_duplicate.iter().flatten() {
            if !table.columns.iter().any(|column| same(&column.name, &name.text) && !column.hidden) {
                return self.unknown_column(update, &[], name);
            }
        }
        Ok(())
    }

    /// True where the server cannot refuse the rows; refused where a value is missing that must be there.
    fn insert_is_certain(&self, database: &str, rows: &RowsStatement, table: &Table) -> Answer<bool> {
        let strict = self.runtime.sql_mode.is_strict(self.server);
        let columns: Vec<&Column> = match &rows.columns {
            Some(names) => names.iter().filter_map(|name| table.column(&name.text)).collect(),
            None => table.columns.iter().filter(|column| column.visible && !column.hidden).collect(),
        };
        let referred = !foreign_keys::referring(&self.catalog, database, &table.name).is_empty();
        let objects = !table.options.triggers.is_empty()
            || !table.checks.is_empty()
            || table.partitions.is_some()
            || table.columns.iter().any(|column| column.generated.is_some())
            || (self.foreign_key_checks
                && !table.foreign_keys.iter().all(|key| refers_to_nothing(key, rows, &columns, table)))
            || (self.foreign_key_checks && referred && rows.verb == RowsVerb::Replace)
            || rows.on_duplicate.is_some();
        if objects {
            return Ok(false);
        }
        for column in table.columns.iter().filter(|column| !column.hidden) {
            let given = columns.iter().any(|given| given.name == column.name);
            let needed = !column.nullable && column.default == Default::None && !column.auto_increment;
            // An ENUM's first member stands in, and rows that are ignored get some value.
            if !given && needed && column.column_type.name != TypeName::Enum {
                return if rows.ignore || rows.rows.is_empty() || !strict {
                    Ok(false)
                } else {
                    self.refuse(1364, &[&column.name])
                };
            }
        }
        if !rows.ignore && rows.verb == RowsVerb::Insert && !differ(rows, table, &columns) {
            return Ok(false);
        }
        let mut certain = true;
        for (at, row) in rows.rows.iter().enumerate() {
            for (value, column) in row.iter().zip(&columns) {
                let fits = self.fits(column, value);
                if !fits && certain && strict && !rows.ignore {
                    self.misfit(column, value, rows.rows.len() == 1, at + 1)?;
                }
                certain &= fits;
            }
        }
        Ok(certain)
    }

    /// Refuses a value that the column cannot hold, where it is certain with which number: the first misfit of rows.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn misfit(&self, column: &Column, value: &Expr, alone: bool, row: usize) -> Answer<()> {
        let row = row.to_string();
        match &value.kind {
            ExprKind::Literal(Literal::Null) if alone && !column.nullable && !column.auto_increment => {
                self.refuse(1048, &[&column.name])
            }
            ExprKind::Literal(Literal::Text { text, introducer: None, .. })
                if matches!(column.column_type.name, TypeName::Char | TypeName::VarChar)
                    && text.trim_end_matches(' ').chars().count() > column.column_type.length as usize
                    && text.is_ascii() =>
            {
                self.refuse(1406, &[&column.name, &row])
            }
            ExprKind::Literal(Literal::Integer(digits)) if column.column_type.is_integer() && digits.len() < 30 => {
                self.refuse(1264, &[&column.name, &row])
            }
            _ => Ok(()),
        }
    }

    /// True where rows of the old table may not fit the new one: a key, a check, a type or NOT NULL can object.
    pub(in crate::dryrun::mysql) fn rows_may_object(&self, old: &Table, new: &Table, alter: &AlterTable) -> bool {
        let unique = |key: &&Key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
        let new_key = |key: &Key| !old.keys.iter().any(|known| known.kind == key.kind && known.parts == key.parts);
        if new.keys.iter().filter(unique).any(new_key)
            || new.foreign_keys.iter().any(|key| !old.foreign_keys.contains(key)) && self.foreign_key_checks
            || new.checks.iter().any(|check| !old.checks.iter().any(|known| known.expression == check.expression))
            || new.partitions != old.partitions
        {
            return true;
        }
        new.columns.iter().filter(|column| !column.hidden).any(|column| {
            let renamed = alter.actions.iter().find_map(|action| match action {
                AlterAction::Change { old, column: definition, .. } if same(&definition.name.text, &column.name) => {
                    Some(&*old.text)
                }
                AlterAction::RenameColumn { from, to, .. } if same(&to.text, &column.name) => Some(&*from.text),
                _ => None,
            });
            match old.column(renamed.unwrap_or(&column.name)) {
                Some(before) => !holds_all(before, column),
                None => {
                    let moment =
                        matches!(column.column_type.name, TypeName::Date | TypeName::DateTime | TypeName::Timestamp);
                    let zero =
                        moment && !column.nullable && column.default == Default::None && !self.server.is_mariadb();
                    let computed = matches!(column.default, Default::Expression(_)) || column.generated.is_some();
                    zero || computed || column.auto_increment
                }
            }
        })
    }

    /// True where the column certainly holds the value.
    fn fits(&self, column: &Column, value: &Expr) -> bool {
        if is_default(value) {
            return column.nullable || column.default != Default::None || column.auto_increment;
        }
        if !is_literal(value) {
            return false;
        }
        let null = matches!(value.kind, ExprKind::Literal(Literal::Null));
        if null {
            return column.nullable || column.auto_increment;
        }
        let longest = match column.column_type.name {
            TypeName::TinyText | TypeName::TinyBlob => 255,
            TypeName::Text | TypeName::Blob => 65_535,
            TypeName::MediumText | TypeName::LongText | TypeName::MediumBlob | TypeName::LongBlob => 1 << 20,
            TypeName::Json => return is_json(value),
            TypeName::Vector => return false,
            name if name.is_spatial() => return false,
            _ => {
                let mode = self.value_mode();
                let fits =
                    literal_default(self.server, mode, &column.name, &column.column_type, column.nullable, value);
                return fits.is_ok_and(|stored| stored.warnings.is_empty());
            }
        };
        let wide = column.column_type.max_len(self.server) >= 3 || column.column_type.collation.is_none();
        let utf8mb4 = column.column_type.max_len(self.server) == 4 || column.column_type.collation.is_none();
        match &value.kind {
            ExprKind::Literal(Literal::Text { text, introducer: Some("_binary" | "_BINARY"), .. }) => {
                text.len() <= longest && column.column_type.collation.is_none()
            }
            ExprKind::Literal(Literal::Text { text, introducer: None, .. }) => {
                text.len() <= longest && (text.is_ascii() || wide) && (utf8mb4 || text.chars().all(|c| c <= '\u{ffff}'))
            }
            _ => false,
        }
    }
}

/// True where the new column holds every value of the old one.
fn holds_all(old: &Column, new: &Column) -> bool {
    let (a, b) = (&old.column_type, &new.column_type);
    let size = |name: TypeName| match name {
        TypeName::TinyInt => 1,
        TypeName::SmallInt => 2,
        TypeName::MediumInt => 3,
        TypeName::Int => 4,
        TypeName::BigInt => 8,
        _ => 0,
    };
    let wider = match a.name {
        TypeName::VarChar => b.name == TypeName::VarChar && b.length >= a.length && a.collation == b.collation,
        _ if a.is_integer() => b.is_integer() && a.unsigned == b.unsigned && size(b.name) >= size(a.name),
        _ => a == b,
    };
    // A unique key may take two texts for one under another collation.
    wider && (new.nullable || !old.nullable) && old.generated == new.generated
}

/// True where each row has NULL in one of the columns of a foreign key.
fn refers_to_nothing(key: &ForeignKey, rows: &RowsStatement, columns: &[&Column], table: &Table) -> bool {
    key.columns.iter().any(|name| match columns.iter().position(|column| column.name == *name) {
        Some(at) => {
            let mut values = rows.rows.iter().map(|row| row.get(at));
            values.all(|value| value.is_some_and(|value| matches!(value.kind, ExprKind::Literal(Literal::Null))))
        }
        None => {
            table.column(name).is_some_and(|column| matches!(column.default, Default::None | Default::Literal(None)))
        }
    })
}

/// True where no unique key can have the same values twice: there is none, or the table was empty and the rows differ for
/// certain in one part of each.
fn differ(rows: &RowsStatement, table: &Table, columns: &[&Column]) -> bool {
    let mut unique = table.keys.iter().filter(|key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique));
    unique.all(|key| {
        let in_part = |part: &KeyPart| {
            let given = columns.iter().position(|column| column.name == part.column);
            let column = table.column(&part.column);
            match given {
                None => column
                    .is_some_and(|column| column.auto_increment || column.nullable && column.default == Default::None),
                Some(at) => part.prefix.is_none() && part.expression.is_none() && all_different(rows, at),
            }
        };
        !table.may_have_rows && (rows.rows.len() == 1 || key.parts.iter().any(in_part))
    })
}

/// True where the values at a place of the rows are whole numbers or plain words, all different whatever their case.
fn all_different(rows: &RowsStatement, at: usize) -> bool {
    let mut seen = BTreeSet::new();
    rows.rows.iter().all(|row| {
        let plain = match row.get(at).map(|value| &value.kind) {
            Some(ExprKind::Literal(Literal::Integer(digits))) => Some(digits.trim_start_matches('0').to_owned()),
            Some(ExprKind::Literal(Literal::Text { text, .. })) => {
                // A number's text may be the same number otherwise written, so it has to look like one.
                let word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
                let zero = text.starts_with('0') || text.starts_with('-');
                (text.bytes().all(word) && !zero && !text.is_empty()).then(|| text.to_ascii_lowercase())
            }
            _ => None,
        };
        plain.is_some_and(|plain| seen.insert(plain))
    })
}

fn is_default(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::DefaultOf(_))
}

/// True for a text that is JSON, and not so deep that a server minds.
fn is_json(value: &Expr) -> bool {
    let ExprKind::Literal(Literal::Text { text, introducer: None, .. }) = &value.kind else { return false };
    let deep = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > 30;
    !deep && crate::json::is_json(text)
}

/// True for a literal, of either sign.
fn is_literal(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Literal(Literal::Temporal { .. }) => false,
        ExprKind::Literal(_) => true,
        ExprKind::Unary { operand, .. } => matches!(operand.kind, ExprKind::Literal(_)),
        _ => false,
    }
}
