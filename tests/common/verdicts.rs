//! What a real server said, and how the dry-run's answer is compared with it.

use serde_json::{Value, json};
use tabledraft::dryrun::mysql::describe::describe;
use tabledraft::dryrun::mysql::session::{Outcome, Session, Verdict};
use tabledraft::dryrun::mysql::syntax::ast::ReferentialAction;

/// A server's answer to a statement.
#[derive(Debug)]
pub enum Said {
    Accepted { warnings: Vec<Warned> },
    Refused { errno: u64, sqlstate: Option<String>, message: String },
}

/// A row of SHOW WARNINGS.
#[derive(Debug, PartialEq)]
pub struct Warned {
    /// `Note` and not `Warning`; `None` where it was not recorded.
    pub note: Option<bool>,
    pub errno: u64,
    pub message: String,
}

/// A server's catalogue as rows of information_schema; `None` for what was not recorded.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub tables: Option<Rows>,
    /// Only their names.
    pub views: Option<Rows>,
    pub columns: Option<Rows>,
    pub statistics: Option<Rows>,
    pub foreign_keys: Option<Rows>,
}

/// Rows as JSON, sorted; of many, only how many.
#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    All(Vec<String>),
    Count(usize),
}

/// One thing that the dry-run says otherwise.
#[derive(Debug)]
pub struct Difference {
    pub aspect: Aspect,
    /// What kind of difference, so that they can be counted: `want reject 1067, got accept`.
    pub kind: String,
    /// The server's words and ours, in two lines.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Accepted or refused, and the error's number.
    Verdict,
    /// The dry-run leaves it undecided.
    Undecided,
    Message,
    Warnings,
    Catalogue,
}

impl Difference {
    fn new(aspect: Aspect, kind: impl Into<String>, theirs: &str, ours: &str) -> Self {
        Difference { aspect, kind: kind.into(), detail: format!("      server: {theirs}\n      ours:   {ours}") }
    }
}

impl Said {
    pub fn accepted(&self) -> bool {
        matches!(self, Said::Accepted { .. })
    }

    /// Of a line of `tests/verdicts`: `"accepted"`, `{"warnings": [[level, errno, message]]}` or an error.
    pub fn from_recording(value: &Value) -> Said {
        if let Some(errno) = value["errno"].as_u64() {
            let words = |name: &str| value[name].as_str().unwrap_or("").to_owned();
            return Said::Refused { errno, sqlstate: Some(words("sqlstate")), message: words("message") };
        }
        let rows = value["warnings"].as_array().into_iter().flatten();
        let warnings = rows.map(|row| Warned {
            note: Some(row[0] == "Note"),
            errno: row[1].as_u64().unwrap_or(0),
            message: row[2].as_str().unwrap_or("").to_owned(),
        });
        Said::Accepted { warnings: warnings.collect() }
    }

    /// Of the shared verdicts: `{verdict, errno, message, warnings: [[errno, message]]}`.
    pub fn from_shared(value: &Value) -> Option<Said> {
        match value["verdict"].as_str()? {
            "accept" => {
                let rows = value["warnings"].as_array().into_iter().flatten();
                let warnings = rows.map(|row| Warned {
                    note: None,
                    errno: row[0].as_u64().unwrap_or(0),
                    message: row[1].as_str().unwrap_or("").to_owned(),
                });
                Some(Said::Accepted { warnings: warnings.collect() })
            }
            "reject" => Some(Said::Refused {
                errno: value["errno"].as_u64().unwrap_or(0),
                sqlstate: None,
                message: value["message"].as_str().unwrap_or("").to_owned(),
            }),
            _ => None,
        }
    }
}

/// How the dry-run's answer to one statement differs.
pub fn compare(said: &Said, outcome: &Outcome) -> Option<Difference> {
    let want = match said {
        Said::Accepted { .. } => "accept".to_owned(),
        Said::Refused { errno, .. } => format!("reject {errno}"),
    };
    let got = match &outcome.verdict {
        Verdict::Accept => "accept".to_owned(),
        Verdict::Reject(refusal) => format!("reject {}", refusal.errno),
        Verdict::Unknown(why) => {
            return Some(Difference::new(Aspect::Undecided, format!("want {want}, got unknown: {why}"), &want, why));
        }
    };
    let theirs = if let Said::Refused { message, .. } = said { message.as_str() } else { "accepted" };
    let ours = match &outcome.verdict {
        Verdict::Reject(refusal) => without_passing_names(&refusal.message),
        _ => "accepted".to_owned(),
    };
    let ours = ours.as_str();
    if got != want {
        return Some(Difference::new(Aspect::Verdict, format!("want {want}, got {got}"), theirs, ours));
    }
    match (said, &outcome.verdict) {
        (Said::Refused { errno, sqlstate, message }, Verdict::Reject(refusal)) => {
            if message != ours {
                return Some(Difference::new(Aspect::Message, format!("message {errno}"), message, ours));
            }
            let state = sqlstate.as_deref().filter(|state| *state != refusal.sqlstate)?;
            Some(Difference::new(Aspect::Message, format!("sqlstate {errno}"), state, refusal.sqlstate))
        }
        (Said::Accepted { warnings }, _) => compare_warnings(warnings, outcome),
        _ => None,
    }
}

/// `#sql-alter-1f50-8d` and the like are recorded as `#sql-*`: the numbers are those of the server's threads.
fn without_passing_names(message: &str) -> String {
    let mut out = String::new();
    let mut rest = message;
    while let Some((before, behind)) = rest.split_once("#sql-") {
        out.push_str(before);
        out.push_str("#sql-*");
        rest = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '*');
    }
    out + rest
}

fn compare_warnings(theirs: &[Warned], outcome: &Outcome) -> Option<Difference> {
    let levels = theirs.iter().all(|warned| warned.note.is_some());
    let ours = outcome.warnings.iter().map(|warning| Warned {
        note: levels.then_some(warning.note),
        errno: u64::from(warning.errno),
        message: without_passing_names(&warning.message),
    });
    let ours: Vec<Warned> = ours.collect();
    if ours == theirs {
        return None;
    }
    let errno = |rows: &[Warned]| rows.first().map_or("none".to_owned(), |first| first.errno.to_string());
    let shown = |rows: &[Warned]| {
        let level = |warned: &Warned| match warned.note {
            Some(true) => "Note ",
            Some(false) => "Warning ",
            None => "",
        };
        let lines = rows.iter().map(|warned| format!("{}{} {}", level(warned), warned.errno, warned.message));
        lines.collect::<Vec<_>>().join("; ")
    };
    let kind = format!("warnings: want {}, got {}", errno(theirs), errno(&ours));
    Some(Difference::new(Aspect::Warnings, kind, &shown(theirs), &shown(&ours)))
}

impl Rows {
    fn sorted(mut rows: Vec<String>) -> Rows {
        rows.sort();
        Rows::All(rows)
    }

    fn len(&self) -> usize {
        match self {
            Rows::All(rows) => rows.len(),
            Rows::Count(count) => *count,
        }
    }
}

impl Catalogue {
    /// Of a line of `tests/verdicts`: a list of rows of each kind, or their number.
    pub fn from_recording(line: &Value) -> Catalogue {
        let rows = |kind: &str| match &line[kind] {
            Value::Array(rows) => Some(Rows::sorted(rows.iter().map(|row| normal(kind, row).to_string()).collect())),
            count if count.is_u64() => Some(Rows::Count(count.as_u64().unwrap_or(0) as usize)),
            _ => Some(Rows::All(vec![])),
        };
        Catalogue {
            tables: rows("tables"),
            views: rows("views"),
            columns: rows("columns"),
            statistics: rows("statistics"),
            foreign_keys: rows("foreign_keys"),
        }
    }

    /// Of the shared verdicts: rows as objects, of all tables but `parent`.
    pub fn from_shared(value: &Value) -> Catalogue {
        let rows = |kind: &str, names: &[&str]| {
            let rows = value[kind].as_array()?.iter();
            Some(Rows::sorted(
                rows.map(|row| Value::Array(names.iter().map(|name| row[*name].clone()).collect()).to_string())
                    .collect(),
            ))
        };
        let columns = [
            "TABLE_NAME",
            "COLUMN_NAME",
            "COLUMN_DEFAULT",
            "IS_NULLABLE",
            "COLUMN_TYPE",
            "COLLATION_NAME",
            "EXTRA",
            "COLUMN_KEY",
            "COLUMN_COMMENT",
        ];
        let statistics =
            ["TABLE_NAME", "INDEX_NAME", "NON_UNIQUE", "COLUMN_NAME", "SUB_PART", "COLLATION", "INDEX_TYPE"];
        Catalogue {
            tables: None,
            views: None,
            columns: rows("columns", &columns),
            statistics: rows("statistics", &statistics),
            foreign_keys: None,
        }
    }

    /// What the session's catalogue says in the same rows; tables of `database` are named without it.
    fn of_session(session: &Session, database: &str, shared: bool) -> Catalogue {
        let description = describe(session.server, &session.catalog);
        let name = |schema: &str, table: &str| match schema == database {
            true => table.to_owned(),
            false => format!("{schema}.{table}"),
        };
        let there = |schema: &str, table: &str| !shared || (schema == database && table != "parent");
        let columns = description.columns.iter().filter(|row| there(&row.schema, &row.table)).map(|row| {
            let nullable = if row.nullable { "YES" } else { "NO" };
            let mut cells = vec![
                json!(name(&row.schema, &row.table)),
                json!(row.column),
                json!(row.default),
                json!(nullable),
                json!(row.column_type),
                json!(row.collation),
                json!(row.extra),
                json!(row.key),
                json!(row.comment),
            ];
            if !shared {
                cells.push(json!(row.generation_expression));
            }
            Value::Array(cells).to_string()
        });
        let statistics = description.statistics.iter().filter(|row| there(&row.schema, &row.table)).map(|row| {
            json!([
                name(&row.schema, &row.table),
                row.index,
                u8::from(row.non_unique),
                row.column,
                row.sub_part,
                row.collation,
                row.index_type
            ])
            .to_string()
        });
        let tables = description.tables.iter().map(|row| {
            json!([name(&row.schema, &row.table), row.engine, row.collation, row.comment, row.row_format]).to_string()
        });
        let databases = session.catalog.databases.iter();
        let views = databases.clone().flat_map(|(schema, found)| found.views.iter().map(move |view| (schema, view)));
        let views = views.map(|(schema, view)| json!([name(schema, view)]).to_string());
        let with_tables = databases.flat_map(|(schema, found)| found.tables.values().map(move |table| (schema, table)));
        let foreign_keys = with_tables.flat_map(|(schema, table)| {
            let table_name = name(schema, &table.name);
            table.foreign_keys.iter().flat_map(move |key| {
                let table_name = table_name.clone();
                key.columns.iter().zip(&key.parent_columns).map(move |(column, parent)| {
                    let (update, delete) = (action(key.on_update), action(key.on_delete));
                    json!([table_name, key.name, column, key.parent_database, key.parent_table, parent, update, delete])
                        .to_string()
                })
            })
        });
        Catalogue {
            tables: Some(Rows::sorted(tables.collect())),
            views: Some(Rows::sorted(views.collect())),
            columns: Some(Rows::sorted(columns.collect())),
            statistics: Some(Rows::sorted(statistics.collect())),
            foreign_keys: Some(Rows::sorted(foreign_keys.collect())),
        }
    }
}

/// RESTRICT and NO ACTION do the same; which of the two a server shows where nothing is said, is not compared.
fn action(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
        ReferentialAction::Restrict | ReferentialAction::NoAction => "NO ACTION",
    }
}

fn normal(kind: &str, row: &Value) -> Value {
    let mut row = row.clone();
    if kind == "foreign_keys"
        && let Some(cells) = row.as_array_mut()
    {
        for cell in cells.iter_mut().filter(|cell| *cell == "RESTRICT") {
            *cell = json!("NO ACTION");
        }
    }
    row
}

/// Where the session's catalogue differs from the recorded one; a kind of rows that was not recorded is left out.
///
/// `shared`: the recording has the columns of the shared verdicts, and not the table `parent`.
pub fn compare_catalogue(theirs: &Catalogue, session: &Session, database: &str, shared: bool) -> Vec<Difference> {
    let ours = Catalogue::of_session(session, database, shared);
    let kinds = [
        ("tables", &theirs.tables, &ours.tables),
        ("views", &theirs.views, &ours.views),
        ("columns", &theirs.columns, &ours.columns),
        ("statistics", &theirs.statistics, &ours.statistics),
        ("foreign keys", &theirs.foreign_keys, &ours.foreign_keys),
    ];
    let mut found = Vec::new();
    for (kind, theirs, ours) in kinds {
        let (Some(theirs), Some(ours)) = (theirs, ours) else { continue };
        let (less, more) = match (theirs, ours) {
            (Rows::All(theirs), Rows::All(ours)) => (without(theirs, ours), without(ours, theirs)),
            _ if theirs.len() == ours.len() => continue,
            _ => (format!("{} rows", theirs.len()), format!("{} rows", ours.len())),
        };
        if less != more {
            found.push(Difference::new(Aspect::Catalogue, format!("catalogue: {kind}"), &less, &more));
        }
    }
    found
}

/// The first rows that the others have not.
fn without(rows: &[String], others: &[String]) -> String {
    let rows: Vec<&str> = rows.iter().filter(|row| !others.contains(row)).take(3).map(String::as_str).collect();
    rows.join("\n              ")
}
