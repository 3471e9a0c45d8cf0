//! What is offered while a cell is typed into: forms of types with what they hold, charsets and collations, roles, keys.

use super::cells::{roles_of, takes_variable_length};
use super::{Field, View};
use crate::i18n::{later, say, t};
use crate::mysql::forms::{Limit, forms, most_characters};
use crate::mysql::{Server, charset, types};
use crate::schema::{Column, Database, Table};
use crate::text::{Letters, grouped};

/// A text for the cell, and what is good to know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub text: String,
    pub note: String,
}

/// More of them nobody reads.
const MOST: usize = 40;

/// Proposals for a cell, those that begin as the typed text does first. `typed` is `None` before anything is typed: then all
/// are offered.
pub fn offers(
    view: &View,
    database: &Database,
    table: &Table,
    row: usize,
    field: Field,
    typed: Option<&str>,
) -> Vec<Proposal> {
    let Some(column) = table.columns.get(row) else { return vec![] };
    let server = view.profile.server;
    let all: Vec<Proposal> = match field {
        Field::Type => types_for(database, table, column, server),
        Field::Charset => charsets(server),
        Field::Key => {
            [("PRI", later("Primary key")), ("UNI", later("Unique key")), ("KEY", later("Index"))].map(known).into()
        }
        Field::Null => [("yes", later("May be NULL")), ("no", later("Never NULL"))].map(known).into(),
        Field::Extra => {
            let words = [
                ("AUTO_INCREMENT", later("Counts by itself")),
                ("ON UPDATE CURRENT_TIMESTAMP", later("The time of the last change")),
                ("GENERATED ALWAYS AS () STORED", later("Computed, and kept")),
                ("GENERATED ALWAYS AS () VIRTUAL", later("Computed when it is read")),
            ];
            words.map(known).into()
        }
        Field::Role => {
            let roles = table.registration.iter().flat_map(roles_of);
            roles.map(|(word, role)| Proposal { text: word.to_owned(), note: role.attribute().to_owned() }).collect()
        }
        Field::Name | Field::Default | Field::Comment => vec![],
    };
    let Some(typed) = typed else { return all };
    let typed = typed.trim().lower();
    // What stands in the parentheses is the user's own.
    let word = typed.split('(').next().unwrap_or("");
    let rank = |proposal: &Proposal| {
        let text = proposal.text.lower();
        match text.find(word) {
            _ if text == typed => Some(0),
            Some(0) => Some(1),
            Some(_) => Some(2),
            None => None,
        }
    };
    let mut ranked: Vec<(u8, Proposal)> =
        all.into_iter().filter_map(|proposal| Some((rank(&proposal)?, proposal))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST).map(|(_, proposal)| proposal).collect()
}

fn known((text, note): (&'static str, &'static str)) -> Proposal {
    Proposal { text: text.to_owned(), note: t(note).to_owned() }
}

/// In the capitals that the table has.
fn types_for(database: &Database, table: &Table, column: &Column, server: Server) -> Vec<Proposal> {
    let capitals =
        table.columns.iter().any(|column| column.data_type.name.starts_with(|c: char| c.is_ascii_uppercase()));
    let fits = |text: &str| {
        let name = text.split(['(', ' ']).next().unwrap_or("");
        takes_variable_length(table) || types::find(name).is_none_or(|known| !known.is_variable_length())
    };
    let known = charset_of(database, table, column, server);
    let proposals = forms(server).filter(|form| fits(form.text)).map(|form| {
        let text =
            if capitals && !form.text.contains('\'') { form.text.to_ascii_uppercase() } else { form.text.to_owned() };
        Proposal { text, note: note(form.limit, &known) }
    });
    proposals.collect()
}

fn note(limit: Limit, (charset, bytes): &(String, u8)) -> String {
    match limit {
        Limit::Range(least, most) => say("{} to {}", &[&least, &most]),
        Limit::Characters(most) => say("up to {} characters", &[&grouped(most)]),
        Limit::RowOfCharacters => say("up to {} characters in {}", &[&grouped(most_characters(*bytes)), charset]),
        Limit::Bytes(most) => say("up to {} bytes", &[&grouped(most)]),
        Limit::Members(most) => say("up to {} members", &[&grouped(most)]),
        Limit::Digits(most, behind) => say("up to {} digits, {} of them behind the point", &[&most, &behind]),
        Limit::Words(words) => t(words).to_owned(),
    }
}

/// The charset that a text column has, and the bytes of its longest character: its own, its table's, its database's, or that
/// of most servers.
fn charset_of(database: &Database, table: &Table, column: &Column, server: Server) -> (String, u8) {
    let data_type = &column.data_type;
    let places = [
        (&data_type.charset, &data_type.collation),
        (&table.options.charset, &table.options.collation),
        (&database.charset, &database.collation),
    ];
    let name = places.into_iter().find_map(|(own, collation)| {
        let by_collation = || Some(collation.as_deref()?.split('_').next()?.to_owned());
        own.clone().or_else(by_collation)
    });
    let name = name.unwrap_or_else(|| "utf8mb4".to_owned());
    let bytes = charset::charset(&name, server).map_or(4, |known| known.max_len);
    (name, bytes)
}

/// Charsets, each with the collations that are used most. All collations are 12 KB, which the first load does not have.
fn charsets(server: Server) -> Vec<Proposal> {
    let mut all: Vec<Proposal> = Vec::new();
    for known in charset::charsets(server) {
        let note = say("{} bytes a character; {}", &[&known.max_len, &known.default_collation]);
        all.push(Proposal { text: known.name.to_owned(), note });
        let mut collation = |text: String, note: &'static str| {
            if text != known.name && all.iter().all(|other| other.text != text) {
                all.push(Proposal { text, note: t(note).to_owned() });
            }
        };
        collation(known.default_collation.to_owned(), later("as letters are sorted; capitals do not count"));
        collation(format!("{}_bin", known.name), later("letter by letter; capitals count"));
        if known.name.starts_with("utf8") {
            collation(format!("{}_general_ci", known.name), later("roughly sorted; capitals do not count"));
            collation(format!("{}_unicode_ci", known.name), later("as letters are sorted; capitals do not count"));
        }
    }
    // Those that new tables are made with, first.
    all.sort_by_key(|proposal| !proposal.text.starts_with("utf8mb4"));
    all
}
