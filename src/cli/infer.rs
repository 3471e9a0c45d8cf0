//! `tabledraft infer`

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{CLEAN, OutputFormat, PROBLEMS, input, output};
use crate::engine::Rows;
use crate::json::pretty;
use crate::sql::write_data_type;

#[derive(Args)]
pub(super) struct InferArguments {
    /// A file of rows with a header: CSV, TSV, or separated by semicolons or vertical bars
    #[arg(value_name = "FILE")]
    path: PathBuf,
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

pub(super) fn run(arguments: &InferArguments) -> Result<u8, String> {
    let rows = input::stream(&arguments.path)?;
    output::print(&match arguments.format {
        OutputFormat::Tty => table(&rows),
        OutputFormat::Json => as_json(&rows),
    })?;
    if arguments.format == OutputFormat::Tty {
        for problem in &rows.inferred.problems {
            let word = if problem.fatal { "error" } else { "warning" };
            let place = if problem.line > 0 { format!(":{}", problem.line) } else { String::new() };
            let _ = io::Write::write_fmt(
                &mut io::stderr(),
                format_args!("{}{place}: {word}: {} {}\n", rows.name, problem.message, problem.help),
            );
        }
    }
    Ok(if rows.inferred.problems.is_empty() { CLEAN } else { PROBLEMS })
}

/// A line for each column: its name, its type, and why.
fn table(rows: &Rows) -> String {
    let inferred = &rows.inferred;
    let columns: Vec<(String, String, String)> = inferred
        .columns
        .iter()
        .map(|column| (column.name.clone(), write_data_type(&column.data_type()), column.sentence(inferred.rows)))
        .collect();
    let widest = |of: &dyn Fn(&(String, String, String)) -> usize| columns.iter().map(of).max().unwrap_or(0).min(40);
    let names = widest(&|(name, _, _)| name.chars().count());
    let types = widest(&|(_, data_type, _)| data_type.chars().count());
    let mut out = String::new();
    for (name, data_type, why) in &columns {
        out.push_str(&format!("{name:names$}  {data_type:types$}  {why}\n"));
    }
    if !columns.is_empty() {
        let counted = if inferred.rows == 1 { "1 row".to_owned() } else { format!("{} rows", inferred.rows) };
        out.push_str(&format!("{} columns from {counted}, separated by {}.\n", columns.len(), inferred.dialect.name()));
    }
    out
}

fn as_json(rows: &Rows) -> String {
    let inferred = &rows.inferred;
    let columns: Vec<_> = inferred
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "type": write_data_type(&column.data_type()),
                "evidence": column.sentence(inferred.rows),
                "values": column.values(),
                "nulls": column.nulls,
            })
        })
        .collect();
    let problems: Vec<_> = inferred
        .problems
        .iter()
        .map(|problem| json!({ "line": problem.line, "fatal": problem.fatal, "message": problem.message, "help": problem.help }))
        .collect();
    pretty(&json!({ "rows": inferred.rows, "columns": columns, "problems": problems }))
}
