//! A MySQL or MariaDB that executes DDL: it accepts, with the server's warnings, or refuses with its number and text.

pub mod alter;
pub mod catalog;
pub mod column_type;
pub mod create;
pub mod default_value;
pub mod describe;
pub mod expression;
mod month;
pub mod refusal;
mod routine;
pub mod session;
mod statements;
pub mod syntax;
