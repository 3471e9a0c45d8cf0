//! A MariaDB behind the Controller: that of the workers, which are all alike, or that of the czar.

use std::borrow::Cow;

use crate::dryrun::mysql::refusal::Refusal;
use crate::dryrun::mysql::session::{Session, Verdict};
use crate::mysql::Server;

/// The czar's database for director indexes and row counters.
pub(super) const META: &str = "qservMeta";
/// The czar's database for what it plans queries by.
const CSS: &str = "qservCssData";

pub(super) struct Mariadb {
    session: Session,
}

impl Mariadb {
    pub fn worker(server: Server) -> Self {
        Mariadb { session: Session::new(server) }
    }

    /// It has `qservCssData` and `qservMeta`, and uses the latter.
    pub fn czar(server: Server) -> Self {
        Mariadb { session: Session::new(server).with_database(CSS).with_database(META) }
    }

    /// Executes a statement; answers with the reason where it cannot be decided, and takes it as executed.
    pub fn execute(&mut self, statement: &str) -> Result<Option<String>, Refusal> {
        match self.session.execute(&without_scisql(statement)).verdict {
            Verdict::Accept => Ok(None),
            Verdict::Unknown(why) => Ok(Some(why)),
            Verdict::Reject(refusal) => Err(refusal),
        }
    }

    pub fn has_table(&self, database: &str, table: &str) -> bool {
        self.table(database, table).is_some()
    }

    pub fn table(&self, database: &str, table: &str) -> Option<&crate::dryrun::mysql::catalog::Table> {
        self.session.catalog.databases.get(database)?.tables.get(table).map(AsRef::as_ref)
    }
}

/// Qserv's MariaDB has the functions of SciSQL, which the simulated one does not know. They count and compute like any
/// function that takes what it is given, so COALESCE stands in for each; how many arguments they want is not checked.
/// Source: `deploy/docker/mariadb/Dockerfile`, the target `mariadb-scisql`.
fn without_scisql(statement: &str) -> Cow<'_, str> {
    const PREFIX: &str = "scisql_";
    let lower = statement.to_ascii_lowercase();
    if !lower.contains(PREFIX) {
        return Cow::Borrowed(statement);
    }
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let mut out = String::with_capacity(statement.len());
    let mut from = 0;
    for (at, _) in lower.match_indices(PREFIX) {
        let (Some(before), Some(rest)) = (statement.get(from..at), statement.get(at..)) else { continue };
        let end = rest.find(|c: char| !in_name(c)).unwrap_or(rest.len());
        let called = rest.get(end..).is_some_and(|behind| behind.trim_start().starts_with('('));
        let begins = !before.ends_with(|c: char| in_name(c) || matches!(c, '`' | '\'' | '"'));
        if called && begins {
            out.push_str(before);
            out.push_str("COALESCE");
            from = at + end;
        }
    }
    out.push_str(statement.get(from..).unwrap_or_default());
    Cow::Owned(out)
}
