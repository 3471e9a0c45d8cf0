//! INSERT, REPLACE, UPDATE and DELETE. Rows are not modelled; a table that may have got some is marked.
//!
//! Such a statement is refused where its names or the numbers of its values are wrong, and accepted where the server cannot
//! refuse it: each value is a literal that its column holds, and no key, check or foreign key can object. Otherwise it is not
//! decided.

use std::sync::Arc;

use super::super::catalog::{Column, Default, Table, same};
use super::super::create::foreign_keys;
use super::super::default_value::literal_default;
use super::super::refusal::{Answer, Stop};
use super::super::session::Session;
use super::super::syntax::ast::{Expr, ExprKind, KeyKind, Literal, Name, RowsStatement, RowsVerb, TypeName};
use super::evaluate::{Clause, Place, Rows};
use super::rows_of_schema::About;

impl Session {
    pub(in crate::dryrun::mysql) fn rows(&mut self, text: &str, rows: &RowsStatement) -> Answer<()> {
        let database = self.database_of(&rows.table)?;
        let name = &*rows.table.name.text;
        let undecided = || Stop::unknown(format!("{}: rows are not modelled", rows.verb.word()));
        if rows.strange {
            // Of several tables only one is known.
            let found = self.table_is_there(&database, name);
            self.change_table(&database, name, |table| table.may_have_rows = true);
            return found.and(Err(undecided()));
        }
        self.table_is_there(&database, name)?;
        let table = self.catalog.databases.get(&database).and_then(|database| database.tables.get(name)).cloned();
        let Some(table) = table else { return Err(undecided()) };
        self.names_fit(text, rows, &table)?;
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
        let counted = inserts.then(|| rows.rows.iter().position(|row| row.len() != wanted && !(row.is_empty() && named.is_empty())));
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
        let names = table.columns.iter().filter(|column| !column.hidden).map(|column| column.name.to_lowercase());
        let head = About::Columns(names.collect()).head(false);
        let clause = if rows.verb == RowsVerb::Update { Clause::Set } else { Clause::Values };
        let place = Place { text, rows: Rows::One(&head), clause };
        for value in rows.rows.iter().flatten().filter(|value| !is_literal(value) && !is_default(value)) {
            self.name_is_known(place, value)?;
        }
        match &rows.filter {
            Some(filter) => self.name_is_known(Place { clause: Clause::Where, ..place }, filter),
            None => Ok(()),
        }
    }

    /// True where the server cannot refuse the rows; refused where a value is missing that must be there.
    fn insert_is_certain(&self, database: &str, rows: &RowsStatement, table: &Table) -> Answer<bool> {
        let strict = self.runtime.sql_mode.is_strict(self.server);
        let columns: Vec<&Column> = match &rows.columns {
            Some(names) => names.iter().filter_map(|name| table.column(&name.text)).collect(),
            None => table.columns.iter().filter(|column| column.visible && !column.hidden).collect(),
        };
        let referred = !foreign_keys::referring(&self.catalog, database, &table.name).is_empty();
        let objects = !table.checks.is_empty()
            || table.partitions.is_some()
            || table.columns.iter().any(|column| column.generated.is_some())
            || (self.foreign_key_checks && !table.foreign_keys.is_empty())
            || (self.foreign_key_checks && referred && rows.verb == RowsVerb::Replace)
            || rows.on_duplicate && rows.verb == RowsVerb::Replace;
        if objects || !strict {
            return Ok(false);
        }
        for column in table.columns.iter().filter(|column| !column.hidden) {
            let given = columns.iter().any(|given| given.name == column.name);
            let needed = !column.nullable && column.default == Default::None && !column.auto_increment;
            // An ENUM's first member stands in, and rows that are ignored get some value.
            if !given && needed && column.column_type.name != TypeName::Enum {
                return if rows.ignore || rows.rows.is_empty() { Ok(false) } else { self.refuse(1364, &[&column.name]) };
            }
        }
        let unique = table.keys.iter().any(|key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique));
        let alone = !unique || rows.ignore || rows.verb == RowsVerb::Replace || (rows.rows.len() == 1 && !table.may_have_rows);
        if rows.on_duplicate || !alone {
            return Ok(false);
        }
        let fits = |row: &Vec<Expr>| row.iter().zip(&columns).all(|(value, column)| self.fits(column, value));
        Ok(rows.rows.iter().all(fits))
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
            TypeName::Json | TypeName::Vector => return false,
            name if name.is_spatial() => return false,
            _ => {
                let fits = literal_default(self.server, &column.name, &column.column_type, column.nullable, value);
                return fits.is_ok_and(|stored| stored.warnings.is_empty());
            }
        };
        let wide = column.column_type.max_len(self.server) >= 3 || column.column_type.collation.is_none();
        let utf8mb4 = column.column_type.max_len(self.server) == 4 || column.column_type.collation.is_none();
        match &value.kind {
            ExprKind::Literal(Literal::Text { text, introducer: None, .. }) => {
                text.len() <= longest && (text.is_ascii() || wide) && (utf8mb4 || text.chars().all(|c| c <= '\u{ffff}'))
            }
            _ => false,
        }
    }
}

fn is_default(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::DefaultOf(_))
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
