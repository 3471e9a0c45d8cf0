//! What can be set for a rule: options with a type, a default and a sentence.

use serde_json::Value;

use super::RuleSetting;

/// An option of a rule.
#[derive(Debug)]
pub struct RuleOption {
    pub name: &'static str,
    /// One sentence: what it sets.
    pub about: &'static str,
    pub kind: OptionKind,
}

/// The type of an option's value, with the value where nothing is set.
#[derive(Clone, Copy, Debug)]
pub enum OptionKind {
    /// A whole number that is not negative.
    Number(u64),
    Flag(bool),
    /// A list of texts.
    Texts(&'static [&'static str]),
    /// A list of naming patterns (see `naming_pattern`).
    Patterns(&'static [&'static str]),
    /// One of these words; the first where nothing is set.
    Choice(&'static [&'static str]),
}

impl RuleOption {
    pub const fn number(name: &'static str, default: u64, about: &'static str) -> Self {
        RuleOption { name, about, kind: OptionKind::Number(default) }
    }

    pub const fn flag(name: &'static str, default: bool, about: &'static str) -> Self {
        RuleOption { name, about, kind: OptionKind::Flag(default) }
    }

    pub const fn texts(name: &'static str, default: &'static [&'static str], about: &'static str) -> Self {
        RuleOption { name, about, kind: OptionKind::Texts(default) }
    }

    pub const fn patterns(name: &'static str, default: &'static [&'static str], about: &'static str) -> Self {
        RuleOption { name, about, kind: OptionKind::Patterns(default) }
    }

    pub const fn choice(name: &'static str, of: &'static [&'static str], about: &'static str) -> Self {
        RuleOption { name, about, kind: OptionKind::Choice(of) }
    }
}

impl RuleSetting {
    pub fn number(&self, option: &RuleOption) -> u64 {
        let OptionKind::Number(default) = option.kind else { return 0 };
        self.options.get(option.name).and_then(Value::as_u64).unwrap_or(default)
    }

    pub fn flag(&self, option: &RuleOption) -> bool {
        let OptionKind::Flag(default) = option.kind else { return false };
        self.options.get(option.name).and_then(Value::as_bool).unwrap_or(default)
    }

    /// A list of texts or of naming patterns.
    pub fn texts(&self, option: &RuleOption) -> Vec<&str> {
        if let Some(Value::Array(list)) = self.options.get(option.name) {
            return list.iter().filter_map(Value::as_str).collect();
        }
        match option.kind {
            OptionKind::Texts(default) | OptionKind::Patterns(default) => default.to_vec(),
            OptionKind::Number(_) | OptionKind::Flag(_) | OptionKind::Choice(_) => vec![],
        }
    }

    pub fn choice(&self, option: &RuleOption) -> &str {
        let OptionKind::Choice(of) = option.kind else { return "" };
        let set = self.options.get(option.name).and_then(Value::as_str).filter(|word| of.contains(word));
        set.or_else(|| of.first().copied()).unwrap_or("")
    }
}
