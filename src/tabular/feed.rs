//! Rows from bytes that come in pieces.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{Evidence, Inferred, RowProblem};
use crate::tabular::value::Kind;

/// How fields are separated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// `,`, a tabulator, `;` or `|`; 0 where nothing was read.
    pub delimiter: u8,
}

impl Dialect {
    pub fn name(self) -> &'static str {
        match self.delimiter {
            b'\t' => "tabulators",
            b';' => "semicolons",
            b'|' => "vertical bars",
            _ => "commas",
        }
    }
}

/// So much is looked at to see what separates the fields.
const SAMPLE: usize = 64 * 1024;
/// A longer row is an open quote.
const LONGEST_ROW: usize = 4 * 1024 * 1024;
/// MySQL's limit. Source: MySQL manual, "Limits on Table Column Count and Row Size".
const MOST_COLUMNS: usize = 4096;
/// So many ragged rows are told one by one.
const TOLD: u64 = 3;

/// Reads rows, piece by piece: `feed` as often as there are bytes, then `finish`.
pub struct Inference {
    inferred: Inferred,
    /// What came before the delimiter is known.
    pending: Vec<u8>,
    reader: Option<Reader>,
    output: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    ended: usize,
    /// The last byte that was read.
    last: u8,
    has_header: bool,
    ragged: u64,
    failed: bool,
}

impl Default for Inference {
    fn default() -> Self {
        Inference::new()
    }
}

impl Inference {
    pub fn new() -> Self {
        Inference {
            inferred: Inferred::default(),
            pending: Vec::new(),
            reader: None,
            output: vec![0; 4096],
            ends: vec![0; 64],
            written: 0,
            ended: 0,
            last: b'\n',
            has_header: false,
            ragged: 0,
            failed: false,
        }
    }

    /// True where feeding more changes nothing any more.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Takes the next piece; nothing is no piece.
    pub fn feed(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if self.reader.is_none() {
            self.pending.extend_from_slice(bytes);
            if self.pending.len() >= SAMPLE {
                self.begin();
            }
            return;
        }
        self.read(bytes);
    }

    /// What the rows say.
    pub fn finish(mut self) -> Inferred {
        if self.reader.is_none() {
            self.begin();
        }
        self.read(&[]);
        if !self.has_header && !self.failed {
            self.fail(1, "The file is empty.".to_owned(), "Give a file whose first line names the columns.");
        }
        if self.ragged > TOLD {
            let message = format!(
                "{} rows have another number of fields than the header; the types were inferred without them.",
                self.ragged
            );
            let help = "Correct them, or check whether the file is cut off or separated by something else.";
            self.problem(0, message, help);
        }
        self.speak_of_values();
        self.inferred
    }

    fn begin(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let sample = pending.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&pending);
        if pending.starts_with(&[0xFF, 0xFE]) || pending.starts_with(&[0xFE, 0xFF]) {
            return self.fail(1, "The file is UTF-16, not UTF-8.".to_owned(), "Save it as UTF-8.");
        }
        if sample.contains(&0) {
            let help = "Give a file of rows as text; a compressed one must be unpacked first.";
            return self.fail(1, "The file is binary: it has a byte 0.".to_owned(), help);
        }
        let delimiter = delimiter_of(sample);
        self.inferred.dialect = Dialect { delimiter };
        self.reader = Some(ReaderBuilder::new().delimiter(delimiter).build());
        self.read(sample);
    }

    /// An empty piece means the end.
    fn read(&mut self, mut bytes: &[u8]) {
        let at_end = bytes.is_empty();
        // To the reader nothing means the end, so it is asked only while there is something, or at the end.
        while !self.failed && (at_end || !bytes.is_empty()) {
            let Some(reader) = &mut self.reader else { return };
            let output = self.output.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, written, ended) = reader.read_record(bytes, output, ends);
            let line = reader.line();
            self.last = bytes.get(..read).and_then(|read| read.last()).copied().unwrap_or(self.last);
            bytes = bytes.get(read..).unwrap_or_default();
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.grow(line),
                ReadRecordResult::OutputEndsFull if self.ends.len() > 8 * MOST_COLUMNS => {
                    let help = "Check what separates its fields.";
                    self.fail(line, format!("A row has more than {} fields.", 8 * MOST_COLUMNS), help);
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.record(line, at_end);
                    (self.written, self.ended) = (0, 0);
                }
                ReadRecordResult::End => return,
            }
        }
    }

    fn grow(&mut self, line: u64) {
        if self.output.len() < LONGEST_ROW {
            self.output.resize(self.output.len() * 2, 0);
            return;
        }
        let newlines = self.output.iter().filter(|byte| **byte == b'\n').count() as u64;
        let message = "A row is longer than 4 MB: a quote is opened in it and not closed.".to_owned();
        self.fail(
            line.saturating_sub(newlines),
            message,
            "Close the quote, or double it where it belongs to the value.",
        );
    }

    /// A whole row; `line` is where the reader stands behind it. One that ends with the file ends with no line: a last line
    /// end is within an open quote.
    fn record(&mut self, line: u64, at_end: bool) {
        let output = self.output.get(..self.written).unwrap_or_default();
        let newlines = output.iter().filter(|byte| **byte == b'\n').count() as u64;
        let last_line = if self.last == b'\n' && !at_end { line.saturating_sub(1) } else { line };
        let first_line = last_line.saturating_sub(newlines).max(1);
        let mut start = 0;
        let fields: Vec<(usize, usize)> =
            self.ends.iter().take(self.ended).map(|end| (std::mem::replace(&mut start, *end), *end)).collect();
        if !self.has_header {
            self.has_header = true;
            return self.header(&fields, first_line);
        }
        if fields.len() != self.inferred.columns.len() {
            return self.ragged_row(fields.len(), first_line, newlines);
        }
        self.inferred.rows += 1;
        for ((start, end), column) in fields.iter().zip(&mut self.inferred.columns) {
            column.see(self.output.get(*start..*end).unwrap_or_default(), first_line);
        }
    }

    fn header(&mut self, fields: &[(usize, usize)], line: u64) {
        let names: Vec<String> = fields
            .iter()
            .map(|(start, end)| {
                String::from_utf8_lossy(self.output.get(*start..*end).unwrap_or_default()).trim().to_owned()
            })
            .collect();
        if names.len() > MOST_COLUMNS {
            let message =
                format!("The header names {} columns; a table of MySQL has at most {MOST_COLUMNS}.", names.len());
            return self.fail(line, message, "Check what separates the names.");
        }
        let is_data = |name: &String| !matches!(super::value::kind_of(name), Kind::Text) && !name.is_empty();
        if names.iter().any(is_data) {
            let first = names.iter().find(|name| is_data(name)).cloned().unwrap_or_default();
            let message = format!("The first line has no names of columns: `{first}` is a value.");
            return self.fail(line, message, "Put a line with the names of the columns before the rows.");
        }
        for (at, name) in names.iter().enumerate() {
            if name.is_empty() {
                let message = format!("The column {} has no name in the header.", at + 1);
                self.problem(line, message, "Name it in the first line.");
            } else if names.iter().take(at).any(|before| before.eq_ignore_ascii_case(name)) {
                let message = format!("The header names `{name}` twice; column names do not differ by case.");
                self.problem(line, message, "Rename one of them.");
            }
        }
        self.inferred.columns = names.iter().map(|name| Evidence::named(name)).collect();
    }

    fn ragged_row(&mut self, fields: usize, line: u64, newlines: u64) {
        self.ragged += 1;
        if self.ragged > TOLD {
            return;
        }
        let wanted = self.inferred.columns.len();
        let message = format!("This row has {}, but the header has {wanted}; it was left out.", counted(fields));
        let help = if newlines > 0 {
            "It goes over several lines: a quote may be open. Close it, or double it where it belongs to the value."
        } else if fields > wanted {
            "Put fields with a separator in them into quotes."
        } else {
            "Add the missing fields; an empty one counts as NULL."
        };
        self.problem(line, message, help);
    }

    fn speak_of_values(&mut self) {
        let mut found = Vec::new();
        for column in &self.inferred.columns {
            if let Some(line) = column.undecodable {
                let message = format!("`{}` has a value that is no UTF-8.", column.name);
                found.push((line, message, "Convert the file first (iconv -f LATIN1 -t UTF-8)."));
            }
            if column.kind() == Some(Kind::Real)
                && let Some(first) = column.first(Kind::NotFinite)
            {
                let message = format!(
                    "`{}` has {} times a value such as `{}`, which MySQL cannot store.",
                    column.name,
                    column.count(Kind::NotFinite),
                    first.value
                );
                found.push((first.line, message, "Write \\N for it, which is NULL."));
            }
        }
        for (line, message, help) in found {
            self.problem(line, message, help);
        }
    }

    fn problem(&mut self, line: u64, message: String, help: &str) {
        self.inferred.problems.push(RowProblem { line, fatal: false, message, help: help.to_owned() });
    }

    fn fail(&mut self, line: u64, message: String, help: &str) {
        self.failed = true;
        self.inferred.problems.push(RowProblem { line, fatal: true, message, help: help.to_owned() });
    }
}

fn counted(fields: usize) -> String {
    if fields == 1 { "one field".to_owned() } else { format!("{fields} fields") }
}

/// What separates the names of the header: what stands most often between them.
fn delimiter_of(sample: &[u8]) -> u8 {
    let mut counts = [(b'\t', 0_usize), (b',', 0), (b';', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in sample.iter().skip_while(|byte| matches!(byte, b'\r' | b'\n')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => counts.iter_mut().filter(|(known, _)| known == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // The first of the greatest: a tabulator is hardly ever part of a name.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(byte, count)| if *count > 0 { *byte } else { b',' })
}
