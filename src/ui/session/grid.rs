//! The table editor as a spreadsheet: a cursor, what is selected, and what keys and the clipboard do with it.
//!
//! Each gesture is one step of the history, however many cells it changes.

use super::{Document, Field, Message, Place, Session, View, cells, tsv};
use crate::edit::Edit;
use crate::i18n::{plural, say, t};
use crate::schema::{Column, Table, TableId};
use crate::ui::draft;
use crate::ui::view::Selection;

/// What keys, the mouse and the clipboard do in the table editor.
#[derive(Clone, Debug, PartialEq)]
pub enum GridMessage {
    /// A click on a cell of a row, or on the row's number (`field` is `None`).
    Select {
        row: usize,
        field: Option<usize>,
        how: How,
    },
    /// An arrow key and its kin: by so many rows and fields, as far as the table reaches.
    Go {
        rows: isize,
        fields: isize,
        extend: bool,
    },
    /// Tab and Shift-Tab: at the end of a row on to the next.
    Tab {
        back: bool,
    },
    /// Everything.
    All,
    /// What was typed into the cell that has the keyboard.
    Type(String),
    /// Empties the selected cells; whole rows are deleted.
    Clear,
    DeleteRows,
    /// The first selected row's cells into the rows below it; of one row, the row above into it.
    FillDown,
    /// Moves the selected rows up (-1) or down (1).
    Shift(isize),
    /// Moves the selected rows before the row that has this number now.
    Drop(usize),
    Paste(String),
    /// The space bar: yes or no, a key or none.
    Toggle,
}

impl GridMessage {
    /// The cell that a movement comes to from another one, in a table of so many rows; `None` where it is no movement, or a Tab
    /// out of the grid. The other movements stop at the edges.
    pub fn target(&self, (row, field): (usize, usize), count: usize) -> Option<(usize, usize)> {
        match *self {
            GridMessage::Go { rows, fields, .. } => {
                let row = row.saturating_add_signed(rows).min(count.saturating_sub(1));
                Some((row, field.saturating_add_signed(fields).min(LAST)))
            }
            GridMessage::Tab { back: false } => match field {
                LAST => (row + 1 < count).then_some((row + 1, 0)),
                field => Some((row, field + 1)),
            },
            GridMessage::Tab { back: true } => Some(match field {
                0 => (row.saturating_sub(1), if row == 0 { 0 } else { LAST }),
                field => (row, field - 1),
            }),
            _ => None,
        }
    }
}

/// What a click does to what was selected before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Only,
    /// With Shift: everything in between too.
    Extend,
    /// With Ctrl: this row as well, or not any more.
    Toggle,
}

const LAST: usize = Field::ALL.len() - 1;

impl Selection {
    /// The rows that are selected, from the top.
    pub fn rows(&self) -> Vec<usize> {
        let (a, b) = (self.anchor.0, self.cursor.0);
        self.rows.clone().unwrap_or_else(|| (a.min(b)..=a.max(b)).collect())
    }

    /// The first and the last field that are selected.
    pub fn fields(&self) -> (usize, usize) {
        let (a, b) = (self.anchor.1, self.cursor.1);
        if self.rows.is_some() { (0, LAST) } else { (a.min(b), a.max(b)) }
    }

    pub fn has(&self, row: usize, field: usize) -> bool {
        let (first, last) = self.fields();
        let (a, b) = (self.anchor.0, self.cursor.0);
        let here = self.rows.as_ref().map_or((a.min(b)..=a.max(b)).contains(&row), |rows| rows.contains(&row));
        here && (first..=last).contains(&field)
    }

    /// More than the cell that has the keyboard.
    pub fn is_many(&self) -> bool {
        self.rows.is_some() || self.anchor != self.cursor
    }

    fn set(&mut self, cursor: (usize, usize), extend: bool) {
        let whole = self.rows.is_some() && extend;
        self.cursor = cursor;
        if !extend {
            self.anchor = cursor;
        }
        let (a, b) = (self.anchor.0, cursor.0);
        self.rows = whole.then(|| (a.min(b)..=a.max(b)).collect());
    }
}

/// The table whose cells are on the screen.
fn table_at_hand(view: &View) -> Option<&Table> {
    match &view.active {
        Some(Document::Table(id)) => view.workspace.table(*id).map(|(_, table)| &**table),
        _ => None,
    }
}

/// The selection as it fits the table: another table begins at its first cell.
pub fn selection(view: &View, table: &Table) -> Selection {
    if view.grid.table != table.id {
        return Selection { table: table.id, ..Selection::default() };
    }
    let mut selection = view.grid.clone();
    let last = table.columns.len().saturating_sub(1);
    for spot in [&mut selection.cursor, &mut selection.anchor] {
        *spot = (spot.0.min(last), spot.1.min(LAST));
    }
    if let Some(rows) = &mut selection.rows {
        rows.retain(|row| *row <= last);
    }
    selection
}

/// What is copied: the selected cells, as a spreadsheet takes them.
pub fn copied(view: &View) -> Option<String> {
    let table = table_at_hand(view)?;
    let selection = selection(view, table);
    let (first, last) = selection.fields();
    let fields = || Field::ALL.into_iter().take(last + 1).skip(first);
    let row = |row: usize| {
        let column = table.columns.get(row)?;
        Some(fields().map(|field| cells::shown(table, column, field)).collect())
    };
    let rows: Vec<Vec<String>> = selection.rows().into_iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| tsv::write(&rows))
}

/// True where a pasted text is cells. Else it is SQL or a list of names, which become columns: `Message::PasteColumns`.
pub fn is_cells(text: &str) -> bool {
    !text.trim().contains('\n') || tsv::read(text).is_some()
}

/// What committing a text in the cell that has the keyboard does, or why it is not understood.
pub fn typed(view: &View, text: &str) -> Result<Message, String> {
    let message = Message::Grid(GridMessage::Type(text.to_owned()));
    let Some(table) = table_at_hand(view) else { return Ok(message) };
    let (row, field) = selection(view, table).cursor;
    let mut table = table.clone();
    let field = Field::ALL.get(field).copied().unwrap_or(Field::Name);
    cells::set(&mut table, row, field, text, view.profile.server).map(|()| message)
}

impl Session {
    pub(super) fn grid(&mut self, message: GridMessage) {
        let Some(table) = table_at_hand(&self.view) else { return };
        let id = table.id;
        let mut selection = selection(&self.view, table);
        let count = table.columns.len();
        let row = selection.cursor.0;
        match message {
            GridMessage::Select { row, field, how } => select(&mut selection, row, field, how),
            GridMessage::Go { rows, .. } if rows > 0 && row + 1 >= count && !selection.is_many() => {
                return self.focus(Place::NewColumn(id));
            }
            GridMessage::Go { .. } | GridMessage::Tab { .. } => {
                let Some(target) = message.target(selection.cursor, count) else {
                    return self.focus(Place::NewColumn(id));
                };
                selection.set(target, matches!(message, GridMessage::Go { extend: true, .. }));
            }
            GridMessage::All => selection.rows = Some((0..count).collect()),
            GridMessage::Type(text) => self.type_into(id, selection.cursor, &text),
            GridMessage::Toggle => self.toggle_cell(id, selection.cursor),
            GridMessage::Clear if selection.rows.is_some() => return self.delete_rows(&selection),
            GridMessage::DeleteRows => return self.delete_rows(&selection),
            GridMessage::Clear => self.clear(&selection),
            GridMessage::FillDown => self.fill_down(&selection),
            GridMessage::Shift(by) => {
                let rows = selection.rows();
                let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
                let to = if by < 0 { first.checked_sub(1) } else { (last + 1 < count).then_some(last + 2) };
                let Some(to) = to else { return };
                self.move_rows(&mut selection, to);
            }
            GridMessage::Drop(to) => self.move_rows(&mut selection, to),
            GridMessage::Paste(text) => return self.paste_cells(&text),
        }
        self.view_mut().grid = selection;
        self.focus_cursor();
    }

    /// Gives the keyboard to the cell of the cursor.
    pub(super) fn focus_cursor(&mut self) {
        let Some(table) = table_at_hand(&self.view) else { return };
        let selection = selection(&self.view, table);
        let field = Field::ALL.get(selection.cursor.1).copied().unwrap_or(Field::Name);
        let Some(column) = table.columns.get(selection.cursor.0).map(|column| column.id) else {
            return self.focus(Place::NewColumn(selection.table));
        };
        let place = Place::Cell(selection.table, column, field);
        self.view_mut().grid = selection;
        self.turn_to(place);
    }

    /// Does to a copy of the table what `change` does, and then to the table itself, as one step.
    fn change_cells(&mut self, label: Option<String>, id: TableId, change: impl FnOnce(&mut Table)) {
        let Some((_, before)) = self.view.workspace.table(id) else { return };
        let mut after = (**before).clone();
        change(&mut after);
        let edits = cells::edits_between(before, &after);
        let own = || edits.first().map(|edit| edit.label(&self.view.workspace)).unwrap_or_default();
        let label = label.unwrap_or_else(own);
        self.perform(label, &edits);
    }

    fn type_into(&mut self, id: TableId, (row, field): (usize, usize), text: &str) {
        let server = self.view.profile.server;
        let Some(field) = Field::ALL.get(field).copied() else { return };
        let Some((_, table)) = self.view.workspace.table(id) else { return };
        let name = table.columns.get(row).map(|column| column.name.clone()).unwrap_or_default();
        // A rename has a name of its own.
        let what = if field == Field::Null { "nullability".to_owned() } else { field.heading().to_lowercase() };
        let label = (field != Field::Name).then(|| format!("Change {what} of {name}"));
        let mut refused = Ok(());
        self.change_cells(label, id, |table| refused = cells::set(table, row, field, text, server));
        if let Err(why) = refused {
            self.say(why, false);
        }
    }

    fn toggle_cell(&mut self, id: TableId, (row, field): (usize, usize)) {
        let Some((_, table)) = self.view.workspace.table(id) else { return };
        let Some((column, at)) = table.columns.get(row).zip(Field::ALL.get(field).copied()) else { return };
        let text = match (at, cells::shown(table, column, at).as_str()) {
            (Field::Null, "yes") => "no",
            (Field::Null, _) => "yes",
            (Field::Key, "") => "KEY",
            (Field::Key, "KEY") => "UNI",
            (Field::Key, "UNI") => "PRI",
            (Field::Key, _) => "",
            _ => return,
        };
        self.type_into(id, (row, field), text);
    }

    fn clear(&mut self, selection: &Selection) {
        let server = self.view.profile.server;
        let (first, last) = selection.fields();
        let rows = selection.rows();
        let label = match rows.len() * (last + 1 - first) {
            1 => "Clear 1 cell".to_owned(),
            count => format!("Clear {count} cells"),
        };
        self.change_cells(Some(label), selection.table, |table| {
            for row in rows {
                // A column without a name or a type is none.
                let fields = Field::ALL.into_iter().take(last + 1).skip(first);
                for field in fields.filter(|field| !matches!(field, Field::Name | Field::Type)) {
                    let _ = cells::set(table, row, field, "", server);
                }
            }
        });
    }

    fn delete_rows(&mut self, selection: &Selection) {
        let Some((_, table)) = self.view.workspace.table(selection.table) else { return };
        let rows = selection.rows();
        let columns: Vec<&Column> = rows.iter().filter_map(|row| table.columns.get(*row)).collect();
        let edits: Vec<Edit> =
            columns.iter().map(|column| Edit::DeleteColumn { table: table.id, column: column.id }).collect();
        match (edits.first().cloned(), edits.len()) {
            (None, _) => return,
            (Some(only), 1) => self.delete(only),
            (Some(_), many) => {
                self.perform(format!("Delete {many} columns"), &edits);
                self.say(say("Deleted {} columns.", &[&many]), true);
            }
        }
        let first = rows.first().copied().unwrap_or(0);
        let spot = (first, if selection.rows.is_some() { 0 } else { selection.cursor.1 });
        self.view_mut().grid = Selection { table: selection.table, cursor: spot, anchor: spot, rows: None };
        self.focus_cursor();
    }

    fn fill_down(&mut self, selection: &Selection) {
        let server = self.view.profile.server;
        let mut rows = selection.rows();
        let (first, last) = selection.fields();
        let source = match rows.as_slice() {
            [only] => only.checked_sub(1),
            [_, ..] => Some(rows.remove(0)),
            [] => None,
        };
        let Some(source) = source else {
            return self.say(
                t("Nothing is above: select the cells to fill, and the one to fill them with.").to_owned(),
                false,
            );
        };
        let label = match rows.len() * (last + 1 - first) {
            1 => "Fill 1 cell".to_owned(),
            count => format!("Fill {count} cells"),
        };
        let mut refused = None;
        self.change_cells(Some(label), selection.table, |table| {
            let Some(from) = table.columns.get(source).cloned() else { return };
            // Two columns of one name are none.
            let fields = Field::ALL.into_iter().take(last + 1).skip(first).filter(|field| *field != Field::Name);
            let texts: Vec<_> = fields.map(|field| (field, cells::shown(table, &from, field))).collect();
            for row in rows {
                for (field, text) in &texts {
                    refused = cells::set(table, row, *field, text, server).err().or(refused.take());
                }
            }
        });
        if let Some(why) = refused {
            self.say(why, true);
        }
    }

    fn move_rows(&mut self, selection: &mut Selection, to: usize) {
        let rows = selection.rows();
        let label = plural(rows.len(), "Move {} column", "Move {} columns");
        let landed = to - rows.iter().filter(|row| **row < to).count();
        self.change_cells(Some(label), selection.table, |table| {
            let (moved, mut rest): (Vec<_>, Vec<_>) =
                std::mem::take(&mut table.columns).into_iter().enumerate().partition(|(at, _)| rows.contains(at));
            let at = landed.min(rest.len());
            rest.splice(at..at, moved);
            table.columns = rest.into_iter().map(|(_, column)| column).collect();
        });
        let (first, last) = (landed, landed + rows.len().saturating_sub(1));
        let whole = selection.rows.is_some();
        let down = selection.cursor.0 >= selection.anchor.0;
        (selection.anchor.0, selection.cursor.0) = if down { (first, last) } else { (last, first) };
        selection.rows = whole.then(|| (first..=last).collect());
    }

    /// Cells of a spreadsheet go into the cells from the cursor on; what reaches beyond the last row is new columns. SQL and
    /// lists of names become new columns.
    pub(super) fn paste_cells(&mut self, text: &str) {
        let Some(table) = table_at_hand(&self.view) else { return };
        let selection = selection(&self.view, table);
        let (rows, fields) = (selection.rows(), selection.fields());
        let top = (rows.first().copied().unwrap_or(0), fields.0);
        match tsv::read(text) {
            None => self.put_cells(selection, top, &[vec![text.trim().to_owned()]]),
            Some(cells) => self.put_cells(selection, top, &cells),
        }
        self.focus_cursor();
    }

    /// Rows of cells, with or without a heading, behind the last column.
    pub(super) fn paste_behind(&mut self, id: TableId, cells: &[Vec<String>]) {
        let Some((_, table)) = self.view.workspace.table(id) else { return };
        let top = (table.columns.len(), 0);
        self.put_cells(Selection { table: id, cursor: top, anchor: top, rows: None }, top, cells);
    }

    fn put_cells(&mut self, selection: Selection, top: (usize, usize), cells: &[Vec<String>]) {
        let Some((_, table)) = self.view.workspace.table(selection.table) else { return };
        let (heading, rows) = tsv::headed(cells);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let fields = heading.unwrap_or_else(|| fields_from(top.1, width));
        let before = table.columns.len();
        // One value goes into all selected cells.
        let single = rows.len() == 1 && width == 1 && selection.is_many();
        let server = self.view.profile.server;
        let mut refused = Vec::new();
        let targets = if single { selection.rows() } else { (top.0..top.0 + rows.len()).collect() };
        let (first, last) = selection.fields();
        let label = plural(targets.len(), "Paste {} row", "Paste {} rows");
        self.change_cells(Some(label), selection.table, |table| {
            for (at, row) in targets.iter().enumerate() {
                let cells = rows.get(if single { 0 } else { at }).map(Vec::as_slice).unwrap_or_default();
                let row = (*row).min(table.columns.len());
                if row == table.columns.len() {
                    let named = fields.iter().position(|field| *field == Some(Field::Name));
                    let name =
                        named.and_then(|at| cells.get(at)).map(|name| name.trim()).filter(|name| !name.is_empty());
                    let name = name.map(str::to_owned);
                    let free = || draft::free_name("column", |name| table.column_named(name).is_some());
                    let column = draft::column(table, &name.unwrap_or_else(free));
                    table.columns.push(column);
                }
                let pairs: Vec<(Field, &str)> = if single {
                    let text = cells.first().map_or("", String::as_str);
                    Field::ALL.into_iter().take(last + 1).skip(first).map(|field| (field, text)).collect()
                } else {
                    fields.iter().zip(cells).filter_map(|(field, cell)| Some(((*field)?, cell.as_str()))).collect()
                };
                for (field, text) in pairs {
                    // An empty name or type in a sheet says nothing.
                    let needed = matches!(field, Field::Name | Field::Type | Field::Null);
                    if needed && text.trim().is_empty() {
                        continue;
                    }
                    refused.extend(cells::set(table, row, field, text, server).err());
                }
            }
        });
        self.said_of_paste(selection.table, before, &refused);
        let last_field = if single { last } else { (top.1 + width.max(1) - 1).min(LAST) };
        let end = (top.0 + targets.len().max(1) - 1, last_field);
        self.view_mut().grid = Selection { table: selection.table, cursor: top, anchor: end, rows: None };
    }

    fn said_of_paste(&mut self, table: TableId, before: usize, refused: &[String]) {
        let after = self.view.workspace.table(table).map_or(0, |(_, table)| table.columns.len());
        let added = after.saturating_sub(before);
        let said = match (refused.first(), added) {
            (Some(why), _) => {
                let cells = plural(refused.len(), "{} cell was not understood.", "{} cells were not understood.");
                format!("{cells} {why}")
            }
            (None, 0) => return,
            (None, added) => plural(added, "{} column added.", "{} columns added."),
        };
        self.say(said, true);
    }
}

/// Five cells from the name on are what most sheets have: name, type, null, default, comment.
fn fields_from(first: usize, width: usize) -> Vec<Option<Field>> {
    const USUAL: [Field; 5] = [Field::Name, Field::Type, Field::Null, Field::Default, Field::Comment];
    if first == 0 && width == USUAL.len() {
        return USUAL.into_iter().map(Some).collect();
    }
    (first..first + width).map(|at| Field::ALL.get(at).copied()).collect()
}

fn select(selection: &mut Selection, row: usize, field: Option<usize>, how: How) {
    let spot = (row, field.unwrap_or(0));
    match (how, field) {
        (How::Only, Some(_)) => selection.set(spot, false),
        (How::Only, None) => {
            selection.set(spot, false);
            selection.rows = Some(vec![row]);
        }
        (How::Extend, field) => {
            if field.is_none() && selection.rows.is_none() {
                selection.rows = Some(vec![]);
            }
            selection.set(if selection.rows.is_some() { (row, 0) } else { spot }, true);
        }
        (How::Toggle, _) => {
            let mut rows = selection.rows();
            match rows.iter().position(|known| *known == row) {
                Some(at) => drop(rows.remove(at)),
                None => rows.push(row),
            }
            rows.sort_unstable();
            selection.set(spot, false);
            selection.rows = Some(rows);
        }
    }
}
