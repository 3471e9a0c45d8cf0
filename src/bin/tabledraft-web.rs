//! Entry point of the designer in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    // By this way, because yew puts its own in the place of any other.
    yew::set_custom_panic_hook(Box::new(tabledraft::web::panic::rescue));
    // Beside it stands what the page shows when the program stops, which must outlive it.
    let place = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    if let Some(place) = place {
        yew::Renderer::<tabledraft::ui::App>::with_root(place).render();
    }
}

/// Cargo builds every entry point for the native tests too; there is no browser there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
