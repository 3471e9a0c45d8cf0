//! The core in a web worker: a wasm of its own, loaded when somebody asks what only it knows.
//!
//! A message is a list: the number of the question, its word, its arguments, and files. The words `update`
//! and `adopt`, which have no answer, bring the project up to date. What comes back is a list too: the number, what it is (`done`, `failed`,
//! `progress` or `part`), and the bytes of a text in UTF-8: they change hands, where a string is copied three times. The first
//! message, `ready`, has the number 0.

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
    use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

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
                    mirror.files = files(&message.get(3));
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

    /// The user's files, which the browser reads when it is asked to.
    fn files(list: &JsValue) -> Vec<InputFile> {
        let files = Array::from(list).iter().filter_map(|file| file.dyn_into().ok()).map(ChosenFile::of).collect();
        let chosen = Rc::new(Chosen { files, together: RefCell::default() });
        let input = |(at, file): (usize, &ChosenFile)| {
            let chosen = Rc::clone(&chosen);
            let bytes = move |start, end| {
                chosen.bytes(at, start, end).map_err(|error| js_sys::Error::from(error).message().into())
            };
            InputFile { name: file.path.clone(), size: file.size as u64, bytes: Box::new(bytes) }
        };
        chosen.files.iter().enumerate().map(input).collect()
    }

    struct ChosenFile {
        file: File,
        /// With its folders where it came with one.
        path: String,
        /// In bytes. Zero is said of a file that is not there any more, too.
        size: f64,
    }

    impl ChosenFile {
        fn of(file: File) -> Self {
            let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
            let path = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
            ChosenFile { size: file.size(), path, file }
        }

        fn ending(&self) -> Option<&str> {
            self.path.rsplit_once('.').map(|(_, ending)| ending)
        }
    }

    /// To ask a browser for a file takes 1 to 3 ms (Chromium 156), whatever its size. So small ones that follow one another are read together.
    struct Chosen {
        files: Vec<ChosenFile>,
        together: RefCell<Together>,
    }

    /// The bytes of files that follow one another; none where they could not be read together.
    #[derive(Default)]
    struct Together {
        files: std::ops::Range<usize>,
        bytes: Option<Vec<u8>>,
    }

    /// As many bytes are read together at most.
    const TOGETHER: f64 = 1024.0 * 1024.0;

    impl Chosen {
        fn bytes(&self, at: usize, start: u64, end: u64) -> Result<Vec<u8>, JsValue> {
            let ChosenFile { file, size, .. } = self.files.get(at).ok_or("there is no such file")?;
            let (start, end) = (start as f64, end as f64);
            if start > 0.0 || end < *size {
                return read(&file.slice_with_f64_and_f64(start, end)?);
            }
            match self.held(at) {
                Some(bytes) => Ok(bytes),
                None => read(file),
            }
        }

        fn held(&self, at: usize) -> Option<Vec<u8>> {
            let mut together = self.together.borrow_mut();
            if !together.files.contains(&at) {
                *together = self.read_together(at);
            }
            let before = self.files.get(together.files.start..at)?;
            let start: f64 = before.iter().map(|file| file.size).sum();
            let size = self.files.get(at)?.size as usize;
            Some(together.bytes.as_ref()?.get(start as usize..)?.get(..size)?.to_vec())
        }

        /// The file and what follows it, as far as it is of the same kind: of others in a folder nobody may want to know.
        fn read_together(&self, at: usize) -> Together {
            let (first, mut size) = (self.files.get(at).and_then(ChosenFile::ending), 0.0);
            let files = Array::new();
            for file in self.files.iter().skip(at) {
                if file.size == 0.0 || size + file.size > TOGETHER || file.ending() != first {
                    break;
                }
                size += file.size;
                files.push(&file.file);
            }
            let end = at + (files.length() as usize).max(1);
            let all = (files.length() > 1).then(|| Blob::new_with_blob_sequence(&files).and_then(|all| read(&all)));
            // One may have become shorter: then nobody knows where the next one begins.
            let bytes = all.and_then(Result::ok).filter(|bytes| bytes.len() == size as usize);
            Together { files: at..end, bytes }
        }
    }

    fn read(blob: &Blob) -> Result<Vec<u8>, JsValue> {
        Ok(js_sys::Uint8Array::new(&FileReaderSync::new()?.read_as_array_buffer(blob)?.into()).to_vec())
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
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
