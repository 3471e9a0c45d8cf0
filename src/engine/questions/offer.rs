//! `offer`: the files of an ingest plan, tried on the server whose name is the first line of the argument. What follows, if
//! anything does, is what that server answers to `GET /replication/config`: the plan is for it then, not for an empty one.

use crate::engine::{Mirror, offer};

pub fn answer(mirror: &mut Mirror, arguments: &str) -> Result<String, String> {
    let (server, config) = arguments.split_once('\n').unwrap_or((arguments, ""));
    let config = Some(config).filter(|config| !config.trim().is_empty());
    offer(server, config, mirror.workspace()).map(|offer| super::json(&offer))
}
