//! `fix`: mends what a rule found, or everything that is safe to mend, with all the rules there are. The argument is a
//! [`Mend`]; the answer is the patch that does it, with what it is called. The mirror stays as it is.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::edit::{Patch, apply};
use crate::engine::Mirror;
use crate::engine::trial::Trials;
use crate::json;
use crate::rules::{ALL, Checker};
use crate::schema::{ObjectPath, Workspace};

/// What is to be mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mend {
    /// Of this rule only; empty: of any.
    #[serde(default)]
    pub rule: String,
    /// The one finding of this rule that is here and says this. `None`: all that are safe.
    #[serde(default)]
    pub one: Option<(ObjectPath, String)>,
}

/// How it was mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mending {
    pub patch: Patch,
    /// The title of the one fix.
    pub title: String,
    pub count: usize,
}

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let node = json::parse(arguments).map_err(|error| error.message)?;
    let mend: Mend = json::read(&node).map_err(|misfit| misfit.message)?;
    let mut checker = Checker::new(mirror.project.judged_by(&ALL));
    let (mut trials, server) = (Trials::default(), checker.profile().server);
    let mut now = mirror.workspace().clone();
    let (mut title, mut count) = (String::new(), 0);
    if let Some((path, message)) = &mend.one {
        let mut found = checker.check(&now);
        trials.withhold(&now, server, &mut found);
        let it = found.iter().find(|it| it.rule == mend.rule && it.path == *path && *it.message == **message);
        let fix = it.and_then(|it| it.fix.as_ref()).ok_or("this problem is not there any more")?;
        now = done(&now, fix).ok_or("what it would mend is not there any more")?;
        (title, count) = (fix.title.clone(), 1);
    } else {
        // A fix may make another one pointless, so each round looks anew; each mends something, so it ends.
        let most = checker.check(&now).len();
        for _ in 0..most {
            let mut found = checker.check(&now);
            trials.withhold(&now, server, &mut found);
            let next = found.iter().filter(|it| is_safe(it, &mend.rule)).filter_map(|it| it.fix.as_ref());
            let Some(next) = next.filter_map(|fix| done(&now, fix)).find(|next| *next != now) else { break };
            now = next;
            count += 1;
        }
    }
    Ok(super::json(&Mending { patch: Patch::between(mirror.workspace(), &now), title, count }))
}

fn is_safe(diagnostic: &Diagnostic, rule: &str) -> bool {
    let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    safe && diagnostic.suppressed.is_none() && (rule.is_empty() || rule == diagnostic.rule)
}

fn done(workspace: &Workspace, fix: &Fix) -> Option<Workspace> {
    fix.edits.iter().try_fold(workspace.clone(), |workspace, edit| apply(&workspace, edit)).ok()
}
