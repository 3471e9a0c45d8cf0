//! A script in the folder of another version.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "script-version-mismatch",
    summary: "A script's version is not that of its folder.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

/// The number behind the last `v` that a digit follows: 1 of `2002_v1.x` and of `..._update_v1.13_mysql.sql`.
fn major(name: &str) -> Option<u32> {
    let places = name.match_indices(['v', 'V']).filter_map(|(at, _)| name.get(at + 1..));
    let digits = places.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(""));
    digits.rev().find_map(|digits| digits.parse().ok())
}

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for script in context.scripts {
        let (Some(of_folder), Some(own)) = (major(script.folder()), major(script.file_name())) else { continue };
        findings.look();
        if own != of_folder {
            let message = format!("`{}` is of version {own}, and lies in the folder `{}` of version {of_folder}.", script.file_name(), script.folder());
            findings.add_at(script, Span::new(0, 0), None, message).set_help("Move it, or correct its number: an upgrade runs the folders of its versions only.");
        }
    }
}
