//! A row near the server's limit.

use crate::rules::keys::key_too_long::character_bytes;
use crate::rules::types::greatest_bytes;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Column};

const MOST: RuleOption = RuleOption::number("most", 65_535, "The greatest length of a row in bytes, texts and blobs left out.");

pub const RULE: Rule = Rule {
    name: "row-too-wide",
    summary: "The greatest row has more bytes than the house allows.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

/// What a text or blob leaves in the row: its length, of one to four bytes, and a pointer of eight.
/// Source: MySQL 9.x manual, "Data Type Storage Requirements", and "Limits on Table Column Count and Row Size".
fn of_lob(column: &Column) -> u64 {
    match crate::mysql::types::find(&column.data_type.name).map_or("", |known| known.canonical) {
        "tinytext" | "tinyblob" => 9,
        "text" | "blob" => 10,
        "mediumtext" | "mediumblob" => 11,
        _ => 12,
    }
}

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let columns = &context.table.columns;
    let bytes: u64 = columns
        .iter()
        .map(|column| greatest_bytes(column, character_bytes(context, column)).unwrap_or_else(|| of_lob(column)))
        .sum();
    // A bit for each column that accepts NULL.
    let nulls = columns.iter().filter(|column| column.accepts_null()).count() as u64;
    let all = bytes + nulls.div_ceil(8);
    let most = context.setting.number(&MOST);
    if all > most {
        let message = format!("The greatest row of `{}` has {all} bytes; {most} are allowed.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Shorten the longest VARCHARs, or make them TEXT, of which the row keeps a pointer only.");
    }
}
