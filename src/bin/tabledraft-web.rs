//! Entry point of the designer in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    tabledraft::web::panic::install();
    yew::Renderer::<tabledraft::ui::App>::new().render();
}

/// Cargo builds every entry point for the native tests too; there is no browser there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
