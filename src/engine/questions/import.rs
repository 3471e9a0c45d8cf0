//! `import`: reads the files that came with the question, or the text that is its argument, and answers with the
//! [`crate::engine::Preview`].

use crate::engine::{Import, Mirror, Told};

pub fn answer(mirror: &mut Mirror, text: &str) -> Result<String, String> {
    let files = std::mem::take(&mut mirror.files);
    let import = if files.is_empty() {
        Import::of_text(text)
    } else {
        let progress = |done, of, what: &str| mirror.tell(Told::Progress { done, of, what: what.to_owned() });
        Import::of_files(&files, &progress)
    };
    let preview = import.preview(mirror.workspace());
    mirror.import = Some(import);
    Ok(super::json(&preview))
}
