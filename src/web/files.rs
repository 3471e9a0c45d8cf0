//! Files of the user's disk: picked, dropped, saved.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::reason;
use crate::i18n::t;

/// The files of a picker, a drop or a paste. Taken at once: the browser empties its list when the picker is reset.
pub fn files_in(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default()
}

/// Offers a text as a download of that name. Answers with the name that the file gets.
pub fn download(name: &str, text: &str) -> Result<String, String> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(|| t("there is no document"))?;
    let url = object_url(name, text).map_err(|error| reason(&error))?;
    let link = document.create_element("a").map_err(|error| reason(&error))?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| t("no link can be made"))?;
    // Browsers save into one folder: a path becomes part of the name.
    let name = name.replace('/', "-");
    link.set_href(&url);
    link.set_download(&name);
    link.click();
    // The browser may still be reading; the address lives a little longer.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(name)
}

/// An address under which this page has the text as a file.
pub(super) fn object_url(name: &str, text: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(if name.ends_with(".json") { "application/json" } else { "text/plain;charset=utf-8" });
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    Url::create_object_url_with_blob(&blob)
}
