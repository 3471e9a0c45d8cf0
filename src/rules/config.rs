//! A house's own settings, strictly: a rule or an option that does not exist is an error, with what was probably meant.
//!
//! Knows no TOML: the settings come as JSON values, from a file, a project or a test.

use serde_json::{Map, Value, json};

use super::naming_pattern::NamingPattern;
use super::{Catalogue, NO_OPTIONS, OptionKind, Profile, Rule, RuleOption, nearest_of};
use crate::mysql::Server;

/// Something wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Keys and numbers from the top to the place.
    pub path: Vec<String>,
    /// What is wrong, and what to do.
    pub message: String,
}

const TOP: &[&str] = &["$schema", "title", "description", "extends", "server", "rules", "overrides", "allow"];
const OVERRIDE: &[&str] = &["databases", "tables", "source", "rules"];
const ALLOW: &[&str] = &["rule", "object", "reason"];
const SEVERITIES: &[&str] = &["error", "warning", "info", "off"];

/// Every placeholder that some naming pattern takes. Which of them have a value is for each rule to say.
pub const PATTERN_VALUES: &[&str] = &[
    "column",
    "columns",
    "database",
    "referenced_columns",
    "referenced_table",
    "table",
    "table_bare",
    "table_initials",
];

/// What is wrong with the settings; nothing where all is well.
pub fn problems(catalogue: &Catalogue, settings: &Value) -> Vec<ConfigProblem> {
    let mut found = Problems { catalogue, path: vec![], found: vec![] };
    found.file(settings);
    found.found
}

struct Problems<'c> {
    catalogue: &'c Catalogue,
    path: Vec<String>,
    found: Vec<ConfigProblem>,
}

impl Problems<'_> {
    fn say(&mut self, message: String) {
        self.found.push(ConfigProblem { path: self.path.clone(), message });
    }

    fn within(&mut self, key: &str, look: impl FnOnce(&mut Self)) {
        self.path.push(key.to_owned());
        look(self);
        self.path.pop();
    }

    fn object<'v>(&mut self, value: &'v Value, what: &str) -> Option<&'v Map<String, Value>> {
        if value.as_object().is_none() {
            self.say(format!("{what} has to be a table."));
        }
        value.as_object()
    }

    fn unknown(&mut self, what: &str, key: &str, known: &[&str]) {
        let guess = match nearest_of(key, known.iter().copied()) {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None if known.len() > 20 => "`tabledraft rules` lists all.".to_owned(),
            None => format!("There are: {}.", known.join(", ")),
        };
        self.say(format!("There is no {what} \"{key}\". {guess}"));
    }

    fn file(&mut self, settings: &Value) {
        let Some(file) = self.object(settings, "The file") else { return };
        for (key, value) in file {
            self.within(key, |this| match key.as_str() {
                "extends" => {
                    this.one_of(value, "profile", &Profile::names().iter().map(String::as_str).collect::<Vec<_>>())
                }
                "server" => this.one_of(value, "server", &Server::ALL.map(Server::name)),
                "rules" => this.rules(value),
                "overrides" => this.each(value, |this, entry| this.entry_of_overrides(entry)),
                "allow" => this.each(value, |this, entry| this.entry_of_allow(entry)),
                "$schema" | "title" | "description" => this.text(value),
                _ => this.unknown("key", key, TOP),
            });
        }
    }

    fn one_of(&mut self, value: &Value, what: &str, known: &[&str]) {
        match value.as_str() {
            Some(name) if known.contains(&name) => {}
            Some(name) => self.unknown(what, name, known),
            None => self.say(format!("A {what} is named by a text, such as \"{}\".", known.first().unwrap_or(&""))),
        }
    }

    fn text(&mut self, value: &Value) {
        if !value.is_string() {
            self.say("This has to be a text.".to_owned());
        }
    }

    fn texts(&mut self, value: &Value) {
        let list = value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
        if !list {
            self.say("This has to be a list of texts, such as [\"a\", \"b\"].".to_owned());
        }
    }

    fn each(&mut self, value: &Value, look: impl Fn(&mut Self, &Value)) {
        let Some(list) = value.as_array() else { return self.say("This has to be a list of tables.".to_owned()) };
        for (at, entry) in list.iter().enumerate() {
            self.within(&at.to_string(), |this| look(this, entry));
        }
    }

    fn entry_of_overrides(&mut self, entry: &Value) {
        let Some(table) = self.object(entry, "An override") else { return };
        for (key, value) in table {
            self.within(key, |this| match key.as_str() {
                "databases" | "tables" => this.texts(value),
                "source" => this.text(value),
                "rules" => this.rules(value),
                _ => this.unknown("key", key, OVERRIDE),
            });
        }
        if !table.contains_key("databases") && !table.contains_key("tables") {
            self.say("An override needs `databases` or `tables`: to set a rule for all, use [rules].".to_owned());
        }
    }

    fn entry_of_allow(&mut self, entry: &Value) {
        let Some(table) = self.object(entry, "An entry of `allow`") else { return };
        for (key, value) in table {
            self.within(key, |this| match key.as_str() {
                "rule" => this.one_of(value, "rule", &this.names()),
                "object" | "reason" => this.text(value),
                _ => this.unknown("key", key, ALLOW),
            });
        }
        for key in ALLOW {
            if table.get(*key).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
                self.say(format!("An entry of `allow` needs `{key}`."));
            }
        }
    }

    fn names(&self) -> Vec<&'static str> {
        self.catalogue.rules.iter().map(|registered| registered.rule.name).collect()
    }

    fn rules(&mut self, value: &Value) {
        let Some(table) = self.object(value, "`rules`") else { return };
        for (name, set) in table {
            let known = self.catalogue.rules.iter().find(|registered| registered.rule.name == name);
            self.within(name, |this| match known {
                Some(registered) => this.rule(registered.rule, set),
                None => this.unknown("rule", name, &this.names()),
            });
        }
    }

    fn rule(&mut self, rule: &Rule, set: &Value) {
        if set.is_string() {
            return self.one_of(set, "severity", SEVERITIES);
        }
        let Some(table) = self.object(set, "A rule's setting, where it is not just its severity,") else { return };
        for (key, value) in table {
            let option = rule.options.iter().find(|option| option.name == key);
            self.within(key, |this| match (key.as_str(), option) {
                ("severity", _) => this.one_of(value, "severity", SEVERITIES),
                ("source", _) => this.text(value),
                (_, Some(option)) => this.option(option, value),
                (_, None) => {
                    let mut known: Vec<&str> = rule.options.iter().map(|option| option.name).collect();
                    known.extend(NO_OPTIONS);
                    this.unknown(&format!("option of {}", rule.name), key, &known);
                }
            });
        }
    }

    fn option(&mut self, option: &RuleOption, value: &Value) {
        match option.kind {
            OptionKind::Number(_) if value.as_u64().is_none() => {
                self.say("This has to be a whole number that is not negative.".to_owned());
            }
            OptionKind::Flag(_) if !value.is_boolean() => self.say("This has to be true or false.".to_owned()),
            OptionKind::Choice(of) => self.one_of(value, "value", of),
            OptionKind::Texts(_) => self.texts(value),
            OptionKind::Patterns(_) => {
                self.texts(value);
                for pattern in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if NamingPattern::parse(pattern, PATTERN_VALUES).is_none() {
                        self.say(format!("\"{pattern}\" is no naming pattern: {}.", placeholders()));
                    }
                }
            }
            OptionKind::Number(_) | OptionKind::Flag(_) => {}
        }
    }
}

fn placeholders() -> String {
    let names = super::case::CASES.iter().map(|(name, _)| *name).chain(PATTERN_VALUES.iter().copied());
    let names: Vec<String> = names.map(|name| format!("{{{{{name}}}}}")).collect();
    format!("its placeholders are {}", names.join(", "))
}

/// The JSON Schema of `tabledraft.toml`, for editors.
pub fn json_schema(catalogue: &Catalogue) -> Value {
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let rules: Map<String, Value> = catalogue
        .rules
        .iter()
        .map(|registered| (registered.rule.name.to_owned(), schema_of_rule(registered.rule)))
        .collect();
    let names: Vec<&str> = rules.keys().map(String::as_str).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tabledraft settings",
        "description": "tabledraft.toml: a house's own settings, beside its scripts.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "title": { "type": "string" },
            "description": { "type": "string" },
            "extends": { "description": "The profile that these settings begin with.", "enum": Profile::names() },
            "server": { "description": "The server that the scripts are for.", "enum": Server::ALL.map(Server::name) },
            "rules": { "$ref": "#/$defs/rules" },
            "overrides": {
                "description": "Rules that are set otherwise for some databases or tables.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "databases": texts(), "tables": texts(), "source": { "type": "string" }, "rules": { "$ref": "#/$defs/rules" } },
                },
            },
            "allow": {
                "description": "Findings that are let pass.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ALLOW,
                    "properties": { "rule": { "enum": names }, "object": { "type": "string" }, "reason": { "type": "string", "minLength": 1 } },
                },
            },
        },
        "$defs": {
            "severity": { "enum": SEVERITIES },
            "rules": { "type": "object", "additionalProperties": false, "properties": rules },
        },
    })
}

fn schema_of_rule(rule: &Rule) -> Value {
    let mut properties = Map::new();
    properties.insert("severity".to_owned(), json!({ "$ref": "#/$defs/severity" }));
    properties.insert("source".to_owned(), json!({ "type": "string" }));
    for option in rule.options {
        let mut schema = match option.kind {
            OptionKind::Number(default) => json!({ "type": "integer", "minimum": 0, "default": default }),
            OptionKind::Flag(default) => json!({ "type": "boolean", "default": default }),
            OptionKind::Texts(default) | OptionKind::Patterns(default) => {
                json!({ "type": "array", "items": { "type": "string" }, "default": default })
            }
            OptionKind::Choice(of) => json!({ "enum": of, "default": of.first() }),
        };
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(option.about));
        }
        properties.insert(option.name.to_owned(), schema);
    }
    json!({
        "description": rule.summary,
        "anyOf": [
            { "$ref": "#/$defs/severity" },
            { "type": "object", "additionalProperties": false, "properties": properties },
        ],
    })
}
