//! `rehearsal`: does what is asked for first with a sample, beside the project. A browser compiles a function when it is first
//! called: after this, what is asked for first is answered sooner. The argument is the sample's text, or the number of a step;
//! a step each, so that a question of the user's waits for one of them at most. The answer is that of the step, and nobody waits for it.

use super::{check, import, import_take, project, transcript};
use crate::engine::Mirror;
use crate::project::{Project, read_project};
use crate::qserv::registration_requests;
use crate::sql::write_script;

/// Beside the same tables, which are there: what is the same already would not be taken.
const TAKE: &str = r#"{"same":"add"}"#;

pub fn answer(mirror: &mut Mirror, argument: &str) -> Result<String, String> {
    let Ok(step) = argument.parse::<u8>() else {
        let project = read_project(argument).map_err(|problem| problem.message.to_string())?;
        let sample = mirror.sample.insert(Box::default());
        sample.project = project;
        return Ok(String::new());
    };
    let Some(sample) = &mut mirror.sample else { return Ok(String::new()) };
    match step {
        0 => import::answer(sample, &registrations(&sample.project)),
        1 | 3 => import_take::answer(sample, TAKE),
        2 => import::answer(sample, &write_script(&sample.project.workspace)),
        4 => check::answer(sample, "all"),
        5 => project::answer(sample, ""),
        6 => transcript::answer(sample, "mysql-9.7"),
        7 => transcript::answer(sample, "qserv-55"),
        _ => {
            mirror.sample = None;
            Ok(String::new())
        }
    }
}

/// The bodies that register the sample's tables, as a file of them has them.
fn registrations(project: &Project) -> String {
    let requests = project.workspace.databases.iter().flat_map(|database| registration_requests(database));
    super::json(&requests.map(|request| request.body).collect::<Vec<_>>())
}
