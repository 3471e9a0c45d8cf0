//! Small things that the browser remembers between visits: the theme, the language, the keys. Where it remembers nothing,
//! everything is as at the first visit.

/// Each thing has a name of its own below this.
const PREFIX: &str = "tabledraft-";

/// What was remembered under a name.
pub fn remembered(name: &str) -> Option<String> {
    local()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

pub fn remember(name: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(&format!("{PREFIX}{name}"), value);
    }
}

pub(super) fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
