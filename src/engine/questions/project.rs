//! `project`: the text of the project's file, in the fewest bytes, for the browser's storage. With a project without its workspace
//! as the argument: of what was taken last, before the page has it too.

use crate::engine::Mirror;
use crate::project::{Project, write_project_compact};

pub fn answer(mirror: &mut Mirror, argument: &str) -> Result<String, String> {
    if argument.is_empty() {
        return Ok(write_project_compact(&mirror.project));
    }
    let (project, workspace) = super::taken(mirror, argument)?;
    Ok(write_project_compact(&Project { workspace, ..project }))
}
