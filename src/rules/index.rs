//! The index of the rules' pages: made from the rules, so that it cannot say anything else.

use std::fmt::Write;

use super::{Profile, REGISTRY};

/// `docs/rules/README.md`.
pub fn write_index() -> String {
    let profiles: Vec<Profile> = Profile::names().iter().filter_map(|name| Profile::named(name)).collect();
    let mut out = "# Rules\n\nMade by `tabledraft rules --format markdown`; a test holds it to the rules. Severities are those of the \
                   profiles; `-` is off.\n每条规则都有中文页（`zh`）。\n"
        .to_owned();
    let mut groups: Vec<&str> = REGISTRY.iter().map(|registered| registered.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let heads: String = profiles.iter().map(|profile| format!(" {} |", profile.name)).collect();
    for group in groups {
        let _ = write!(
            out,
            "\n## {group}\n\n| rule | |{heads} what it finds |\n|---|---|{}---|\n",
            "---|".repeat(profiles.len())
        );
        for (number, registered) in REGISTRY.iter().enumerate().filter(|(_, registered)| registered.group == group) {
            let name = registered.rule.name;
            let _ = write!(out, "| [{name}]({name}.md) | [zh](zh/{name}.md) |");
            for profile in &profiles {
                let severity = profile.settings().get(number).and_then(|setting| setting.severity);
                let _ = write!(out, " {} |", severity.map_or("-", |severity| severity.word()));
            }
            let _ = writeln!(out, " {} |", registered.rule.summary);
        }
    }
    out
}
