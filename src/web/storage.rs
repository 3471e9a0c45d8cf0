//! Projects kept in the browser, in IndexedDB: they survive a reload, and a project may be larger than local storage allows.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

use super::reason;

const DATABASE: &str = "tabledraft";
const PROJECTS: &str = "projects";
const VERSION: u32 = 1;

/// A project in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Unique in this browser.
    pub id: String,
    pub name: String,
    pub tables: u32,
    /// Milliseconds since 1970.
    pub saved_at: f64,
    /// The project file's text; empty in a list.
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Storage {
    database: IdbDatabase,
}

impl Storage {
    /// Opens the storage, and makes it at the first visit.
    pub async fn open() -> Result<Storage, String> {
        let window = web_sys::window().ok_or("there is no window")?;
        let factory = window.indexed_db().map_err(|error| reason(&error))?.ok_or("the browser keeps no data here")?;
        let request = factory.open_with_u32(DATABASE, VERSION).map_err(|error| reason(&error))?;
        let upgrade = {
            let request = request.clone();
            Closure::once(move || create_stores(&request))
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let database = answer(&request).await?;
        let database: IdbDatabase = database.dyn_into().map_err(|_| "the storage did not open")?;
        Ok(Storage { database })
    }

    /// Writes a project, in place of the one of the same id.
    pub async fn save(&self, saved: &Saved) -> Result<(), String> {
        let record = Object::new();
        let fields: [(&str, JsValue); 5] = [
            ("id", saved.id.as_str().into()),
            ("name", saved.name.as_str().into()),
            ("tables", saved.tables.into()),
            ("savedAt", saved.saved_at.into()),
            ("text", saved.text.as_str().into()),
        ];
        for (key, value) in fields {
            Reflect::set(&record, &key.into(), &value).map_err(|error| reason(&error))?;
        }
        let store = self.store(IdbTransactionMode::Readwrite)?;
        let request = store.put(&record).map_err(|error| reason(&error))?;
        answer(&request).await.map(drop)
    }

    pub async fn load(&self, id: &str) -> Result<Option<Saved>, String> {
        let request = self.store(IdbTransactionMode::Readonly)?.get(&id.into()).map_err(|error| reason(&error))?;
        let record = answer(&request).await?;
        Ok((!record.is_undefined()).then(|| saved(&record)))
    }

    /// All projects without their texts, the one saved last first.
    pub async fn list(&self) -> Result<Vec<Saved>, String> {
        let request = self.store(IdbTransactionMode::Readonly)?.get_all().map_err(|error| reason(&error))?;
        let records: Array = answer(&request).await?.unchecked_into();
        let mut list: Vec<Saved> =
            records.iter().map(|record| Saved { text: String::new(), ..saved(&record) }).collect();
        list.sort_by(|a, b| b.saved_at.total_cmp(&a.saved_at));
        Ok(list)
    }

    pub async fn delete(&self, id: &str) -> Result<(), String> {
        let request = self.store(IdbTransactionMode::Readwrite)?.delete(&id.into()).map_err(|error| reason(&error))?;
        answer(&request).await.map(drop)
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<web_sys::IdbObjectStore, String> {
        let transaction =
            self.database.transaction_with_str_and_mode(PROJECTS, mode).map_err(|error| reason(&error))?;
        transaction.object_store(PROJECTS).map_err(|error| reason(&error))
    }
}

/// Makes the one store that there is.
fn create_stores(request: &IdbOpenDbRequest) {
    let Ok(result) = request.result() else { return };
    let Ok(database) = result.dyn_into::<IdbDatabase>() else { return };
    let parameters = web_sys::IdbObjectStoreParameters::new();
    parameters.set_key_path(&"id".into());
    // A failure here shows when the first transaction finds no store.
    let _ = database.create_object_store_with_optional_parameters(PROJECTS, &parameters);
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
    }
}

/// Waits for a request.
async fn answer(request: &IdbRequest) -> Result<JsValue, String> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let _ = resolve.call1(&JsValue::UNDEFINED, &request.result().unwrap_or(JsValue::UNDEFINED));
            })
        };
        let failed = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let error = request.error().ok().flatten().map(JsValue::from).unwrap_or(JsValue::UNDEFINED);
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            })
        };
        request.set_onsuccess(Some(done.unchecked_ref()));
        request.set_onerror(Some(failed.unchecked_ref()));
    });
    JsFuture::from(promise).await.map_err(|error| reason(&error))
}
