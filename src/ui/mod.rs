//! The designer. `session` is its whole behaviour without a browser; the rest draws it.

pub mod actions;
pub mod draft;
pub mod session;
pub mod view;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod views;

#[cfg(target_arch = "wasm32")]
pub use app::App;
