//! What the suites share. Each suite uses a part of it.
#![allow(dead_code)]

pub mod cases;
pub mod check;
pub mod command;
pub mod edits;
pub mod places;
pub mod requests;
pub mod scraps;
pub mod source;
pub mod strategies;
pub mod verdicts;
pub mod worker;
