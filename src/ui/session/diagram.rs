//! What the user does in the diagram. Where cards stand is part of the project; what is selected there is not.

use super::{Beside, Document, Session, TableView};
use crate::board::{Moved, Said, Selected};
use crate::edit::{DiagramChange, Edit, apply};
use crate::i18n::{later, say, t};
use crate::layout::RelationKind;
use crate::schema::{Hue, Mark, MarkId, MarkKind, Placed, TableId};

/// What the diagram has told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiagramView {
    pub selected: Selected,
    /// So many tables are shown; 0 where it is not known yet.
    pub shown: usize,
    /// It cannot be drawn here.
    pub failed: bool,
}

impl Session {
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn diagram(&mut self, said: Said) {
        match said {
            Said::Selected(selected) => self.view_mut().diagram.selected = selected,
            Said::Shown { shown, .. } => self.view_mut().diagram.shown = shown,
            Said::Open(table) => {
                // Where it stood in the diagram stays in sight.
                self.open_document(Document::Table(table));
                let view = self.view_mut();
                (view.beside, view.table_view) = (Some(Beside::Diagram), TableView::Columns);
                self.focus_cursor();
            }
            Said::Moved(moved) => self.moved(moved),
            Said::Settled(places) => self.settle(places),
            Said::Add { note, rect } => {
                let (kind, text, hue) = if note {
                    (MarkKind::Note, t("Note"), Hue::Yellow)
                } else {
                    (MarkKind::Area, t("Area"), Hue::Blue)
                };
                let (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height);
                let mark = Mark { id: MarkId::default(), kind, text: text.to_owned(), x, y, width, height, hue };
                self.change_diagram(vec![DiagramChange::SetMark(mark)]);
            }
            Said::DeleteMark(mark) => self.delete(Edit::Diagram(DiagramChange::DeleteMark(mark))),
            Said::Zoom(_) | Said::Cursor(_) => {}
        }
    }

    fn change_diagram(&mut self, changes: Vec<DiagramChange>) {
        let edits: Vec<Edit> = changes.into_iter().map(Edit::Diagram).collect();
        let label = edits.first().map(|edit| edit.label(&self.view.workspace)).unwrap_or_default();
        self.perform(label, &edits);
    }

    /// One gesture, one step, whatever it carried.
    fn moved(&mut self, moved: Moved) {
        let mut changes = Vec::new();
        for (id, rect) in moved.marks {
            let Some(old) = self.view.workspace.diagram.marks.iter().find(|mark| mark.id == id) else { continue };
            let (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height);
            changes.push(DiagramChange::SetMark(Mark { x, y, width, height, ..old.clone() }));
        }
        if !moved.tables.is_empty() {
            changes.push(DiagramChange::MoveTables(moved.tables));
        }
        self.change_diagram(changes);
    }

    /// The layout has put tables that had no place. The user did not, so there is no step: undoing what they did before
    /// does not have to pass through it.
    fn settle(&mut self, places: Vec<Placed>) {
        let edit = Edit::Diagram(DiagramChange::MoveTables(places));
        if let Ok(workspace) = apply(&self.view.workspace, &edit) {
            self.view_mut().workspace = workspace;
        }
    }

    /// The selected tables get a tag, and lose the one they had; an empty name takes it away only.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn tag_selected(&mut self, name: &str, hue: Option<Hue>) {
        let selected = self.view.diagram.selected.tables.clone();
        let mut changes = Vec::new();
        for tag in self.view.workspace.diagram.tags.iter().filter(|tag| tag.name != name) {
            let mut left = tag.clone();
            left.tables.retain(|table| !selected.contains(table));
            if left.tables.is_empty() {
                changes.push(DiagramChange::DeleteTag(tag.name.clone()));
            } else if left != *tag {
                changes.push(DiagramChange::SetTag(left));
            }
        }
        if !name.is_empty() {
            let known = self.view.workspace.diagram.tags.iter().find(|tag| tag.name == name).cloned();
            let count = self.view.workspace.diagram.tags.len();
            let fresh = Hue::ALL.get(1 + count % (Hue::ALL.len() - 1)).copied().unwrap_or_default();
            let mut tag = known.unwrap_or(crate::schema::Tag { name: name.to_owned(), hue: fresh, tables: vec![] });
            tag.hue = hue.unwrap_or(tag.hue);
            tag.tables.extend(selected);
            changes.insert(0, DiagramChange::SetTag(tag));
        }
        if !changes.is_empty() {
            self.change_diagram(changes);
        }
    }
}

impl super::View {
    /// What is selected in the diagram, for who hears it as well as for who sees it.
    pub fn diagram_words(&self) -> String {
        let Selected { active, mark, link, tables, parents, children } = &self.diagram.selected;
        let name =
            |table: &TableId| self.workspace.table(*table).map(|(_, table)| table.name.clone()).unwrap_or_default();
        if let Some(mark) = mark.and_then(|id| self.workspace.diagram.marks.iter().find(|mark| mark.id == id)) {
            let kind = if mark.kind == MarkKind::Note { later("Note: {}") } else { later("Area: {}") };
            return say(kind, &[&mark.text]);
        }
        if let Some(link) = link {
            let column = |end: crate::layout::End| {
                let table = self.workspace.table(end.table).map(|(_, table)| table);
                let column = end.column.and_then(|at| table.and_then(|table| table.columns.get(at)));
                column.map_or(name(&end.table), |column| format!("{}.{}", name(&end.table), column.name))
            };
            let kind = t(kind_word(link.kind));
            return say("{} refers to {} ({})", &[&column(link.child), &column(link.parent), &kind]);
        }
        if tables.len() > 1 {
            return say("{} tables selected", &[&tables.len()]);
        }
        let Some(table) = active.filter(|_| !tables.is_empty()) else { return String::new() };
        let mut words = self.card_words(table);
        for (list, template) in [(parents, later("refers to {}")), (children, later("referred to by {}"))] {
            if !list.is_empty() {
                let names: Vec<String> = list.iter().map(name).collect();
                words.push_str("; ");
                words.push_str(&say(template, &[&names.join(", ")]));
            }
        }
        words
    }

    /// A card in words.
    pub fn card_words(&self, table: TableId) -> String {
        let Some((_, found)) = self.workspace.table(table) else { return String::new() };
        let kind = found.registration.as_ref().map_or("MySQL table", |registration| registration.kind.name());
        let kind = crate::i18n::translated(kind);
        let problems = self.troubles.get(&table).map_or(0, |(count, _)| *count);
        let columns = found.columns.len();
        match problems {
            0 => say("{}, {}, columns: {}", &[&found.name, &kind, &columns]),
            _ => say("{}, {}, columns: {}, problems: {}", &[&found.name, &kind, &columns, &problems]),
        }
    }
}

fn kind_word(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::ForeignKey => later("foreign key"),
        RelationKind::Director => later("director"),
        RelationKind::RefMatch => later("ref-match"),
        RelationKind::Inferred => later("inferred from the column's name"),
    }
}
