//! The core in a web worker: a wasm of its own, loaded when somebody asks what only it knows.
//!
//! A message is a list: the number of the question, its word, its arguments, and files. The word `update`, which has no
//! answer, brings the project up to date. What comes back is a list too: the number, what it is (`done`, `failed`,
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
    use tabledraft::engine::{self, Mirror, Told};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    pub fn listen(scope: DedicatedWorkerGlobalScope) {
        let asked = Rc::new(Cell::new(0.0));
        let mirror = RefCell::new(Mirror::told_to(listener(scope.clone(), asked.clone())));
        let there = scope.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message = Array::from(&event.data());
            let text = |at: u32| message.get(at).as_string().unwrap_or_default();
            asked.set(message.get(0).as_f64().unwrap_or(0.0));
            let Ok(mut mirror) = mirror.try_borrow_mut() else { return };
            let word = text(1);
            let answer = match word.as_str() {
                "update" => mirror.take(&text(2)).map(|()| String::new()),
                word => engine::answer(&mut mirror, word, &text(2)),
            };
            match answer {
                Ok(_) if word == "update" => {}
                Ok(answer) => post(&there, asked.get(), "done", &answer),
                Err(why) => post(&there, asked.get(), "failed", &why),
            }
        });
        scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
        post(&scope, 0.0, "ready", "");
    }

    fn listener(scope: DedicatedWorkerGlobalScope, asked: Rc<Cell<f64>>) -> Box<dyn Fn(Told)> {
        Box::new(move |told| match told {
            Told::Progress { done, of, what } => {
                let text = serde_json::json!({ "done": done, "of": of, "what": what }).to_string();
                post(&scope, asked.get(), "progress", &text);
            }
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
