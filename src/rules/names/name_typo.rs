//! A word that is one letter away from a word that the schema often uses.

use std::collections::HashMap;

use crate::rules::{Across, Check, Findings, Rule, RuleOption, WorkspaceContext, words};
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

/// Words with the names that they occur in, in how many tables.
#[derive(Debug, Default)]
struct Vocabulary {
    words: HashMap<String, Vec<(ObjectPath, String)>>,
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
            }
        }
    }

    fn note(&mut self, _: &Database, table: &Table) {
        for (path, name) in names(table) {
            for word in words(name).into_iter().filter(|word| word.len() >= SHORTEST) {
                self.words.entry(word).or_default().push((path, name.to_owned()));
            }
        }
    }

    fn judge(&self, context: &WorkspaceContext, findings: &mut Findings) {
        let usual = context.setting.number(&USUAL) as usize;
        let allowed = context.setting.texts(&ALLOWED);
        let mut common: Vec<&str> = self.words.iter().filter(|(_, uses)| uses.len() >= usual).map(|(word, _)| word.as_str()).collect();
        common.sort_unstable();
        // A transposed or a doubled letter keeps the letters; words of the same letters are looked at first.
        let mut rare: Vec<_> = self.words.iter().filter(|(_, uses)| uses.len() * 4 <= usual).collect();
        rare.sort_unstable_by_key(|(word, _)| word.as_str());
        let by_letters: HashMap<String, &str> = common.iter().map(|word| (sorted(word), *word)).collect();
        for (word, uses) in rare {
            findings.look();
            let same_letters = by_letters.get(&sorted(word)).copied();
            let one_off = || missing_letter(word, &common);
            let Some(meant) = same_letters.or_else(one_off).filter(|_| !allowed.contains(&word.as_str())) else { continue };
            for (path, name) in uses {
                let message = format!("`{name}`: is `{word}` meant to be `{meant}`, as in the other names here?");
                let finding = findings.add(*path, Aspect::Name, message);
                finding.set_help("Correct it while nothing depends on it, or allow the word in the settings.");
            }
        }
    }
}

fn sorted(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// A common word that has one letter more or less inside: `manger` for `manager`, `feild` is of the other kind.
/// Endings do not count, for they make other words: `build` and `builds`, `create` and `created`.
fn missing_letter<'c>(word: &str, common: &[&'c str]) -> Option<&'c str> {
    let differs_inside = |known: &str| {
        let (short, long) = if known.len() < word.len() { (known, word) } else { (word, known) };
        let near = long.len() == short.len() + 1
            && !long.starts_with(short)
            && !long.ends_with(short)
            && long.get(..2) == short.get(..2)
            && long.get(long.len() - 2..) == short.get(short.len() - 2..);
        // A letter too much is mostly one that the word has already; another one makes another word.
        near && (known.len() > word.len() || word.chars().all(|c| known.contains(c)))
    };
    common.iter().copied().filter(|known| known.is_ascii() && word.is_ascii() && differs_inside(known)).find(|known| edit_distance(known, word) == 1)
}
