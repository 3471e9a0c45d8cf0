//! Profiles: which rules hold, how severe, with which options. Data of `profiles/*.toml`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::REGISTRY;
use crate::diagnostic::Severity;
use crate::json;
use crate::mysql::Server;
use crate::text::same_identifier;

/// A profile with everything it extends worked in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub name: String,
    /// For people.
    pub title: String,
    /// One sentence on whom it is for.
    pub description: String,
    pub server: Server,
    settings: HashMap<String, RuleSetting>,
}

/// How one rule is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// `None`: off.
    pub severity: Option<Severity>,
    pub options: Map<String, Value>,
    /// The paragraph that asks for it.
    pub source: String,
}

/// A profile as its file has it; the table is made from `profiles/*.toml` at build time.
struct File {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    extends: Option<&'static str>,
    server: Option<&'static str>,
    rules: &'static [FileSetting],
}

struct FileSetting {
    rule: &'static str,
    severity: Option<&'static str>,
    /// A JSON object.
    options: &'static str,
    source: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

impl Profile {
    /// The profile that is used where none is chosen.
    pub const DEFAULT: &str = "mysql";

    /// Names of all profiles, sorted.
    pub fn names() -> Vec<String> {
        FILES.iter().map(|file| file.name.to_owned()).collect()
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Profile> {
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next {
            let file = FILES.iter().find(|file| file.name == name)?;
            // A profile that extends itself would never end.
            if chain.len() > FILES.len() {
                return None;
            }
            chain.push(file);
            next = file.extends;
        }
        let top = chain.first()?;
        let mut profile = Profile {
            name: top.name.to_owned(),
            title: top.title.to_owned(),
            description: top.description.to_owned(),
            ..Profile::default()
        };
        for registered in REGISTRY {
            let setting = RuleSetting { severity: registered.rule.severity, ..RuleSetting::default() };
            profile.settings.insert(registered.rule.name.to_owned(), setting);
        }
        for file in chain.iter().rev() {
            profile.server = file.server.and_then(Server::named).unwrap_or(profile.server);
            for set in file.rules {
                let setting = profile.settings.entry(set.rule.to_owned()).or_default();
                if let Some(severity) = set.severity {
                    setting.severity = severity_named(severity);
                }
                if let Ok(Value::Object(options)) = json::parse(set.options).map(|node| json::to_value(&node)) {
                    setting.options.extend(options);
                }
                set.source.clone_into(&mut setting.source);
            }
        }
        Some(profile)
    }

    /// How the rule is set; off for a rule that does not exist.
    pub fn setting(&self, rule: &str) -> RuleSetting {
        self.settings.get(rule).cloned().unwrap_or_default()
    }

    /// The names of the rules that the profile's files speak of.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.settings.keys().map(String::as_str)
    }
}

impl RuleSetting {
    /// An option that is a list of texts; empty where it is not set.
    pub fn texts(&self, option: &str) -> Vec<&str> {
        let list = self.options.get(option).and_then(Value::as_array);
        list.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    }

    /// True where the option `exempt_databases` names the database.
    pub fn exempts(&self, database: &str) -> bool {
        self.texts("exempt_databases").iter().any(|exempt| same_identifier(exempt, database))
    }
}

fn severity_named(name: &str) -> Option<Severity> {
    match name {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}
