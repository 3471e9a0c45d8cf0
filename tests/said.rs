//! What is said outside of the designer's own source, by readers, editors' answers, plans and simulated servers, is said in
//! both languages: each sentence of theirs has its template in static/i18n/zh-messages.json.

mod common;

use common::source::{SourceText, literals, texts_below};
use tabledraft::i18n::{Language, choose, choose_english, translated};

const TEXTS: &str = include_str!("../static/i18n/zh.json");
const TEMPLATES: &str = include_str!("../static/i18n/zh-messages.json");

/// Rooms whose sentences people read in the designer.
const ROOMS: &[&str] = &[
    "src/edit",
    "src/engine",
    "src/felis",
    "src/json",
    "src/project",
    "src/qserv",
    "src/sql",
    "src/tabular",
    "src/yaml",
];

/// Literals that nobody reads in the designer as they are, by file and beginning; why not.
const UNREAD: &[(&str, &str, &str)] = &[
    ("src/engine/baseline.rs", "", "the command line's"),
    ("src/engine/mend.rs", "", "the command line's"),
    ("src/engine/drift.rs", "", "pieces of a rule's sentence, which tests/words.rs looks at"),
    ("src/engine/dry_run.rs", "", "the server's own words"),
    ("src/engine/qserv_dry_run.rs", "", "notes of the command line's answer"),
    ("src/engine/refusals.rs", "", "the server's own words; those beside them are parts of a rule's sentence"),
    (
        "src/engine/offer.rs",
        "The server's configuration",
        "a name that the reader of the configuration takes for a file",
    ),
    ("src/engine/partitioning.rs", "warning", "a line of which the sentence is looked up"),
    ("src/engine/questions", "the question has no", "between the page and its worker"),
    ("src/engine/questions", "there is no question", "between the page and its worker"),
    ("src/engine/questions", "{id} is no number", "between the page and its worker"),
    ("src/engine/text_view/pane.rs", "", "between the page and its worker"),
    ("src/qserv/geometry/picture.rs", "<", "code of SVG"),
    ("src/engine/text_view/complete.rs", "Spaces at the end", "a piece of what is said of a collation"),
    ("src/engine/text_view/complete.rs", "Of the charset", "what is said of a collation: both wholes have templates"),
    ("src/qserv/plan.rs", "create the index", "a title: both wholes have templates"),
    ("src/qserv/roles.rs", "its foreign key", "the beginning of a reason, to be recognised"),
    ("src/tabular/value.rs", "", "words of which the sentences of evidence are made, which have templates with each"),
    ("src/qserv/plan.rs", " of the overlaps", "a piece of a title, which stands as a whole in the templates"),
    ("src/qserv/plan.rs", "Di", "titles within a file, plan.json"),
    ("src/qserv/plan.rs", "De", "titles within a file, plan.json"),
    ("src/qserv/plan.rs", "Re", "titles within a file, plan.json"),
    ("src/sql/read/script.rs", "the option", "the name of a place, for a reader that does not use it"),
    ("src/tabular/feed.rs", "vertical bars", "a word for the command line"),
    ("src/yaml/mod.rs", "recursion limit", "what the parser says, to be recognised"),
];

/// Calls of the simulated servers whose texts are ours, not the server's.
const OWN_CALLS: &[&str] = &[".help(", "Stop::unknown(", "Value::unknown(", ".risky("];

/// Two small words in a row: a sentence, and no code and no name.
fn is_spoken(text: &str) -> bool {
    let small = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').collect();
    words
        .windows(2)
        .any(|pair| matches!(pair, [one, two] if small(one) && two.starts_with(|c: char| c.is_ascii_lowercase())))
}

/// A sentence as `format!` would make it, with a word in each place.
fn example_of(literal: &str) -> String {
    let mut example = String::new();
    let mut rest = literal;
    while let Some((before, behind)) = rest.split_once('{') {
        example.push_str(before);
        match behind.split_once('}') {
            // `{{` is a brace.
            _ if behind.starts_with('{') => {
                example.push('{');
                rest = behind.get(1..).unwrap_or("");
            }
            Some((inner, after)) if !inner.contains([' ', '"']) => {
                example.push('x');
                rest = after;
            }
            _ => {
                example.push('{');
                rest = behind;
            }
        }
    }
    (example + rest).replace("}}", "}")
}

/// The part of a file that is no test of its own.
fn own_code(file: &SourceText) -> &str {
    file.text.split("#[cfg(test)]").next().unwrap_or("")
}

#[test]
fn each_sentence_has_its_template() {
    choose(Language::Chinese, TEXTS, TEMPLATES).expect("a dictionary");
    let unread = |path: &str, text: &str| {
        UNREAD.iter().any(|(file, begins, _)| path.starts_with(file) && text.starts_with(begins))
    };
    let (mut missing, mut count) = (Vec::new(), 0);
    let mut look = |path: &str, line: usize, text: &str| {
        if !is_spoken(text) || unread(path, text) {
            return;
        }
        count += 1;
        let example = example_of(text);
        if translated(&example) == example && !translated_as_part(&example) {
            missing.push(format!("{path}:{line}: {text:?}"));
        }
    };
    for file in ROOMS.iter().flat_map(|room| texts_below(room)) {
        literals(own_code(&file)).into_iter().for_each(|(line, _, text)| look(&file.path, line, &text));
    }
    let limits = std::fs::read_to_string("src/mysql/limits.rs").expect("src/mysql/limits.rs");
    // What begins with a mark or a blank is put behind the words of a type.
    let whole = literals(&limits).into_iter().filter(|(_, _, text)| !text.starts_with([';', ' ', ',']));
    whole.for_each(|(line, _, text)| look("src/mysql/limits.rs", line, &text));
    for file in texts_below("src/dryrun") {
        for (line, before, text) in literals(own_code(&file)) {
            let before = before.trim_end().trim_end_matches("&format!(").trim_end_matches("format!(").trim_end();
            if OWN_CALLS.iter().any(|call| before.ends_with(call)) {
                look(&file.path, line, &text);
            }
        }
    }
    choose_english();
    assert!(count > 300, "only {count} sentences: this test looks in the wrong place");
    assert!(missing.is_empty(), "{} have no template:\n{}\n", missing.len(), missing.join("\n"));
}

/// What stands in a sentence of another room: `{} refuses the statement: {}`.
fn translated_as_part(example: &str) -> bool {
    // Sentences whose last thing is itself translated.
    let whole = format!("This project file is damaged: {example}.");
    translated(&whole).contains("损坏") && !translated(&whole).contains(example)
}

#[test]
fn the_limits_of_each_type_are_said_in_both_languages() {
    use tabledraft::mysql::{Server, limits::limits, types::TYPES};
    choose(Language::Chinese, TEXTS, TEMPLATES).expect("a dictionary");
    let mut missing = Vec::new();
    for server in Server::ALL {
        for known in TYPES.iter().filter(|known| known.is_known_to(server)) {
            let said = limits(known, server, None);
            let other = translated(&said);
            if is_spoken(&other) {
                missing.push(format!("{} in {}: {said:?} is {other:?}", known.name, server.title()));
            }
        }
    }
    choose_english();
    missing.sort();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
