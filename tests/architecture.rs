//! The laws of the house, held against the source text. Each message names the place, the law and the remedy.

mod common;

use common::source::{SourceText, code_only, paths, texts_below};

/// The modules of `src/lib.rs` in their order: a module may use only those above it.
fn module_order(lib: &str) -> Vec<String> {
    let names = code_only(lib).lines().map(str::to_owned).collect::<Vec<_>>();
    let names = names.iter().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The module of lib.rs that a file belongs to, and how deep the file's own module lies below the crate.
fn module_of(path: &str) -> (String, usize) {
    let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs").trim_end_matches("/mod");
    let parts: Vec<&str> = inner.split('/').collect();
    (parts.first().copied().unwrap_or("").to_owned(), parts.len())
}

fn order_violations(file: &SourceText, order: &[String]) -> Vec<String> {
    let (own, depth) = module_of(&file.path);
    let Some(own_place) = order.iter().position(|module| *module == own) else { return vec![] };
    let mut wrong = Vec::new();
    for path in paths(&code_only(&file.text)) {
        let supers = path.parts.iter().take_while(|part| *part == "super").count();
        let to_root = path.parts.first().is_some_and(|first| first == "crate");
        let target = if to_root { path.parts.get(1) } else { path.parts.get(supers).filter(|_| supers >= depth) };
        let Some(place) = target.and_then(|target| order.iter().position(|module| module == target)) else { continue };
        if place > own_place {
            wrong.push(format!(
                "{}:{}: `{own}` uses `{}`, which stands below it in src/lib.rs. A module may use only modules above it: move what both need up, or pass it in.",
                file.path, path.line, order[place]
            ));
        }
    }
    wrong
}

/// Paths that begin with one of `forbidden`, in files outside the folders `allowed`.
fn forbidden_paths(file: &SourceText, forbidden: &[&[&str]], allowed: &[&str], law: &str) -> Vec<String> {
    if allowed.iter().any(|folder| file.path.starts_with(folder)) {
        return vec![];
    }
    let named = paths(&code_only(&file.text)).into_iter();
    let named = named.filter(|path| forbidden.iter().any(|forbidden| path.begins_with(forbidden)));
    named.map(|path| format!("{}:{}: `{}` is named here. {law}", file.path, path.line, path.parts.join("::"))).collect()
}

const MACHINE: &[&[&str]] = &[&["std", "fs"], &["std", "env"], &["std", "process"], &["std", "net"]];
const MACHINE_LAW: &str =
    "Only src/cli may touch files, the environment, processes and the network: take the bytes as an argument.";

const BROWSER: &[&[&str]] =
    &[&["yew"], &["gloo"], &["web_sys"], &["js_sys"], &["wasm_bindgen"], &["wasm_bindgen_futures"]];
const BROWSER_LAW: &str = "Only src/web and src/ui may name the browser: the core runs everywhere. Move this there.";

const PANICS: &[&str] = &[".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!"];

fn panics(file: &SourceText) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, line) in code_only(&file.text).lines().enumerate() {
        for word in PANICS.iter().filter(|word| line.contains(**word)) {
            wrong.push(format!(
                "{}:{}: `{word}` can end the program, and a panic in the browser kills the tab. Use `let ... else`, `?`, or a value for the impossible case.",
                file.path,
                at + 1
            ));
        }
    }
    wrong
}

const LONGEST: usize = 500;

fn too_long(file: &SourceText) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > LONGEST).then(|| {
        format!("{}:{lines}: the file has {lines} lines; {LONGEST} is the limit. It holds a second idea: give that a file of its own.", file.path)
    })
}

fn rules_per_file(file: &SourceText) -> Option<String> {
    let rules = code_only(&file.text).matches("pub const RULE:").count();
    (rules != 1).then(|| {
        format!(
            "{}:1: {rules} times `pub const RULE`. A rule is one file and a file is one rule: split or complete it.",
            file.path
        )
    })
}

fn ignored_tests(file: &SourceText) -> Vec<String> {
    let code = code_only(&file.text);
    let lines = code.lines().enumerate().filter(|(_, line)| line.contains("#[ignore"));
    lines
        .map(|(at, _)| format!("{}:{}: an ignored test tests nothing. Make it hold, or delete it.", file.path, at + 1))
        .collect()
}

fn hold(violations: Vec<String>) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

fn rust_files(folder: &str) -> Vec<SourceText> {
    let files: Vec<SourceText> = texts_below(folder).into_iter().filter(|file| file.path.ends_with(".rs")).collect();
    assert!(files.len() > 5, "only {} source files below {folder}: this test looks in the wrong place", files.len());
    files
}

fn lib_order() -> Vec<String> {
    let lib = texts_below("src").into_iter().find(|file| file.path == "src/lib.rs").expect("src/lib.rs");
    module_order(&lib.text)
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = lib_order();
    assert!(order.len() > 10, "src/lib.rs lists only {order:?}");
    hold(rust_files("src").iter().flat_map(|file| order_violations(file, &order)).collect());
}

#[test]
fn every_module_of_the_house_is_in_the_list_and_the_screens_are_last() {
    let order = lib_order();
    for file in rust_files("src") {
        let (module, _) = module_of(&file.path);
        let known = order.contains(&module) || ["lib", "bin"].contains(&module.as_str());
        assert!(
            known,
            "{}:1: `{module}` is not in src/lib.rs, so no order holds for it. Add it there, or delete it.",
            file.path
        );
    }
    let screens: Vec<&String> = order.iter().filter(|module| ["web", "ui"].contains(&module.as_str())).collect();
    let last: Vec<&String> = order.iter().rev().take(screens.len()).rev().collect();
    assert_eq!(screens, last, "src/lib.rs: web and ui stand below everything, so that nothing can use them");
}

#[test]
fn only_the_command_line_touches_the_machine() {
    let allowed = ["src/cli/", "src/bin/"];
    hold(rust_files("src").iter().flat_map(|file| forbidden_paths(file, MACHINE, &allowed, MACHINE_LAW)).collect());
}

#[test]
fn only_the_screens_name_the_browser() {
    let allowed = ["src/web/", "src/ui/", "src/bin/"];
    hold(rust_files("src").iter().flat_map(|file| forbidden_paths(file, BROWSER, &allowed, BROWSER_LAW)).collect());
}

#[test]
fn nothing_panics() {
    hold(rust_files("src").iter().filter(|file| !file.path.starts_with("src/bin/")).flat_map(panics).collect());
}

#[test]
fn no_file_grows_beyond_what_one_reads() {
    // Recorded cases are data: they are searched, not read from end to end.
    let recorded = |file: &SourceText| file.path.starts_with("tests/verdicts/");
    let files = ["src", "tests"].into_iter().flat_map(texts_below).filter(|file| !recorded(file));
    hold(files.filter_map(|file| too_long(&file)).collect());
}

#[test]
fn a_rule_is_one_file() {
    let files = texts_below("src/rules").into_iter().filter(|file| file.path.matches('/').count() == 3);
    let wrong: Vec<String> = files.filter_map(|file| rules_per_file(&file)).collect();
    hold(wrong);
}

#[test]
fn no_test_is_ignored() {
    hold(["src", "tests"].into_iter().flat_map(rust_files).flat_map(|file| ignored_tests(&file)).collect());
}

// The laws above hold only as far as these helpers see, so they are held against small made-up files.

fn made_up(path: &str, text: &str) -> SourceText {
    SourceText { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn code_is_told_from_comments_and_strings() {
    let cases = [
        ("a // .unwrap()\nb", "a b"),
        ("a /* x /* y */ z */ b", "a b"),
        ("f(\".unwrap() \\\" x\") + 1", "f( ) + 1"),
        ("r#\"a \" b\"# + br", "+ br"),
        ("fn f<'a>(c: &'a str) -> char { '\"' }", "fn f<'a>(c: &'a str) -> char { }"),
        ("'\\'' + '\\u{feff}' + x", "+ + x"),
        ("\"a\nb\" c", "c"),
    ];
    for (text, expected) in cases {
        let code = code_only(text);
        assert_eq!(code.split_whitespace().collect::<Vec<_>>().join(" "), expected, "of {text:?}");
        let places = |text: &str| text.match_indices('\n').map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
        assert_eq!(places(&code), places(text), "everything stays where it is in {text:?}");
    }
}

#[test]
fn paths_are_taken_apart() {
    let code = "use std::{env, fs::{self, File}};\nuse crate::text::Span;\nlet x = std::process::exit(1);";
    let found: Vec<(usize, String)> = paths(code).into_iter().map(|path| (path.line, path.parts.join("::"))).collect();
    let has = |line: usize, path: &str| found.contains(&(line, path.to_owned()));
    assert!(has(1, "std::env") && has(1, "std::fs::self") && has(1, "std::fs::File"), "{found:?}");
    assert!(has(2, "crate::text::Span") && has(3, "std::process::exit"), "{found:?}");
    let over_lines: Vec<usize> =
        paths("use crate::{\n    a,\n    b::c,\n};\nd").into_iter().map(|path| path.line).collect();
    assert_eq!(over_lines, [1, 2, 3, 5]);
}

#[test]
fn a_use_of_a_module_below_is_found() {
    let order: Vec<String> = ["text", "sql", "ui"].map(str::to_owned).to_vec();
    let count = |path: &str, text: &str| order_violations(&made_up(path, text), &order).len();
    assert_eq!(count("src/sql/read.rs", "use crate::text::Span; use crate::sql::x; use super::token;"), 0);
    assert_eq!(count("src/text/mod.rs", "use crate::{text, sql::Reading};"), 1);
    assert_eq!(count("src/text.rs", "fn f() { crate::ui::run() }"), 1);
    assert_eq!(count("src/text/ident.rs", "use super::super::sql::Reading;"), 1);
    assert_eq!(count("src/text/ident.rs", "use super::sql;"), 0, "a child of its own module");
    assert_eq!(count("src/text.rs", "// crate::sql\n"), 0);
    let message = order_violations(&made_up("src/text/a.rs", "\nuse crate::ui;"), &order).concat();
    assert!(message.starts_with("src/text/a.rs:2: `text` uses `ui`"), "{message}");
}

#[test]
fn the_machine_and_the_browser_are_found_where_they_are_named() {
    let machine = |path: &str, text: &str| forbidden_paths(&made_up(path, text), MACHINE, &["src/cli/"], "").len();
    assert_eq!(machine("src/sql/a.rs", "use std::{collections, fs};"), 1);
    assert_eq!(machine("src/sql/a.rs", "let x = std::env::var(\"A\");"), 1);
    assert_eq!(machine("src/sql/a.rs", "const T: &str = env!(\"OUT_DIR\"); use std::fmt;"), 0);
    assert_eq!(machine("src/cli/a.rs", "use std::fs;"), 0);
    let browser = |text: &str| forbidden_paths(&made_up("src/sql/a.rs", text), BROWSER, &["src/ui/"], "").len();
    assert_eq!(browser("use yew::prelude::*; fn f() { gloo::timers::x() }"), 2);
    assert_eq!(browser("#[wasm_bindgen]\nextern {}"), 1);
    assert_eq!(browser("// yew\nlet yewtree = 1;"), 0);
}

#[test]
fn panics_long_files_rules_and_ignored_tests_are_found() {
    let file = |text: &str| made_up("src/a.rs", text);
    assert_eq!(panics(&file("a.unwrap();\nb.expect(\"x\");\npanic!()")).len(), 3);
    assert_eq!(panics(&file("a.unwrap_or(1); // .unwrap()\nlet s = \"panic!\";")).len(), 0);
    assert!(too_long(&file(&"x\n".repeat(501))).is_some() && too_long(&file(&"x\n".repeat(500))).is_none());
    assert!(rules_per_file(&file("fn f() {}")).is_some());
    assert!(rules_per_file(&file("pub const RULE: Rule = a;\npub const RULE: Rule = b;")).is_some());
    assert!(rules_per_file(&file("pub const RULE: Rule = a;")).is_none());
    assert_eq!(ignored_tests(&file("#[test]\n#[ignore = \"slow\"]\nfn f() {}")).len(), 1);
    assert_eq!(ignored_tests(&file("// #[ignore]")).len(), 0);
}
