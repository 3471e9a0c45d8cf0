//! The versions of Qserv that are simulated.

use crate::mysql::Server;

/// A Replication Controller, named by the version of its API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QservServer {
    /// Of November 2024: the API that the documentation of `db-table-management.rst` was first written for.
    Api39,
    /// Of April 2026.
    #[default]
    Api55,
}

impl QservServer {
    pub const ALL: [QservServer; 2] = [QservServer::Api39, QservServer::Api55];

    /// The server that the command line calls so: `qserv-55`.
    pub fn named(name: &str) -> Option<QservServer> {
        QservServer::ALL.into_iter().find(|server| server.name() == name)
    }

    /// The name on the command line and in profiles.
    pub fn name(self) -> &'static str {
        match self {
            QservServer::Api39 => "qserv-39",
            QservServer::Api55 => "qserv-55",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            QservServer::Api39 => "Qserv, API 39",
            QservServer::Api55 => "Qserv, API 55",
        }
    }

    /// The newest version of the API that the server takes. Source: `src/http/MetaModule.cc`.
    pub fn api(self) -> u32 {
        match self {
            QservServer::Api39 => 39,
            QservServer::Api55 => 55,
        }
    }

    /// The MariaDB that this Qserv ships with, or the nearest one that is simulated: API 39 came with 10.6.8.
    /// Source: `deploy/docker/mariadb/Dockerfile`, before that `admin/tools/docker/mariadb/Dockerfile`.
    pub fn mariadb(self) -> Server {
        match self {
            QservServer::Api39 => Server::Mariadb1011,
            QservServer::Api55 => Server::Mariadb1104,
        }
    }
}
