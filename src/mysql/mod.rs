//! What MySQL and MariaDB are, as data: types, words, charsets, errors, functions, servers. Every table names its source.

pub mod charset;
pub mod difference;
pub mod engine;
pub mod error;
pub mod keyword;
pub mod forms;
pub mod limits;
pub mod reserved;
pub mod server;
pub mod types;
pub mod variable;

pub use difference::Feature;
pub use server::Server;
