//! `fix`: mends what a rule found, or everything that is safe to mend, with all the rules there are. The argument is a
//! [`Mend`]; the answer is the patch that does it, with what it is called. The mirror stays as it is.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Applicability, Diagnostic};
use crate::edit::Patch;
use crate::engine::Mirror;
use crate::engine::rounds::{fixed, mend_all};
use crate::engine::trial::Trials;
use crate::json;
use crate::project::Project;
use crate::rules::{ALL, Checker};
use crate::schema::ObjectPath;

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

/// What the worker remembers between two fixes.
pub struct Fixing {
    /// The project, as far as it says how it is judged.
    judged: Project,
    checker: Checker,
}

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let node = json::parse(arguments).map_err(|error| error.message)?;
    let Mend { rule, one } = json::read(&node).map_err(|misfit| misfit.message)?;
    let mending = match one {
        Some((path, message)) => mend_one(mirror, &rule, path, &message)?,
        None => {
            let profile = mirror.project.judged_by(&ALL);
            let rounds = mend_all(mirror.workspace(), &profile, &|found| is_safe(found, &rule));
            let patch = Patch::between(mirror.workspace(), &rounds.workspace);
            Mending { patch, title: String::new(), count: rounds.done.len() }
        }
    };
    Ok(super::json(&mending))
}

fn mend_one(mirror: &mut Mirror, rule: &str, path: ObjectPath, message: &str) -> Result<Mending, String> {
    let judged = mirror.project.without_workspace();
    let mut fixing = mirror
        .fixing
        .take()
        .filter(|fixing| fixing.judged == judged)
        .unwrap_or_else(|| Fixing { checker: Checker::new(judged.judged_by(&ALL)), judged });
    let mut found = fixing.checker.check(mirror.workspace());
    let server = fixing.checker.profile().server;
    mirror.fixing = Some(fixing);
    let it = found.iter_mut().find(|it| it.rule == rule && it.path == path && *it.message == *message);
    let it = it.ok_or("this problem is not there any more")?;
    let was_there = it.fix.is_some();
    Trials::default().withhold(mirror.workspace(), server, [&mut *it]);
    let Some(fix) = &it.fix else {
        let why = if was_there { "the server would refuse what it makes" } else { "nothing mends this problem" };
        return Err(why.to_owned());
    };
    let now = fixed(mirror.workspace(), fix).ok_or("what it would mend is not there any more")?;
    Ok(Mending { patch: Patch::between(mirror.workspace(), &now), title: fix.title.clone(), count: 1 })
}

fn is_safe(diagnostic: &Diagnostic, rule: &str) -> bool {
    let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    safe && (rule.is_empty() || rule == diagnostic.rule)
}
