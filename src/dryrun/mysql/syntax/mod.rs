//! The servers' grammars: a statement becomes a tree, or an error at the token where the server stops.
//!
//! The reader in `sql` is made for people: it recovers and says what was meant. This one is made for judging: it accepts
//! what the server accepts and nothing else, and what a server checks while it parses is checked here.

mod alter;
pub mod ast;
mod column;
mod create_table;
mod data_type;
mod expression;
mod key;
mod options;
pub mod parser;
mod partition;
mod partition_definition;
mod partition_action;
pub mod partition_value;
mod program;
mod query;
mod routine;
mod routine_block;
mod routine_rules;
mod rows;
mod script;
mod statement;
pub mod token;

pub use alter::PartialAlter;
pub use create_table::Partial;
pub use routine::Program;
pub use statement::Parsed;
