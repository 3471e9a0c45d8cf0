//! What stands in the cells of the table editor, and what typing into one means.
//!
//! Everything here works on a table as a value, so that one cell and a paste of a thousand go the same way.

use super::Field;
use crate::diagnostic::Diagnostic;
use crate::edit::{Edit, TableChange};
use crate::i18n::{say, t, translated};
use crate::mysql::{Server, charset};
use crate::schema::{Aspect, Column, Index, IndexKind, KeyPart, Kind, ObjectPath, Registration, Role, Table};
use crate::sql::{read_column_definition, write_column_definition, write_data_type};
use crate::text::{Letters, same_identifier};
use crate::ui::draft;

impl Field {
    /// The fields of a row, from left to right.
    pub const ALL: [Field; 9] = [
        Field::Name,
        Field::Type,
        Field::Null,
        Field::Default,
        Field::Extra,
        Field::Charset,
        Field::Key,
        Field::Role,
        Field::Comment,
    ];

    /// The heading of its cells, in English: `i18n` knows it.
    pub fn heading(self) -> &'static str {
        match self {
            Field::Name => "Name",
            Field::Type => "Type",
            Field::Null => "Null",
            Field::Default => "Default",
            Field::Extra => "Extra",
            Field::Charset => "Charset",
            Field::Key => "Key",
            Field::Role => "Role",
            Field::Comment => "Comment",
        }
    }

    /// The field that a heading of a spreadsheet means: ours, those of DESCRIBE and of data dictionaries.
    pub fn of_heading(heading: &str) -> Option<Field> {
        Some(match heading.trim().lower().as_str() {
            "name" | "field" | "column" | "column name" | "column_name" => Field::Name,
            "type" | "data type" | "data_type" | "datatype" | "column_type" => Field::Type,
            "null" | "nullable" | "is_nullable" => Field::Null,
            "default" | "column_default" => Field::Default,
            "extra" => Field::Extra,
            "charset" | "collation" | "character_set_name" | "collation_name" => Field::Charset,
            "key" | "column_key" => Field::Key,
            "role" => Field::Role,
            "comment" | "description" | "column_comment" | "remark" | "remarks" => Field::Comment,
            _ => return None,
        })
    }
}

/// The words for roles in their cells, and what they are in the request.
pub const ROLES: [(&str, Role); 5] = [
    ("key", Role::Key),
    ("key 2", Role::SecondKey),
    ("longitude", Role::Longitude),
    ("latitude", Role::Latitude),
    ("flag", Role::Flag),
];

const KEYS: [(&str, IndexKind); 5] = [
    ("PRI", IndexKind::Primary),
    ("UNI", IndexKind::Unique),
    ("KEY", IndexKind::Plain),
    ("TXT", IndexKind::Fulltext),
    ("GEO", IndexKind::Spatial),
];

/// What a cell shows, and what is copied from it.
pub fn shown(table: &Table, column: &Column, field: Field) -> String {
    match field {
        Field::Name => column.name.clone(),
        Field::Type => {
            let mut data_type = column.data_type.clone();
            (data_type.charset, data_type.collation) = (None, None);
            write_data_type(&data_type)
        }
        Field::Null => {
            (if column.accepts_null() && !is_in_primary_key(table, column) { "yes" } else { "no" }).to_owned()
        }
        Field::Default => column.default.clone().unwrap_or_default(),
        Field::Extra => {
            let (data_type, generated) = (Default::default(), column.generated.clone());
            let rest = Column { nullable: None, default: None, comment: None, data_type, generated, ..column.clone() };
            write_column_definition(&rest)
        }
        Field::Charset => {
            let data_type = &column.data_type;
            data_type.collation.as_ref().or(data_type.charset.as_ref()).cloned().unwrap_or_default()
        }
        Field::Key => {
            let has = |kind: &IndexKind| indexes_with(table, column).any(|index| index.kind == *kind);
            let words = KEYS.iter().filter(|(_, kind)| has(kind)).map(|(word, _)| *word);
            words.collect::<Vec<_>>().join(", ")
        }
        Field::Role => {
            let roles = table.registration.as_ref().map(|registration| registration.kind.column_roles());
            let own = roles.unwrap_or_default().into_iter().filter(|(_, name)| *name == column.name);
            let word = |role: Role| ROLES.iter().find(|(_, known)| *known == role).map(|(word, _)| *word);
            own.filter_map(|(role, _)| word(role)).collect::<Vec<_>>().join(", ")
        }
        Field::Comment => column.comment.clone().unwrap_or_default(),
    }
}

pub fn is_in_primary_key(table: &Table, column: &Column) -> bool {
    indexes_with(table, column).any(|index| index.kind == IndexKind::Primary)
}

fn indexes_with<'t>(table: &'t Table, column: &'t Column) -> impl Iterator<Item = &'t Index> {
    table.indexes.iter().filter(|index| has_part(index, &column.name))
}

fn has_part(index: &Index, name: &str) -> bool {
    index.parts.iter().any(|part| !part.expression && same_identifier(&part.column, name))
}

/// Puts a text into a cell. The error says what was not understood; then nothing has changed.
pub fn set(table: &mut Table, at: usize, field: Field, text: &str, server: Server) -> Result<(), String> {
    let text = text.trim();
    let Some(column) = table.columns.get(at) else { return Ok(()) };
    if shown(table, column, field) == text {
        return Ok(());
    }
    match field {
        Field::Key => return set_key(table, at, text),
        Field::Role => return set_role(table, at, text),
        Field::Type => return set_type(table, at, text),
        Field::Name => {
            rename(table, at, text);
            return Ok(());
        }
        _ => {}
    }
    let Some(column) = table.columns.get_mut(at) else { return Ok(()) };
    let optional = (!text.is_empty()).then(|| text.to_owned());
    match field {
        Field::Null => {
            // Some servers make a TIMESTAMP NOT NULL that does not say otherwise.
            let spoken = column.data_type.name.eq_ignore_ascii_case("timestamp").then_some(true);
            column.nullable = match text.lower().as_str() {
                "no" | "n" | "not null" | "false" | "0" | "否" => Some(false),
                "" | "yes" | "y" | "null" | "true" | "1" | "是" => spoken,
                _ => return Err(say("“{}” is neither yes nor no.", &[&text])),
            };
        }
        Field::Default => column.default = optional.map(|text| draft::default_value(&text)),
        Field::Extra => {
            let read = definition(&format!("{} {text}", write_data_type(&column.data_type)), text)?;
            let read = Column {
                nullable: read.nullable.or(column.nullable),
                default: read.default.or(column.default.take()),
                comment: read.comment.or(column.comment.take()),
                ..read
            };
            return take_definition(table, at, read);
        }
        Field::Charset => set_charset(column, text, server)?,
        Field::Comment => column.comment = optional,
        Field::Name | Field::Type | Field::Key | Field::Role => {}
    }
    Ok(())
}

/// Keys and roles of the table follow, as `Edit::RenameColumn` has it, which reaches into other tables too.
fn rename(table: &mut Table, at: usize, name: &str) {
    let Some(column) = table.columns.get_mut(at) else { return };
    let old = std::mem::replace(&mut column.name, name.to_owned());
    if table.column_named(&old).is_some_and(|other| other.name != name) {
        return;
    }
    let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts).filter(|part| !part.expression);
    let keys = table.foreign_keys.iter_mut().flat_map(|key| &mut key.columns);
    let roles = table.registration.iter_mut().flat_map(|registration| registration.kind.column_names_mut());
    let names = parts.map(|part| &mut part.column).chain(keys).chain(roles);
    names.filter(|known| same_identifier(known, &old)).for_each(|known| name.clone_into(known));
}

fn definition(full: &str, text: &str) -> Result<Column, String> {
    read_column_definition(full)
        .map_err(|why| say("“{}” was not taken. {}", &[&text, &translated(&why.to_string()).replace('`', "")]))
}

/// A type cell may hold a whole definition, `BIGINT NOT NULL COMMENT 'x'`.
fn set_type(table: &mut Table, at: usize, text: &str) -> Result<(), String> {
    let mut read = definition(text, text)?;
    let Some(column) = table.columns.get_mut(at) else { return Ok(()) };
    let only_type = write_column_definition(&read) == write_data_type(&read.data_type);
    let old = &column.data_type;
    if read.data_type.charset.is_none() && read.data_type.collation.is_none() && takes_charset(&read) {
        (read.data_type.charset, read.data_type.collation) = (old.charset.clone(), old.collation.clone());
    }
    if only_type {
        column.data_type = read.data_type;
        return Ok(());
    }
    take_definition(table, at, read)
}

/// True where a charset and a collation may stand behind the type.
pub fn takes_charset(column: &Column) -> bool {
    crate::mysql::types::find(&column.data_type.name).is_none_or(|known| known.has_charset())
}

/// A key at the column becomes a key of the table, as on the server.
fn take_definition(table: &mut Table, at: usize, mut read: Column) -> Result<(), String> {
    let Some(column) = table.columns.get_mut(at) else { return Ok(()) };
    let mut keys = Vec::new();
    for (attribute, kind) in [("PRIMARY KEY", IndexKind::Primary), ("UNIQUE KEY", IndexKind::Unique)] {
        if let Some(at) = read.attributes.iter().position(|known| known == attribute) {
            read.attributes.remove(at);
            keys.push(Index { kind, parts: vec![KeyPart::of(&column.name)], ..Index::default() });
        }
    }
    let kept = std::mem::take(column);
    let Column { id, name, remark, registered, felis, .. } = kept;
    *column = Column { id, name, remark, registered, felis, ..read };
    table.indexes.extend(keys);
    Ok(())
}

fn set_charset(column: &mut Column, text: &str, server: Server) -> Result<(), String> {
    let data_type = &mut column.data_type;
    if text.is_empty() {
        (data_type.charset, data_type.collation) = (None, None);
    } else if !crate::mysql::types::find(&data_type.name).is_none_or(|known| known.has_charset()) {
        return Err(say("{} has no charset.", &[&data_type.name]));
    } else if charset::charset(text, server).is_some() {
        (data_type.charset, data_type.collation) = (Some(text.to_owned()), None);
    } else if let Some((set, _)) = text.split_once('_').filter(|(set, _)| charset::charset(set, server).is_some()) {
        (data_type.charset, data_type.collation) = (Some(set.to_owned()), Some(text.to_owned()));
    } else {
        return Err(say("{} has no charset or collation “{}”.", &[&server.title(), &text]));
    }
    Ok(())
}

/// `PRI`, `UNI`, `KEY`, several of them, or nothing. A key of several columns only loses this one.
fn set_key(table: &mut Table, at: usize, text: &str) -> Result<(), String> {
    let Some(column) = table.columns.get(at).cloned() else { return Ok(()) };
    let mut wanted = Vec::new();
    for word in text.split([',', ' ']).filter(|word| !word.is_empty()) {
        let word = if word.eq_ignore_ascii_case("MUL") { "KEY" } else { word };
        let known = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        wanted.push(known.ok_or_else(|| say("“{}” is no key: PRI, UNI or KEY.", &[&word]))?.1);
    }
    for (_, kind) in KEYS {
        let has = indexes_with(table, &column).any(|index| index.kind == kind);
        match (has, wanted.contains(&kind)) {
            (true, false) => {
                for index in table.indexes.iter_mut().filter(|index| index.kind == kind) {
                    index.parts.retain(|part| part.expression || !same_identifier(&part.column, &column.name));
                }
                table.indexes.retain(|index| !index.parts.is_empty());
            }
            (false, true) => match table.indexes.iter_mut().find(|index| index.kind == IndexKind::Primary) {
                Some(primary) if kind == IndexKind::Primary => primary.parts.push(KeyPart::of(&column.name)),
                _ => table.indexes.push(Index { kind, parts: vec![KeyPart::of(&column.name)], ..Index::default() }),
            },
            (true, true) | (false, false) => {}
        }
    }
    Ok(())
}

/// The column gets a role, or several; who had it loses it. Nothing takes its roles away.
fn set_role(table: &mut Table, at: usize, text: &str) -> Result<(), String> {
    let Some(name) = table.columns.get(at).map(|column| column.name.clone()) else { return Ok(()) };
    let Some(registration) = &mut table.registration else {
        return Err(
            t("A table that is not registered in Qserv has no roles: choose its kind in the details.").to_owned()
        );
    };
    let mut kind = registration.kind.clone();
    kind.column_names_mut().into_iter().filter(|known| **known == name).for_each(String::clear);
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let known = ROLES.iter().find(|(known, role)| {
            let own = known.eq_ignore_ascii_case(word) || translated(known) == word;
            own || role.attribute().eq_ignore_ascii_case(word)
        });
        if !known.is_some_and(|(_, role)| kind.set_role(*role, &name)) {
            return Err(say("“{}” is no role of a {} table.", &[&word, &t(kind.name())]));
        }
    }
    registration.kind = kind;
    Ok(())
}

/// The roles that a column of such a table may have.
pub fn roles_of(registration: &Registration) -> impl Iterator<Item = (&'static str, Role)> {
    let roles: Vec<Role> = registration.kind.column_roles().into_iter().map(|(role, _)| role).collect();
    ROLES.into_iter().filter(move |(_, role)| roles.contains(role))
}

/// What turns one table into the other, where `set` and the moving of rows made the difference. Renames come first, for they
/// reach into other tables.
pub fn edits_between(before: &Table, after: &Table) -> Vec<Edit> {
    let table = before.id;
    let mut edits = Vec::new();
    let mut renamed = before.clone();
    for (at, old) in before.columns.iter().enumerate() {
        if let Some(new) = after.column(old.id).filter(|new| new.name != old.name) {
            edits.push(Edit::RenameColumn { table, column: old.id, name: new.name.clone() });
            rename(&mut renamed, at, &new.name);
        }
    }
    if renamed.columns != after.columns {
        edits.push(Edit::SetColumns { table, columns: after.columns.clone() });
    }
    if renamed.indexes != after.indexes {
        edits.push(Edit::SetIndexes { table, indexes: after.indexes.clone() });
    }
    if renamed.registration != after.registration {
        let change = TableChange::Registration(after.registration.clone());
        edits.push(Edit::SetTable { table, change });
    }
    edits
}

/// The cell that a problem is about: its field, and the column's number. `None` where it is not about a cell.
pub fn cell_of(table: &Table, diagnostic: &Diagnostic) -> Option<(usize, Field)> {
    let row = |name: &str| table.columns.iter().position(|column| same_identifier(&column.name, name));
    match (diagnostic.path, diagnostic.aspect) {
        (ObjectPath::Column(_, id), aspect) => {
            let at = table.columns.iter().position(|column| column.id == id)?;
            Some((at, field_of(diagnostic.rule, aspect)))
        }
        (ObjectPath::Index(_, id), aspect) => {
            let parts = &table.index(id)?.parts;
            let part = if let Aspect::Part(number) = aspect { parts.get(number) } else { parts.first() };
            Some((row(&part?.column)?, Field::Key))
        }
        (ObjectPath::Table(_), Aspect::Role(role)) => {
            let roles = table.registration.as_ref()?.kind.column_roles();
            let (_, name) = roles.into_iter().find(|(known, _)| *known == role)?;
            Some((row(name)?, Field::Role))
        }
        _ => None,
    }
}

/// A rule says in its name what it looks at.
fn field_of(rule: &str, aspect: Aspect) -> Field {
    let about = |words: &[&str]| words.iter().any(|word| rule.contains(word));
    match aspect {
        Aspect::Type => Field::Type,
        Aspect::Role(_) => Field::Role,
        Aspect::Collation => Field::Charset,
        _ if about(&["comment"]) => Field::Comment,
        _ if about(&["default"]) => Field::Default,
        _ if about(&["nullable"]) => Field::Null,
        _ if about(&["charset", "collation"]) => Field::Charset,
        _ if about(&["auto-increment", "not-automatic"]) => Field::Extra,
        Aspect::Whole | Aspect::Name | Aspect::Part(_) => Field::Name,
    }
}

/// True where the table's kind allows types whose values differ in length.
pub fn takes_variable_length(table: &Table) -> bool {
    let kind = table.registration.as_ref().map(|registration| &registration.kind);
    !matches!(kind, Some(Kind::Director { .. } | Kind::RefMatch { .. }))
}
