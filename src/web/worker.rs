//! The worker that plays the servers: started at the first question, kept for the next ones.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, Worker};

use super::reason;

/// Written by Trunk beside the worker's wasm.
const SCRIPT: &str = "./tabledraft-server_loader.js";

pub struct ServerWorker {
    worker: Worker,
    /// The question that waits for the worker to be ready; `None` when it is.
    waiting: Rc<RefCell<Option<String>>>,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 2],
}

impl ServerWorker {
    /// Starts the worker. `tell` gets each answer, or why there is none.
    pub fn start(tell: impl Fn(Result<String, String>) + 'static) -> Result<Self, String> {
        let worker = Worker::new(SCRIPT).map_err(|error| reason(&error))?;
        let waiting = Rc::new(RefCell::new(Some(String::new())));
        let tell = Rc::new(tell);
        let (there, question, told) = (worker.clone(), waiting.clone(), tell.clone());
        let answered = Closure::new(move |event: MessageEvent| {
            if let Some(first) = question.borrow_mut().take() {
                if !first.is_empty() && there.post_message(&first.into()).is_err() {
                    told(Err("the question could not be sent".to_owned()));
                }
                return;
            }
            told(Ok(event.data().as_string().unwrap_or_default()));
        });
        let failed = Closure::new(move |_: MessageEvent| {
            tell(Err("the program that plays the servers could not be loaded or has stopped".to_owned()));
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Ok(ServerWorker { worker, waiting, _listeners: [answered, failed] })
    }

    /// Asks; before the worker is ready, only the last question counts.
    pub fn ask(&self, question: String) -> Result<(), String> {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            *waiting = question;
            return Ok(());
        }
        self.worker.post_message(&question.into()).map_err(|error| reason(&error))
    }
}

impl Drop for ServerWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
