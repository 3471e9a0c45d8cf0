//! `offer`: the files of an ingest plan, tried on the server whose name is the argument.

use crate::engine::{Mirror, offer};

pub fn answer(mirror: &mut Mirror, server: &str) -> Result<String, String> {
    offer(server, mirror.workspace()).map(|offer| super::json(&offer))
}
