//! Columns and types as SQL.

use std::fmt::Write;

use crate::schema::{Column, DataType};
use crate::text::{quote_option, quote_string};

/// `varchar(64) CHARACTER SET utf8mb4`, `enum('a','b')`, `decimal(10,2) unsigned`.
pub fn write_data_type(data_type: &DataType) -> String {
    let mut out = data_type.name.clone();
    let members = data_type.members.iter().map(|member| quote_string(member));
    let inside: Vec<String> = data_type.arguments.iter().cloned().chain(members).collect();
    if !inside.is_empty() {
        let _ = write!(out, "({})", inside.join(","));
    }
    let flags = [(data_type.unsigned, " unsigned"), (data_type.zerofill, " zerofill"), (data_type.binary, " binary")];
    flags.iter().filter(|(set, _)| *set).for_each(|(_, word)| out.push_str(word));
    if let Some(charset) = &data_type.charset {
        let _ = write!(out, " CHARACTER SET {}", quote_option(charset));
    }
    if let Some(collation) = &data_type.collation {
        let _ = write!(out, " COLLATE {}", quote_option(collation));
    }
    out
}

/// What stands behind the column's name: type and attributes.
pub fn write_column_definition(column: &Column) -> String {
    let mut out = write_data_type(&column.data_type);
    let mut add = |part: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    };
    // MariaDB takes it for a part of the type.
    let (of_type, attributes): (Vec<_>, Vec<_>) =
        column.attributes.iter().partition(|attribute| starts_with(attribute, "REF_SYSTEM_ID"));
    of_type.into_iter().for_each(|attribute| add(attribute));
    if let Some(generated) = &column.generated {
        add(&format!("GENERATED ALWAYS AS ({})", generated.expression));
        match generated.stored {
            Some(true) => add("STORED"),
            Some(false) => add("VIRTUAL"),
            None => {}
        }
    }
    match column.nullable {
        Some(true) => add("NULL"),
        Some(false) => add("NOT NULL"),
        None => {}
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {default}"));
    }
    if let Some(on_update) = &column.on_update {
        add(&format!("ON UPDATE {on_update}"));
    }
    if column.auto_increment {
        add("AUTO_INCREMENT");
    }
    let (before, behind) = attributes.split_at(first_of_last(&attributes));
    before.iter().for_each(|attribute| add(attribute));
    if let Some(comment) = &column.comment {
        add(&format!("COMMENT {}", quote_string(comment)));
    }
    behind.iter().for_each(|attribute| add(attribute));
    out
}

fn first_of_last(attributes: &[&String]) -> usize {
    attributes.iter().position(|attribute| stands_last(attribute)).unwrap_or(attributes.len())
}

/// True for the attributes that nothing else may follow: CHECK in MariaDB, REFERENCES in both servers.
fn stands_last(attribute: &str) -> bool {
    ["CHECK", "CONSTRAINT", "REFERENCES"].iter().any(|last| starts_with(attribute, last))
}

fn starts_with(attribute: &str, word: &str) -> bool {
    attribute.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
