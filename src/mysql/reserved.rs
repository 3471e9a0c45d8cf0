//! Reserved words by server.

use std::sync::OnceLock;

use super::Server;

const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/reserved_words.txt"));

/// True where the server refuses the word as a name without quotes.
pub fn is_reserved(word: &str, server: Server) -> bool {
    servers_of(word).contains(server.flag())
}

/// True where at least one server of the table reserves the word.
pub fn is_reserved_anywhere(word: &str) -> bool {
    !servers_of(word).is_empty()
}

fn servers_of(word: &str) -> &'static str {
    static TABLE: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect()
    });
    if word.len() > 32 || !word.is_ascii() {
        return "";
    }
    let capitals = || word.bytes().map(|byte| byte.to_ascii_uppercase());
    let found = table.binary_search_by(|(known, _)| known.bytes().cmp(capitals()));
    found.map_or("", |at| table.get(at).map_or("", |row| row.1))
}
