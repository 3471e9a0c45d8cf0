//! What MySQL and MariaDB are, as data: types, reserved words, servers. Every table names its source.

pub mod reserved;
pub mod server;
pub mod types;

pub use server::Server;
