//! What the rules for the names of indexes share.

use super::{Findings, NamingPattern, RuleOption, TableContext, words};
use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::schema::{Aspect, Index};
use crate::text::same_identifier;

/// What patterns of index names may have in braces beside the styles.
pub const VALUES: &[&str] = &["columns", "column", "table", "table_bare", "table_initials"];

pub const CASES: &[&str] = &["exact", "ignore"];
pub const UNNAMED: &[&str] = &["allowed", "forbidden", "required"];

/// The values of [`VALUES`] for an index: column names joined by `_`; the table's name, without `T_`, and the first letters of
/// its words.
fn values(context: &TableContext, index: &Index) -> Vec<(&'static str, String)> {
    let columns: Vec<&str> = index.parts.iter().map(|part| part.column.as_str()).collect();
    let name = &context.table.name;
    let bare = name.strip_prefix("T_").or_else(|| name.strip_prefix("t_")).unwrap_or(name);
    let initials: String = words(name).iter().filter_map(|word| word.chars().next()).collect();
    vec![
        ("columns", columns.join("_")),
        ("column", columns.first().copied().unwrap_or("").to_owned()),
        ("table", name.clone()),
        ("table_bare", bare.to_owned()),
        ("table_initials", initials),
    ]
}

/// Judges the indexes among `indexes` by the patterns; those without a name by `unnamed`.
pub fn check_names<'i>(
    context: &TableContext,
    indexes: impl Iterator<Item = &'i Index>,
    (patterns, case, unnamed): (&RuleOption, &RuleOption, &RuleOption),
    what: &str,
    findings: &mut Findings,
) {
    let texts = context.setting.texts(patterns);
    let ignoring = context.setting.choice(case) == "ignore";
    let parse = |text: &&str| NamingPattern::parse(text, VALUES);
    let patterns: Vec<NamingPattern> = texts
        .iter()
        .filter_map(parse)
        .map(|pattern| if ignoring { pattern.ignoring_case() } else { pattern })
        .collect();
    let unnamed = context.setting.choice(unnamed);
    for index in indexes {
        findings.look();
        let Some(name) = &index.name else {
            if unnamed == "forbidden" {
                let message = format!(
                    "{what} of `{}` has no name: the server takes that of its first column, with a number where it is taken.",
                    context.table.name
                );
                let finding = findings.add(context.index(index), Aspect::Whole, message);
                finding.set_help("Give it a name, so that scripts can drop or change it on every server.");
                offer(context, index, &patterns, finding);
            }
            continue;
        };
        if unnamed == "required" {
            let message = format!("{what} `{name}` has a name; the house leaves names to the server.");
            let finding = findings.add(context.index(index), Aspect::Whole, message);
            finding.set_help("Leave the name out.");
            let edit = Edit::SetIndex { table: context.table.id, index: Index { name: None, ..index.clone() } };
            finding.set_fix("Leave the name out", Applicability::Unsafe, vec![edit]);
            continue;
        }
        let asked = patterns.iter().any(NamingPattern::asks_values);
        let values = if asked { values(context, index) } else { vec![] };
        if patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(name, &values)) {
            continue;
        }
        let message = format!(
            "The name of {} `{name}` does not follow {} of the profile {}.",
            what.to_lowercase(),
            texts.join(" or "),
            context.profile.title
        );
        let finding = findings.add(context.index(index), Aspect::Whole, message);
        finding.set_help("Rename it; no program depends on it, but hints and later scripts may.");
        offer(context, index, &patterns, finding);
    }
}

/// Words that say what the thing is and not what it is over: `STATUS_KEY`, `T_NODE_UNIQUE`, `IDX_UNIQUE_NAME`.
const KINDS: &[&str] = &["idx", "inx", "ix", "index", "uindex", "key", "uk", "un", "uni", "uniq", "unique"];

/// The name without such words at its ends, as long as something is left.
fn bare(name: &str) -> &str {
    let is_kind = |word: &str| KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(word));
    let mut name = name;
    while let Some((_, rest)) = name.split_once('_').filter(|(first, rest)| is_kind(first) && !rest.is_empty()) {
        name = rest;
    }
    while let Some((rest, _)) = name.rsplit_once('_').filter(|(rest, last)| is_kind(last) && !rest.is_empty()) {
        name = rest;
    }
    name
}

fn offer(
    context: &TableContext,
    index: &Index,
    patterns: &[NamingPattern],
    finding: &mut crate::diagnostic::Diagnostic,
) {
    let Some(pattern) = patterns.first() else { return };
    let values = values(context, index);
    let name = index.name.as_deref().map(bare).or_else(|| Some(&values.first()?.1)).unwrap_or("");
    let better = pattern.apply(name, &values);
    let is_taken =
        |other: &Index| other.id != index.id && other.name.as_ref().is_some_and(|name| same_identifier(name, &better));
    // Names are at most 64 characters long.
    if better.chars().count() > 64 || context.table.indexes.iter().any(is_taken) || !pattern.matches(&better, &values) {
        return;
    }
    let named = Index { name: Some(better.clone()), ..index.clone() };
    let edit = Edit::SetIndex { table: context.table.id, index: named };
    finding.set_fix(format!("Call it `{better}`"), Applicability::Safe, vec![edit]);
}
