//! The core in a web worker: answers what the page asks ([`crate::web::Core`]).
//!
//! A message is a list: the number of the question, its word, its arguments, and files. The words `update`
//! and `adopt`, which have no answer, bring the project up to date. What comes back is a list too: the number, what it is (`done`, `failed`,
//! `progress` or `part`), and the bytes of a text in UTF-8: they change hands, where a string is copied three times. The first
//! message, `ready`, has the number 0.

mod chosen;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::engine::{self, Mirror, Told};

/// Answers for as long as the worker lives.
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
                mirror.files = chosen::files(&message.get(3));
                engine::answer(&mut mirror, word, &text(2))
            }
        };
        match answer {
            // For the storage of the browser, which keeps bytes of any number without the page's looking at them.
            Ok(answer) if text(1) == "project" => {
                let blob = Blob::new_with_str_sequence(&Array::of1(&answer.into()));
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

fn listener(scope: DedicatedWorkerGlobalScope, asked: Rc<Cell<f64>>) -> Box<dyn Fn(Told)> {
    Box::new(move |told| match told {
        Told::Progress { .. } => post(&scope, asked.get(), "progress", &told.to_json()),
        Told::Part(text) => post(&scope, asked.get(), "part", &text),
    })
}

fn post(scope: &DedicatedWorkerGlobalScope, id: f64, kind: &str, text: &str) {
    let bytes = js_sys::Uint8Array::from(text.as_bytes());
    let message = Array::of3(&id.into(), &kind.into(), &bytes);
    // A message that cannot be sent has no one to be told.
    let _ = scope.post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
}
