//! The servers that Tabledraft knows.

/// A server and its version, as profiles and the command line name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Server {
    Mysql80,
    #[default]
    Mysql97,
    Mariadb1011,
}

impl Server {
    pub const ALL: [Server; 3] = [Server::Mysql80, Server::Mysql97, Server::Mariadb1011];

    /// The server that profiles and the command line call so.
    pub fn named(name: &str) -> Option<Server> {
        Server::ALL.into_iter().find(|server| server.name() == name)
    }

    /// The name in profiles and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Server::Mysql80 => "mysql-8.0",
            Server::Mysql97 => "mysql-9.7",
            Server::Mariadb1011 => "mariadb-10.11",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Server::Mysql80 => "MySQL 8.0",
            Server::Mysql97 => "MySQL 9.7",
            Server::Mariadb1011 => "MariaDB 10.11",
        }
    }
}
