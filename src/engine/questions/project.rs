//! `project`: the text of the project's file, in the fewest bytes, for the browser's storage.

use crate::engine::Mirror;
use crate::project::write_project_compact;

pub fn answer(mirror: &mut Mirror, _: &str) -> Result<String, String> {
    Ok(write_project_compact(&mirror.project))
}
