//! Both languages are whole: each text of the source has its translation, each translation its text, with the same things in
//! it; each literal that is seen goes through the dictionary; and each sentence that a rule says has its template.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::source::{literals_of_calls, texts_below};
use serde_json::{Map, Value};
use tabledraft::diagnostic::Diagnostic;
use tabledraft::engine::{self, Intake, SourceFile};
use tabledraft::i18n::{Language, choose, choose_english, plural, say, t, translated};
use tabledraft::rules::{ALL, Example, Page, Profile, REGISTRY};

const TEXTS: &str = include_str!("../static/i18n/zh.json");
const TEMPLATES: &str = include_str!("../static/i18n/zh-messages.json");

/// The functions whose text arguments are looked up; of `plural` both of them.
const LOOK_UPS: &[&str] = &["t", "say", "plural", "later"];

/// Functions of the views that look up what they are given.
const DRAWN: &[&str] = &["field", "put", "head", "Choice"];

fn dictionary(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).expect("a JSON object")
}

/// Each text of the designer's source and of its page, and where it stands.
fn texts_of_the_source() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for file in texts_below("src/ui").into_iter().chain(texts_below("src/web")) {
        for (line, text) in literals_of_calls(&file.text, LOOK_UPS) {
            texts.insert(text, format!("{}:{line}", file.path));
        }
        // Names of fields, headings and choices, which are looked up where they are drawn.
        let drawn = if file.path.starts_with("src/ui/views") { DRAWN } else { &[] };
        for (line, text) in literals_of_calls(&file.text, drawn) {
            // `unique_primary_key: what it means` is the title of a field.
            if text.starts_with(|c: char| c.is_ascii_uppercase() || c == '(') || text.contains(": ") {
                texts.insert(text, format!("{}:{line}", file.path));
            }
        }
    }
    let page = std::fs::read_to_string("index.html").expect("index.html");
    for part in page.split("data-words").skip(1) {
        let text = part.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(text, _)| text);
        let text = part.strip_prefix("=\"").and_then(|rest| rest.split_once('"')).map_or(text, |(text, _)| Some(text));
        texts.insert(text.expect("a text behind data-words").trim().to_owned(), "index.html".to_owned());
    }
    // What a type holds, in words.
    let forms = std::fs::read_to_string("src/mysql/forms.rs").expect("src/mysql/forms.rs");
    for (line, text) in literals_of_calls(&forms, &["Words"]) {
        texts.insert(text, format!("src/mysql/forms.rs:{line}"));
    }
    for (file, text) in words_of_the_editor() {
        texts.insert(text, file);
    }
    for word in ["error", "warning", "advice"] {
        texts.insert(word.to_owned(), "src/diagnostic.rs".to_owned());
    }
    assert!(texts.len() > 200, "only {} texts: this test looks in the wrong place", texts.len());
    texts
}

/// The code editor is JavaScript: what it says itself, and what CodeMirror says in it.
fn words_of_the_editor() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in ["main.js", "problems.js", "talk.js", "words.js"] {
        let path = format!("src/web/editor/{name}");
        let script = std::fs::read_to_string(&path).expect(&path);
        for call in ["word(\"", "sentence(\""] {
            let texts = script.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            found.extend(texts.map(|(text, _)| (path.clone(), text.to_owned())));
        }
        // A button has a name and a title; a condition chooses between two texts.
        for line in script.lines().filter(|line| line.contains(" button(\"") || line.contains(" ? \"")) {
            let texts = line
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| text.starts_with(|c: char| c.is_ascii_uppercase() || c == '{'));
            found.extend(texts.map(|text| (path.clone(), text.to_owned())));
        }
        let list = script.split_once("CODEMIRROR_WORDS = [").and_then(|(_, rest)| rest.split_once(']'));
        found.extend(
            list.iter()
                .flat_map(|(list, _)| list.split('"').skip(1).step_by(2))
                .map(|text| (path.clone(), text.to_owned())),
        );
    }
    assert!(found.len() > 30, "only {} words of the editor: this test looks in the wrong place", found.len());
    found
}

/// `{}` of the source are numbered in their order; a translation may name them by number.
fn placeholders(text: &str) -> Vec<String> {
    let mut next = 0;
    let mut found: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(inner, _)| inner.trim_end_matches('!').to_owned()))
        .filter(|inner| inner.chars().all(|c| c.is_ascii_digit()))
        .map(|inner| {
            next += 1;
            if inner.is_empty() { next.to_string() } else { inner }
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn each_text_has_its_translation_and_each_translation_its_text() {
    let (source, chinese) = (texts_of_the_source(), dictionary(TEXTS));
    let mut wrong = Vec::new();
    for (text, place) in &source {
        match chinese.get(text).and_then(Value::as_str) {
            None => wrong.push(format!("{place}: {text:?} is not in static/i18n/zh.json")),
            Some(other) if placeholders(other) != placeholders(text) => {
                wrong.push(format!("{place}: {text:?} and {other:?} have other things in them"));
            }
            Some(_) => {}
        }
    }
    // Words of an enumeration stand in the source without a mark.
    let all: String = texts_below("src/ui").into_iter().map(|file| file.text).collect();
    let left = chinese.keys().filter(|text| !source.contains_key(*text) && !all.contains(&format!("=> \"{text}\"")));
    wrong.extend(left.map(|text| format!("static/i18n/zh.json: nothing says {text:?}")));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn templates_have_the_same_things_in_both_languages() {
    let lists = dictionary(TEMPLATES);
    let mut wrong = Vec::new();
    for list in ["messages", "parts"] {
        for (english, other) in lists[list].as_object().expect("an object") {
            let other = other.as_str().expect("a text");
            let known = placeholders(english);
            if placeholders(other).iter().any(|place| !known.contains(place)) {
                wrong.push(format!("{english:?} has fewer things than {other:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Attributes whose text is seen or read out.
const SPOKEN: &[&str] = &["placeholder=", "title=", "aria-label=", "label=", "alt=", "aria-description="];

#[test]
fn each_literal_that_is_seen_goes_through_the_dictionary() {
    let mut wrong = Vec::new();
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 1);
    for file in texts_below("src/ui") {
        for (at, line) in file.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let mut bad = |text: &str| {
                // The names of the product and of languages of code are the same in all languages.
                if words(text)
                    && !text.contains('_')
                    && !["Tabledraft", "SQL", "JSON", "CSV", "SVG", "PNG"].contains(&text)
                {
                    wrong.push(format!("{}:{}: {text:?} does not go through i18n", file.path, at + 1));
                }
            };
            for attribute in SPOKEN {
                for part in line.split(&format!(" {attribute}\"")).skip(1) {
                    part.split('"').next().into_iter().for_each(&mut bad);
                }
            }
            for part in line.split(">{ \"").skip(1) {
                if let Some((text, rest)) = part.split_once('"')
                    && rest.trim_start().starts_with('}')
                {
                    bad(text);
                }
            }
            for (_, text) in literals_of_calls(line, &["icon_button", "icon_button_if", "button"]) {
                if text.starts_with(|c: char| c.is_ascii_uppercase())
                    && !line.contains(&format!("t(\"{text}\""))
                    && !line.contains(&format!("say(\"{text}\""))
                {
                    bad(&text);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// What a page's example makes the rules and readers say.
fn said_by(example: &Example) -> Vec<Diagnostic> {
    let name = example.file.clone().unwrap_or_else(|| format!("example.{}", example.language));
    let of_hex = || example.text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("a byte")).collect();
    let bytes: Vec<u8> = if example.language == "hex" { of_hex() } else { example.text.clone().into_bytes() };
    let parts: Vec<SourceFile> = example
        .text
        .split("-- file: ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| SourceFile { name: name.trim().to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    let whole = || vec![SourceFile { name: name.clone(), bytes: bytes.clone() }];
    let files = || if parts.is_empty() { whole() } else { parts.clone() };
    let mut profile = Profile::named(&example.profile).expect("the page's profile");
    let options: Map<String, Value> = all_on();
    profile.extend(&serde_json::json!({ "rules": options }));
    let mut said = engine::read(files()).check(&profile);
    for propose in [false, true] {
        said.extend(engine::read_all(Intake { files: files(), propose, ..Intake::default() }).check(&profile));
    }
    said
}

/// Every rule, switched on.
fn all_on() -> Map<String, Value> {
    ALL.rules.iter().map(|registered| (registered.rule.name.to_owned(), Value::from("warning"))).collect()
}

/// Three English words in a row that are no code and no name.
fn english_left(text: &str) -> bool {
    let spoken: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ` ");
    let mut run = 0;
    for word in spoken.split_whitespace() {
        let english = word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
        run = if english { run + 1 } else { 0 };
        if run == 3 {
            return true;
        }
    }
    false
}

/// Rules that hand on what others say: a server, the reader of YAML.
const HAND_ON: &[&str] = &["server-refuses", "yaml-syntax"];

#[test]
fn each_sentence_of_the_rules_has_its_template() {
    choose(Language::Chinese, TEXTS, TEMPLATES).expect("a dictionary");
    let mut missing = BTreeSet::new();
    let mut look = |rule: &str, text: &str| {
        let other = translated(text);
        if !text.is_empty() && (other == text || !HAND_ON.contains(&rule) && english_left(&other)) {
            missing.insert(format!("{rule}: {text}\n    {other}"));
        }
    };
    for registered in REGISTRY {
        for example in Page::parse(registered.page).examples() {
            for diagnostic in said_by(&example) {
                look(diagnostic.rule, &diagnostic.message);
                look(diagnostic.rule, &diagnostic.help);
                if let Some(fix) = &diagnostic.fix {
                    look(diagnostic.rule, &fix.title);
                }
            }
        }
    }
    choose_english();
    let count = missing.len();
    assert!(
        missing.is_empty(),
        "{count} are left in English:\n{}\n",
        missing.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// A sentence as `format!` would make it, with a word in each place.
fn example_of(template: &str) -> String {
    let parts = template.split('{').enumerate();
    parts
        .map(
            |(at, part)| {
                if at == 0 {
                    part.to_owned()
                } else {
                    format!("x{}", part.split_once('}').map_or("", |(_, rest)| rest))
                }
            },
        )
        .collect()
}

#[test]
fn each_label_of_a_step_has_its_template() {
    choose(Language::Chinese, TEXTS, TEMPLATES).expect("a dictionary");
    let label = texts_below("src/edit").into_iter().find(|file| file.path.ends_with("label.rs")).expect("label.rs");
    let mut labels: Vec<String> =
        literals_of_calls(&label.text, &["format!"]).into_iter().map(|(_, text)| text).collect();
    for file in texts_below("src/ui/session") {
        let made = literals_of_calls(&file.text, &["format!"]).into_iter().map(|(_, text)| text);
        labels.extend(made.filter(|text| text.contains(' ') && text.starts_with(|c: char| c.is_ascii_uppercase())));
    }
    assert!(labels.len() > 20, "only {labels:?}");
    let deleted: Vec<String> = labels
        .iter()
        .filter_map(|label| label.strip_prefix("Delete "))
        .map(|rest| format!("Deleted {rest}."))
        .collect();
    let mut missing: Vec<String> = labels.into_iter().chain(deleted).collect();
    missing.retain(|label| translated(&example_of(label)) == example_of(label));
    choose_english();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn things_are_put_where_the_translation_wants_them() {
    let texts = r#"{"Tables": "表", "{} of {}": "{2}的{1}", "{} table": "{} 个表", "{} tables": "{} 个表"}"#;
    let templates = r#"{"messages": {"`{}` is {}; take {}.": "`{1}` 是 {2}，请用 {3!}。", "Take it.": "用它。"},
        "parts": {"{} or {}": "{1!} 或 {2!}"}}"#;
    choose(Language::Chinese, texts, templates).expect("a dictionary");
    assert_eq!(t("Tables"), "表");
    assert_eq!(say("{} of {}", &[&"a", &"b"]), "b的a");
    assert_eq!(plural(1, "{} table", "{} tables"), "1 个表");
    assert_eq!(translated("`x` is int; take bit or bool or char."), "`x` 是 int，请用 bit 或 bool 或 char。");
    assert_eq!(translated("Take it."), "用它。");
    assert_eq!(translated("Nobody knows {1} this."), "Nobody knows {1} this.");
    assert_eq!(t("Rows"), "Rows");
    choose_english();
    assert_eq!(t("Tables"), "Tables");
    assert!(choose(Language::Chinese, "[]", templates).is_err());
    assert!(choose(Language::Chinese, texts, "{}").is_err());
}
