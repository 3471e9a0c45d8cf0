//! The core in a web worker: a wasm of its own, loaded when somebody asks what only it knows.
//!
//! A message is a list: the number of the question, its word, its arguments, and files. The words `update`
//! and `adopt`, which have no answer, bring the project up to date. What comes back is a list too: the number, what it is (`done`, `failed`,
//! `progress` or `part`), and a text. The first message, `ready`, has the number 0.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;

    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        worker::listen(scope);
    }
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use js_sys::Array;
    use tabledraft::engine::{self, InputFile, Mirror, Told};
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

    pub fn listen(scope: DedicatedWorkerGlobalScope) {
        let asked = Rc::new(Cell::new(0.0));
        // It lives as long as the worker does.
        let mirror: &RefCell<Mirror> =
            Box::leak(Box::new(RefCell::new(Mirror::told_to(listener(scope.clone(), asked.clone())))));
        let there = scope.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message = Array::from(&event.data());
            let text = |at: u32| message.get(at).as_string().unwrap_or_default();
            asked.set(message.get(0).as_f64().unwrap_or(0.0));
            let Ok(mut mirror) = mirror.try_borrow_mut() else { return };
            let answer = match text(1).as_str() {
                "update" => match mirror.take(&text(2)) {
                    Ok(()) => return,
                    Err(why) => Err(why),
                },
                "adopt" => return mirror.adopt(),
                word => {
                    mirror.files = Array::from(&message.get(3)).iter().filter_map(file).collect();
                    engine::answer(&mut mirror, word, &text(2))
                }
            };
            match answer {
                // For the storage of the browser, which keeps bytes of any number without the page's looking at them.
                Ok(answer) if text(1) == "project" => {
                    let blob = web_sys::Blob::new_with_str_sequence(&Array::of1(&answer.into()));
                    let blob = blob.map_or(JsValue::UNDEFINED, JsValue::from);
                    let _ = there.post_message(&Array::of3(&asked.get().into(), &"done".into(), &blob));
                }
                Ok(answer) => post(&there, asked.get(), "done", &answer),
                Err(why) => post(&there, asked.get(), "failed", &why),
            }
        });
        scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
        post(&scope, 0.0, "ready", "");
    }

    /// A file of the user's, which the browser reads when it is asked to.
    fn file(value: JsValue) -> Option<InputFile> {
        let file: File = value.dyn_into().ok()?;
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        let name = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
        let size = file.size() as u64;
        let bytes = move |start: u64, end: u64| {
            let read = || {
                let piece = file.slice_with_f64_and_f64(start as f64, end as f64)?;
                let buffer = FileReaderSync::new()?.read_as_array_buffer(&piece)?;
                Ok::<_, JsValue>(js_sys::Uint8Array::new(&buffer).to_vec())
            };
            read().map_err(|error| js_sys::Error::from(error).message().into())
        };
        Some(InputFile { name, size, bytes: Box::new(bytes) })
    }

    fn listener(scope: DedicatedWorkerGlobalScope, asked: Rc<Cell<f64>>) -> Box<dyn Fn(Told)> {
        Box::new(move |told| match told {
            Told::Progress { .. } => post(&scope, asked.get(), "progress", &told.to_json()),
            Told::Part(text) => post(&scope, asked.get(), "part", &text),
        })
    }

    fn post(scope: &DedicatedWorkerGlobalScope, id: f64, kind: &str, text: &str) {
        // A message that cannot be sent has no one to be told.
        let _ = scope.post_message(&Array::of3(&id.into(), &kind.into(), &text.into()));
    }
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
