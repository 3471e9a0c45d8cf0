//! Words of the grammars: which are keywords, and where they may stand as a name without quotes.
//!
//! A keyword that is not reserved may be the name of everything: column, table, index, constraint, partition, routine,
//! variable and database; as a column in an expression; and after AS. Three places refuse some of them, see [`Place`]. Behind
//! a dot every word may stand, `t.select` and `db.table`. That was tried with each keyword of MySQL 9.7.4 and MariaDB
//! 10.11.19; other versions are taken to be as these, but for their reserved words.

use std::sync::OnceLock;

use super::Server;
use super::reserved::is_reserved;

const KEYWORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/keywords.txt"));

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere but in the places below.
    Name,
    /// Right before a parenthesis, without a space: `CREATE TABLE count(a INT)` and `KEY count(a)` are refused, for there
    /// the word is a function. With sql_mode IGNORE_SPACE a space does not help.
    BeforeParenthesis,
    /// The label of a block or loop: `begin: LOOP`.
    Label,
    /// An alias without AS.
    BareAlias,
    /// Behind the dot of a qualified name.
    AfterDot,
}

/// True where the word is part of the server's grammar, reserved or not.
pub fn is_keyword(word: &str, server: Server) -> bool {
    is_reserved(word, server) || !matches!(class(word, server), b'-')
}

/// True where the word may stand without quotes.
pub fn may_stand(word: &str, place: Place, server: Server) -> bool {
    let refused = match place {
        Place::AfterDot => return true,
        Place::Name => b'r',
        Place::BeforeParenthesis => b'f',
        Place::Label => b'l',
        Place::BareAlias => b'a',
    };
    !is_reserved(word, server) && class(word, server) != refused
}

/// The letter of `data/keywords.txt`.
fn class(word: &str, server: Server) -> u8 {
    static TABLE: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let groups = KEYWORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
        let mut rows: Vec<_> =
            groups.flat_map(|(class, words)| words.split(' ').map(move |word| (word, class))).collect();
        rows.sort_unstable();
        rows
    });
    let found =
        table.binary_search_by(|(known, _)| known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_uppercase())));
    let class = found.ok().and_then(|at| table.get(at)).map_or("--", |row| row.1);
    class.as_bytes().get(usize::from(server.is_mariadb())).copied().unwrap_or(b'-')
}
