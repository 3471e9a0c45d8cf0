//! `rehearsal`: does what is asked for first with a sample, whose text is the argument, beside the project. A browser compiles
//! a function when it is first called: after this, what is asked for first is answered sooner. The answer is empty.

use super::{check, import, import_take, transcript};
use crate::engine::Mirror;
use crate::project::read_project;
use crate::sql::write_script;

pub fn answer(_: &mut Mirror, text: &str) -> Result<String, String> {
    let project = read_project(text).map_err(|problem| problem.message.to_string())?;
    let script = write_script(&project.workspace);
    let mut sample = Mirror::default();
    sample.project = project;
    import::answer(&mut sample, text)?;
    import::answer(&mut sample, &script)?;
    import_take::answer(&mut sample, r#"{"same":"replace"}"#)?;
    check::answer(&mut sample, "all")?;
    for server in ["mysql-9.7", "qserv-55"] {
        transcript::answer(&mut sample, server)?;
    }
    Ok(String::new())
}
