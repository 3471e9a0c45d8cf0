//! A Replication Controller of Qserv that executes requests: it accepts, and says what it stores and creates, or refuses
//! with the server's own words.
//!
//! A [`Controller`] starts empty or from the response of `GET /replication/config`. Each [`Request`] is judged first by
//! the Controller's own code (stage `rest`), then by the MariaDB behind it (stage `mysql`).
//!
//! Source of the order of checks and of the texts: lsst/qserv, `src/http` and `src/replica`, at API 55 (commit 5314826)
//! and API 39 (commit 176fc2d75).

mod answer;
mod auth;
mod body;
mod chunker;
mod config_response;
mod configuration;
mod controller;
mod css;
mod culprit;
mod failure;
mod mariadb;
mod query;
mod replication_db;
mod request;
mod route;
mod script;
mod server;
mod service;
mod state;
mod statements;
mod validate;
mod version;

pub use answer::{Created, Place, Response, Stage};
pub use auth::Authorization;
pub use controller::{Controller, Loading, MysqlStage};
pub use request::{Body, Request};
pub use script::{Duplicate, Posed, ScriptError, read_requests};
pub use server::QservServer;
pub use state::{DatabaseInfo, DirectorTable, Family, TableInfo};
