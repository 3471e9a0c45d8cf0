//! The diagram in a web worker: a wasm of its own, loaded when the diagram is first opened. It keeps a mirror of the project,
//! lays it out and draws it; see `web::canvas`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;

    console_error_panic_hook::set_once();
    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        tabledraft::web::canvas::listen(scope);
    }
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
