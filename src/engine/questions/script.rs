//! `script`: what the server whose name is the first line of the argument says to the script that follows it. It needs no
//! project.

use crate::engine::{Mirror, transcript_of_script};

pub fn answer(_: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (server, script) = arguments.split_once('\n').unwrap_or((arguments, ""));
    transcript_of_script(server, script).map(|transcript| super::json(&transcript))
}
