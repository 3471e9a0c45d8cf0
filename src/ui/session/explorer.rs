//! The explorer: tables in groups, or what was found in them; several selected, and changed together.

use super::grid::How;
use super::search::{Found, Hit, Part, find};
use super::{Document, Field, Grouping, Place, Session, View};
use crate::edit::{DiagramChange, Edit, TableChange};
use crate::i18n::{later, say, t, translated};
use crate::schema::{Database, ObjectPath, Table, TableId, Tag};
use crate::ui::draft;

pub enum ExplorerMessage {
    By(Grouping),
    Choose {
        table: TableId,
        how: How,
    },
    /// Selects from one on to the next, as Shift with the arrows does.
    Walk {
        from: TableId,
        to: TableId,
    },
    /// Deletes a table, or all that are selected where it is one of them.
    Delete(TableId),
    /// Every table that is listed.
    ChooseAll,
    ChooseNone,
    /// Does it to all tables that are selected, as one step.
    Bulk(Bulk, String),
    /// Goes to a place that was found.
    Go(TableId, Part, usize),
}

/// What can be done to many tables at once. Its text is what is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    Delete,
    Tag,
    Charset,
    Collation,
    Engine,
    Kind,
    AddColumn,
}

impl Bulk {
    pub const ALL: [Bulk; 7] =
        [Bulk::Delete, Bulk::Tag, Bulk::Charset, Bulk::Collation, Bulk::Engine, Bulk::Kind, Bulk::AddColumn];

    /// In English: `i18n` knows it.
    pub fn title(self) -> &'static str {
        match self {
            Bulk::Delete => "Delete",
            Bulk::Tag => "Tag",
            Bulk::Charset => "Set charset",
            Bulk::Collation => "Set collation",
            Bulk::Engine => "Set engine",
            Bulk::Kind => "Set kind",
            Bulk::AddColumn => "Add column",
        }
    }
}

/// A line of the explorer.
pub enum Line<'v> {
    Head {
        title: String,
        database: Option<&'v Database>,
        count: usize,
    },
    /// `marks` are the letters of its name that were sought.
    Table {
        table: &'v Table,
        marks: Vec<usize>,
    },
    Hit {
        table: TableId,
        hit: Hit,
    },
}

impl<'v> Line<'v> {
    pub fn table(&self) -> Option<&'v Table> {
        match self {
            Line::Table { table, .. } => Some(table),
            _ => None,
        }
    }
}

/// The lines of the explorer, from the top.
pub fn lines(view: &View) -> Vec<Line<'_>> {
    if !view.filter.trim().is_empty() {
        return found(view);
    }
    let workspace = &view.workspace;
    let mut lines = Vec::new();
    let head = |title: &str, count| Line::Head { title: title.to_owned(), database: None, count };
    let plain = |table| Line::Table { table, marks: vec![] };
    match view.explorer.by {
        Grouping::Database => {
            for database in &workspace.databases {
                let (title, count) = (database.name.clone(), database.tables.len());
                lines.push(Line::Head { title, database: Some(database), count });
                lines.extend(database.tables.iter().map(|table| plain(table)));
            }
        }
        Grouping::Kind => {
            for (kind, title) in KINDS {
                let own: Vec<&Table> = tables(view).filter(|table| kind_of(table) == kind).collect();
                if !own.is_empty() {
                    lines.push(head(t(title), own.len()));
                    lines.extend(own.into_iter().map(plain));
                }
            }
        }
        Grouping::Tag => {
            let tags = workspace.diagram.tags.iter().map(Some).chain([None]);
            for tag in tags {
                let has = |table: &&Table| match tag {
                    Some(tag) => tag.tables.binary_search(&table.id).is_ok(),
                    None => workspace.diagram.tag_of(table.id).is_none(),
                };
                let own: Vec<&Table> = tables(view).filter(has).collect();
                if !own.is_empty() {
                    lines.push(head(tag.map_or(t("Without a tag"), |tag| &tag.name), own.len()));
                    lines.extend(own.into_iter().map(plain));
                }
            }
        }
    }
    lines
}

/// Kinds as `Kind::name` calls them, and their headings.
pub const KINDS: [(&str, &str); 5] = [
    ("director", later("Directors")),
    ("dependent", later("Dependents")),
    ("ref-match", later("Ref-matches")),
    ("regular", later("Regular tables")),
    ("", later("MySQL tables")),
];

fn kind_of(table: &Table) -> &'static str {
    table.registration.as_ref().map_or("", |registration| registration.kind.name())
}

fn tables(view: &View) -> impl Iterator<Item = &Table> {
    view.workspace.tables().map(|(_, table)| &**table)
}

/// What fits best comes first, each table with its places below it.
fn found(view: &View) -> Vec<Line<'_>> {
    let found = tables(view).filter_map(|table| find(&view.filter, table).map(|found| (table, found)));
    let mut found: Vec<(&Table, Found)> = found.collect();
    found.sort_by_key(|(_, found)| -found.score);
    let mut lines = Vec::new();
    for (table, Found { name, hits, .. }) in found {
        lines.push(Line::Table { table, marks: name.map(|fit| fit.letters).unwrap_or_default() });
        lines.extend(hits.into_iter().map(|hit| Line::Hit { table: table.id, hit }));
    }
    lines
}

impl Session {
    pub(super) fn explore(&mut self, message: ExplorerMessage) {
        let listed = |view: &View| -> Vec<TableId> {
            let own = |line: &Line| if let Line::Table { table, .. } = line { Some(table.id) } else { None };
            lines(view).iter().filter_map(own).collect()
        };
        match message {
            ExplorerMessage::By(by) => self.view_mut().explorer.by = by,
            ExplorerMessage::Choose { table, how } => {
                let listed = listed(&self.view);
                let explorer = &mut self.view_mut().explorer;
                choose(&mut explorer.chosen, &mut explorer.anchor, &listed, table, how);
            }
            ExplorerMessage::Walk { from, to } => {
                let listed = listed(&self.view);
                let explorer = &mut self.view_mut().explorer;
                if explorer.chosen.is_empty() {
                    explorer.anchor = Some(from);
                }
                choose(&mut explorer.chosen, &mut explorer.anchor, &listed, to, How::Extend);
            }
            ExplorerMessage::Delete(table) => {
                let chosen = &self.view.explorer.chosen;
                if chosen.len() > 1 && chosen.contains(&table) {
                    return self.bulk(Bulk::Delete, "");
                }
                self.delete(Edit::DeleteTable(table));
            }
            ExplorerMessage::ChooseAll => {
                let listed = listed(&self.view);
                self.view_mut().explorer.chosen = listed;
            }
            ExplorerMessage::ChooseNone => self.view_mut().explorer.chosen.clear(),
            ExplorerMessage::Bulk(what, text) => self.bulk(what, text.trim()),
            ExplorerMessage::Go(table, part, at) => self.go_to(table, &part, at),
        }
    }

    fn go_to(&mut self, id: TableId, part: &Part, at: usize) {
        let Some((_, table)) = self.view.workspace.table(id) else { return };
        let column = |field| table.columns.get(at).map(|column| Place::Cell(id, column.id, field));
        let place = match part {
            Part::Column => column(Field::Name),
            Part::ColumnComment => column(Field::Comment),
            Part::Index => table.indexes.get(at).map(|index| Place::Inspector(ObjectPath::Index(id, index.id))),
            Part::TableComment => None,
        };
        self.open_document(Document::Table(id));
        self.view_mut().table_view = super::TableView::Columns;
        self.focus(place.unwrap_or(Place::TableName(id)));
    }

    fn bulk(&mut self, what: Bulk, text: &str) {
        let workspace = &self.view.workspace;
        let there = self.view.explorer.chosen.iter().filter_map(|id| workspace.table(*id));
        let tables: Vec<&Table> = there.map(|(_, table)| &**table).collect();
        if tables.is_empty() {
            return;
        }
        if text.is_empty() && matches!(what, Bulk::Tag | Bulk::AddColumn) {
            return self.say(t("Type what to set first.").to_owned(), false);
        }
        let kind = text.to_ascii_lowercase();
        if what == Bulk::Kind && !kind.is_empty() && KINDS.iter().all(|(known, _)| *known != kind) {
            return self.say(say("“{}” is no kind: regular, director, dependent or ref-match.", &[&text]), false);
        }
        let option = (!text.is_empty()).then(|| text.to_owned());
        let mut edits = Vec::new();
        for table in &tables {
            let id = table.id;
            let set = |change| Edit::SetTable { table: id, change };
            match what {
                Bulk::Delete => edits.push(Edit::DeleteTable(id)),
                Bulk::Tag => {}
                Bulk::Charset => {
                    // A collation of another charset does not stay.
                    edits.push(set(TableChange::Charset(option.clone())));
                    edits.push(set(TableChange::Collation(None)));
                }
                Bulk::Collation => {
                    let charset = option.as_deref().and_then(|name| name.split('_').next()).map(str::to_owned);
                    edits.push(set(TableChange::Collation(option.clone())));
                    if charset.is_some() {
                        edits.push(set(TableChange::Charset(charset)));
                    }
                }
                Bulk::Engine => edits.push(set(TableChange::Engine(option.clone()))),
                Bulk::Kind if kind_of(table) == kind => {}
                Bulk::Kind => edits.push(set(TableChange::Registration(draft::change_kind(table, &kind).0))),
                Bulk::AddColumn => {
                    let (name, data_type) = text.split_once(' ').unwrap_or((text, ""));
                    let mut column = draft::column(table, name);
                    if let Ok(read) = crate::sql::read_column_definition(data_type) {
                        column = crate::schema::Column { name: column.name, ..read };
                    }
                    if table.column_named(name).is_none() {
                        edits.push(Edit::AddColumn { table: id, at: table.columns.len(), column });
                    }
                }
            }
        }
        if what == Bulk::Tag {
            edits = retagged(workspace.diagram.tags.iter(), text, &tables);
        }
        let what_to = if text.is_empty() { what.title().to_owned() } else { format!("{} {text}", what.title()) };
        let label = match tables.len() {
            1 => format!("{what_to}: 1 table"),
            count => format!("{what_to}: {count} tables"),
        };
        self.perform(label.clone(), &edits);
        self.say(translated(&label), true);
        if what == Bulk::Delete {
            self.view_mut().explorer.chosen.clear();
        }
    }
}

/// The tables get the tag, and lose others.
fn retagged<'t>(tags: impl Iterator<Item = &'t Tag>, name: &str, tables: &[&Table]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut own = Tag { name: name.to_owned(), ..Tag::default() };
    let is_chosen = |id: &TableId| tables.iter().any(|table| table.id == *id);
    for tag in tags {
        if tag.name == name {
            own = tag.clone();
        } else if tag.tables.iter().any(is_chosen) {
            let mut rest = tag.clone();
            rest.tables.retain(|id| !is_chosen(id));
            edits.push(Edit::Diagram(DiagramChange::SetTag(rest)));
        }
    }
    own.tables.extend(tables.iter().map(|table| table.id));
    own.tables.sort_unstable();
    own.tables.dedup();
    edits.push(Edit::Diagram(DiagramChange::SetTag(own)));
    edits
}

fn choose(chosen: &mut Vec<TableId>, anchor: &mut Option<TableId>, listed: &[TableId], table: TableId, how: How) {
    let place = |id: TableId| listed.iter().position(|other| *other == id);
    match how {
        How::Only => *chosen = vec![table],
        How::Toggle => match chosen.iter().position(|other| *other == table) {
            Some(at) => drop(chosen.remove(at)),
            None => {
                // The one that was opened before belongs to them.
                if chosen.is_empty() {
                    chosen.extend(anchor.filter(|anchor| *anchor != table && listed.contains(anchor)));
                }
                chosen.push(table);
            }
        },
        How::Extend => {
            let from = anchor.or(Some(table)).and_then(place).unwrap_or(0);
            let to = place(table).unwrap_or(from);
            *chosen = listed.iter().copied().skip(from.min(to)).take(from.abs_diff(to) + 1).collect();
        }
    }
    if how != How::Extend || anchor.is_none() {
        *anchor = Some(table);
    }
}
