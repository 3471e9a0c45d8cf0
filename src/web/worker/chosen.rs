//! The files that the user chose, which the browser reads when it is asked to.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, FileReaderSync};

use crate::engine::InputFile;

/// What came with a question: a list of the browser's files.
pub fn files(list: &JsValue) -> Vec<InputFile> {
    let files = Array::from(list).iter().filter_map(|file| file.dyn_into().ok()).map(ChosenFile::of).collect();
    let chosen = Rc::new(Chosen { files, together: RefCell::default() });
    let input = |(at, file): (usize, &ChosenFile)| {
        let chosen = Rc::clone(&chosen);
        let bytes =
            move |start, end| chosen.bytes(at, start, end).map_err(|error| js_sys::Error::from(error).message().into());
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
    files: Range<usize>,
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
