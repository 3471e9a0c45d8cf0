//! Projects kept in the browser, in IndexedDB: they survive a reload, and a project may be larger than local storage allows.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, EventTarget, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::browser::DiskFile;
use super::left::{forget_left, left};
use super::reason;
use crate::i18n::t;

const DATABASE: &str = "tabledraft";
const VERSION: u32 = 2;

/// What a record is: both kinds have the same fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    Projects,
    /// States of projects that were to be kept; their ids begin with the project's and `/`.
    Snapshots,
}

impl Shelf {
    fn store(self) -> &'static str {
        match self {
            Shelf::Projects => "projects",
            Shelf::Snapshots => "snapshots",
        }
    }
}

/// A project in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Unique in this browser.
    pub id: String,
    pub name: String,
    pub tables: u32,
    /// Milliseconds since 1970.
    pub saved_at: f64,
    /// The project file's text; empty in a list of projects.
    pub text: String,
    /// The file of the disk that it was opened from or saved into.
    pub file: Option<DiskFile>,
}

#[derive(Clone, Debug)]
pub struct Storage {
    database: IdbDatabase,
}

impl Storage {
    /// Opens the storage, and makes it at the first visit.
    pub async fn open() -> Result<Storage, String> {
        let window = web_sys::window().ok_or_else(|| t("there is no window"))?;
        let factory =
            window.indexed_db().map_err(|error| reason(&error))?.ok_or_else(|| t("the browser keeps no data here"))?;
        let request = factory.open_with_u32(DATABASE, VERSION).map_err(|error| reason(&error))?;
        let upgrade = {
            let request = request.clone();
            Closure::once(move || create_stores(&request))
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let database = answer(&request).await?;
        let database: IdbDatabase = database.dyn_into().map_err(|_| t("the storage did not open"))?;
        let storage = Storage { database };
        for saved in left() {
            if storage.take_in(&saved).await.is_ok() {
                forget_left(&saved.id);
            }
        }
        Ok(storage)
    }

    /// Writes a project that a page left behind, if the one here is not newer.
    async fn take_in(&self, left: &Saved) -> Result<(), String> {
        let (transaction, store) = self.store(Shelf::Projects, IdbTransactionMode::Readwrite)?;
        let known = answer(&store.get(&left.id.as_str().into()).map_err(|error| reason(&error))?).await?;
        let known = known.is_object().then(|| saved(&known));
        if known.as_ref().is_none_or(|known| known.saved_at < left.saved_at) {
            let file = known.and_then(|known| known.file);
            let record = record(&Saved { file, ..left.clone() }, left.text.as_str().into())?;
            store.put(&record).map_err(|error| reason(&error))?;
        }
        committed(&transaction).await
    }

    /// Writes a project, in place of the one of the same id.
    pub async fn save(&self, saved: &Saved) -> Result<(), String> {
        self.put(Shelf::Projects, saved, saved.text.as_str().into()).await
    }

    /// The same with a text that comes from the browser, and is not looked at.
    pub async fn save_text(&self, saved: &Saved, text: JsValue) -> Result<(), String> {
        self.put(Shelf::Projects, saved, text).await
    }

    /// Writes a snapshot, in place of the one of the same id.
    pub async fn keep(&self, saved: &Saved) -> Result<(), String> {
        self.put(Shelf::Snapshots, saved, saved.text.as_str().into()).await
    }

    async fn put(&self, shelf: Shelf, saved: &Saved, text: JsValue) -> Result<(), String> {
        let record = record(saved, text)?;
        let (transaction, store) = self.store(shelf, IdbTransactionMode::Readwrite)?;
        store.put(&record).map_err(|error| reason(&error))?;
        committed(&transaction).await
    }

    pub async fn load(&self, id: &str) -> Result<Option<Saved>, String> {
        let request = self
            .store(Shelf::Projects, IdbTransactionMode::Readonly)?
            .1
            .get(&id.into())
            .map_err(|error| reason(&error))?;
        let record = answer(&request).await?;
        if record.is_undefined() {
            return Ok(None);
        }
        let mut saved = saved(&record);
        // What the worker has written is kept as it came.
        if let Some(blob) = Reflect::get(&record, &"text".into()).ok().and_then(|text| text.dyn_into::<Blob>().ok()) {
            let text = JsFuture::from(blob.text()).await.map_err(|error| reason(&error))?;
            saved.text = text.as_string().unwrap_or_default();
        }
        Ok(Some(saved))
    }

    /// All projects without their texts, the one saved last first.
    pub async fn list(&self) -> Result<Vec<Saved>, String> {
        let all = self.all(Shelf::Projects).await?;
        Ok(all.into_iter().map(|saved| Saved { text: String::new(), ..saved }).collect())
    }

    /// The snapshots of a project with their texts, the last first.
    pub async fn snapshots(&self, project: &str) -> Result<Vec<Saved>, String> {
        let mut all = self.all(Shelf::Snapshots).await?;
        all.retain(|saved| saved.id.split_once('/').is_some_and(|(owner, _)| owner == project));
        Ok(all)
    }

    async fn all(&self, shelf: Shelf) -> Result<Vec<Saved>, String> {
        let request = self.store(shelf, IdbTransactionMode::Readonly)?.1.get_all().map_err(|error| reason(&error))?;
        let records: Array = answer(&request).await?.unchecked_into();
        let mut list: Vec<Saved> = records.iter().map(|record| saved(&record)).collect();
        list.sort_by(|a, b| b.saved_at.total_cmp(&a.saved_at));
        Ok(list)
    }

    pub async fn delete(&self, shelf: Shelf, id: &str) -> Result<(), String> {
        let (transaction, store) = self.store(shelf, IdbTransactionMode::Readwrite)?;
        store.delete(&id.into()).map_err(|error| reason(&error))?;
        committed(&transaction).await
    }

    fn store(&self, shelf: Shelf, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), String> {
        let name = shelf.store();
        let transaction = self.database.transaction_with_str_and_mode(name, mode).map_err(|error| reason(&error))?;
        let store = transaction.object_store(name).map_err(|error| reason(&error))?;
        Ok((transaction, store))
    }
}

/// Makes the stores that are not there yet.
fn create_stores(request: &IdbOpenDbRequest) {
    let Ok(result) = request.result() else { return };
    let Ok(database) = result.dyn_into::<IdbDatabase>() else { return };
    let parameters = web_sys::IdbObjectStoreParameters::new();
    parameters.set_key_path(&"id".into());
    for shelf in [Shelf::Projects, Shelf::Snapshots] {
        // It fails for one that is there; any other failure shows when the first transaction finds no store.
        let _ = database.create_object_store_with_optional_parameters(shelf.store(), &parameters);
    }
}

fn record(saved: &Saved, text: JsValue) -> Result<Object, String> {
    let record = Object::new();
    let file = |value: fn(&DiskFile) -> JsValue| saved.file.as_ref().map_or(JsValue::NULL, value);
    let fields: [(&str, JsValue); 7] = [
        ("id", saved.id.as_str().into()),
        ("name", saved.name.as_str().into()),
        ("tables", saved.tables.into()),
        ("savedAt", saved.saved_at.into()),
        ("text", text),
        ("file", file(|file| file.handle.clone())),
        ("fileName", file(|file| file.name.as_str().into())),
    ];
    for (key, value) in fields {
        Reflect::set(&record, &key.into(), &value).map_err(|error| reason(&error))?;
    }
    Ok(record)
}

fn saved(record: &JsValue) -> Saved {
    let field = |key: &str| Reflect::get(record, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let text = |key: &str| field(key).as_string().unwrap_or_default();
    Saved {
        id: text("id"),
        name: text("name"),
        tables: field("tables").as_f64().map_or(0, |tables| tables as u32),
        saved_at: field("savedAt").as_f64().unwrap_or(0.0),
        text: text("text"),
        file: Some(field("file"))
            .filter(|handle| handle.is_object())
            .map(|handle| DiskFile { name: text("fileName"), handle }),
    }
}

/// Waits for a request's result.
async fn answer(request: &IdbRequest) -> Result<JsValue, String> {
    if happens(request, "success", "error").await {
        return request.result().map_err(|error| reason(&error));
    }
    Err(in_words(request.error().ok().flatten()))
}

/// Ends a transaction that writes, and waits until it is on the disk. Ended like this, it is seldom given up with a page that is
/// being left; see `left`.
#[expect(deprecated, reason = "web-sys only means that it is newer than the rest; every browser has it")]
async fn committed(transaction: &IdbTransaction) -> Result<(), String> {
    transaction.commit().map_err(|error| reason(&error))?;
    if happens(transaction, "complete", "abort").await { Ok(()) } else { Err(in_words(transaction.error())) }
}

fn in_words(error: Option<DomException>) -> String {
    reason(&error.map(JsValue::from).unwrap_or_default())
}

/// Waits for the one event or the other; true for the first.
async fn happens(target: &EventTarget, good: &str, bad: &str) -> bool {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = target.add_event_listener_with_callback(good, &resolve);
        let _ = target.add_event_listener_with_callback(bad, &reject);
    });
    JsFuture::from(promise).await.is_ok()
}
