//! Reading, checking, and saying what does not hold.

use libtest_mimic::Failed;
use tabledraft::diagnostic::Diagnostic;
use tabledraft::engine::Reading;
use tabledraft::rules::Profile;

pub fn ensure(holds: bool, otherwise: impl Into<String>) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise.into().into()) }
}

pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), Failed> {
    ensure(found == expected, format!("{what}: found {found:?}, expected {expected:?}"))
}

/// What the reader, the rules of a profile and its server say, each with its place.
pub fn diagnose(reading: &Reading, profile: &str) -> Vec<Diagnostic> {
    let profile = Profile::named(profile).unwrap_or_else(|| panic!("there is no profile {profile}"));
    let mut found = reading.check(&profile);
    found.sort_by_key(|diagnostic| diagnostic.location);
    found
}
