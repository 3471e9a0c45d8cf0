//! `text`: what an editor tells and asks of the text that it shows. The arguments are a line with the number of the gesture,
//! and JSON. The answer is a line with the patch that the text makes, if it makes one, and what the editor is told.

use super::json;
use crate::engine::Mirror;
use crate::engine::text_view::{Answer, Asked};
use crate::rules::CORE;

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (gesture, question) = arguments.split_once('\n').ok_or("the question has no gesture")?;
    let Mirror { project, panes, .. } = mirror;
    let gesture = gesture.parse().unwrap_or(0);
    let server = project.judged_by(&CORE).server;
    let Answer { patch, told } = panes.answer(&project.workspace, server, gesture, &Asked::read(question)?)?;
    Ok(format!("{}\n{told}", patch.as_ref().map(json).unwrap_or_default()))
}
