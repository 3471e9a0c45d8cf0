//! `transcript`: what the server whose name is the argument says to the whole project.

use crate::engine::{Mirror, transcript};

pub fn answer(mirror: &mut Mirror, server: &str) -> Result<String, String> {
    transcript(server, mirror.workspace()).map(|transcript| super::json(&transcript))
}
