//! The native functions of the servers: how many arguments, what comes out, and where a table may not use them.

use std::sync::OnceLock;

use crate::mysql::Server;

const FUNCTIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/functions.txt"));

/// A native function as one server has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// In lower case, as people write it.
    pub name: &'static str,
    /// As the server prints it.
    pub printed: &'static str,
    /// What comes out, see `data/functions.txt`.
    pub result: &'static str,
    /// The column of that file for this server.
    rules: &'static str,
}

impl Function {
    /// True for the functions whose arguments the grammar counts.
    pub fn has_grammar(&self) -> bool {
        self.rules.starts_with('k')
    }

    /// True where only one number of arguments will do.
    pub fn has_one_count(&self) -> bool {
        self.rules.trim_end_matches(|c: char| c.is_ascii_lowercase()).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// True where the function takes that many arguments.
    pub fn takes(&self, count: usize) -> bool {
        let counts = self.rules.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let number = |text: &str| text.parse::<usize>().unwrap_or(0);
        if self.has_grammar() {
            true
        } else if let Some((least, step)) = counts.split_once('+') {
            count >= number(least) && (count - number(least)).is_multiple_of(number(step).max(1))
        } else if let Some((least, most)) = counts.split_once('-') {
            count >= number(least) && (most == "*" || count <= number(most))
        } else {
            count == number(counts)
        }
    }

    /// True where the function has the rule of that letter: x, n, r, s, u or p of `data/functions.txt`.
    pub fn has(&self, rule: char) -> bool {
        self.rules.trim_start_matches('k').contains(rule)
    }
}

struct Row {
    name: &'static str,
    /// The printed names for MySQL and MariaDB.
    printed: [&'static str; 2],
    result: &'static str,
    rules: [&'static str; 2],
}

/// The native function of that name, whatever its case.
pub fn native(name: &str, server: Server) -> Option<Function> {
    if name.len() > 40 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let rows = table();
    let start = rows.partition_point(|row| row.name < name.as_str());
    let same = rows.iter().skip(start).take_while(|row| row.name == name);
    let at = usize::from(server.is_mariadb());
    same.into_iter().find_map(|row| {
        let (rules, versions) = match row.rules.get(at)?.split_once('@') {
            Some((rules, versions)) => (rules, versions),
            None => (*row.rules.get(at)?, ""),
        };
        let here = match versions {
            "5" => server == Server::Mysql57,
            "7" => server != Server::Mysql97,
            "8" => server != Server::Mysql57,
            "9" => server == Server::Mysql97,
            _ => true,
        };
        (rules != "-" && here).then_some(Function {
            name: row.name,
            printed: row.printed.get(at)?,
            result: row.result,
            rules,
        })
    })
}

fn table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut rows = Vec::new();
        for line in FUNCTIONS.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let (Some(result), Some(mysql), Some(mariadb)) = (words.next(), words.next(), words.next()) else {
                continue;
            };
            rows.extend(words.map(|word| {
                let (name, printed) = word.split_once('=').unwrap_or((word, "/"));
                let (first, second) = printed.split_once('/').unwrap_or((printed, printed));
                let or_name = |printed: &'static str| if printed.is_empty() { name } else { printed };
                Row { name, printed: [or_name(first), or_name(second)], result, rules: [mysql, mariadb] }
            }));
        }
        rows.sort_by_key(|row| row.name);
        rows
    })
}
