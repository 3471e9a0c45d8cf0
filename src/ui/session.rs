//! An open project as the designer holds it: what the user does goes in as a message, what is seen comes out as a view.
//!
//! No browser type here: the whole behaviour of the designer can be driven by a test.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{Edit, History};
use crate::project::Project;
use crate::rules::{CORE, Checker, Profile};
use crate::schema::{ColumnId, Database, ObjectPath, TableId, Workspace};
use crate::ui::draft;

pub use crate::ui::view::{Document, Field, Focus, Place, TableView, Toast, View, counted};

pub enum Message {
    Open(Document),
    Close(Document),
    ShowTable(TableView),
    /// A change of the user's, as one step; the label is that of the first edit.
    Edit(Vec<Edit>),
    EditAs {
        label: String,
        edits: Vec<Edit>,
    },
    /// Takes something away, and offers to bring it back.
    Delete(Edit),
    /// The keyboard goes to the neighbour.
    DeleteColumn {
        table: TableId,
        column: ColumnId,
    },
    /// Another kind of registration; what the new kind has no place for is named.
    ChangeKind {
        edit: Edit,
        cleared: Vec<String>,
    },
    AddDatabase,
    AddTable(Option<crate::schema::DatabaseId>),
    AddColumn {
        table: TableId,
        name: String,
    },
    /// Lines of a spreadsheet or of a column list, put in at the end of the table.
    PasteColumns {
        table: TableId,
        text: String,
    },
    Undo,
    Redo,
    ApplyFix(usize),
    FixAllSafe,
    /// Goes to where a problem is.
    Jump(usize),
    SetProfile(String),
    SetName(String),
    Import {
        workspace: Arc<Workspace>,
        replace: bool,
    },
    Filter(String),
    ToggleSeverity(Severity),
    FoldProblems,
    Say(String),
    DismissToast,
}

pub struct Session {
    history: History,
    checker: Checker,
    turn: u32,
    view: Rc<View>,
}

impl Session {
    pub fn open(project: Project) -> Self {
        let profile = project.judged_by(&CORE);
        let first = project.workspace.tables().map(|(_, table)| Document::Table(table.id)).next();
        let view = View {
            name: project.name,
            profile: profile.clone(),
            settings: project.settings,
            workspace: project.workspace,
            diagnostics: Rc::default(),
            troubles: Rc::default(),
            undo_label: None,
            redo_label: None,
            tabs: first.iter().cloned().collect(),
            active: first,
            table_view: TableView::default(),
            focus: None,
            toast: None,
            filter: String::new(),
            hidden: vec![],
            folded: false,
        };
        let mut session =
            Session { history: History::default(), checker: Checker::new(profile), turn: 0, view: Rc::new(view) };
        session.check();
        session
    }

    pub fn view(&self) -> Rc<View> {
        Rc::clone(&self.view)
    }

    /// The project as it is saved.
    pub fn project(&self) -> Project {
        Project {
            name: self.view.name.clone(),
            profile: self.view.profile.name.clone(),
            settings: self.view.settings.clone(),
            workspace: self.view.workspace.clone(),
        }
    }

    /// Does what the message says. True where the project itself has changed and is to be saved.
    pub fn update(&mut self, message: Message) -> bool {
        let before = self.view();
        match message {
            Message::Open(document) => self.open_document(document),
            Message::Close(document) => self.close(&document),
            Message::ShowTable(view) => self.view_mut().table_view = view,
            Message::Edit(edits) => {
                let label = edits.first().map(|edit| edit.label(&self.view.workspace)).unwrap_or_default();
                self.perform(label, &edits);
            }
            Message::EditAs { label, edits } => self.perform(label, &edits),
            Message::Delete(edit) => self.delete(edit),
            Message::DeleteColumn { table, column } => self.delete_column(table, column),
            Message::ChangeKind { edit, cleared } => {
                self.perform(edit.label(&self.view.workspace), &[edit]);
                if !cleared.is_empty() {
                    self.say(format!("Cleared: {}.", cleared.join(", ")), true);
                }
            }
            Message::AddDatabase => self.add_database(),
            Message::AddTable(database) => self.add_table(database),
            Message::AddColumn { table, name } => self.add_column(table, &name),
            Message::PasteColumns { table, text } => self.paste_columns(table, &text),
            Message::Undo => self.step(History::undo, "Undone"),
            Message::Redo => self.step(History::redo, "Done again"),
            Message::ApplyFix(at) => self.apply_fix(at),
            Message::FixAllSafe => self.fix_all_safe(),
            Message::Jump(at) => self.jump(at),
            Message::SetProfile(name) => {
                if let Some(mut profile) = Profile::of(&CORE, &name) {
                    profile.extend(&Value::Object(self.view.settings.clone()));
                    self.checker = Checker::new(profile.clone());
                    self.view_mut().profile = profile;
                }
            }
            Message::SetName(name) => self.view_mut().name = name,
            Message::Import { workspace, replace } => self.import(workspace, replace),
            Message::Filter(text) => self.view_mut().filter = text,
            Message::ToggleSeverity(severity) => {
                let hidden = &mut self.view_mut().hidden;
                match hidden.iter().position(|other| *other == severity) {
                    Some(at) => drop(hidden.remove(at)),
                    None => hidden.push(severity),
                }
            }
            Message::FoldProblems => self.view_mut().folded ^= true,
            Message::Say(text) => self.say(text, false),
            Message::DismissToast => self.view_mut().toast = None,
        }
        let now = &self.view;
        let checked = before.workspace != now.workspace || before.profile.name != now.profile.name;
        let changed = checked || before.name != now.name;
        if checked {
            self.check();
        }
        changed
    }

    fn view_mut(&mut self) -> &mut View {
        Rc::make_mut(&mut self.view)
    }

    fn check(&mut self) {
        let mut found = self.checker.check(&self.view.workspace);
        found.retain(|diagnostic| diagnostic.suppressed.is_none());
        let mut troubles: HashMap<TableId, (usize, Severity)> = HashMap::new();
        for diagnostic in &found {
            let Some(table) = diagnostic.path.table() else { continue };
            let (count, worst) = troubles.entry(table).or_insert((0, diagnostic.severity));
            *count += 1;
            *worst = (*worst).max(diagnostic.severity);
        }
        let (undo, redo) = (self.history.undo_label().map(str::to_owned), self.history.redo_label().map(str::to_owned));
        let view = self.view_mut();
        view.diagnostics = Rc::new(found);
        view.troubles = Rc::new(troubles);
        view.undo_label = undo;
        view.redo_label = redo;
        view.drop_dead_tabs();
    }

    fn perform(&mut self, label: String, edits: &[Edit]) {
        let mut workspace = self.view.workspace.clone();
        match self.history.perform(&mut workspace, label, edits) {
            Ok(()) => {
                let view = self.view_mut();
                view.workspace = workspace;
                // Its Undo would now take back something else.
                view.toast = None;
            }
            Err(error) => self.say(format!("That could not be done: {error}."), false),
        }
    }

    fn step(&mut self, step: fn(&mut History, &mut Workspace) -> Option<String>, word: &str) {
        let mut workspace = self.view.workspace.clone();
        if let Some(label) = step(&mut self.history, &mut workspace) {
            self.view_mut().workspace = workspace;
            self.say(format!("{word}: {label}"), false);
        }
    }

    fn open_document(&mut self, document: Document) {
        let view = self.view_mut();
        if !view.tabs.contains(&document) {
            view.tabs.push(document.clone());
        }
        view.active = Some(document);
    }

    /// The neighbour becomes the active one.
    fn close(&mut self, document: &Document) {
        let view = self.view_mut();
        let Some(at) = view.tabs.iter().position(|tab| tab == document) else { return };
        view.tabs.remove(at);
        if view.active.as_ref() == Some(document) {
            view.active = view.tabs.get(at).or_else(|| view.tabs.last()).cloned();
        }
    }

    fn focus(&mut self, place: Place) {
        self.turn += 1;
        let turn = self.turn;
        self.view_mut().focus = Some(Focus { place, turn });
    }

    fn say(&mut self, text: String, undo: bool) {
        self.turn += 1;
        let turn = self.turn;
        self.view_mut().toast = Some(Toast { text, undo, turn });
    }

    fn delete(&mut self, edit: Edit) {
        let label = edit.label(&self.view.workspace);
        let text = label.replacen("Delete", "Deleted", 1);
        self.perform(label, &[edit]);
        self.say(format!("{text}."), true);
    }

    fn delete_column(&mut self, table: TableId, column: ColumnId) {
        let Some((_, found)) = self.view.workspace.table(table) else { return };
        let at = found.columns.iter().position(|other| other.id == column).unwrap_or(0);
        let neighbour =
            found.columns.get(at + 1).or_else(|| found.columns.get(at.wrapping_sub(1))).map(|column| column.id);
        self.delete(Edit::DeleteColumn { table, column });
        self.focus(neighbour.map_or(Place::NewColumn(table), |column| Place::Cell(table, column, Field::Name)));
    }

    fn add_database(&mut self) {
        let name = draft::free_name("database", |name| self.view.workspace.database_named(name).is_some());
        self.perform(format!("Add database {name}"), &[Edit::AddDatabase(Arc::new(draft::database(&name)))]);
    }

    /// Without a database given: into the one of the table at hand, or the last one; the first table of a project brings
    /// a database with it.
    fn add_table(&mut self, database: Option<crate::schema::DatabaseId>) {
        let workspace = &self.view.workspace;
        let at_hand = match &self.view.active {
            Some(Document::Table(table)) => workspace.table(*table).map(|(database, _)| database.id),
            _ => None,
        };
        let target = database.or(at_hand).or(workspace.databases.last().map(|database| database.id));
        let Some(target) = target else {
            let database = Database {
                tables: vec![Arc::new(draft::table(&self.view.profile, "table_1", &[]))],
                ..draft::database("draft")
            };
            self.perform("Add table table_1".to_owned(), &[Edit::AddDatabase(Arc::new(database))]);
            return self.open_newest_table();
        };
        let Some(found) = workspace.database(target) else { return };
        let name = draft::table_name(&self.view.profile, found);
        let table = draft::table(&self.view.profile, &name, &found.tables);
        self.perform(format!("Add table {name}"), &[Edit::AddTable { database: target, table: Arc::new(table) }]);
        self.open_newest_table();
    }

    fn open_newest_table(&mut self) {
        let newest = self.view.workspace.tables().map(|(_, table)| table.id).max();
        if let Some(table) = newest {
            self.open_document(Document::Table(table));
            self.view_mut().table_view = TableView::Columns;
            self.focus(Place::TableName(table));
        }
    }

    fn add_column(&mut self, table: TableId, name: &str) {
        let Some((_, found)) = self.view.workspace.table(table) else { return };
        let name = if name.trim().is_empty() {
            draft::free_name("column", |name| found.column_named(name).is_some())
        } else {
            name.trim().to_owned()
        };
        let edit = Edit::AddColumn { table, at: found.columns.len(), column: draft::column(found, &name) };
        self.perform(format!("Add column {name}"), &[edit]);
        let added =
            self.view.workspace.table(table).and_then(|(_, table)| table.columns.last()).map(|column| column.id);
        if let Some(column) = added {
            self.focus(Place::Cell(table, column, Field::Type));
        }
    }

    fn paste_columns(&mut self, table: TableId, text: &str) {
        let Some((_, found)) = self.view.workspace.table(table) else { return };
        let start = found.columns.len();
        let (columns, indexes) = draft::columns_from_text(text);
        if columns.is_empty() {
            return self.say("No columns were found in what was pasted.".to_owned(), false);
        }
        let mut words = counted(columns.len(), "column");
        if !indexes.is_empty() {
            words += &format!(" and {}", counted(indexes.len(), "key"));
        }
        let columns = columns.into_iter().enumerate();
        let columns = columns.map(|(at, column)| Edit::AddColumn { table, at: start + at, column });
        let indexes = indexes.into_iter().map(|index| Edit::AddIndex { table, index });
        let edits: Vec<Edit> = columns.chain(indexes).collect();
        self.perform(format!("Paste {words}"), &edits);
        self.say(format!("{words} added."), true);
        self.focus(Place::NewColumn(table));
    }

    fn apply_fix(&mut self, at: usize) {
        let Some(diagnostic) = self.view.diagnostics.get(at).cloned() else { return };
        let Some(fix) = diagnostic.fix else { return };
        self.perform(fix.title.clone(), &fix.edits);
        self.say(format!("Done: {}", fix.title), true);
    }

    /// A fix may make another one pointless, so each round looks anew; each round mends something, so it ends.
    fn fix_all_safe(&mut self) {
        let mut workspace = self.view.workspace.clone();
        let mut checker = Checker::new(self.checker.profile().clone());
        let (mut edits, mut count) = (Vec::new(), 0);
        for _ in 0..self.view.diagnostics.len() {
            let found = checker.check(&workspace);
            let open = found.iter().filter(|diagnostic| diagnostic.suppressed.is_none());
            let safe = open.filter_map(|diagnostic| diagnostic.fix.as_ref());
            let Some(fix) = safe.into_iter().find(|fix| fix.applicability == Applicability::Safe) else { break };
            let next =
                fix.edits.iter().try_fold(workspace.clone(), |workspace, edit| crate::edit::apply(&workspace, edit));
            let Ok(next) = next else { break };
            if next == workspace {
                break;
            }
            workspace = next;
            edits.extend(fix.edits.clone());
            count += 1;
        }
        if count == 0 {
            return self.say("Nothing here can be fixed without a look.".to_owned(), false);
        }
        let problems = counted(count, "problem");
        self.perform(format!("Fix {problems}"), &edits);
        self.say(format!("Fixed {problems}."), true);
    }

    fn jump(&mut self, at: usize) {
        let Some(diagnostic) = self.view.diagnostics.get(at).cloned() else { return };
        let Some(table) = diagnostic.path.table() else { return };
        self.open_document(Document::Table(table));
        self.view_mut().table_view = TableView::Columns;
        use crate::schema::Aspect;
        let place = match (diagnostic.path, diagnostic.aspect) {
            (ObjectPath::Column(table, column), Aspect::Type) => Place::Cell(table, column, Field::Type),
            (ObjectPath::Column(table, column), _) => Place::Cell(table, column, Field::Name),
            (ObjectPath::Index(..) | ObjectPath::ForeignKey(..), _) => Place::Inspector(diagnostic.path),
            (ObjectPath::Table(table), Aspect::Role(_)) => Place::Inspector(ObjectPath::Table(table)),
            (ObjectPath::Table(table), _) => Place::TableName(table),
            (ObjectPath::Workspace | ObjectPath::Database(_), _) => return,
        };
        self.focus(place);
    }

    fn import(&mut self, other: Arc<Workspace>, replace: bool) {
        let edit = Edit::Import { workspace: Arc::clone(&other), replace };
        let raised = self.view.workspace.last_id;
        self.perform(edit.label(&self.view.workspace), &[edit]);
        let mut summary =
            format!("{}, {} imported", counted(other.table_count(), "table"), counted(other.column_count(), "column"));
        if !other.kept.is_empty() {
            summary += &format!("; {} kept as text", counted(other.kept.len(), "statement"));
        }
        summary.push('.');
        self.say(summary, true);
        self.close(&Document::Import);
        let first = other.tables().map(|(_, table)| table.name.clone()).next();
        let tables: Vec<(TableId, String)> =
            self.view.workspace.tables().map(|(_, table)| (table.id, table.name.clone())).collect();
        let by_id = tables.iter().find(|(id, _)| id.0 > raised);
        let target = by_id.or_else(|| tables.iter().find(|(_, name)| Some(name) == first.as_ref()));
        if let Some((table, _)) = target {
            self.open_document(Document::Table(*table));
        }
    }
}
