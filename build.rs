//! Takes the remarks out of tables of text, and makes two tables, so that a rule is one file and a profile is one file, and nobody keeps lists:
//! the registry of `src/rules/<group>/*.rs` with the pages of `docs/rules`, and the profiles of `profiles/*.toml`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for watched in ["src/rules", "docs/rules", "profiles"].iter().chain(DATA) {
        println!("cargo::rerun-if-changed={watched}");
    }
    // The designer in the browser fetches the pages when it needs them; they are no part of its first load.
    let embed_pages = env::var("CARGO_CFG_TARGET_ARCH")? != "wasm32";
    let (registry, core_rules) = registry(&root, embed_pages)?;
    fs::write(out.join("registry.rs"), registry + &profiles(&root, &core_rules)?)?;
    fs::write(out.join("letters.rs"), letters()?)?;
    for folder in DATA {
        for file in sorted(&root.join(folder))? {
            let text = fs::read_to_string(&file)?;
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            fs::write(out.join(file.file_name().unwrap_or_default()), lines.join("\n") + "\n")?;
        }
    }
    Ok(())
}

/// Tables of text. What they say of themselves, in lines that begin with `#`, is for people, and no part of a program.
const DATA: &[&str] = &["src/mysql/data", "src/dryrun/mysql/expression/data"];

/// Capitals with one small letter each, in runs: first, count, step, distance. See `src/text/letters.rs`.
fn letters() -> Result<String, Box<dyn Error>> {
    let mut runs: Vec<(u32, u32, u32, i32)> = Vec::new();
    for letter in '\u{80}'..=char::MAX {
        let mut small = letter.to_lowercase();
        let (Some(first), None) = (small.next(), small.next()) else { continue };
        if first == letter {
            continue;
        }
        let (code, distance) = (letter as u32, first as i32 - letter as i32);
        match runs.last_mut() {
            Some((first, count @ 1, step, known)) if *known == distance && code - *first <= 2 => {
                (*count, *step) = (2, code - *first);
            }
            Some((first, count, step, known)) if *known == distance && code == *first + *count * *step => *count += 1,
            _ => runs.push((code, 1, 1, distance)),
        }
    }
    let mut out = "[\n".to_owned();
    for (first, count, step, distance) in runs {
        writeln!(out, "    ({first}, {count}, {step}, {distance}),")?;
    }
    Ok(out + "]\n")
}

/// Groups of rules that the designer's first load has; the others come with the command line tool and the worker.
const CORE: &[&str] = &["naming", "qserv", "reader", "schema"];

fn registry(root: &Path, embed_pages: bool) -> Result<(String, Vec<String>), Box<dyn Error>> {
    let mut modules = String::new();
    let mut rules = Vec::new();
    for group in sorted(&root.join("src/rules"))?.into_iter().filter(|path| path.is_dir()) {
        let group_name = file_stem(&group);
        writeln!(modules, "pub mod {group_name} {{")?;
        for file in sorted(&group)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
            let module = file_stem(&file);
            let name = module.replace('_', "-");
            let mut pages = Vec::new();
            for folder in ["docs/rules", "docs/rules/zh"] {
                let page = root.join(folder).join(format!("{name}.md"));
                if !page.is_file() {
                    return Err(format!("the rule {} has no page {}", file.display(), page.display()).into());
                }
                let embedded = format!("include_str!({:?})", page.display().to_string());
                pages.push(if embed_pages { embedded } else { "\"\"".to_owned() });
            }
            writeln!(modules, "    #[path = {:?}] pub mod {module};", file.display().to_string())?;
            let entry = format!(
                "    Registered {{ rule: &{group_name}::{module}::RULE, group: {group_name:?}, page: {}, page_zh: {} }},\n",
                pages[0], pages[1]
            );
            rules.push((name, group_name.clone(), entry));
        }
        writeln!(modules, "}}")?;
    }
    rules.sort();
    let entries: String = rules.iter().map(|(_, _, entry)| entry.as_str()).collect();
    let in_core = |group: &str| CORE.contains(&group);
    let core: String =
        rules.iter().filter(|(_, group, _)| in_core(group)).map(|(_, _, entry)| entry.as_str()).collect();
    let names = rules.iter().filter(|(_, group, _)| in_core(group)).map(|(name, _, _)| name.clone()).collect();
    let rest: String =
        rules.iter().filter(|(_, group, _)| !in_core(group)).map(|(_, _, entry)| entry.as_str()).collect();
    Ok((
        format!(
            "{modules}\n/// Every rule, by name.\npub static REGISTRY: &[Registered] = &[\n{entries}];\n\
             /// Those of the first load.\nstatic CORE_RULES: &[Registered] = &[\n{core}];\n\
             /// The others.\nstatic REST_RULES: &[Registered] = &[\n{rest}];\n\
             /// All rules, and what the profiles say of them.\n\
             pub static ALL: Catalogue = Catalogue {{ rules: REGISTRY, profiles: ALL_PROFILES }};\n\
             /// Those that are not in the designer's first load: its worker checks with them.\n\
             pub static REST: Catalogue = Catalogue {{ rules: REST_RULES, profiles: ALL_PROFILES }};\n\
             /// The rules of the designer's first load.\n\
             pub static CORE: Catalogue = Catalogue {{ rules: CORE_RULES, profiles: CORE_PROFILES }};\n"
        ),
        names,
    ))
}

/// The profiles as JSON: the browser needs no TOML reader, and a file that is no TOML stops the build. What they say of
/// rules and options is held by `tests/rules.rs`. For the first load, without what only other rules and people need.
fn profiles(root: &Path, core_rules: &[String]) -> Result<String, Box<dyn Error>> {
    let (mut all, mut core, mut titles) = (String::new(), String::new(), String::new());
    for file in
        sorted(&root.join("profiles"))?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml"))
    {
        let text = fs::read_to_string(&file)?;
        let profile: Value = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let name = file_stem(&file);
        let title = profile.get("title").and_then(Value::as_str).unwrap_or_default();
        writeln!(titles, "({name:?}, {title:?}),")?;
        writeln!(all, "({name:?}, {:?}),", profile.to_string())?;
        let mut short = profile;
        if let Some(short) = short.as_object_mut() {
            retain_core(short, core_rules);
            if let Some(Value::Array(overrides)) = short.get_mut("overrides") {
                overrides.iter_mut().filter_map(Value::as_object_mut).for_each(|entry| retain_core(entry, core_rules));
                overrides.retain(|entry| {
                    entry.get("rules").and_then(Value::as_object).is_some_and(|rules| !rules.is_empty())
                });
            }
        }
        writeln!(core, "({name:?}, {:?}),", short.to_string())?;
    }
    Ok(format!(
        "static ALL_PROFILES: &[(&str, &str)] = &[\n{all}];\nstatic CORE_PROFILES: &[(&str, &str)] = &[\n{core}];\n\
         static PROFILE_TITLES: &[(&str, &str)] = &[\n{titles}];\n"
    ))
}

fn retain_core(entry: &mut serde_json::Map<String, Value>, core_rules: &[String]) {
    entry.remove("source");
    if let Some(Value::Object(rules)) = entry.get_mut("rules") {
        rules.retain(|name, _| core_rules.contains(name));
        rules.values_mut().filter_map(Value::as_object_mut).for_each(|set| {
            set.remove("source");
        });
    }
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut entries =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    entries.sort_by_key(|path| file_stem(path));
    Ok(entries)
}

fn file_stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
