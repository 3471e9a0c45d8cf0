//! Rust source text, as far as the architecture's laws need it: code without comments and strings, paths, files.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file with its path from the package's root, `/` between folders.
pub struct SourceText {
    pub path: String,
    pub text: String,
}

/// Every text file below a folder of the package.
pub fn texts_below(folder: &str) -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let below = path.strip_prefix(root).unwrap_or(&path);
                found.push(SourceText { path: below.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    found
}

/// The code with comments, strings and characters blanked; every line stays where it is.
pub fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let at_is = |at: usize, c: char| chars.get(at) == Some(&c);
    while let Some(&c) = chars.get(at) {
        let end = match c {
            '/' if at_is(at + 1, '/') => (at..chars.len()).find(|at| at_is(*at, '\n')).unwrap_or(chars.len()),
            '/' if at_is(at + 1, '*') => end_of_block_comment(&chars, at),
            '"' => end_of_string(&chars, at),
            'r' if !continues_name(&chars, at) => end_of_raw_string(&chars, at).unwrap_or(at),
            '\'' => end_of_char(&chars, at).unwrap_or(at),
            _ => at,
        };
        if end == at {
            out.push(c);
            at += 1;
            continue;
        }
        out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        at = end;
    }
    out
}

fn continues_name(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

fn end_of_block_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_raw_string(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    (chars.get(open) == Some(&'"')).then_some(())?;
    let closes =
        |at: usize| chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    let close = (open + 1..chars.len()).find(|at| closes(*at))?;
    Some(close + 1 + hashes)
}

/// `'a'` and `'\n'`; a lifetime is none.
fn end_of_char(chars: &[char], start: usize) -> Option<usize> {
    if chars.get(start + 1) == Some(&'\\') {
        let close = (start + 3..chars.len().min(start + 14)).find(|at| chars[*at] == '\'')?;
        return Some(close + 1);
    }
    (chars.get(start + 2) == Some(&'\'')).then_some(start + 3)
}

/// A path that code names, such as `std`, `fs`, `read`, with its line. Groups are taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPath {
    pub line: usize,
    pub parts: Vec<String>,
}

impl NamedPath {
    pub fn begins_with(&self, parts: &[&str]) -> bool {
        self.parts.len() >= parts.len() && self.parts.iter().zip(parts).all(|(part, wanted)| part == wanted)
    }
}

/// Every path in code that went through `code_only`, single names too.
pub fn paths(code: &str) -> Vec<NamedPath> {
    let chars: Vec<char> = code.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        if !is_name(chars[at]) {
            line += usize::from(chars[at] == '\n');
            at += 1;
            continue;
        }
        let end = read_path(&chars, at, line, &[], &mut found);
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    found
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Reads `a::b::{c, d}` and answers with the place behind it.
fn read_path(chars: &[char], start: usize, line: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut parts = before.to_vec();
    let mut at = start;
    loop {
        let name: String = chars[at..].iter().take_while(|c| is_name(**c)).collect();
        at += name.chars().count();
        parts.push(name);
        let colons = chars.get(at) == Some(&':') && chars.get(at + 1) == Some(&':');
        match chars.get(at + 2) {
            Some(next) if colons && is_name(*next) => at += 2,
            Some('{') if colons => {
                let mut at = at + 3;
                while let Some(c) = chars.get(at) {
                    if *c == '}' {
                        return at + 1;
                    }
                    if !is_name(*c) {
                        at += 1;
                        continue;
                    }
                    let line = line + chars[start..at].iter().filter(|c| **c == '\n').count();
                    at = read_path(chars, at, line, &parts, found);
                }
                return at;
            }
            _ => break,
        }
    }
    found.push(NamedPath { line, parts });
    at
}

/// The text literals that calls of some functions are given, with their lines: those of the first argument, of `plural` and of
/// functions with several words all of them. Comments do not count.
pub fn literals_of_calls(text: &str, functions: &[&str]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code = code_only(text);
    // Blanking keeps the number of characters, so the two have the same places.
    let (code, chars): (Vec<char>, Vec<char>) = (code.chars().collect(), text.chars().collect());
    for function in functions {
        let call: Vec<char> = format!("{function}(").chars().collect();
        for at in 0..code.len().saturating_sub(call.len()) {
            if code[at..at + call.len()] != call[..]
                || continues_name(&code, at)
                || before_is_fn(&code, at)
                || code[..at].ends_with(&['.'])
            {
                continue;
            }
            let first_only = ["t", "say", "later"].contains(function);
            let (mut depth, mut place) = (1, at + call.len());
            while depth > 0 && place < chars.len() {
                match code[place] {
                    '(' | '[' | '{' => depth += 1,
                    ')' | ']' | '}' => depth -= 1,
                    ',' if depth == 1 && first_only => break,
                    _ => {}
                }
                if code[place] == ' ' && chars[place] == '"' {
                    let end = end_of_string(&chars, place);
                    let line = chars[..place].iter().filter(|c| **c == '\n').count() + 1;
                    found.push((line, unescaped(&chars[place + 1..end - 1])));
                    place = end;
                    continue;
                }
                place += 1;
            }
        }
    }
    found
}

fn before_is_fn(code: &[char], at: usize) -> bool {
    code[..at].iter().rev().take(3).eq([' ', 'n', 'f'].iter())
}

fn unescaped(literal: &[char]) -> String {
    let text: String = literal.iter().collect();
    text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\")
}

/// Every text literal with its line and what stands before it in its statement (at most 60 characters). Comments do not count.
pub fn literals(text: &str) -> Vec<(usize, String, String)> {
    let code: Vec<char> = code_only(text).chars().collect();
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut place, mut line) = (Vec::new(), 0, 1);
    while place < chars.len() {
        let quote =
            place.checked_sub(1).is_some_and(|before| chars[before] == '\'') && chars.get(place + 1) == Some(&'\'');
        if code[place] != ' ' || chars[place] != '"' || quote || in_comment(&chars, place) {
            line += usize::from(chars[place] == '\n');
            place += 1;
            continue;
        }
        let end = end_of_string(&chars, place).min(chars.len());
        let before: String = code[place.saturating_sub(60)..place].iter().collect();
        let literal = chars.get(place + 1..end.saturating_sub(1)).unwrap_or(&[]);
        found.push((line, before, joined(&unescaped(literal))));
        line += chars[place..end].iter().filter(|c| **c == '\n').count();
        place = end;
    }
    found
}

/// Whether a place is behind `//` on its line. A `//` within a text, such as an address, is not.
fn in_comment(chars: &[char], place: usize) -> bool {
    let start = chars[..place].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let line: String = chars[start..place].iter().collect();
    let quotes = |text: &str| text.matches('"').count() - text.matches("\\\"").count();
    line.match_indices("//").any(|(at, _)| quotes(&line[..at]) % 2 == 0)
}

/// A literal over several lines, whose line ends are escaped.
fn joined(text: &str) -> String {
    let mut pieces = text.split("\\\n");
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |all, piece| all + piece.trim_start())
}
