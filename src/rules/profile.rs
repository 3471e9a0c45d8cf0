//! Profiles: which rules hold, how severe, with which options, and where otherwise. Data of `profiles/*.toml`, and of a
//! house's own `tabledraft.toml` or project file, which have the same form.

use serde_json::{Map, Value};

use super::{CORE, Catalogue, Rule};
use crate::diagnostic::Severity;
use crate::json;
use crate::mysql::Server;
use crate::text::glob_matches;

/// A profile with everything it extends worked in.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub name: String,
    /// For people.
    pub title: String,
    /// One sentence on whom it is for.
    pub description: String,
    pub server: Server,
    pub catalogue: &'static Catalogue,
    /// One for each rule of the catalogue, in its order.
    settings: Vec<RuleSetting>,
    overrides: Vec<Override>,
    pub allowances: Vec<Allowance>,
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

/// Rules that are set otherwise for some databases or tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Override {
    /// Patterns with `*` and `?`; empty: all.
    pub databases: Vec<String>,
    pub tables: Vec<String>,
    /// The number of the rule in its catalogue, and what is set.
    rules: Vec<(usize, Value)>,
    pub source: String,
}

/// A finding that is let pass, with the reason, where no comment can say so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowance {
    pub rule: String,
    /// A pattern for the object's name: `dp1.Object.*`.
    pub object: String,
    pub reason: String,
}

/// The keys of a rule's table that are no options.
pub const NO_OPTIONS: &[&str] = &["severity", "source"];

impl Profile {
    /// The profile that is used where none is chosen.
    pub const DEFAULT: &str = "mysql";

    /// Names of all profiles, sorted.
    pub fn names() -> Vec<String> {
        CORE.profiles.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// Names and titles of all profiles, by name, without reading one.
    pub fn titles() -> &'static [(&'static str, &'static str)] {
        super::PROFILE_TITLES
    }

    pub fn exists(name: &str) -> bool {
        CORE.profiles.iter().any(|(known, _)| *known == name)
    }

    /// The profile of that name, with every rule there is.
    pub fn named(name: &str) -> Option<Profile> {
        Profile::of(&super::ALL, name)
    }

    /// The profile of that name, with the rules of a catalogue.
    pub fn of(catalogue: &'static Catalogue, name: &str) -> Option<Profile> {
        let mut chain = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next {
            let (_, text) = catalogue.profiles.iter().find(|(known, _)| *known == name)?;
            // A profile that extends itself would never end.
            if chain.len() > catalogue.profiles.len() {
                return None;
            }
            let file = json::parse(text).map(|node| json::to_value(&node)).ok()?;
            next = file.get("extends").and_then(Value::as_str).map(str::to_owned);
            chain.push(file);
        }
        let mut profile = Profile::bare(catalogue);
        name.clone_into(&mut profile.name);
        chain.iter().rev().for_each(|file| profile.extend(file));
        Some(profile)
    }

    fn bare(catalogue: &'static Catalogue) -> Profile {
        let default = |rule: &Rule| RuleSetting { severity: rule.severity, ..RuleSetting::default() };
        Profile {
            name: String::new(),
            title: String::new(),
            description: String::new(),
            server: Server::default(),
            catalogue,
            settings: catalogue.rules.iter().map(|registered| default(registered.rule)).collect(),
            overrides: vec![],
            allowances: vec![],
        }
    }

    /// Works in what a profile's file, or a house's own, says. What it gets wrong is passed over here; `config` speaks of it.
    pub fn extend(&mut self, file: &Value) {
        let text = |key: &str| file.get(key).and_then(Value::as_str);
        for (key, place) in [("title", &mut self.title), ("description", &mut self.description)] {
            if let Some(text) = text(key) {
                text.clone_into(place);
            }
        }
        self.server = text("server").and_then(Server::named).unwrap_or(self.server);
        for (number, set) in self.catalogue.settings_in(file) {
            if let Some(setting) = self.settings.get_mut(number) {
                setting.set(set);
            }
        }
        for entry in list(file, "overrides") {
            self.overrides.push(Override {
                databases: texts(entry, "databases"),
                tables: texts(entry, "tables"),
                rules: self.catalogue.settings_in(entry).map(|(number, set)| (number, set.clone())).collect(),
                source: string(entry, "source"),
            });
        }
        for entry in list(file, "allow") {
            let [rule, object, reason] = ["rule", "object", "reason"].map(|key| string(entry, key));
            self.allowances.push(Allowance { rule, object, reason });
        }
    }

    /// The same profile with one rule only, which is on.
    pub fn only(mut self, rule: &str) -> Profile {
        for (registered, setting) in self.catalogue.rules.iter().zip(&mut self.settings) {
            if registered.rule.name != rule {
                setting.severity = None;
            } else if setting.severity.is_none() {
                setting.severity = Some(Severity::Warning);
            }
        }
        self
    }

    /// How the rule is set where nothing says otherwise; off for a rule that does not exist.
    pub fn setting(&self, rule: &str) -> RuleSetting {
        let number = self.catalogue.rules.iter().position(|registered| registered.rule.name == rule);
        number.and_then(|number| self.settings.get(number)).cloned().unwrap_or_default()
    }

    /// The settings of all rules, in the catalogue's order.
    pub fn settings(&self) -> &[RuleSetting] {
        &self.settings
    }

    /// The rule's setting for one table, where it is not that of all.
    pub fn setting_for(&self, rule: &Rule, database: &str, table: &str) -> Option<RuleSetting> {
        if self.overrides.is_empty() {
            return None;
        }
        let number = self
            .catalogue
            .rules
            .iter()
            .position(|registered| std::ptr::eq(registered.rule, rule) || registered.rule.name == rule.name)?;
        let mut setting = None;
        for other in self.overrides.iter().filter(|other| other.rules.iter().any(|(of, _)| *of == number)) {
            if other.covers(database, table) {
                let setting = setting.get_or_insert_with(|| self.settings.get(number).cloned().unwrap_or_default());
                other.rules.iter().filter(|(of, _)| *of == number).for_each(|(_, set)| setting.set(set));
            }
        }
        setting
    }

    /// The numbers of the overrides that are for one table.
    pub fn overrides_for(&self, database: &str, table: &str) -> Vec<usize> {
        let all = self.overrides.iter().enumerate();
        all.filter(|(_, other)| other.covers(database, table)).map(|(number, _)| number).collect()
    }

    /// The settings of all rules where these overrides hold.
    pub fn settings_under(&self, overrides: &[usize]) -> Vec<RuleSetting> {
        let mut settings = self.settings.clone();
        for (number, set) in
            overrides.iter().filter_map(|other| self.overrides.get(*other)).flat_map(|other| &other.rules)
        {
            if let Some(setting) = settings.get_mut(*number) {
                setting.set(set);
            }
        }
        settings
    }

    /// True where the rule of that number is set otherwise for some table.
    pub fn overrides_rule(&self, number: usize) -> bool {
        self.overrides.iter().any(|other| other.rules.iter().any(|(of, _)| *of == number))
    }

    pub fn overrides(&self) -> &[Override] {
        &self.overrides
    }
}

impl Default for Profile {
    fn default() -> Self {
        Profile::of(&CORE, Profile::DEFAULT).unwrap_or_else(|| Profile::bare(&CORE))
    }
}

impl Override {
    fn covers(&self, database: &str, table: &str) -> bool {
        let among =
            |list: &[String], name: &str| list.is_empty() || list.iter().any(|pattern| glob_matches(pattern, name));
        among(&self.databases, database) && among(&self.tables, table)
    }
}

impl RuleSetting {
    /// Takes over a severity, options and a source; a text alone is a severity.
    fn set(&mut self, set: &Value) {
        if let Some(severity) = set.as_str().or_else(|| set.get("severity").and_then(Value::as_str)) {
            self.severity = Severity::named(severity);
        }
        for (key, value) in set.as_object().into_iter().flatten() {
            match key.as_str() {
                "source" => value.as_str().unwrap_or("").clone_into(&mut self.source),
                "severity" => {}
                _ => {
                    self.options.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

impl Catalogue {
    /// What the table `rules` of a file says, for the rules of this catalogue.
    fn settings_in<'f>(&self, file: &'f Value) -> impl Iterator<Item = (usize, &'f Value)> {
        let rules = file.get("rules").and_then(Value::as_object).into_iter().flatten();
        rules.filter_map(|(name, set)| Some((self.rules.iter().position(|known| known.rule.name == name)?, set)))
    }
}

fn list<'f>(file: &'f Value, key: &str) -> impl Iterator<Item = &'f Value> {
    file.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn texts(entry: &Value, key: &str) -> Vec<String> {
    list(entry, key).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn string(entry: &Value, key: &str) -> String {
    entry.get(key).and_then(Value::as_str).unwrap_or("").to_owned()
}
