//! The core in a web worker: a wasm of its own, loaded when somebody asks what only it knows; see `web::worker`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;

    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        tabledraft::web::worker::listen(scope);
    }
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
