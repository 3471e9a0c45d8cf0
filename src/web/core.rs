//! The core in a worker of its own: started at the first question, brought up to date before each one, ended and started
//! anew where a question takes too long for the user.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent, Worker};

use super::reason;
use crate::engine::Outbox;
use crate::i18n::t;
use crate::project::Project;

/// Written by Trunk beside the worker's wasm. A project needs all parts of it: they come at once (`scripts/lib/loaders.mjs`).
const SCRIPT: &str = "./tabledraft-server_loader.js#whole";

/// The question whose answer is for the browser's storage.
const RAW: &str = "project";

/// What comes back to a question: perhaps progress, perhaps pieces, and at last the answer.
pub enum Reply {
    /// JSON: how much is done of how much, and with what it goes on.
    Progress(String),
    Part(String),
    /// An answer that goes on to the browser as it is, such as a long text for the storage.
    Raw(JsValue),
    Done {
        answer: Result<String, String>,
        /// The project is still as it was when the question was put.
        fresh: bool,
    },
}

type Listener = Rc<dyn Fn(Reply)>;

/// A handle; its clones are the same core.
#[derive(Clone, Default)]
pub struct Core(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    /// The project as the page has it, and a number that is another one after each change.
    project: Project,
    version: u32,
    /// The version that the worker has.
    known: u32,
    outbox: Outbox,
    worker: Option<Running>,
    /// Questions that wait for the worker, and those that it has.
    waiting: VecDeque<Asked>,
    asked: Vec<Asked>,
    last_id: u32,
    timer: Option<Timeout>,
}

struct Asked {
    id: u32,
    version: u32,
    word: &'static str,
    arguments: String,
    files: Vec<File>,
    listener: Listener,
}

struct Running {
    worker: Worker,
    ready: bool,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Core {
    /// Starts the worker, if it does not run, so that the first question waits less.
    pub fn start(&self) {
        if self.0.borrow().worker.is_some() {
            return;
        }
        match self.run() {
            Ok(running) => self.0.borrow_mut().worker = Some(running),
            Err(why) => self.fail(&why),
        }
    }

    /// Says what the project is now. Costs nothing until something is asked.
    pub fn keep(&self, project: Project) {
        let mut inner = self.0.borrow_mut();
        if inner.version == 0 || inner.project != project {
            inner.version += 1;
            inner.project = project;
        }
        drop(inner);
        self.pump_soon();
    }

    /// The project's version: another one after each change.
    pub fn version(&self) -> u32 {
        self.0.borrow().version
    }

    /// Asks; the listener hears what comes back. The answer is the question's number, to cancel it by.
    pub fn ask(&self, word: &'static str, arguments: String, files: Vec<File>, listener: Listener) -> u32 {
        let mut inner = self.0.borrow_mut();
        inner.last_id += 1;
        let id = inner.last_id;
        inner.waiting.push_back(Asked { id, version: 0, word, arguments, files, listener });
        drop(inner);
        self.start();
        self.pump();
        id
    }

    /// True as long as the question has no answer.
    pub fn is_asked(&self, id: u32) -> bool {
        let inner = self.0.borrow();
        inner.waiting.iter().chain(&inner.asked).any(|asked| asked.id == id)
    }

    /// Ends a question without an answer. One that the worker has begun ends with the worker; the others are asked again.
    pub fn cancel(&self, id: u32) {
        let mut inner = self.0.borrow_mut();
        inner.waiting.retain(|asked| asked.id != id);
        if !inner.asked.iter().any(|asked| asked.id == id) {
            return;
        }
        let mut others = std::mem::take(&mut inner.asked);
        others.retain(|asked| asked.id != id);
        for asked in others.into_iter().rev() {
            inner.waiting.push_front(asked);
        }
        inner.stop();
        drop(inner);
        self.start();
    }

    /// The worker, which has worked the project out as it is now, takes it for its own. Only behind a fresh answer.
    pub fn agree(&self) {
        let mut inner = self.0.borrow_mut();
        let workspace = inner.project.workspace.clone();
        inner.outbox.agree(workspace);
        let _ = inner.post(&[0.into(), "adopt".into()]);
    }

    fn run(&self) -> Result<Running, String> {
        let worker = Worker::new(SCRIPT).map_err(|error| reason(&error))?;
        let (heard, failed) = (self.clone(), self.clone());
        let heard = Closure::new(move |event: MessageEvent| heard.hear(&event.data()));
        let failed = Closure::new(move |_: MessageEvent| {
            failed.fail(t("the program in the background could not be loaded or has stopped"));
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Ok(Running { worker, ready: false, _listeners: [heard, failed] })
    }

    /// A message of the worker: the number of the question, what it is, and the bytes of the text.
    fn hear(&self, message: &JsValue) {
        let message = Array::from(message);
        let id = message.get(0).as_f64().unwrap_or(0.0) as u32;
        let kind = message.get(1).as_string().unwrap_or_default();
        let text = || {
            let bytes = message.get(2).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
            String::from_utf8(bytes).unwrap_or_default()
        };
        let mut inner = self.0.borrow_mut();
        if kind == "ready" {
            if let Some(running) = &mut inner.worker {
                running.ready = true;
            }
            drop(inner);
            return self.pump();
        }
        let Some(at) = inner.asked.iter().position(|asked| asked.id == id) else { return };
        let listener = inner.asked.get(at).map(|asked| Rc::clone(&asked.listener));
        let reply = match kind.as_str() {
            "progress" => Reply::Progress(text()),
            "part" => Reply::Part(text()),
            kind => {
                let asked = inner.asked.remove(at);
                let fresh = asked.version == inner.version;
                match kind {
                    "done" if asked.word == RAW => Reply::Raw(message.get(2)),
                    "done" => Reply::Done { answer: Ok(text()), fresh },
                    _ => Reply::Done { answer: Err(text()), fresh },
                }
            }
        };
        // The listener may ask again.
        drop(inner);
        if let Some(listener) = listener {
            listener(reply);
        }
    }

    /// Every question fails; the next one gets a new worker.
    fn fail(&self, why: &str) {
        let mut inner = self.0.borrow_mut();
        let mut failed: Vec<Asked> = std::mem::take(&mut inner.asked);
        failed.extend(std::mem::take(&mut inner.waiting));
        // A listener of the worker calls this: it must outlive the call.
        let stopped = inner.stop();
        gloo::timers::callback::Timeout::new(0, move || drop(stopped)).forget();
        drop(inner);
        for asked in failed {
            (asked.listener)(Reply::Done { answer: Err(why.to_owned()), fresh: true });
        }
    }

    /// After the keystroke that is at hand.
    fn pump_soon(&self) {
        let core = self.clone();
        let mut inner = self.0.borrow_mut();
        if inner.worker.is_some() && inner.timer.is_none() {
            inner.timer = Some(Timeout::new(0, move || core.pump()));
        }
    }

    /// Sends the next piece of the project, or the questions where there is none.
    fn pump(&self) {
        let mut inner = self.0.borrow_mut();
        inner.timer = None;
        if !inner.worker.as_ref().is_some_and(|running| running.ready) {
            return;
        }
        if inner.known != inner.version {
            let Inner { outbox, project, .. } = &mut *inner;
            match outbox.next(project) {
                Some(message) => {
                    let _ = inner.post(&[0.into(), "update".into(), message.into()]);
                    drop(inner);
                    return self.pump_soon();
                }
                None => inner.known = inner.version,
            }
        }
        while let Some(mut asked) = inner.waiting.pop_front() {
            asked.version = inner.version;
            let files: Array = asked.files.iter().collect();
            let posted =
                inner.post(&[asked.id.into(), asked.word.into(), asked.arguments.as_str().into(), files.into()]);
            inner.asked.push(asked);
            if let Err(why) = posted {
                drop(inner);
                return self.fail(&why);
            }
        }
    }
}

impl Inner {
    fn post(&self, message: &[JsValue]) -> Result<(), String> {
        let message: Array = message.iter().collect();
        let worker = self.worker.as_ref().map(|running| &running.worker);
        worker.map_or(Ok(()), |worker| worker.post_message(&message).map_err(|error| reason(&error)))
    }

    fn stop(&mut self) -> Option<Running> {
        self.outbox = Outbox::default();
        self.known = 0;
        self.worker.take()
    }
}
