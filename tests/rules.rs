//! Each rule's page holds its tests: an `invalid` block gives that rule's diagnostic and each has a place and a remedy, a
//! `valid` block gives none and runs on the profile's server, and a fix, applied, silences the rule, leaves nothing to apply
//! again, and makes of the block what the `fix` block behind it says.
//!
//! A rule is tried alone, switched on. Words behind a block's verdict are the profile, options of the rule (`most=3`), and the
//! file's name (`file=a.sql`). A block of the language `hex` stands for a file that no text can show: its bytes.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value, json};
use tabledraft::diagnostic::{Applicability, Diagnostic};
use tabledraft::edit::apply;
use tabledraft::engine::{self, Intake, Reading, SourceFile};
use tabledraft::json;
use tabledraft::rules::config::{json_schema, problems};
use tabledraft::rules::{
    ALL, Block, CORE, Check, Example, Inline, Page, Profile, REGISTRY, Registered, check, write_index,
};
use tabledraft::schema::Workspace;

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for registered in REGISTRY {
        let name = registered.rule.name;
        trials.push(Trial::test(format!("{name}: the pages are whole"), move || pages_are_whole(registered)));
        for (number, example) in Page::parse(registered.page).examples().into_iter().enumerate() {
            let kind = if example.invalid { "invalid" } else { "valid" };
            let title = format!("{name}: example {} ({kind})", number + 1);
            trials.push(Trial::test(title, move || holds(registered, &example)));
        }
    }
    trials.push(Trial::test("profiles name rules and options that exist, and their sources", profiles_are_true));
    trials.push(Trial::test("the index of the pages is that of the rules", index_is_true));
    trials.push(Trial::test("the published schema of the settings is that of the rules", schema_is_true));
    trials.push(Trial::test("the first load has a part of the rules, in the same words", core_is_a_part));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn headings(page: &Page) -> Vec<&str> {
    fn heading(block: &Block) -> Option<&str> {
        match block {
            Block::Heading(heading) => Some(heading),
            Block::Paragraph(_) | Block::List(_) | Block::Code { .. } => None,
        }
    }
    page.blocks.iter().filter_map(heading).collect()
}

fn codes(page: &Page) -> Vec<&Block> {
    page.blocks.iter().filter(|block| matches!(block, Block::Code { .. })).collect()
}

fn pages_are_whole(registered: &Registered) -> Result<(), Failed> {
    let rule = registered.rule;
    let (page, chinese) = (Page::parse(registered.page), Page::parse(registered.page_zh));
    let with_options = |mut list: Vec<&'static str>, options: &'static str| {
        if !rule.options.is_empty() {
            list.insert(3, options);
        }
        list
    };
    let english = with_options(vec!["What", "Why", "What to do", "Examples", "Source"], "Options");
    let expected = with_options(vec!["是什么", "为什么", "怎么办", "示例", "来源"], "选项");
    for (page, expected) in [(&page, english), (&chinese, expected)] {
        ensure(page.title == rule.name, format!("the title is {:?}", page.title))?;
        ensure(headings(page) == expected, format!("the headings are {:?}", headings(page)))?;
    }
    ensure(codes(&page) == codes(&chinese), "the two languages have other examples".to_owned())?;
    for option in rule.options {
        let named = format!("`{}`", option.name);
        let both = registered.page.contains(&named) && registered.page_zh.contains(&named);
        ensure(both, format!("a page does not name the option {}", option.name))?;
        ensure(option.about.ends_with('.'), format!("what is said of {} is no sentence", option.name))?;
        let used = page.examples().iter().any(|example| example.options.iter().any(|(name, _)| name == option.name));
        ensure(used, format!("no example sets the option {}", option.name))?;
    }
    let examples = page.examples();
    ensure(examples.iter().any(|example| example.invalid), "there is no invalid example".to_owned())?;
    ensure(examples.iter().any(|example| !example.invalid), "there is no valid example".to_owned())?;
    ensure(
        !offers_fix(registered, &examples) || examples.iter().any(|example| example.fixed.is_some()),
        "there is a fix, and no block that shows what it makes".to_owned(),
    )?;
    untranslated(&chinese)?;
    ensure(rule.summary.ends_with('.'), "the summary is no sentence".to_owned())
}

/// True where the rule offers a fix for one of the examples.
fn offers_fix(registered: &Registered, examples: &[Example]) -> bool {
    let found = |example: &Example| {
        let found = read(registered, example).ok()?.check(&profile_of(registered, example).ok()?);
        Some(found.iter().any(|found| found.rule == registered.rule.name && found.fix.is_some()))
    };
    // What rules about scripts offer is applied with all others, in tests/cli_rules.rs.
    let of_workspace = matches!(registered.rule.check, Check::Table(_) | Check::Workspace(_) | Check::Across(_));
    of_workspace && examples.iter().filter(|example| example.invalid).any(|example| found(example).unwrap_or(false))
}

/// Every paragraph of a Chinese page is in Chinese; what is quoted from a server, and names, may stand in it.
fn untranslated(page: &Page) -> Result<(), Failed> {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let text = |inlines: &[Inline]| -> String { inlines.iter().map(|inline| format!("{inline:?}")).collect() };
    let mut source = false;
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => source = heading == "来源",
            Block::Paragraph(paragraph) if !source => {
                let text = text(paragraph);
                ensure(is_chinese(&text), format!("a paragraph is not in Chinese: {text}"))?;
            }
            Block::List(items) if !source => {
                for item in items {
                    let text = text(item);
                    ensure(is_chinese(&text), format!("an item is not in Chinese: {text}"))?;
                }
            }
            Block::Paragraph(_) | Block::List(_) | Block::Code { .. } => {}
        }
    }
    Ok(())
}

/// The profile of an example, with its rule alone and its options.
fn profile_of(registered: &Registered, example: &Example) -> Result<Profile, Failed> {
    let profile = Profile::named(&example.profile).ok_or(format!("no profile {}", example.profile))?;
    let mut profile = profile.only(registered.rule.name);
    let value = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| json!(text));
    let options: Map<String, Value> = example.options.iter().map(|(name, text)| (name.clone(), value(text))).collect();
    let settings = json!({ "rules": { registered.rule.name: options } });
    let wrong = problems(&ALL, &settings);
    ensure(wrong.is_empty(), format!("the example's options are wrong: {wrong:?}"))?;
    profile.extend(&settings);
    Ok(profile)
}

fn holds(registered: &Registered, example: &Example) -> Result<(), Failed> {
    let rule = registered.rule;
    let profile = profile_of(registered, example)?;
    let reading = read(registered, example)?;
    let mut found = reading.check(&profile);
    let meta = rule.name.starts_with("suppression-");
    found.retain(|diagnostic| diagnostic.rule == rule.name && diagnostic.suppressed.is_none());
    if !example.invalid {
        ensure(found.is_empty(), format!("found where nothing should be: {found:#?}"))?;
        return runs(&reading, &profile);
    }
    ensure(!found.is_empty(), "found nothing".to_owned())?;
    for diagnostic in &found {
        ensure(diagnostic.location.is_some() || meta, format!("no place: {}", diagnostic.message))?;
        ensure(!diagnostic.help.is_empty(), format!("no help: {}", diagnostic.message))?;
    }
    match &rule.check {
        Check::Table(_) | Check::Workspace(_) | Check::Across(_) => {
            let open = |workspace: &Workspace| {
                let mut found = check(workspace, &profile);
                found.retain(|diagnostic| diagnostic.rule == rule.name && diagnostic.suppressed.is_none());
                found
            };
            mended(&reading, example, &open)
        }
        Check::Scripts(_) | Check::Reading => Ok(()),
    }
}

/// Applies the fixes one by one, as a user does; a fix that brings its own problem back would never end.
fn mended(reading: &Reading, example: &Example, open: &dyn Fn(&Workspace) -> Vec<Diagnostic>) -> Result<(), Failed> {
    let mut workspace = reading.workspace.clone();
    let had_fix = open(&workspace).iter().any(|diagnostic| diagnostic.fix.is_some());
    for _ in 0..20 {
        let found = open(&workspace);
        let Some(fix) = found.iter().find_map(|diagnostic| diagnostic.fix.clone()) else {
            if let Some(expected) = &example.fixed {
                let expected = without_ids(&engine::read_text("fixed", expected).workspace);
                let made = without_ids(&workspace);
                ensure(made == expected, format!("the fixes make\n{made}\nand not\n{expected}"))?;
            }
            let ends = !had_fix || found.is_empty() || example.fixed.is_some();
            return ensure(ends, format!("{} left after all fixes", found.len()));
        };
        ensure(fix.applicability != Applicability::Shown, "a fix that is only shown has edits".to_owned())?;
        let before = workspace.clone();
        for edit in &fix.edits {
            workspace = apply(&workspace, edit).map_err(|error| error.to_string())?;
        }
        ensure(workspace != before, format!("the fix {:?} changes nothing", fix.title))?;
    }
    Err("the fixes do not come to an end".into())
}

/// The workspace as its script.
fn without_ids(workspace: &Workspace) -> String {
    let text = tabledraft::sql::write_script(&workspace.renumbered());
    // Two spellings of one type are one type here.
    text.to_lowercase()
}

/// A valid example is one that its server takes.
fn runs(reading: &Reading, profile: &Profile) -> Result<(), Failed> {
    let judged = Profile::named(&profile.name).unwrap_or_default().only("server-refuses");
    let refused = reading.check(&judged);
    let refused: Vec<&Diagnostic> =
        refused.iter().filter(|found| ["server-refuses", "sql-syntax"].contains(&found.rule)).collect();
    let spoken = refused.iter().any(|found| found.severity > tabledraft::diagnostic::Severity::Info);
    ensure(!spoken, format!("a valid example that the server refuses: {refused:#?}"))
}

/// Rules of which only reading everything together knows.
const OF_ALL: &[&str] = &["partitioner-differs", "reference-missing", "role-proposed"];

fn read(registered: &Registered, example: &Example) -> Result<Reading, Failed> {
    let bytes = match example.language.as_str() {
        "sql" | "json" | "yaml" | "csv" => example.text.clone().into_bytes(),
        "hex" => example.text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16)).collect::<Result<_, _>>()?,
        other => return Err(format!("examples are sql, json, yaml, csv or hex, not {other:?}").into()),
    };
    let name = example.file.clone().unwrap_or_else(|| format!("example.{}", example.language));
    let rule = registered.rule.name;
    if OF_ALL.contains(&rule) || ["yaml", "csv"].contains(&example.language.as_str()) {
        // Rows know no keys: they are read as for Qserv, which needs none.
        let propose = rule == "role-proposed" || example.language == "csv";
        let files = vec![SourceFile { name, bytes }];
        return Ok(engine::read_all(Intake { files, propose, ..Intake::default() }));
    }
    if !example.text.contains("-- file: ") {
        return Ok(engine::read(vec![SourceFile { name, bytes }]));
    }
    // A line `-- file: name` begins another file.
    let parts = example.text.split("-- file: ").skip(1).filter_map(|part| part.split_once('\n'));
    let file =
        |(name, text): (&str, &str)| SourceFile { name: name.trim().to_owned(), bytes: text.as_bytes().to_vec() };
    Ok(engine::read(parts.map(file).collect()))
}

fn profiles_are_true() -> Result<(), Failed> {
    for name in Profile::names() {
        let profile = Profile::named(&name).ok_or(format!("{name} cannot be resolved"))?;
        ensure(!profile.title.is_empty() && profile.description.ends_with('.'), format!("{name} has no title"))?;
        let file = format!("{}/profiles/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let settings: Value = toml::from_str(&std::fs::read_to_string(file)?)?;
        let wrong = problems(&ALL, &settings);
        ensure(wrong.is_empty(), format!("{name}: {wrong:#?}"))?;
        for (rule, set) in settings.get("rules").and_then(Value::as_object).into_iter().flatten() {
            let source = set.get("source").and_then(Value::as_str).unwrap_or("");
            ensure(source.len() > 20, format!("{name}: {rule} has no source"))?;
        }
        for other in profile.overrides() {
            ensure(other.source.len() > 20, format!("{name}: an override has no source"))?;
        }
    }
    Ok(())
}

/// What a file that is made has to be, and how it is made.
fn is_made(path: &str, text: &str, how: &str) -> Result<(), Failed> {
    let file = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    ensure(published == text, format!("{path} is not up to date: {how} > {path}"))
}

fn index_is_true() -> Result<(), Failed> {
    is_made("docs/rules/README.md", &write_index(), "tabledraft rules --format markdown")
}

fn schema_is_true() -> Result<(), Failed> {
    let schema = json::pretty(&json_schema(&ALL));
    is_made("docs/tabledraft.schema.json", &schema, "tabledraft rules --format schema")
}

fn core_is_a_part() -> Result<(), Failed> {
    ensure(CORE.rules.len() < ALL.rules.len(), "all rules are in the first load".to_owned())?;
    for name in Profile::names() {
        let (core, all) = (Profile::of(&CORE, &name), Profile::named(&name));
        let (Some(core), Some(all)) = (core, all) else { return Err(format!("{name} cannot be resolved").into()) };
        for (registered, setting) in CORE.rules.iter().zip(core.settings()) {
            let whole = all.setting(registered.rule.name);
            let same = whole.severity == setting.severity && whole.options == setting.options;
            ensure(same, format!("{name}: {} is set otherwise in the first load", registered.rule.name))?;
        }
    }
    Ok(())
}

fn ensure(holds: bool, otherwise: String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
