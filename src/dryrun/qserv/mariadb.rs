//! A MariaDB behind the Controller: that of the workers, which are all alike, or that of the czar.

use crate::dryrun::mysql::refusal::Refusal;
use crate::dryrun::mysql::session::{Session, Verdict};
use crate::mysql::Server;

/// The czar's database for director indexes and row counters.
pub(super) const META: &str = "qservMeta";

pub(super) struct Mariadb {
    session: Session,
}

impl Mariadb {
    pub fn worker(server: Server) -> Self {
        Mariadb { session: Session::new(server) }
    }

    /// It has `qservMeta`, and uses it.
    pub fn czar(server: Server) -> Self {
        Mariadb { session: Session::new(server).with_database(META) }
    }

    /// Executes a statement; answers with the reason where it cannot be decided, and takes it as executed.
    pub fn execute(&mut self, statement: &str) -> Result<Option<String>, Refusal> {
        match self.session.execute(statement).verdict {
            Verdict::Accept => Ok(None),
            Verdict::Unknown(why) => Ok(Some(why)),
            Verdict::Reject(refusal) => Err(refusal),
        }
    }

    pub fn table(&self, database: &str, table: &str) -> Option<&crate::dryrun::mysql::catalog::Table> {
        self.session.catalog.databases.get(database)?.tables.get(table).map(AsRef::as_ref)
    }
}
