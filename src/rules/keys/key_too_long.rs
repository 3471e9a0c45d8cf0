//! A key of many bytes.

use crate::mysql::charset;
use crate::rules::types::greatest_bytes;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Column, Index, IndexKind, KeyPart};

const MOST: RuleOption = RuleOption::number("most", 3072, "The greatest length of a key in bytes.");
const PART: RuleOption = RuleOption::number("part", 3072, "The greatest length of one part in bytes; 767 for the row formats before DYNAMIC.");

pub const RULE: Rule = Rule {
    name: "key-too-long",
    summary: "A key has more bytes than the server, or the house, allows.",
    severity: None,
    options: &[MOST, PART],
    check: Check::Table(check),
};

/// The bytes of the longest character of a column.
pub fn character_bytes(context: &TableContext, column: &Column) -> u64 {
    let names = [&column.data_type.charset, &context.table.options.charset, &context.database.charset];
    let of_collation = [&column.data_type.collation, &context.table.options.collation];
    let of_collation = of_collation.into_iter().flatten().map(|name| name.split('_').next().unwrap_or(name).to_owned());
    let name = column.data_type.charset.clone().or_else(|| of_collation.into_iter().next()).or_else(|| names.into_iter().flatten().next().cloned());
    let server = context.profile.server;
    name.and_then(|name| charset::charset(&name, server)).map_or(4, |charset| u64::from(charset.max_len))
}

/// The bytes of one part; length bytes of a VARCHAR do not count here.
fn part_bytes(context: &TableContext, part: &KeyPart) -> u64 {
    let Some(column) = context.table.column_named(&part.column) else { return 0 };
    let bytes = character_bytes(context, column);
    let is_text = crate::mysql::types::find(&column.data_type.name).is_some_and(|known| known.has_charset());
    match (part.length.or(column.data_type.length().filter(|_| column.data_type.name.to_ascii_lowercase().starts_with("var"))), is_text) {
        (Some(length), true) => length * bytes,
        (Some(length), false) => length,
        (None, _) => greatest_bytes(column, bytes).unwrap_or(0),
    }
}

fn check(context: &TableContext, findings: &mut Findings) {
    let (most, of_part) = (context.setting.number(&MOST), context.setting.number(&PART));
    for index in context.table.indexes.iter().filter(|index| !matches!(index.kind, IndexKind::Fulltext | IndexKind::Spatial)) {
        findings.look();
        let parts: Vec<u64> = index.parts.iter().map(|part| part_bytes(context, part)).collect();
        let all: u64 = parts.iter().sum();
        if let Some(at) = parts.iter().position(|bytes| *bytes > of_part) {
            let bytes = parts.get(at).copied().unwrap_or(0);
            let message = format!("{} has a part of {bytes} bytes; {of_part} are allowed.", described(index));
            findings.add(context.index(index), Aspect::Part(at), message).set_help("Shorten the column, or index a prefix of it.");
        } else if all > most {
            let message = format!("{} has {all} bytes; {most} are allowed.", described(index));
            findings.add(context.index(index), Aspect::Whole, message).set_help("Shorten a column, index a prefix of one, or leave one out.");
        }
    }
}

fn described(index: &Index) -> String {
    match (&index.name, index.kind) {
        (_, IndexKind::Primary) => "The primary key".to_owned(),
        (Some(name), _) => format!("The index `{name}`"),
        (None, _) => "The index".to_owned(),
    }
}
