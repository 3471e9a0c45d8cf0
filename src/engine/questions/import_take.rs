//! `import-take`: takes what `import` read into the project. The argument says how; the answer is the patch without its
//! tables, which come in parts before it. The mirror takes it when the page has.

use serde::{Deserialize, Serialize};

use crate::edit::Patch;
use crate::engine::import::{Confirmed, Same};
use crate::engine::mirror::first_piece;
use crate::engine::{Mirror, Told};
use crate::json;
use crate::schema::{TableId, Workspace};

/// How an import is taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Take {
    /// The word of a [`Same`].
    pub same: String,
    /// Answers to proposals that are not taken as they are.
    #[serde(default)]
    pub confirmed: Vec<Confirmed>,
    /// The project that was read is opened: the patch is then from nothing.
    #[serde(default)]
    pub open: bool,
}

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    pub patch: Patch,
    /// The first table that is new or changed.
    pub first: Option<TableId>,
    /// Of a project that was read: a project file without its workspace.
    #[serde(default)]
    pub project: Option<crate::project::Project>,
}

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let node = json::parse(arguments).map_err(|error| error.message)?;
    let take: Take = json::read(&node).map_err(|misfit| misfit.message)?;
    let import = mirror.import.as_ref().ok_or("what was read is not here any more; read it again")?;
    let mut patch;
    let mut project = None;
    if take.open {
        let read = import.project().ok_or("none of the files is a project")?;
        patch = Patch::between(&Workspace::default(), &read.workspace);
        mirror.taken = Some(read.workspace.clone());
        project = Some(crate::project::Project { workspace: Workspace::default(), ..read });
    } else {
        let same = Same::ALL.into_iter().find(|same| same.word() == take.same).unwrap_or_default();
        let next = import.taken(mirror.workspace(), same, &take.confirmed)?;
        patch = Patch::between(mirror.workspace(), &next);
        mirror.taken = Some(next);
    }
    let first = patch.tables.first().map(|table| table.id);
    while !patch.tables.is_empty() {
        mirror.tell(Told::Part(super::json(&first_piece(&mut patch.tables))));
    }
    Ok(super::json(&Taken { patch, first, project }))
}
