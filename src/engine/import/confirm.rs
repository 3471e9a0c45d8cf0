//! What files do not say and is proposed with its evidence: types of rows, types that a Felis schema leaves out, roles in
//! Qserv. A person confirms each, or corrects it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::edit::{ColumnChange, DatabaseChange, Edit, TableChange, apply};
use crate::engine::{Reading, proposals};
use crate::qserv::Proposal;
use crate::schema::{Column, ColumnId, Kind, Partitioning, Registration, Role, Table, TableId, Workspace};
use crate::sql::{read_column_definition, write_data_type};

/// A proposal as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confirm {
    pub table: String,
    /// Empty where the table's role is proposed, and not a column's type.
    pub column: String,
    /// The type, or the name of the kind.
    pub value: String,
    /// What the role's attributes are, by their names.
    pub roles: Map<String, Value>,
    pub evidence: String,
}

/// The answer to a proposal that is not taken as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The number of the proposal, from 0.
    pub number: usize,
    /// The type, or the name of the kind; `plain`: the table is not registered.
    pub value: String,
    #[serde(default)]
    pub roles: Map<String, Value>,
}

/// A proposal that waits for its answer.
pub(super) enum Open {
    Type(TableId, ColumnId, String),
    Role(Box<Proposal>),
}

const ROLES: [Role; 7] =
    [Role::Director, Role::Key, Role::SecondDirector, Role::SecondKey, Role::Longitude, Role::Latitude, Role::Flag];

/// Everything that has to be confirmed of what was read.
pub(super) fn open(reading: &Reading) -> Vec<Open> {
    let mut all = Vec::new();
    if reading.to_confirm.is_empty() {
        return all;
    }
    let mine = |table: &Table| reading.to_confirm.contains(&table.id.0);
    for (_, table) in reading.workspace.tables().filter(|(_, table)| mine(table)) {
        for column in &table.columns {
            let evidence = match (&column.felis, &column.remark) {
                (Some(felis), _) if felis.contains_key("datatype") => continue,
                (Some(_), _) => "the schema has no datatype for it; proposed by its name and UCD".to_owned(),
                (None, Some(evidence)) => evidence.clone(),
                (None, None) => continue,
            };
            all.push(Open::Type(table.id, column.id, evidence));
        }
    }
    let mut roles: Vec<Proposal> = proposals(&reading.workspace).into_iter().flat_map(|(_, roles)| roles).collect();
    roles.retain(|proposal| reading.to_confirm.contains(&proposal.table.0));
    all.extend(roles.into_iter().map(|proposal| Open::Role(Box::new(proposal))));
    all
}

impl Open {
    pub(super) fn shown(&self, workspace: &Workspace) -> Confirm {
        let found = |id: &TableId| workspace.table(*id).map(|(_, table)| table);
        match self {
            Open::Type(table, column, evidence) => {
                let table = found(table);
                let column = table.and_then(|table| table.column(*column));
                Confirm {
                    table: table.map(|table| table.name.clone()).unwrap_or_default(),
                    column: column.map(|column| column.name.clone()).unwrap_or_default(),
                    value: column.map(|column| write_data_type(&column.data_type)).unwrap_or_default(),
                    roles: Map::new(),
                    evidence: evidence.clone(),
                }
            }
            Open::Role(proposal) => Confirm {
                table: found(&proposal.table).map(|table| table.name.clone()).unwrap_or_default(),
                column: String::new(),
                value: proposal.kind.name().to_owned(),
                roles: attributes(&proposal.kind),
                evidence: proposal.reason.clone(),
            },
        }
    }
}

fn attributes(kind: &Kind) -> Map<String, Value> {
    let columns = kind.column_roles().into_iter().map(|(role, name)| (role, name.to_owned()));
    let directors = kind.directors().into_iter().map(|(role, director)| (role, director.table.clone()));
    let mut all: Vec<(Role, String)> = columns.chain(directors).collect();
    all.sort_by_key(|(role, _)| ROLES.iter().position(|known| known == role));
    all.into_iter().map(|(role, name)| (role.attribute().to_owned(), Value::String(name))).collect()
}

/// The workspace with all proposals, as they are or as they were corrected. The error is for people.
pub(super) fn settled(workspace: &Workspace, open: &[Open], confirmed: &[Confirmed]) -> Result<Workspace, String> {
    let mut next = workspace.clone();
    let mut edits = Vec::new();
    for (number, open) in open.iter().enumerate() {
        let answer = confirmed.iter().find(|answer| answer.number == number);
        match (open, answer) {
            (Open::Type(..), None) => {}
            (Open::Type(table, column, _), Some(answer)) => {
                let read = read_column_definition(&answer.value);
                let read = read.map_err(|why| format!("{} is no type: {why}.", answer.value))?;
                edits.push(changed(workspace, *table, *column, read));
            }
            (Open::Role(proposal), None) => edits.extend(proposal.edits.iter().cloned()),
            (Open::Role(proposal), Some(answer)) => edits.extend(corrected(proposal, answer)),
        }
    }
    for edit in &edits {
        next = apply(&next, edit).map_err(|error| error.to_string())?;
    }
    for database in workspace.databases.iter().filter(|database| database.partitioning.is_none()) {
        let registered =
            |table: &Table| workspace.table(table.id).is_some_and(|(_, before)| before.is_plain()) && !table.is_plain();
        if next.database(database.id).is_some_and(|database| database.tables.iter().any(|table| registered(table))) {
            let change = DatabaseChange::Partitioning(Some(Partitioning::default()));
            let edit = Edit::SetDatabase { database: database.id, change };
            next = apply(&next, &edit).map_err(|error| error.to_string())?;
        }
    }
    Ok(next)
}

/// The evidence goes with the proposal that it was for.
fn changed(workspace: &Workspace, table: TableId, column: ColumnId, read: Column) -> Edit {
    let old = workspace.table(table).and_then(|(_, table)| table.column(column));
    let nullable = old.and_then(|old| old.nullable);
    let definition = Column { nullable: read.nullable.or(nullable), ..read };
    Edit::SetColumn { table, column, change: ColumnChange::Definition(Box::new(definition)) }
}

fn corrected(proposal: &Proposal, answer: &Confirmed) -> Vec<Edit> {
    let Some(mut kind) = Kind::named(&answer.value) else { return vec![] };
    if let (Kind::RefMatch { ang_sep, .. }, Kind::RefMatch { ang_sep: proposed, .. }) = (&mut kind, &proposal.kind) {
        *ang_sep = *proposed;
    }
    for role in ROLES {
        if let Some(name) = answer.roles.get(role.attribute()).and_then(Value::as_str) {
            kind.set_role(role, name);
        }
    }
    let mut edits = proposal.edits.clone();
    if !kind.is_partitioned() || !proposal.kind.is_partitioned() {
        // What a partitioned table needs beside its role is offered by the rules, when it is there.
        edits.clear();
    }
    edits.retain(|edit| !matches!(edit, Edit::SetTable { .. }));
    let registration = Registration { unique_key: proposal.unique_key, ..Registration::of(kind) };
    let change = TableChange::Registration(Some(registration));
    edits.push(Edit::SetTable { table: proposal.table, change });
    edits
}
