//! `text`: what an editor tells and asks of the text that it shows. The arguments are a line with the number of the gesture,
//! and JSON.

use crate::engine::Mirror;

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (gesture, question) = arguments.split_once('\n').ok_or("the question has no gesture")?;
    let Mirror { project, panes, .. } = mirror;
    let gesture = gesture.parse().unwrap_or(0);
    panes.answer(&project.workspace, &project.profile, gesture, question)
}
