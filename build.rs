//! Makes two tables at build time, so that a rule is one file and a profile is one file, and nobody keeps lists:
//! the registry of `src/rules/<group>/*.rs` with the pages of `docs/rules`, and the profiles of `profiles/*.toml`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for watched in ["src/rules", "docs/rules", "profiles"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    // The designer in the browser fetches the pages when it needs them; they are no part of its first load.
    let embed_pages = env::var("CARGO_CFG_TARGET_ARCH")? != "wasm32";
    fs::write(out.join("registry.rs"), registry(&root, embed_pages)?)?;
    fs::write(out.join("profiles.rs"), profiles(&root)?)?;
    fs::write(out.join("letters.rs"), letters()?)?;
    Ok(())
}

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

fn registry(root: &Path, embed_pages: bool) -> Result<String, Box<dyn Error>> {
    let mut modules = String::new();
    let mut rules = Vec::new();
    for group in sorted(&root.join("src/rules"))?.into_iter().filter(|path| path.is_dir()) {
        let group_name = file_stem(&group);
        writeln!(modules, "pub mod {group_name} {{")?;
        for file in sorted(&group)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
            let module = file_stem(&file);
            let page = root.join("docs/rules").join(format!("{}.md", module.replace('_', "-")));
            if !page.is_file() {
                return Err(format!("the rule {} has no page {}", file.display(), page.display()).into());
            }
            writeln!(modules, "    #[path = {:?}] pub mod {module};", file.display().to_string())?;
            let text =
                if embed_pages { format!("include_str!({:?})", page.display().to_string()) } else { "\"\"".to_owned() };
            rules.push((
                module.clone(),
                format!(
                    "    Registered {{ rule: &{group_name}::{module}::RULE, group: {group_name:?}, page: {text} }},\n"
                ),
            ));
        }
        writeln!(modules, "}}")?;
    }
    rules.sort();
    let entries: String = rules.into_iter().map(|(_, entry)| entry).collect();
    Ok(format!("{modules}\n/// Every rule, by name.\npub static REGISTRY: &[Registered] = &[\n{entries}];\n"))
}

/// The profiles as a table in Rust: the browser needs no TOML reader, and a mistake in a file stops the build.
fn profiles(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = "/// Every profile, by name.\nstatic FILES: &[File] = &[\n".to_owned();
    for file in sorted(&root.join("profiles"))? {
        let text = fs::read_to_string(&file)?;
        let profile: ProfileFile = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let ProfileFile { name, title, description, extends, server, rules } = profile;
        writeln!(
            out,
            "File {{ name: {name:?}, title: {title:?}, description: {description:?}, extends: {extends:?}, server: {server:?}, rules: &["
        )?;
        for (rule, setting) in rules {
            let SettingFile { severity, options, source } = setting;
            let options = serde_json::to_string(&options)?;
            writeln!(
                out,
                "FileSetting {{ rule: {rule:?}, severity: {severity:?}, options: {options:?}, source: {source:?} }},"
            )?;
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    Ok(out)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    name: String,
    title: String,
    description: String,
    extends: Option<String>,
    server: Option<String>,
    #[serde(default)]
    rules: BTreeMap<String, SettingFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingFile {
    severity: Option<String>,
    #[serde(default)]
    options: toml::Table,
    source: String,
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut entries =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    entries.sort();
    Ok(entries)
}

fn file_stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
