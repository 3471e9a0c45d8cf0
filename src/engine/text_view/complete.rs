//! What can stand at a place of a script, and what a token there means.

use super::{Hover, Offer, Offered};
use crate::mysql::types::{self, TYPES};
use crate::mysql::{Server, charset, engine, limits};
use crate::schema::{Database, Table, TextOf, Workspace};
use crate::sql::{Ink, Inked, inked};
use crate::text::{is_plain_identifier, quote_identifier, same_identifier};

/// What the answers depend on beside the text.
pub(super) struct Setting<'w> {
    pub workspace: &'w Workspace,
    pub of: TextOf,
    pub server: Server,
}

impl<'w> Setting<'w> {
    pub fn table(&self) -> Option<(&'w Database, &'w Table)> {
        let (database, table) = self.workspace.table(self.of.table()?)?;
        Some((database, table))
    }

    fn charset(&self) -> Option<&'w str> {
        let (database, table) = self.table()?;
        table.options.charset.as_deref().or(database.charset.as_deref())
    }

    fn tables(&self) -> Vec<Offered> {
        let home = self.table().map(|(database, _)| database.name.as_str());
        let names = self.workspace.tables().map(|(database, table)| {
            let foreign = home.is_some_and(|home| home != database.name) && !database.name.is_empty();
            let name = plain_name(&table.name);
            let name = if foreign { format!("{}.{name}", plain_name(&database.name)) } else { name };
            Offered::new(name, "table", format!("{} columns", table.columns.len()))
        });
        names.collect()
    }
}

/// The name as it has to be written: in quotes where it needs them.
fn plain_name(name: &str) -> String {
    let reserved = crate::mysql::reserved::is_reserved_anywhere(name);
    if is_plain_identifier(name) && !reserved { name.to_owned() } else { quote_identifier(name) }
}

/// The tokens of the statement around a place, and how many of them stand before it.
struct Statement {
    tokens: Vec<Inked>,
    before: usize,
}

fn statement(text: &str, at: usize, server: Server) -> Statement {
    let (mut tokens, _) = inked(text, server);
    let comment = |token: &Inked| matches!(token.ink, Ink::Comment | Ink::Hint);
    let ends = |token: &Inked| token.ink == Ink::Symbol(';');
    tokens.retain(|token| !comment(token));
    let place = tokens.partition_point(|token| token.span.end <= at);
    let start = tokens.iter().take(place).rposition(ends).map_or(0, |end| end + 1);
    let end = tokens.iter().skip(place).position(ends).map_or(tokens.len(), |end| place + end);
    Statement { tokens: tokens.get(start..end).unwrap_or_default().to_vec(), before: place - start }
}

/// What can stand at a byte of the text, and from where on it would replace what is there.
pub(super) fn complete(setting: &Setting, text: &str, at: usize) -> Offer {
    let at = floor(text, at);
    let before = text.get(..at).unwrap_or("");
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let word = before.trim_end_matches(is_word).len();
    let ticked = before.get(..word).is_some_and(|before| before.ends_with('`'));
    let from = if ticked { word - 1 } else { word };
    let mut offer = Offer { from, options: vec![] };
    // Within a comment or a text there is nothing to say.
    let (tokens, _) = inked(before.get(..from).unwrap_or(""), setting.server);
    if tokens.last().is_some_and(|last| is_open(last, before)) {
        return offer;
    }
    let Statement { tokens, before } = statement(text, from, setting.server);
    offer.options = options(setting, text, &tokens, before);
    if ticked {
        // A quote is open: only names go on with it, and they bring their own quotes.
        offer.options.retain(|offered| matches!(offered.kind, "table" | "column" | "database"));
        for offered in &mut offer.options {
            if !offered.label.starts_with('`') {
                offered.label = quote_identifier(&offered.label);
            }
        }
    }
    offer
}

fn is_open(last: &Inked, before: &str) -> bool {
    let token = last.span.of(before);
    match last.ink {
        Ink::Comment | Ink::Hint => {
            let line = token.starts_with('#') || token.starts_with("--");
            let rest = before.get(last.span.end..).unwrap_or("");
            if line { !rest.contains('\n') } else { !token.ends_with("*/") }
        }
        Ink::Text => {
            let quote = token.chars().next().unwrap_or('\'');
            token.len() < 2 || !token.ends_with(quote)
        }
        _ => false,
    }
}

/// Lists of what may follow, by what stands before.
fn options(setting: &Setting, text: &str, tokens: &[Inked], before: usize) -> Vec<Offered> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let is =
        |at: Option<usize>, expected: &str| at.is_some_and(|at| at < before && word(at).eq_ignore_ascii_case(expected));
    // `=` may stand between an option and its value.
    let last = before.checked_sub(1);
    let last = if is(last, "=") { before.checked_sub(2) } else { last };
    let second = last.and_then(|last| last.checked_sub(1));
    if is(last, "CHARSET") || (is(last, "SET") && (is(second, "CHARACTER") || is(second, "CHAR"))) {
        return charsets(setting.server);
    }
    if is(last, "COLLATE") {
        let named = (0..before).rev().find(|at| is(Some(*at), "CHARSET") || is(Some(*at), "SET"));
        let named = named.map(|at| if word(at + 1) == "=" { word(at + 2) } else { word(at + 1) });
        return collations(setting.server, named.filter(|name| !name.is_empty()).or(setting.charset()));
    }
    if is(last, "ENGINE") {
        let here = |engine: &&engine::Engine| {
            if setting.server.is_mariadb() { engine.in_mariadb } else { engine.in_mysql }
        };
        return engine::ENGINES
            .iter()
            .filter(here)
            .map(|engine| Offered::new(engine.name, "value", "engine"))
            .collect();
    }
    if ["REFERENCES", "LIKE", "INTO", "FROM", "JOIN"].iter().any(|known| is(last, known)) {
        return setting.tables();
    }
    if is(last, "USE") {
        let databases = setting.workspace.databases.iter().filter(|database| !database.name.is_empty());
        return databases.map(|database| Offered::new(plain_name(&database.name), "database", "")).collect();
    }
    if before == 0 {
        let of_script = ["CREATE TABLE", "CREATE TABLE IF NOT EXISTS", "CREATE DATABASE", "USE"];
        return of_script.iter().map(|words| Offered::new(*words, "keyword", "")).collect();
    }
    let creates = (0..tokens.len().min(4)).any(|at| word(at).eq_ignore_ascii_case("TABLE"));
    if !is(Some(0), "CREATE") || !creates {
        return if is(last, "TABLE") { setting.tables() } else { vec![] };
    }
    let mut open: Vec<usize> = Vec::new();
    let mut element = None;
    let mut closed = false;
    for at in 0..before {
        match tokens.get(at).map(|token| token.ink) {
            Some(Ink::Symbol('(')) => {
                open.push(at);
                if open.len() == 1 && !closed {
                    element = Some(at + 1);
                }
            }
            Some(Ink::Symbol(')')) => {
                open.pop();
                closed |= open.is_empty();
            }
            Some(Ink::Symbol(',')) if open.len() == 1 => element = Some(at + 1),
            _ => {}
        }
    }
    match (element, open.as_slice()) {
        (Some(_), []) => table_options(),
        (Some(start), [_]) => in_element(setting, (start..before).map(word).collect()),
        (Some(_), [.., inner]) => {
            let columns =
                |list: &[String]| list.iter().map(|name| Offered::new(plain_name(name), "column", "")).collect();
            let parent = inner.checked_sub(2).filter(|at| word(*at).eq_ignore_ascii_case("REFERENCES"));
            if parent.is_some() {
                let parent = unquoted(word(inner - 1));
                let found = setting.workspace.tables().find(|(_, table)| same_identifier(&table.name, &parent));
                let names = found.map(|(_, table)| table.columns.iter().map(|column| column.name.clone()).collect());
                return columns(&names.unwrap_or_else(Vec::new));
            }
            let after_type =
                inner.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.ink == Ink::Type);
            if after_type { vec![] } else { columns(&columns_in(text, tokens)) }
        }
        (None, _) => vec![],
    }
}

/// Names of the columns that the statement has, whatever is wrong in it.
fn columns_in(text: &str, tokens: &[Inked]) -> Vec<String> {
    let (mut depth, mut begins, mut names) = (0_usize, false, Vec::new());
    for token in tokens {
        match token.ink {
            Ink::Symbol('(') => {
                depth += 1;
                begins = depth == 1;
                continue;
            }
            Ink::Symbol(')') => depth = depth.saturating_sub(1),
            Ink::Symbol(',') => {
                begins = depth == 1;
                continue;
            }
            Ink::Name if begins => names.push(unquoted(token.span.of(text))),
            _ => {}
        }
        begins = false;
    }
    names
}

fn unquoted(name: &str) -> String {
    let inner = name.strip_prefix('`').map(|name| name.strip_suffix('`').unwrap_or(name));
    inner.map_or_else(|| name.to_owned(), |name| name.replace("``", "`"))
}

fn in_element(setting: &Setting, words: Vec<&str>) -> Vec<Offered> {
    let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
    let last = upper.last().map_or("", String::as_str);
    let list = |words: &[&str]| words.iter().map(|word| Offered::new(*word, "keyword", "")).collect();
    match (upper.first().map_or("", String::as_str), upper.len()) {
        (_, 0) => list(&[
            "PRIMARY KEY (",
            "UNIQUE KEY ",
            "KEY ",
            "FULLTEXT KEY ",
            "SPATIAL KEY ",
            "CONSTRAINT ",
            "FOREIGN KEY (",
            "CHECK (",
        ]),
        ("PRIMARY" | "UNIQUE" | "FULLTEXT" | "SPATIAL" | "FOREIGN", 1) => list(&["KEY"]),
        ("CONSTRAINT", 2) => list(&["PRIMARY KEY (", "UNIQUE KEY (", "FOREIGN KEY (", "CHECK ("]),
        ("PRIMARY" | "UNIQUE" | "KEY" | "INDEX" | "FULLTEXT" | "SPATIAL", _) => list(&["USING BTREE", "COMMENT ''"]),
        ("FOREIGN" | "CONSTRAINT", _) => {
            list(&["REFERENCES ", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT", "ON UPDATE CASCADE"])
        }
        (_, 1) => types_of(setting),
        _ if last == "DEFAULT" => list(&["NULL", "CURRENT_TIMESTAMP", "0", "''"]),
        _ if last == "NOT" => list(&["NULL"]),
        _ if last == "ON" => list(&["UPDATE CURRENT_TIMESTAMP"]),
        _ => list(&[
            "NOT NULL",
            "NULL",
            "DEFAULT ",
            "AUTO_INCREMENT",
            "COMMENT ''",
            "CHARACTER SET ",
            "COLLATE ",
            "UNSIGNED",
            "ON UPDATE CURRENT_TIMESTAMP",
            "PRIMARY KEY",
            "UNIQUE",
            "GENERATED ALWAYS AS ()",
            "STORED",
            "VIRTUAL",
        ]),
    }
}

fn table_options() -> Vec<Offered> {
    let words =
        ["ENGINE=", "DEFAULT CHARSET=", "COLLATE=", "COMMENT=''", "AUTO_INCREMENT=", "ROW_FORMAT=", "PARTITION BY "];
    words.iter().map(|word| Offered::new(*word, "keyword", "")).collect()
}

fn types_of(setting: &Setting) -> Vec<Offered> {
    let here = TYPES.iter().filter(|found| found.is_known_to(setting.server));
    let offered = here.map(|found| {
        let own = found.name.eq_ignore_ascii_case(found.canonical);
        let synonym = if own { String::new() } else { format!("same as {}; ", found.canonical.to_ascii_uppercase()) };
        let limits = limits::limits(found, setting.server, setting.charset());
        Offered { rank: if own { 1 } else { 0 }, ..Offered::new(found.name, "type", format!("{synonym}{limits}")) }
    });
    offered.collect()
}

/// Every charset of the server.
pub(super) fn charsets(server: Server) -> Vec<Offered> {
    let row = |set: &charset::Charset| {
        let detail = format!("{}, at most {} bytes a character", set.default_collation, set.max_len);
        Offered { rank: i32::from(set.name == "utf8mb4"), ..Offered::new(set.name, "value", detail) }
    };
    charset::charsets(server).map(row).collect()
}

/// The collations that fit a charset; all of them where none is named.
pub(super) fn collations(server: Server, of: Option<&str>) -> Vec<Offered> {
    let of = of.and_then(|name| charset::charset(name, server)).map(|set| set.name);
    let fits = |collation: &&charset::Collation| of.is_none_or(|set| collation.charset() == set);
    let row = |collation: &charset::Collation| {
        let main = collation.is_default(server);
        let detail = if main { format!("the default of {}", collation.charset()) } else { String::new() };
        Offered { rank: i32::from(main), ..Offered::new(collation.name, "value", detail) }
    };
    charset::collations(server).filter(fits).map(row).collect()
}

/// What the token at a byte of the text means.
pub(super) fn hover(setting: &Setting, text: &str, at: usize) -> Option<Hover> {
    let (tokens, _) = inked(text, setting.server);
    let token = tokens.iter().find(|token| token.span.start <= at && at <= token.span.end)?;
    let word = token.span.of(text);
    let (title, said) = match token.ink {
        Ink::Type => {
            let found = types::find(word)?;
            let title = format!("{} in {}", found.name, setting.server.title());
            (title, limits::limits(found, setting.server, setting.charset()))
        }
        Ink::Name => {
            let name = unquoted(word);
            let set = charset::charset(&name, setting.server);
            let collation = charset::collation(&name, setting.server);
            if let Some(set) = set {
                let said = format!(
                    "At most {} bytes a character. Its default collation is {}.",
                    set.max_len, set.default_collation
                );
                (format!("Charset {}", set.name), said)
            } else if let Some(collation) = collation {
                let pad = if collation.pads() { "Spaces at the end do not count." } else { "Spaces at the end count." };
                (format!("Collation {}", collation.name), format!("Of the charset {}. {pad}", collation.charset()))
            } else {
                let (database, table) =
                    setting.workspace.tables().find(|(_, table)| same_identifier(&table.name, &name))?;
                let columns: Vec<&str> = table.columns.iter().take(12).map(|column| column.name.as_str()).collect();
                let more = if table.columns.len() > 12 { ", …" } else { "" };
                let home = if database.name.is_empty() { String::new() } else { format!("{}.", database.name) };
                (format!("Table {home}{}", table.name), format!("{}{more}", columns.join(", ")))
            }
        }
        _ => return None,
    };
    Some(Hover { span: token.span, title, text: said })
}

/// The offset, moved to the beginning of the character that it is in.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
