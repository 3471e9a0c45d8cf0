//! Cells as spreadsheets put them on the clipboard: a line a row, a tab between cells, quotes around cells that hold either.

use super::Field;

/// Rows of cells; every row ends with a line end, as spreadsheets write them.
pub fn write(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The cells of what a spreadsheet copied. `None` where it is no such thing: one line without a tab, a list of names, SQL,
/// which is laid out with tabs as well.
pub fn read(text: &str) -> Option<Vec<Vec<String>>> {
    if !text.contains('\t') || text.lines().any(|line| line.trim_end().ends_with(',')) {
        return None;
    }
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_end_matches(['\n', '\r']).chars().peekable();
    while let Some(c) = chars.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(String::new()),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    (!rows.is_empty()).then_some(rows)
}

/// Which field each cell of a row means, where the first row is a heading, and the rows below it.
pub fn headed(rows: &[Vec<String>]) -> (Option<Vec<Option<Field>>>, &[Vec<String>]) {
    let Some((first, rest)) = rows.split_first() else { return (None, rows) };
    let fields: Vec<Option<Field>> = first.iter().map(|cell| Field::of_heading(cell)).collect();
    let known = fields.iter().flatten().count();
    // A column may be called `name`, but hardly so with the type `type`.
    let is_heading = known >= 2 && known * 2 >= fields.len() && fields.contains(&Some(Field::Name));
    if is_heading { (Some(fields), rest) } else { (None, rows) }
}
