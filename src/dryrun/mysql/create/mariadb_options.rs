//! MariaDB's options that only an engine knows: `name = value` behind columns and tables. Measured on MariaDB 10.11.19.

use super::draft::Draft;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, RowFormat, TableOption};

/// Options of InnoDB, the words that they take, and their least and greatest number. Source: MariaDB knowledge base, "CREATE TABLE", "Table Options".
const INNODB: &[(&str, &[&str], u64, u64)] = &[
    ("PAGE_COMPRESSED", &["YES", "NO", "ON", "OFF"], 0, 1),
    ("PAGE_COMPRESSION_LEVEL", &[], 1, 9),
    ("ENCRYPTED", &["DEFAULT", "YES", "NO", "ON", "OFF"], 1, 0),
    ("ENCRYPTION_KEY_ID", &[], 1, 4_294_967_295),
];

/// The attributes of a column, which are looked up when the columns are complete. No engine has any.
pub fn of_column(draft: &Draft, at: usize) -> Answer<()> {
    let definition = draft.columns.get(at).and_then(|column| column.definition);
    for attribute in definition.map_or(&[][..], |definition| &definition.attributes) {
        if let ColumnAttribute::Engine { name, .. } = attribute {
            return draft.refuse(1911, &[&name.text]);
        }
    }
    Ok(())
}

/// The options of the table, which come after its keys: unknown ones and wrong values.
pub fn of_table(draft: &Draft) -> Answer<()> {
    for option in &draft.written {
        match option {
            TableOption::Other { name, value } => {
                let known = INNODB.iter().find(|(known, ..)| name.text.eq_ignore_ascii_case(known));
                let Some((_, words, least, greatest)) = known.filter(|_| draft.engine.name == "InnoDB") else {
                    return draft.refuse(1911, &[&name.text]);
                };
                let word = words.iter().chain(&["DEFAULT"]).any(|word| value.eq_ignore_ascii_case(word));
                if !word && !value.parse::<u64>().is_ok_and(|number| (*least..=*greatest).contains(&number)) {
                    return draft.refuse(1912, &[value, &name.text]);
                }
            }
            TableOption::Number { name: "TRANSACTIONAL", .. } if !matches!(draft.engine.name, "InnoDB" | "Aria") => {
                return draft.refuse(1911, &["transactional"]);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The paths of DATA and INDEX DIRECTORY, which are looked at before anything else of the table.
pub fn directories(draft: &Draft) -> Answer<()> {
    draft.written.iter().try_for_each(|option| match option {
        TableOption::DataDirectory(path) | TableOption::IndexDirectory(path) => match path.starts_with('/') {
            true => path_fits(draft, path),
            false => draft.refuse(1103, &[path]),
        },
        _ => Ok(()),
    })
}

/// The names of files have less than 512 bytes, with their directory and that of the table.
pub fn path_fits(draft: &Draft, path: &str) -> Answer<()> {
    if path.len() + draft.name.len() < 511 { Ok(()) } else { draft.refuse(1103, &[path]) }
}

/// True for options that InnoDB does not take together. The server has no keys to encrypt with.
pub fn wrong_together(draft: &Draft) -> bool {
    let is = |wanted: &str, values: &[&str]| {
        draft.written.iter().any(|option| match option {
            TableOption::Other { name, value } => {
                let among = values.iter().any(|known| value.eq_ignore_ascii_case(known));
                name.text.eq_ignore_ascii_case(wanted) && (values.is_empty() || among)
            }
            _ => false,
        })
    };
    let compressed = is("PAGE_COMPRESSED", &["1", "YES", "ON"]);
    let level = is("PAGE_COMPRESSION_LEVEL", &[]) && !is("PAGE_COMPRESSION_LEVEL", &["DEFAULT"]);
    let other_format = matches!(draft.row_format, Some(RowFormat::Compressed | RowFormat::Redundant));
    let placed = draft.written.iter().any(|option| match option {
        TableOption::DataDirectory(_) => draft.temporary,
        option => matches!(option, TableOption::IndexDirectory(_)),
    });
    placed
        || is("ENCRYPTED", &["YES", "ON"])
        || (level && !compressed)
        || (compressed && (other_format || draft.key_block_size > 0))
}
