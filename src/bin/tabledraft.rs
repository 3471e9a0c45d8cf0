//! Entry point of the command line tool.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(tabledraft::cli::run())
}

/// Cargo builds every entry point for the browser's tests too; there is no command line there.
#[cfg(target_arch = "wasm32")]
fn main() {}
