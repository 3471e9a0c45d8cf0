//! What stands in one file and speaks of tables in another: index requests, metadata and partitioner configurations are
//! joined with the databases and tables when all files are read.

use std::sync::Arc;

use super::Reading;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{DatabaseChange, Edit, TableChange, apply};
use crate::qserv::{CHUNK_ID, Documents, IndexRequest, Metadata, PartitionerConfig, SUB_CHUNK_ID};
use crate::schema::{Aspect, Database, Index, Kind, ObjectPath, Partitioning, Table};
use crate::text::Span;

/// What waits for the end, each with the number and the name of its file.
#[derive(Default)]
pub(super) struct Join {
    waiting: Vec<(usize, String, Documents)>,
}

impl Join {
    pub fn add(&mut self, number: usize, name: &str, documents: Documents) {
        self.waiting.push((number, name.to_owned(), documents));
    }

    pub fn finish(self, reading: &mut Reading) {
        for (number, name, documents) in self.waiting {
            for request in documents.indexes {
                reading.join_index(number, request);
            }
            for metadata in documents.metadata {
                reading.join_metadata(number, &name, metadata);
            }
            for config in documents.partitioners {
                reading.join_partitioner(number, &name, &config);
            }
        }
    }
}

impl Reading {
    fn join_index(&mut self, number: usize, request: IndexRequest) {
        let place = Span::new(request.span.start, request.span.end.min(request.span.start + 1));
        let database = self.workspace.databases.iter().find(|database| database.name == request.database);
        let found = database.and_then(|database| database.tables.iter().find(|table| table.name == request.table));
        let Some(table) = found.cloned() else {
            let message = format!(
                "The index `{}` is of the table `{}.{}`, which is not here: the index was left out.",
                request.index, request.database, request.table
            );
            let help = "Read the registration of the table together with the request for its index.";
            return self.say(number, "reference-missing", Severity::Warning, place, message, help);
        };
        let IndexRequest { index: name, kind, parts, comment, overlap, source, .. } = request;
        let same = |index: &&Index| index.name.as_deref() == Some(&name) && index.kind == kind && index.parts == parts;
        let known = table.indexes.iter().find(same).cloned();
        let mut requested = known.as_ref().and_then(|index| index.requested.as_deref().cloned()).unwrap_or_default();
        let slot = if overlap { &mut requested.overlap } else { &mut requested.chunk };
        if slot.replace(source).is_some() {
            let message = format!("The index `{name}` of `{}` is asked for a second time.", table.name);
            let help = "Remove one of the requests; the server keeps the index that is there and says nothing.";
            self.say(number, "payload-shape", Severity::Warning, place, message, help);
        }
        let requested = Some(Arc::new(requested));
        let edit = match known {
            Some(index) => Edit::SetIndex { table: table.id, index: Index { requested, ..index } },
            None => {
                let index = Index { kind, name: Some(name), parts, comment, requested, ..Index::default() };
                Edit::AddIndex { table: table.id, index }
            }
        };
        let adds = matches!(edit, Edit::AddIndex { .. });
        if let Ok(workspace) = apply(&self.workspace, &edit) {
            self.workspace = workspace;
        }
        let last = self.workspace.table(table.id).and_then(|(_, table)| table.indexes.last().map(|index| index.id));
        if let Some(id) = last.filter(|_| adds) {
            let location = self.place(number, place);
            self.sources.insert((ObjectPath::Index(table.id, id), Aspect::Whole), location);
        }
    }

    fn join_metadata(&mut self, number: usize, name: &str, metadata: Metadata) {
        let folder = name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
        let path_of = |file: &str| if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
        let (file, place) = metadata.database;
        match self.file_at(&path_of(&file)) {
            None => self.missing(number, &file, place),
            Some(at) => {
                let database = self.workspace.databases.iter().find(|database| {
                    database.partitioning.is_some() && self.stands_in(ObjectPath::Database(database.id), at)
                });
                if let Some(database) = database.cloned()
                    && let Some(partitioning) = database.partitioning.clone()
                {
                    let ingest = Some(Arc::new(metadata.other));
                    let change = DatabaseChange::Partitioning(Some(Partitioning { ingest, ..partitioning }));
                    self.change(&Edit::SetDatabase { database: database.id, change });
                }
            }
        }
        for entry in metadata.tables {
            let (file, place) = entry.schema;
            for (index, place) in &entry.indexes {
                if self.file_at(&path_of(index)).is_none() {
                    self.missing(number, index, *place);
                }
            }
            let Some(at) = self.file_at(&path_of(&file)) else {
                self.missing(number, &file, place);
                continue;
            };
            let stands_there = |table: &Table| self.stands_in(ObjectPath::Table(table.id), at);
            let table = self.workspace.tables().map(|(_, table)| table).find(|table| stands_there(table));
            let found = table.and_then(|table| Some((table.id, table.registration.clone()?)));
            if let Some((table, mut registration)) = found {
                registration.ingest = Some(Arc::new(entry.other));
                let change = TableChange::Registration(Some(registration));
                self.change(&Edit::SetTable { table, change });
            }
        }
    }

    fn file_at(&self, path: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == path)
    }

    fn stands_in(&self, path: ObjectPath, file: usize) -> bool {
        self.sources.get(&(path, Aspect::Whole)).is_some_and(|location| location.file == file)
    }

    fn missing(&mut self, number: usize, file: &str, place: Span) {
        let message = format!("The metadata names `{file}`, which is not among the files that were read.");
        self.say(number, "reference-missing", Severity::Warning, place, message, "Read the whole folder.");
    }

    fn join_partitioner(&mut self, number: usize, name: &str, config: &PartitionerConfig) {
        let place = Span::new(config.span.start, config.span.end.min(config.span.start + 1));
        let named = config.database.as_deref();
        let registered: Vec<Arc<Database>> =
            self.workspace.databases.iter().filter(|database| database.partitioning.is_some()).cloned().collect();
        let database = match (named, registered.as_slice()) {
            (Some(named), _) => registered.iter().find(|database| database.name == named),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let Some(database) = database.cloned() else {
            let message = "This configuration of the partitioner was compared with nothing: no registered database is here that it speaks of.";
            let help = "Read it together with the registration of its database.";
            return self.say(number, "payload-unknown", Severity::Info, place, message.to_owned(), help);
        };
        self.compare_parameters(number, &database, config);
        let stem = super::table_name(name);
        if let Some(table) = database.tables.iter().find(|table| table.name == stem) {
            self.compare_fields(number, table, config);
        }
    }

    /// Chunks that were cut with other parameters would be loaded as others, and found by no query.
    fn compare_parameters(&mut self, number: usize, database: &Database, config: &PartitionerConfig) {
        let Some(partitioning) = &database.partitioning else { return };
        let counts = [
            ("num-stripes", config.stripes, partitioning.stripes),
            ("num-sub-stripes", config.sub_stripes, partitioning.sub_stripes),
        ];
        for (key, found, wanted) in counts {
            if let Some((found, span)) = found.filter(|(found, _)| *found != u64::from(wanted)) {
                let message = format!(
                    "The partitioner cuts with {key} {found}, but `{}` is registered with {wanted}.",
                    database.name
                );
                self.say(number, "partitioner-differs", Severity::Warning, span, message, "Make both the same.");
            }
        }
        // 0 is for tables that are no directors: they have no overlap.
        if let Some((found, span)) = config.overlap.filter(|(found, _)| *found != 0.0 && *found != partitioning.overlap)
        {
            let message = format!(
                "The partitioner cuts with an overlap of {found}, but `{}` is registered with {}.",
                database.name, partitioning.overlap
            );
            self.say(number, "partitioner-differs", Severity::Warning, span, message, "Make both the same.");
        }
    }

    /// The loader takes the fields of a file for the columns of the table by their places.
    fn compare_fields(&mut self, number: usize, table: &Table, config: &PartitionerConfig) {
        let Some(fields) = &config.fields else { return };
        let mut written = fields.names.clone();
        let partitioned = table.registration.as_ref().is_some_and(|known| known.kind.is_partitioned());
        if partitioned {
            for name in [CHUNK_ID, SUB_CHUNK_ID] {
                if !written.iter().any(|known| known == name) {
                    written.push(name.to_owned());
                }
            }
        }
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let differs = written.iter().zip(&columns).position(|(written, column)| written != column);
        let message = match differs {
            Some(at) => {
                let (written, column) =
                    (written.get(at).cloned().unwrap_or_default(), columns.get(at).copied().unwrap_or(""));
                format!(
                    "The field {} of the files is `{written}`, but the column of `{}` there is `{column}`.",
                    at + 1,
                    table.name
                )
            }
            None if written.len() != columns.len() => {
                format!("The files have {} fields, but `{}` has {} columns.", written.len(), table.name, columns.len())
            }
            None => return,
        };
        let is_match = table.registration.as_ref().is_some_and(|known| matches!(known.kind, Kind::RefMatch { .. }));
        let help = if is_match {
            "Qserv loads fields by their places; the partitioner of matches adds the chunk's columns and the flags last."
        } else {
            "Qserv loads fields by their places: bring both into one order."
        };
        self.say(number, "partitioner-differs", Severity::Warning, fields.span, message, help);
    }

    fn change(&mut self, edit: &Edit) {
        if let Ok(workspace) = apply(&self.workspace, edit) {
            self.workspace = workspace;
        }
    }

    fn say(&mut self, number: usize, rule: &'static str, severity: Severity, span: Span, message: String, help: &str) {
        let diagnostic = Diagnostic::new(rule, severity, ObjectPath::Workspace, message).help(help);
        self.diagnostics.push(diagnostic.located(number, span));
    }
}
