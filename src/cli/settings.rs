//! `tabledraft.toml`: a house's own settings, beside its scripts.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::input::reason;
use crate::engine::Reading;
use crate::rules::config::{self, ConfigProblem};
use crate::rules::{ALL, Profile};
use crate::text::{LineIndex, Span};

/// The name under which the settings are looked for.
const FILE: &str = "tabledraft.toml";

/// By what is judged: the same for all commands that judge.
#[derive(Args)]
pub(super) struct Judge {
    /// The profile to judge by, in place of what the settings extend; else a project's own, else "mysql"
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// The settings; where it is not given, tabledraft.toml beside the first path or above it
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Look for no settings
    #[arg(long)]
    pub no_config: bool,
}

impl Judge {
    /// The profile with the settings worked in.
    pub fn profile(&self, paths: &[PathBuf], reading: &Reading) -> Result<Profile, String> {
        self.profile_or(Profile::DEFAULT, paths, reading)
    }

    /// The same, with another profile where nobody names one.
    pub fn profile_or(&self, usual: &str, paths: &[PathBuf], reading: &Reading) -> Result<Profile, String> {
        let settings = match &self.config {
            Some(path) => Some(path.clone()),
            None if self.no_config => None,
            None => find(paths),
        };
        let settings = settings.map(|path| read(&path)).transpose()?;
        let of_settings = settings.as_ref().and_then(|settings| settings.get("extends")?.as_str());
        let of_project = reading.project.as_ref().map(|project| project.profile.as_str());
        let name = self.profile.as_deref().or(of_settings).or(of_project).unwrap_or(usual);
        let mut profile = Profile::named(name)
            .ok_or_else(|| format!("there is no profile \"{name}\"; there are: {}", Profile::names().join(", ")))?;
        if let Some(settings) = settings {
            profile.extend(&settings);
        }
        if let Some(project) = &reading.project {
            profile.extend(&Value::Object(project.settings.clone()));
        }
        Ok(profile)
    }
}

/// The settings beside the first path, or in the nearest folder above it; not above a repository.
fn find(paths: &[PathBuf]) -> Option<PathBuf> {
    let first = paths.iter().find(|path| path.as_os_str() != "-")?;
    let first = first.canonicalize().ok()?;
    let folder = if first.is_dir() { first.as_path() } else { first.parent()? };
    for folder in folder.ancestors() {
        let file = folder.join(FILE);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The settings as JSON values; or every mistake in them with its place.
fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)))?;
    let lines = LineIndex::new(&text);
    let placed = |span: Span, message: &str| {
        let at = lines.position(&text, span.start);
        format!("{}:{}:{}: {message}", path.display(), at.line, at.column)
    };
    let settings: Value = toml::from_str(&text).map_err(|error| {
        let span = error.span().map_or(Span::new(0, 0), |span| Span::new(span.start, span.end));
        placed(span, &format!("This is no TOML: {}.", error.message().trim_end_matches('.')))
    })?;
    let problems = config::problems(&ALL, &settings);
    if problems.is_empty() {
        return Ok(settings);
    }
    let mut said: Vec<(Span, String)> =
        problems.iter().map(|problem| (place(&text, problem), problem.message.clone())).collect();
    said.sort_by_key(|(place, _)| place.start);
    Err(said.iter().map(|(place, message)| placed(*place, message)).collect::<Vec<_>>().join("\n"))
}

/// Where the problem stands: at its key, or at the nearest one around it.
fn place(text: &str, problem: &ConfigProblem) -> Span {
    let mut span = Span::new(0, 0);
    let Ok(table) = DeTable::parse(text) else { return span };
    let mut value = DeValue::Table(table.into_inner());
    for key in &problem.path {
        let next = match &value {
            DeValue::Table(table) => {
                table.iter().find(|(known, _)| known.get_ref() == key.as_str()).map(|(known, value)| {
                    let place = known.span();
                    (Span::new(place.start, place.end), value.get_ref().clone())
                })
            }
            DeValue::Array(list) => key.parse::<usize>().ok().and_then(|at| list.get(at)).map(|value| {
                let place = value.span();
                (Span::new(place.start, place.end), value.get_ref().clone())
            }),
            _ => None,
        };
        let Some((place, inner)) = next else { return span };
        span = place;
        value = inner;
    }
    span
}
