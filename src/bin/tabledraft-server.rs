//! The simulated server for a web worker: a wasm of its own, loaded when somebody asks what a server would say.

/// Executes a script on `server` in a new database, and answers with one JSON object a line, as `tabledraft dry-run
/// --format json` does. Empty where there is no such server.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn dry_run(server: &str, database: &str, script: &str) -> String {
    use tabledraft::engine::{self, SourceFile};
    let Some(server) = tabledraft::mysql::Server::named(server) else { return String::new() };
    let file = SourceFile { name: String::new(), bytes: script.as_bytes().to_vec() };
    tabledraft::report::write_dry_run_json(&engine::dry_run(server, Some(database), vec![file]))
}

/// The worker calls what is exported; there is nothing to begin with.
fn main() {}
