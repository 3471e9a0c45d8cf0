//! SQL comments within a CREATE TABLE: whose they are.

use crate::schema::{ObjectPath, Table};
use crate::sql::cursor::Cursor;
use crate::sql::token::Comment;

/// Comments between the elements: one on the line of a column or a key is its own. Those that neither can take go to the
/// table.
pub(super) struct Remarks<'c> {
    comments: &'c [Comment],
    next: usize,
}

impl<'c> Remarks<'c> {
    /// The comments from a place on.
    pub fn new(comments: &'c [Comment], place: usize) -> Self {
        let mut remarks = Remarks { comments, next: 0 };
        remarks.skip_to(place);
        remarks
    }

    pub fn skip_to(&mut self, place: usize) {
        self.next = self.comments.partition_point(|comment| comment.span.start < place);
    }

    /// Comments up to `place` on lines of their own: remembered for the element that begins there.
    pub fn before_element(&mut self, table: &mut Table, cursor: &Cursor, place: usize) {
        while let Some(comment) = self.comments.get(self.next).filter(|comment| comment.span.start < place) {
            self.next += 1;
            give(table, cursor, comment, None);
        }
    }

    /// Comments inside the element, and behind it on the same line.
    pub fn behind_element(&mut self, table: &mut Table, cursor: &Cursor, end: usize, element: Option<ObjectPath>) {
        let rest = cursor.text.get(end..).unwrap_or("");
        let line_end = end + rest.find('\n').unwrap_or(rest.len());
        while let Some(comment) = self.comments.get(self.next).filter(|comment| comment.span.start < line_end) {
            let between = cursor.text.get(end..comment.span.start).unwrap_or("");
            if comment.span.start >= end && !between.trim().is_empty() {
                return;
            }
            self.next += 1;
            give(table, cursor, comment, element);
        }
    }

    /// Comments among the options. What a server would execute there is an option.
    pub fn behind_table(&mut self, table: &mut Table, cursor: &Cursor) {
        // Where another statement follows, what stands before it is its own.
        let end = if cursor.at_end() { usize::MAX } else { cursor.last_end() };
        let comments = self.comments.get(self.next..).unwrap_or_default();
        for comment in comments.iter().take_while(|comment| comment.span.start < end) {
            if comment.hint && !cursor.has_copied(comment.span) {
                table.options.others.push((comment.text.clone(), String::new()));
            } else if !comment.hint {
                give(table, cursor, comment, None);
            }
        }
    }
}

fn give(table: &mut Table, cursor: &Cursor, comment: &Comment, element: Option<ObjectPath>) {
    if cursor.has_copied(comment.span) {
        // It stands inside an expression that is kept word for word, so it is kept already.
        return;
    }
    if comment.hint {
        let column = element.and_then(ObjectPath::column);
        match table.columns.iter_mut().find(|known| Some(known.id) == column) {
            Some(column) => column.attributes.push(comment.text.clone()),
            None => table.unread.push(comment.text.clone()),
        }
        return;
    }
    let remark = comment.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if remark.is_empty() {
        return;
    }
    let own = match element {
        Some(ObjectPath::Column(_, id)) => {
            table.columns.iter_mut().find(|column| column.id == id).map(|column| &mut column.remark)
        }
        Some(ObjectPath::Index(_, id)) => {
            table.indexes.iter_mut().find(|index| index.id == id).map(|index| &mut index.remark)
        }
        Some(ObjectPath::ForeignKey(_, id)) => {
            table.foreign_keys.iter_mut().find(|key| key.id == id).map(|key| &mut key.remark)
        }
        Some(ObjectPath::Table(_) | ObjectPath::Database(_) | ObjectPath::Workspace) | None => None,
    };
    let separator = if own.is_some() { "; " } else { "\n" };
    let place = match own {
        Some(place) => place,
        None => &mut table.remark,
    };
    *place = Some(match place.take() {
        Some(before) => format!("{before}{separator}{remark}"),
        None => remark,
    });
}
