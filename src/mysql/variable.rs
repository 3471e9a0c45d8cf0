//! Variables of the servers: which server has which, and who may set it.

use super::Server;

const VARIABLES: &str = include_str!(concat!(env!("OUT_DIR"), "/variables.txt"));

/// What a server lets be done with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Set in a session and globally.
    Both,
    SessionOnly,
    GlobalOnly,
    /// Read in a session, set globally.
    SessionReads,
    ReadOnly,
    /// Another server has it.
    Missing,
}

/// The rule for a variable, whose name is in lower case; `None` where the table does not have it.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn rule(name: &str, server: Server) -> Option<Rule> {
    let mut found = None;
    for line in VARIABLES.lines() {
        let mut words = line.split_ascii_whitespace();
        let (Some(servers), Some(how)) = (words.next(), words.next()) else { continue };
        if !words.any(|known| known == name) {
            continue;
        }
        if !servers.contains(server.flag()) {
            found = Some(Rule::Missing);
            continue;
        }
        return Some(match how {
            "o" => Rule::SessionOnly,
            "g" => Rule::GlobalOnly,
            "x" => Rule::SessionReads,
            "r" => Rule::ReadOnly,
            _ => Rule::Both,
        });
    }
    found
}
