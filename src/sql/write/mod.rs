//! The writer: canonical SQL, every name in back quotes, a stable order, one element a line.

mod column;
mod table;

use std::fmt::Write;

use crate::schema::{Database, Kept, TableId, Workspace};
use crate::text::{quote_identifier, quote_option};

pub use column::{write_column_definition, write_data_type};
pub use table::{Element, elements, options, write_create_table, write_index, write_table_body};

/// The whole workspace as a script: databases, tables, and the kept statements in their places.
pub fn write_script(workspace: &Workspace) -> String {
    let mut out = String::new();
    write_kept(&mut out, workspace, None, None);
    // Tables without a database would fall to the one in use, so they come first.
    let (unnamed, named): (Vec<_>, Vec<_>) = workspace.databases.iter().partition(|database| database.name.is_empty());
    for database in unnamed.into_iter().chain(named) {
        write_database_head(&mut out, database);
        write_kept(&mut out, workspace, Some(database), None);
        for table in &database.tables {
            separate(&mut out);
            out.push_str(&write_create_table(table));
            write_kept(&mut out, workspace, Some(database), Some(table.id));
        }
    }
    out
}

fn write_database_head(out: &mut String, database: &Database) {
    if database.name.is_empty() {
        return;
    }
    separate(out);
    let name = quote_identifier(&database.name);
    if database.create {
        out.push_str("CREATE DATABASE ");
        if database.if_not_exists {
            out.push_str("IF NOT EXISTS ");
        }
        out.push_str(&name);
        let options = [("DEFAULT CHARACTER SET", &database.charset), ("DEFAULT COLLATE", &database.collation)];
        for (option, value) in options {
            if let Some(value) = value {
                let _ = write!(out, " {option} {}", quote_option(value));
            }
        }
        database.options.iter().for_each(|option| {
            let _ = write!(out, " {option}");
        });
        out.push_str(";\n");
    }
    let _ = writeln!(out, "USE {name};");
}

fn write_kept(out: &mut String, workspace: &Workspace, database: Option<&Database>, after: Option<TableId>) {
    let id = database.map(|database| database.id);
    let belongs = |kept: &Kept| {
        // What followed a table that is gone stands before the first one.
        let anchor = kept.after.filter(|table| database.is_some_and(|database| database.table(*table).is_some()));
        kept.database == id && anchor == after
    };
    for (at, kept) in workspace.kept.iter().filter(|kept| belongs(kept)).enumerate() {
        if at == 0 {
            separate(out);
        }
        out.push_str(&kept.text);
        out.push('\n');
    }
}

/// An empty line between two things.
fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}
