//! New things: with good names, and with what their profile expects of them.

use std::sync::Arc;

use crate::i18n::say;
use crate::rules::Profile;
use crate::rules::naming::table_name_pattern;
use crate::schema::{
    Column, ColumnId, DataType, Database, Index, IndexId, IndexKind, KeyPart, Kind, Registration, Role, Table,
};
use crate::sql::read_column_definition;

/// The next name of a row (`table_1`, `table_2`) that is not taken.
pub fn free_name(stem: &str, taken: impl Fn(&str) -> bool) -> String {
    (1..10_000).map(|number| format!("{stem}_{number}")).find(|name| !taken(name)).unwrap_or_else(|| stem.to_owned())
}

/// The next table name, in the profile's own pattern where it has one.
pub fn table_name(profile: &Profile, database: &Database) -> String {
    let setting = profile.setting("table-name-pattern");
    let patterns = table_name_pattern::patterns(&setting);
    let values = [("database", database.name.clone())];
    let styled = |name: &str| patterns.first().map_or_else(|| name.to_owned(), |pattern| pattern.apply(name, &values));
    let plain = free_name("table", |name| database.table_named(&styled(name)).is_some());
    styled(&plain)
}

pub fn database(name: &str) -> Database {
    Database {
        name: name.to_owned(),
        create: true,
        if_not_exists: true,
        charset: Some("utf8mb4".to_owned()),
        ..Database::default()
    }
}

/// A table to begin with: an id that counts itself; for Qserv, beside tables that are registered, a regular table.
pub fn table(profile: &Profile, name: &str, neighbours: &[Arc<Table>]) -> Table {
    let qserv = profile.name.starts_with("qserv") && neighbours.iter().all(|table| !table.is_plain());
    if qserv {
        let id = Column { nullable: Some(false), ..Column::new(ColumnId::default(), "id", DataType::named("BIGINT")) };
        let registration = Some(Registration::of(Kind::Regular));
        return Table { name: name.to_owned(), columns: vec![id], registration, ..Table::default() };
    }
    let upper = name.chars().any(|c| c.is_ascii_uppercase()) && !name.chars().any(|c| c.is_ascii_lowercase());
    let id_name = if upper { "ID" } else { "id" };
    let mut id = Column::new(ColumnId::default(), id_name, DataType::named("bigint"));
    id.nullable = Some(false);
    id.auto_increment = true;
    let key = Index {
        id: IndexId::default(),
        kind: IndexKind::Primary,
        parts: vec![KeyPart::of(id_name)],
        ..Index::default()
    };
    Table { name: name.to_owned(), if_not_exists: true, columns: vec![id], indexes: vec![key], ..Table::default() }
}

/// A column whose type fits its neighbours: Qserv's are numbers first of all.
pub fn column(table: &Table, name: &str) -> Column {
    let mut data_type = DataType::named(if table.is_plain() { "varchar" } else { "DOUBLE" });
    if table.is_plain() {
        data_type.arguments.push("255".to_owned());
    }
    Column::new(ColumnId::default(), name, data_type)
}

/// True where pasted text is a column list in SQL, which the worker reads: it has more than names in its lines, and they
/// are no rows of a spreadsheet.
pub fn is_column_list(text: &str) -> bool {
    // SQL is indented and aligned with tabs as well.
    let rows = lines(text).any(|line| line.contains('\t')) && !lines(text).any(|line| line.ends_with(','));
    !rows && lines(text).any(|line| line.contains(char::is_whitespace))
}

/// Columns from names alone. `session::tsv` reads the rows of a spreadsheet.
pub fn columns_from_text(text: &str) -> Vec<Column> {
    let names = lines(text).map(|line| line.trim_matches(['`', ',', '"', ';'])).filter(|name| !name.is_empty());
    names.map(|name| column(&Table::default(), name)).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What a user types as a default, as SQL: words that are no value of SQL become a string.
pub fn default_value(text: &str) -> String {
    let text = text.trim();
    let read = read_column_definition(&format!("int DEFAULT {text}"));
    let whole = read.is_ok_and(|column| column.default.as_deref() == Some(text));
    let bare_word = text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let known = [
        "NULL",
        "TRUE",
        "FALSE",
        "CURRENT_TIMESTAMP",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "LOCALTIME",
        "LOCALTIMESTAMP",
        "NOW",
    ];
    let is_known = known.iter().any(|word| word.eq_ignore_ascii_case(text));
    if whole && (!bare_word || is_known) { text.to_owned() } else { crate::text::quote_string(text) }
}

/// The registration for another kind of table: names that both kinds have are kept. Answers also with what was cleared.
pub fn change_kind(table: &Table, kind: &str) -> (Option<Registration>, Vec<String>) {
    let old = table.registration.clone();
    let Some(mut next) = Kind::named(kind) else {
        let cleared = old.map(|old| vec![say("the registration as {} table", &[&old.kind.name()])]).unwrap_or_default();
        return (None, cleared);
    };
    let mut cleared = Vec::new();
    if let Some(old) = &old {
        for (role, name) in old.kind.column_roles().into_iter().filter(|(_, name)| !name.is_empty()) {
            if !next.set_role(role, name) {
                cleared.push(format!("{} ({name})", role.attribute()));
            }
        }
        for (role, director) in old.kind.directors().into_iter().filter(|(_, director)| !director.table.is_empty()) {
            if !next.set_role(role, &director.table) {
                cleared.push(format!("{} ({})", role.attribute(), director.table));
            }
        }
        if let Kind::RefMatch { ang_sep: old_separation, .. } = &old.kind {
            match &mut next {
                Kind::RefMatch { ang_sep, .. } => *ang_sep = *old_separation,
                _ => cleared.push(format!("{} ({old_separation})", Role::AngularSeparation.attribute())),
            }
        }
    }
    let mut registration = old.unwrap_or_else(|| Registration::of(Kind::Regular));
    registration.kind = next;
    (Some(registration), cleared)
}
