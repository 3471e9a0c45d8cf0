//! A word that is one letter away from a word that the schema often uses.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::rules::{Across, Check, Findings, Rule, RuleOption, RuleSetting, WorkspaceContext, words};
use crate::schema::{Aspect, Database, ObjectPath, Table};
use crate::text::edit_distance;

const USUAL: RuleOption = RuleOption::number("usual", 8, "In how many names a word has to occur to be usual.");
const ALLOWED: RuleOption = RuleOption::texts("allowed", &[], "Words that are right although they look like others.");

pub const RULE: Rule = Rule {
    name: "name-typo",
    summary: "A word of a name looks like a mistyped word of the schema.",
    severity: None,
    options: &[USUAL, ALLOWED],
    check: Check::Across(|| Box::new(Vocabulary::default())),
};

/// Words with the names that they occur in, and what the rare ones were meant to be.
#[derive(Debug, Default)]
struct Vocabulary {
    words: HashMap<String, Vec<(ObjectPath, Arc<str>)>>,
    /// Words whose names have changed since they were judged.
    changed: HashSet<String>,
    /// The usual words, sorted, by which `meant` was found.
    common: Vec<String>,
    meant: BTreeMap<String, String>,
}

/// Shorter words are near to too many others.
const SHORTEST: usize = 5;

fn names(table: &Table) -> Vec<(ObjectPath, &str)> {
    let mut all = vec![(ObjectPath::Table(table.id), table.name.as_str())];
    all.extend(table.columns.iter().map(|column| (ObjectPath::Column(table.id, column.id), column.name.as_str())));
    all.extend(table.indexes.iter().filter_map(|index| Some((ObjectPath::Index(table.id, index.id), index.name.as_deref()?))));
    all
}

impl Across for Vocabulary {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        names(old) == names(new)
    }

    fn forget(&mut self, table: &Table) {
        for word in names(table).into_iter().flat_map(|(_, name)| words(name)) {
            if let Some(uses) = self.words.get_mut(&word) {
                uses.retain(|(path, _)| path.table() != Some(table.id));
                if uses.is_empty() {
                    self.words.remove(&word);
                }
                self.changed.insert(word);
            }
        }
    }

    fn note(&mut self, _: &Database, table: &Table, _: &RuleSetting) {
        for (path, name) in names(table) {
            let shared: Arc<str> = Arc::from(name);
            for word in words(name).into_iter().filter(|word| word.len() >= SHORTEST) {
                if !self.changed.contains(&word) {
                    self.changed.insert(word.clone());
                }
                self.words.entry(word).or_default().push((path, Arc::clone(&shared)));
            }
        }
    }

    fn judge(&mut self, context: &WorkspaceContext, findings: &mut Findings) {
        let usual = context.setting.number(&USUAL) as usize;
        let allowed = context.setting.texts(&ALLOWED);
        let mut common: Vec<&str> = self.words.iter().filter(|(_, uses)| uses.len() >= usual).map(|(word, _)| word.as_str()).collect();
        common.sort_unstable();
        if common != self.common {
            let common = common.into_iter().map(str::to_owned).collect();
            self.take_common(common);
        }
        self.find_meant(usual, &allowed);
        let rare = self.words.values().filter(|uses| uses.len() * 4 <= usual);
        rare.for_each(|_| findings.look());
        for (word, meant) in &self.meant {
            for (path, name) in self.words.get(word).into_iter().flatten() {
                let message = format!("`{name}`: is `{word}` meant to be `{meant}`, as in the other names here?");
                let finding = findings.add(*path, Aspect::Name, message);
                finding.set_help("Correct it while nothing depends on it, or allow the word in the settings.");
            }
        }
    }
}

impl Vocabulary {
    /// Other words are usual now: only words near to one of those that came or went are judged again.
    fn take_common(&mut self, common: Vec<String>) {
        let old = std::mem::replace(&mut self.common, common);
        let (came, went): (Vec<&String>, Vec<&String>) =
            (not_in(&self.common, &old).collect(), not_in(&old, &self.common).collect());
        let of_gone = self.meant.iter().filter(|(_, meant)| went.contains(meant)).map(|(word, _)| word);
        let mut again: Vec<String> = of_gone.cloned().collect();
        // One that is not usual any more may be a slip itself, and one that is now is none.
        again.extend(came.iter().chain(&went).map(|word| (*word).clone()));
        // At first all have changed.
        let all = self.words.keys().all(|word| self.changed.contains(word));
        for known in came.into_iter().filter(|_| !all) {
            let letters = sorted(known);
            let is_near = |word: &&String| {
                (word.len() == known.len() && sorted(word) == letters) || is_one_letter_off(word, known)
            };
            again.extend(self.words.keys().filter(is_near).cloned());
        }
        self.changed.extend(again);
    }

    /// Finds for the words that have changed what they were meant to be.
    fn find_meant(&mut self, usual: usize, allowed: &[&str]) {
        // A transposed or a doubled letter keeps the letters; words of the same letters are looked at first.
        let mut by_letters: HashMap<String, &str> = HashMap::new();
        for word in std::mem::take(&mut self.changed) {
            self.meant.remove(&word);
            let is_rare = self.words.get(&word).is_some_and(|uses| uses.len() * 4 <= usual);
            if !is_rare || allowed.contains(&word.as_str()) {
                continue;
            }
            if by_letters.is_empty() {
                by_letters = self.common.iter().map(|word| (sorted(word), word.as_str())).collect();
            }
            let same_letters = by_letters.get(&sorted(&word)).copied();
            if let Some(meant) = same_letters.or_else(|| missing_letter(&word, &self.common)) {
                self.meant.insert(word, meant.to_owned());
            }
        }
    }
}

/// What of a sorted list is not in another one.
fn not_in<'w>(list: &'w [String], other: &[String]) -> impl Iterator<Item = &'w String> {
    list.iter().filter(|word| other.binary_search(word).is_err())
}

fn sorted(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// A common word that has one letter more or less inside: `manger` for `manager`, `feild` is of the other kind.
fn missing_letter<'c>(word: &str, common: &'c [String]) -> Option<&'c str> {
    common.iter().map(String::as_str).find(|known| is_one_letter_off(word, known))
}

/// True where one letter inside is too much or too few. Endings do not count, for they make other words: `build` and `builds`,
/// `create` and `created`.
fn is_one_letter_off(word: &str, known: &str) -> bool {
    let (short, long) = if known.len() < word.len() { (known, word) } else { (word, known) };
    let near = long.len() == short.len() + 1
        && !long.starts_with(short)
        && !long.ends_with(short)
        && long.get(..2) == short.get(..2)
        && long.get(long.len() - 2..) == short.get(short.len() - 2..)
        && known.is_ascii()
        && word.is_ascii();
    // A letter too much is mostly one that the word has already; another one makes another word.
    near && (known.len() > word.len() || word.chars().all(|c| known.contains(c))) && edit_distance(known, word) == 1
}
