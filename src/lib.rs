//! Tabledraft's core: a schema designer without a screen.
//!
//! Text is read into a [`schema::Workspace`], changed by [`edit::Edit`]s, judged by [`rules`], and written again.
//! `ARCHITECTURE.md` has the map; a module may use only the modules above it in this list.

pub mod text;
pub mod json;
pub mod i18n;
pub mod yaml;
pub mod mysql;
pub mod schema;
pub mod layout;
pub mod edit;
pub mod diagnostic;
pub mod sql;
pub mod qserv;
pub mod dryrun;
pub mod felis;
pub mod tabular;
pub mod rules;
pub mod project;
pub mod export;
pub mod engine;
pub mod board;
pub mod report;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod ui;
