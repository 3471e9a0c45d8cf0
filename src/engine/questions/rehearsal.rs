//! `rehearsal`: does what is asked for first with a sample, beside the project. A browser compiles a function when it is first
//! called: after this, what is asked for first is answered sooner. The argument is the sample's text, or the number of a step;
//! a step each, so that a question of the user's waits for one of them at most. The answer is empty.

use super::{check, import, import_take, transcript};
use crate::engine::Mirror;
use crate::project::read_project;
use crate::sql::write_script;

pub fn answer(mirror: &mut Mirror, argument: &str) -> Result<String, String> {
    let Ok(step) = argument.parse::<u8>() else {
        let project = read_project(argument).map_err(|problem| problem.message.to_string())?;
        let sample = mirror.sample.insert(Box::default());
        sample.project = project;
        return Ok(String::new());
    };
    let Some(sample) = &mut mirror.sample else { return Ok(String::new()) };
    match step {
        0 => import::answer(sample, &write_script(&sample.project.workspace))?,
        1 => import_take::answer(sample, r#"{"same":"replace"}"#)?,
        2 => check::answer(sample, "all")?,
        3 => transcript::answer(sample, "mysql-9.7")?,
        4 => transcript::answer(sample, "qserv-55")?,
        _ => {
            mirror.sample = None;
            String::new()
        }
    };
    Ok(String::new())
}
