//! The servers that Tabledraft knows.

/// A server and its version, as profiles and the command line name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Server {
    Mysql57,
    Mysql80,
    Mysql84,
    #[default]
    Mysql97,
    Mariadb1011,
    Mariadb1104,
}

impl Server {
    pub const ALL: [Server; 6] =
        [Server::Mysql57, Server::Mysql80, Server::Mysql84, Server::Mysql97, Server::Mariadb1011, Server::Mariadb1104];

    /// The server that profiles and the command line call so.
    pub fn named(name: &str) -> Option<Server> {
        Server::ALL.into_iter().find(|server| server.name() == name)
    }

    /// The name in profiles and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Server::Mysql57 => "mysql-5.7",
            Server::Mysql80 => "mysql-8.0",
            Server::Mysql84 => "mysql-8.4",
            Server::Mysql97 => "mysql-9.7",
            Server::Mariadb1011 => "mariadb-10.11",
            Server::Mariadb1104 => "mariadb-11.4",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Server::Mysql57 => "MySQL 5.7",
            Server::Mysql80 => "MySQL 8.0",
            Server::Mysql84 => "MySQL 8.4",
            Server::Mysql97 => "MySQL 9.7",
            Server::Mariadb1011 => "MariaDB 10.11",
            Server::Mariadb1104 => "MariaDB 11.4",
        }
    }

    /// True for MariaDB of any version.
    pub fn is_mariadb(self) -> bool {
        matches!(self, Server::Mariadb1011 | Server::Mariadb1104)
    }

    /// The version as one number, as `/*!80000 */` compares it: of MySQL 8.0.44 it is 80044.
    pub fn version_id(self) -> u32 {
        match self {
            Server::Mysql57 => 50_744,
            Server::Mysql80 => 80_044,
            Server::Mysql84 => 80_407,
            Server::Mysql97 => 90_704,
            Server::Mariadb1011 => 101_119,
            Server::Mariadb1104 => 110_409,
        }
    }

    /// The letter that stands for the server in the tables below `src/mysql/data`.
    pub(in crate::mysql) const fn flag(self) -> char {
        match self {
            Server::Mysql57 => '5',
            Server::Mysql80 => '8',
            Server::Mysql84 => '4',
            Server::Mysql97 => '9',
            Server::Mariadb1011 => 'M',
            Server::Mariadb1104 => 'N',
        }
    }
}
