//! Each rule's page holds its tests: an `invalid` block gives exactly that rule's diagnostic, a `valid` block none at
//! all, and a fix, applied, silences the rule and leaves nothing to apply again.
//!
//! A block of the language `hex` stands for a file that no text can show: its bytes, written in hexadecimal.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use tabledraft::diagnostic::Diagnostic;
use tabledraft::edit::apply;
use tabledraft::engine::{self, Intake, Reading, SourceFile};
use tabledraft::rules::{Block, Check, Example, Page, Profile, REGISTRY, Registered, check};

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for registered in REGISTRY {
        let name = registered.rule.name;
        trials.push(Trial::test(format!("{name}: the page is whole"), move || page_is_whole(registered)));
        for (number, example) in Page::parse(registered.page).examples().into_iter().enumerate() {
            let kind = if example.invalid { "invalid" } else { "valid" };
            let title = format!("{name}: example {} ({kind})", number + 1);
            trials.push(Trial::test(title, move || holds(registered, &example)));
        }
    }
    trials.push(Trial::test("profiles name rules that exist, and their sources", profiles_are_true));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn page_is_whole(registered: &Registered) -> Result<(), Failed> {
    let page = Page::parse(registered.page);
    let headings: Vec<&str> = page
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.as_str()),
            Block::Paragraph(_) | Block::List(_) | Block::Code { .. } => None,
        })
        .collect();
    ensure(page.title == registered.rule.name, format!("the title is {:?}", page.title))?;
    ensure(headings == ["What", "Why", "What to do", "Examples", "Source"], format!("the headings are {headings:?}"))?;
    let examples = page.examples();
    ensure(examples.iter().any(|example| example.invalid), "there is no invalid example".to_owned())?;
    ensure(examples.iter().any(|example| !example.invalid), "there is no valid example".to_owned())?;
    ensure(registered.rule.summary.ends_with('.'), "the summary is no sentence".to_owned())
}

fn holds(registered: &Registered, example: &Example) -> Result<(), Failed> {
    let rule = registered.rule;
    let profile = Profile::named(&example.profile).ok_or(format!("no profile {}", example.profile))?;
    let reading = read(registered, example)?;
    let mut found = diagnose(&reading, &profile);
    found.retain(|diagnostic| diagnostic.rule == rule.name || diagnostic.rule != "role-proposed");
    let names: Vec<&str> = found.iter().map(|diagnostic| diagnostic.rule).collect();
    if !example.invalid {
        return ensure(found.is_empty(), format!("{names:?} where nothing should be found"));
    }
    ensure(!found.is_empty() && names.iter().all(|name| *name == rule.name), format!("found {names:?}: {found:#?}"))?;
    for diagnostic in &found {
        ensure(diagnostic.location.is_some(), format!("no place: {}", diagnostic.message))?;
        ensure(!diagnostic.help.is_empty(), format!("no help: {}", diagnostic.message))?;
    }
    if matches!(rule.check, Check::Reading) {
        return Ok(());
    }
    let mut workspace = reading.workspace.clone();
    // Each round applies one fix, as a user does; a fix that brings its own problem back would never end.
    for _ in 0..20 {
        let found = check(&workspace, &profile);
        let Some(fix) = found.iter().find(|d| d.rule == rule.name).and_then(|d| d.fix.clone()) else {
            let had_fix = diagnose(&reading, &profile).iter().any(|d| d.fix.is_some());
            let left = found.iter().filter(|d| d.rule == rule.name).count();
            return ensure(!had_fix || left == 0, format!("{left} left after all fixes"));
        };
        let before = workspace.clone();
        for edit in &fix.edits {
            workspace = apply(&workspace, edit).map_err(|error| error.to_string())?;
        }
        ensure(workspace != before, format!("the fix {:?} changes nothing", fix.title))?;
    }
    Err("the fixes do not come to an end".into())
}

/// Rules of which only reading everything together knows.
const OF_ALL: &[&str] = &["partitioner-differs", "reference-missing", "role-proposed"];

fn read(registered: &Registered, example: &Example) -> Result<Reading, Failed> {
    let bytes = match example.language.as_str() {
        "sql" | "json" | "yaml" | "csv" => example.text.clone().into_bytes(),
        "hex" => example.text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16)).collect::<Result<_, _>>()?,
        other => return Err(format!("examples are sql, json, yaml, csv or hex, not {other:?}").into()),
    };
    let file = SourceFile { name: format!("example.{}", example.language), bytes };
    let name = registered.rule.name;
    if OF_ALL.contains(&name) || ["yaml", "csv"].contains(&example.language.as_str()) {
        // Rows know no keys: they are read as for Qserv, which needs none.
        let propose = name == "role-proposed" || example.language == "csv";
        return Ok(engine::read_all(Intake { files: vec![file], propose, ..Intake::default() }));
    }
    Ok(engine::read(vec![file]))
}

fn diagnose(reading: &Reading, profile: &Profile) -> Vec<Diagnostic> {
    reading.check(profile)
}

fn profiles_are_true() -> Result<(), Failed> {
    for name in Profile::names() {
        let profile = Profile::named(&name).ok_or(format!("{name} cannot be resolved"))?;
        for rule in profile.rules() {
            ensure(REGISTRY.iter().any(|known| known.rule.name == rule), format!("{name}: no rule {rule}"))?;
            let setting = profile.setting(rule);
            let touched = !setting.options.is_empty() || !setting.source.is_empty();
            ensure(!touched || setting.source.len() > 20, format!("{name}: {rule} has no source"))?;
        }
    }
    Ok(())
}

fn ensure(holds: bool, otherwise: String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
