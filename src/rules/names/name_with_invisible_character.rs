//! Two names that look the same.

use crate::diagnostic::Severity;
use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "name-with-invisible-character",
    summary: "A name has a character that nobody sees, or a full-width one that looks like another.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

/// No-break and other spaces, joiners, marks of direction, the byte order mark, and full-width ASCII.
/// Source: Unicode 16, general categories Zs, Cf and block "Halfwidth and Fullwidth Forms".
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{ff01}'..='\u{ff5e}')
        || c.is_control()
}

fn check(context: &TableContext, findings: &mut Findings) {
    for (path, what, name) in all_names(context.table) {
        findings.look();
        if let Some(c) = name.chars().find(|c| is_deceptive(*c)) {
            let message = format!("The name of the {what} `{name}` has the character U+{:04X}, which is not seen or looks like another: typed by hand, the name is not found.", u32::from(c));
            findings.add(path, Aspect::Name, message).set_help("Write the name anew, by hand.");
        }
    }
}
