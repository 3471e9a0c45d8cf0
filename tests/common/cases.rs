//! The statement files of `tests/verdicts`; `scripts/verdicts/cases.mjs` reads them the same way.

/// A case: what it shows, where it stands, and its statements in order.
pub struct Case {
    pub title: String,
    /// The line of its title, from 1.
    pub line: usize,
    pub statements: Vec<String>,
}

/// The cases of a statement file. The recorder refuses files that break the rules, so none are checked here.
pub fn read_cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut delimiter = ";".to_owned();
    let mut pending: Vec<&str> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("-- case: ") {
            cases.push(Case { title: title.trim().to_owned(), line: at + 1, statements: vec![] });
            delimiter = ";".to_owned();
            continue;
        }
        let line = line.trim_end();
        let Some(case) = cases.last_mut() else { continue };
        if pending.is_empty() {
            if line.is_empty() || line.starts_with("-- ") || line == "--" {
                continue;
            }
            if let Some(word) = line.strip_prefix("DELIMITER ") {
                delimiter = word.trim().to_owned();
                continue;
            }
        }
        pending.push(line);
        if let Some(statement) = pending.join("\n").strip_suffix(delimiter.as_str()) {
            case.statements.push(expand(statement.trim()));
            pending.clear();
        }
    }
    cases
}

/// `{{, c# INT * 3}}` is `, c1 INT, c2 INT, c3 INT`.
fn expand(statement: &str) -> String {
    let mut out = String::new();
    let mut rest = statement;
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((inside, after)) = behind.split_once("}}") else { break };
        let Some((piece, times)) = inside.rsplit_once(" * ") else { break };
        let Ok(times) = times.parse::<usize>() else { break };
        out.push_str(before);
        for at in 1..=times {
            out.push_str(&piece.replace('#', &at.to_string()));
        }
        rest = after;
    }
    out + rest
}
