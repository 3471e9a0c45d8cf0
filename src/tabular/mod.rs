//! Files of rows, CSV and TSV with a header: types inferred from the rows, each with its evidence.
//!
//! Rows are fed in pieces and forgotten, so that a file of any size takes as much memory as its longest row.

mod evidence;
mod feed;
mod value;

use crate::schema::{Column, ColumnId, Table, TableId};

pub use evidence::Evidence;
pub use feed::{Dialect, Inference};

/// What the rows of a file say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inferred {
    pub dialect: Dialect,
    /// Of the header, in its order.
    pub columns: Vec<Evidence>,
    /// Rows that were counted; those with too many or too few fields are left out.
    pub rows: u64,
    pub problems: Vec<RowProblem>,
}

/// Something wrong with a file of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowProblem {
    /// From 1; the first line of the row.
    pub line: u64,
    /// True where the file could not be read to its end, or has no header.
    pub fatal: bool,
    pub message: String,
    pub help: String,
}

impl Inferred {
    /// The table that takes these rows. Ids are counted from 1; the evidence stands in the columns' remarks.
    pub fn table(&self, name: &str) -> Table {
        let columns = self.columns.iter().zip(2..).map(|(evidence, id)| {
            let remark = Some(evidence.sentence(self.rows));
            Column { remark, ..Column::new(ColumnId(id), &evidence.name, evidence.data_type()) }
        });
        Table { id: TableId(1), name: name.to_owned(), columns: columns.collect(), ..Table::default() }
    }
}
