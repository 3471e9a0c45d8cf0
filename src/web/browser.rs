//! Files of the disk, packed texts and other windows, as `static/browser.js` offers them.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::reason;
use crate::i18n::t;

#[wasm_bindgen(js_namespace = tabledraft)]
extern "C" {
    #[wasm_bindgen(catch, js_name = openFiles)]
    async fn open_files_js(folder: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = saveFile)]
    async fn save_file_js(handle: JsValue, name: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = pack)]
    async fn pack_js(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = unpack)]
    async fn unpack_js(packed: &str, most: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = listen)]
    fn listen_js(tell: &Closure<dyn Fn(String)>);
    #[wasm_bindgen(js_name = say)]
    fn say_js(text: &str);
}

/// A file of the user's disk that can be written again, as long as the browser allows it.
#[derive(Clone, Debug, PartialEq)]
pub struct DiskFile {
    pub name: String,
    pub handle: JsValue,
}

/// Files that the user has chosen, and the one that can be written, where only one was chosen.
pub struct OpenedFiles {
    pub files: Vec<File>,
    pub writable: Option<DiskFile>,
}

/// What became of a file that was to be written.
pub enum Written {
    Done(DiskFile),
    /// The user chose none.
    GivenUp,
    /// This browser writes no files; they are downloaded.
    Impossible,
}

/// The text of a file; `None` where it is none, or cannot be read.
pub async fn text_of(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Asks for files, or for a folder. Both can be empty: the user gave up.
pub async fn open_files(folder: bool) -> Result<OpenedFiles, String> {
    let chosen = open_files_js(folder).await.map_err(|error| reason(&error))?;
    let mut opened = OpenedFiles { files: vec![], writable: None };
    for one in Array::from(&chosen).iter() {
        let field = |name: &str| Reflect::get(&one, &name.into()).unwrap_or(JsValue::NULL);
        if let Ok(file) = field("file").dyn_into::<File>() {
            opened.writable = match field("handle") {
                handle if handle.is_null() || !opened.files.is_empty() => None,
                handle => Some(DiskFile { name: file.name(), handle }),
            };
            opened.files.push(file);
        }
    }
    Ok(opened)
}

/// Writes a text into a file of the disk; without one, into one that the user chooses.
pub async fn save_file(file: Option<DiskFile>, name: &str, text: &str) -> Result<Written, String> {
    let handle = file.map_or(JsValue::NULL, |file| file.handle);
    let written = save_file_js(handle, name, text).await.map_err(|error| reason(&error))?;
    if written.is_undefined() {
        return Ok(Written::Impossible);
    }
    if written.is_null() {
        return Ok(Written::GivenUp);
    }
    let name = Reflect::get(&written, &"name".into()).ok().and_then(|name| name.as_string());
    Ok(Written::Done(DiskFile { name: name.unwrap_or_default(), handle: written }))
}

/// A text in few letters that an address takes.
pub async fn pack(text: &str) -> Result<String, String> {
    let packed = pack_js(text).await.map_err(|error| reason(&error))?;
    packed.as_string().ok_or_else(|| t("the browser cannot pack it").to_owned())
}

/// The text of what was packed, of at most so many bytes.
pub async fn unpack(packed: &str, most: f64) -> Result<String, String> {
    let text = unpack_js(packed, most).await.map_err(|error| reason(&error))?;
    text.as_string().ok_or_else(|| t("it holds no text").to_owned())
}

/// Hears what other windows of this browser say, as long as the page is there.
pub fn hear_windows(tell: impl Fn(String) + 'static) {
    let tell = Closure::new(tell);
    listen_js(&tell);
    tell.forget();
}

/// Says something to the other windows.
pub fn tell_windows(text: &str) {
    say_js(text);
}
