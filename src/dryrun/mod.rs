//! Servers without a server: statements and requests are executed on a catalogue in memory, and answered as the real
//! one answers.

pub mod mysql;
pub mod qserv;
