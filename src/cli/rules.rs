//! `tabledraft rules` and `tabledraft figures`

use std::fmt::Write;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::settings::Judge;
use super::{CLEAN, Inputs, OutputFormat, input, output};
use crate::json::pretty;
use crate::rules::{ALL, OptionKind, Profile, REGISTRY, RuleSetting, config, write_index};

#[derive(Args)]
pub(super) struct RulesArguments {
    /// Show how this profile sets each rule
    #[arg(long, value_name = "NAME", default_value = Profile::DEFAULT)]
    profile: String,
    #[arg(long, value_enum, default_value = "tty")]
    format: RulesFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum RulesFormat {
    /// For people
    Tty,
    /// For programs
    Json,
    /// The index of the rules' pages
    Markdown,
    /// The JSON Schema of tabledraft.toml, for editors
    Schema,
}

pub(super) fn run(arguments: &RulesArguments) -> Result<u8, String> {
    let name = &arguments.profile;
    let profile = Profile::named(name)
        .ok_or_else(|| format!("there is no profile \"{name}\"; there are: {}", Profile::names().join(", ")))?;
    output::print(&match arguments.format {
        RulesFormat::Tty => list(&profile),
        RulesFormat::Json => pretty(&entries(&profile)),
        RulesFormat::Markdown => write_index(),
        RulesFormat::Schema => pretty(&config::json_schema(&ALL)),
    })?;
    Ok(CLEAN)
}

fn word(setting: &RuleSetting) -> &'static str {
    setting.severity.map_or("off", |severity| severity.word())
}

fn list(profile: &Profile) -> String {
    let width = REGISTRY.iter().map(|registered| registered.rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (registered, setting) in REGISTRY.iter().zip(profile.settings()) {
        let _ = writeln!(out, "{:width$}  {:7}  {}", registered.rule.name, word(setting), registered.rule.summary);
    }
    let on = profile.settings().iter().filter(|setting| setting.severity.is_some()).count();
    let _ = writeln!(out, "\n{} rules, {on} of them on in the profile {}.", REGISTRY.len(), profile.name);
    out
}

fn entries(profile: &Profile) -> Value {
    let entry = |(registered, setting): (&crate::rules::Registered, &RuleSetting)| {
        let options: Vec<Value> = registered
            .rule
            .options
            .iter()
            .map(|option| {
                let (kind, default) = match option.kind {
                    OptionKind::Number(default) => ("number", json!(default)),
                    OptionKind::Flag(default) => ("flag", json!(default)),
                    OptionKind::Texts(default) => ("texts", json!(default)),
                    OptionKind::Patterns(default) => ("patterns", json!(default)),
                    OptionKind::Choice(of) => ("choice", json!(of.first())),
                };
                let value = setting.options.get(option.name).unwrap_or(&default).clone();
                json!({ "name": option.name, "about": option.about, "type": kind, "default": default, "value": value })
            })
            .collect();
        json!({
            "rule": registered.rule.name,
            "group": registered.group,
            "summary": registered.rule.summary,
            "severity": setting.severity,
            "source": setting.source,
            "options": options,
        })
    };
    REGISTRY.iter().zip(profile.settings()).map(entry).collect()
}

#[derive(Args)]
pub(super) struct FiguresArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    judge: Judge,
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

/// How far the files follow each rule that is on: what a house needs to know before it makes one an error.
pub(super) fn run_figures(arguments: &FiguresArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let profile = arguments.judge.profile(&arguments.inputs.paths, &reading)?;
    let figures = reading.figures(&profile);
    if arguments.format == OutputFormat::Json {
        let entry = |figure: &crate::rules::Figure| json!({ "rule": figure.rule, "looked_at": figure.looked_at, "found": figure.found });
        output::print(&pretty(&figures.iter().map(entry).collect()))?;
        return Ok(CLEAN);
    }
    let width = figures.iter().map(|figure| figure.rule.len()).max().unwrap_or(0);
    let mut out = format!("{:width$} {:>8} {:>8} {:>8}\n", "rule", "judged", "found", "follow");
    for figure in &figures {
        let follow = figure.looked_at.saturating_sub(figure.found) as f64 / figure.looked_at.max(1) as f64 * 100.0;
        let follow = if figure.looked_at == 0 { "-".to_owned() } else { format!("{follow:.1} %") };
        let _ = writeln!(out, "{:width$} {:>8} {:>8} {follow:>8}", figure.rule, figure.looked_at, figure.found);
    }
    output::print(&out)?;
    Ok(CLEAN)
}
