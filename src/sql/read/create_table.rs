//! CREATE TABLE: its elements one by one, with recovery, so that a broken one costs itself only.

use sqlparser::tokenizer::Token;

use super::column::read_definition;
use super::key::{self, Key};
use super::options::read_tail;
use super::state::{State, found};
use crate::mysql::types;
use crate::schema::{Aspect, Column, ColumnId, Index, IndexId, KeyPart, ObjectPath, Table, TableId};
use crate::sql::token::{Comment, Cursor};
use crate::text::Span;

/// Reads from behind the word TABLE to the end of the statement. Answers with the database, if one is named, and the
/// table; `None` where no name or no definition can be found, and then the statement is kept as text.
pub(super) fn read_create_table(
    state: &mut State,
    cursor: &mut Cursor,
    comments: &[Comment],
    next_id: &mut impl FnMut() -> u32,
) -> Option<(Option<String>, Table)> {
    let mut table = Table { id: TableId(next_id()), ..Table::default() };
    let path = ObjectPath::Table(table.id);
    table.if_not_exists = cursor.take_words(&["IF", "NOT", "EXISTS"]);
    let name_span = cursor.span();
    let Some((database, name)) = state.qualified_name(cursor, ObjectPath::Workspace, "table") else {
        state.error(
            ObjectPath::Workspace,
            name_span,
            format!("The name of the table is missing: {} where it should be.", found(cursor)),
            "Write the table's name behind CREATE TABLE.",
        );
        return None;
    };
    table.name = name;
    state.source(path, Aspect::Name, Span::new(name_span.start, cursor.last_end()));
    let mut remarks = Remarks { comments, next: 0 };
    remarks.before_element(&mut table, cursor, cursor.span().start);
    let like = cursor.is_word("LIKE") || (cursor.token() == Some(&Token::LParen) && cursor.word_is(1, "LIKE"));
    if like {
        let start = cursor.span().start;
        while !cursor.at_end() {
            cursor.advance();
        }
        table.query = Some(cursor.text_from(start).to_owned());
    } else if cursor.take(&Token::LParen) {
        read_elements(state, cursor, &mut table, comments, next_id);
        remarks.next = comments.partition_point(|comment| comment.span.start < cursor.span().start);
        if !cursor.take(&Token::RParen) {
            state.error(
                path,
                cursor.span(),
                format!("The parenthesis of the table `{}` is not closed.", table.name),
                "Close it with `)` behind the last column or key; a `;` inside ends the statement too early.",
            );
        }
    }
    read_tail(state, cursor, &mut table, path);
    if !cursor.at_end() {
        state.error(
            path,
            cursor.span(),
            format!("`{}` is no table option.", cursor.span().of(cursor.text)),
            "Correct or remove it; everything from here to the end of the statement is kept as text.",
        );
        let start = cursor.span().start;
        while !cursor.at_end() {
            cursor.advance();
        }
        table.options.others.push((cursor.text_from(start).to_owned(), String::new()));
    }
    remarks.behind_table(&mut table, cursor);
    if table.columns.is_empty() && table.query.is_none() && table.unread.is_empty() {
        state.error(path, name_span, format!("The table `{}` has no columns.", table.name), "Add at least one column.");
    }
    table.unquoted = std::mem::take(&mut state.unquoted);
    table.unquoted.dedup();
    Some((database, table))
}

/// Reads the elements up to the closing parenthesis, or the end, which stay at the cursor.
pub(super) fn read_elements(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    comments: &[Comment],
    next_id: &mut impl FnMut() -> u32,
) {
    let mut remarks =
        Remarks { comments, next: comments.partition_point(|comment| comment.span.start < cursor.last_end()) };
    loop {
        if matches!(cursor.token(), None | Some(Token::RParen)) || begins_options(cursor) {
            break;
        }
        let span = cursor.span();
        if cursor.take(&Token::Comma) {
            let help = "Remove it.";
            state.error(ObjectPath::Table(table.id), span, "This comma has nothing before it.", help);
            continue;
        }
        remarks.before_element(table, cursor, span.start);
        let columns_before = table.columns.len();
        let whole = read_element(state, cursor, table, next_id);
        if let Some(path) = whole {
            state.source(path, Aspect::Whole, Span::new(span.start, cursor.last_end()));
        }
        if !ends_element(state, cursor, table, whole, span.start) {
            // The comma is missing, but the next element is there: it is read as if the comma were.
            continue;
        }
        let comma = cursor.span();
        let is_column = table.columns.len() > columns_before;
        if cursor.take(&Token::Comma) {
            remarks.behind_element(table, cursor, comma.end, is_column);
            if matches!(cursor.token(), None | Some(Token::RParen)) {
                state.error(
                    ObjectPath::Table(table.id),
                    comma,
                    "A comma stands behind the last element.",
                    "Remove it: the server expects another column or key behind a comma.",
                );
            }
        } else {
            remarks.behind_element(table, cursor, comma.start, is_column);
        }
    }
    remarks.before_element(table, cursor, cursor.span().start);
}

/// One column or key. Answers with what was added, or `None` where nothing could be.
fn read_element(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    next_id: &mut impl FnMut() -> u32,
) -> Option<ObjectPath> {
    if key::begins(cursor) {
        return match key::read_key(state, cursor, table.id, next_id)? {
            Key::Index(index) => {
                let path = ObjectPath::Index(table.id, index.id);
                table.indexes.push(index);
                Some(path)
            }
            Key::ForeignKey(key) => {
                let path = ObjectPath::ForeignKey(table.id, key.id);
                table.foreign_keys.push(key);
                Some(path)
            }
            Key::Check(check) => {
                table.checks.push(check);
                Some(ObjectPath::Table(table.id))
            }
        };
    }
    if cursor.is_word("PERIOD") && cursor.word_is(1, "FOR") {
        // MariaDB's system versioning: right as it stands, but not modelled.
        let start = cursor.span().start;
        skip_to_element_end(cursor);
        table.unread.push(cursor.text_from(start).to_owned());
        return Some(ObjectPath::Table(table.id));
    }
    let id = ColumnId(next_id());
    let path = ObjectPath::Column(table.id, id);
    let name_span = cursor.span();
    let name = state.name(cursor, path, "column")?;
    let read = read_definition(state, cursor, Column { id, name, ..Column::default() }, path);
    state.source(path, Aspect::Name, name_span);
    state.source(path, Aspect::Type, read.type_span);
    for kind in read.inline_keys {
        let index = IndexId(next_id());
        state.source(ObjectPath::Index(table.id, index), Aspect::Whole, name_span);
        let parts = vec![KeyPart::of(&read.column.name)];
        table.indexes.push(Index { id: index, kind, parts, ..Index::default() });
    }
    table.columns.push(read.column);
    Some(path)
}

/// Makes sure that the cursor is at the end of an element. False where the next one begins without a comma.
fn ends_element(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    whole: Option<ObjectPath>,
    start: usize,
) -> bool {
    let read = whole.is_some();
    if read && (matches!(cursor.token(), None | Some(Token::Comma | Token::RParen)) || begins_options(cursor)) {
        return true;
    }
    let path = ObjectPath::Table(table.id);
    let place = Span::new(cursor.last_end(), cursor.last_end());
    if read && begins_element(cursor) {
        state.error(
            path,
            cursor.span(),
            format!("A comma is missing before `{}`.", cursor.span().of(cursor.text)),
            format!("Put a comma behind `{}`.", last_word(cursor, place.start)),
        );
        return false;
    }
    if read {
        state.error(
            path,
            cursor.span(),
            format!("`{}` is not understood here.", cursor.span().of(cursor.text)),
            "Correct or remove it; or put a comma before it, if something new begins here.",
        );
    } else if !state.has_spoken_since(start) {
        state.error(
            path,
            cursor.span(),
            format!("A column or a key should begin here, but {}.", found(cursor)),
            "Write a column as name and type, or a key such as `PRIMARY KEY (id)`.",
        );
    }
    let from = if read { cursor.span().start } else { start };
    skip_to_element_end(cursor);
    let text = cursor.text_from(from).trim().to_owned();
    if !text.is_empty() {
        keep_in_place(table, whole, text);
    }
    true
}

/// Text that was not understood stays behind what it was written at.
fn keep_in_place(table: &mut Table, whole: Option<ObjectPath>, text: String) {
    if let Some(ObjectPath::ForeignKey(_, id)) = whole
        && let Some(key) = table.foreign_keys.iter_mut().find(|key| key.id == id)
    {
        key.actions = format!("{} {text}", key.actions).trim_start().to_owned();
        return;
    }
    let place = match whole {
        Some(ObjectPath::Column(_, id)) => {
            table.columns.iter_mut().find(|column| column.id == id).map(|column| &mut column.attributes)
        }
        Some(ObjectPath::Index(_, id)) => {
            table.indexes.iter_mut().find(|index| index.id == id).map(|index| &mut index.options)
        }
        Some(ObjectPath::ForeignKey(..) | ObjectPath::Table(_) | ObjectPath::Database(_) | ObjectPath::Workspace)
        | None => None,
    };
    place.unwrap_or(&mut table.unread).push(text);
}

/// True where the table's options begin, so that its `)` was forgotten: `ENGINE=InnoDB`, `DEFAULT CHARSET=utf8mb4`.
fn begins_options(cursor: &Cursor) -> bool {
    let words = 1 + usize::from(cursor.is_word("DEFAULT"));
    (0..words).all(|by| cursor.word_ahead(by).is_some()) && cursor.ahead(words) == Some(&Token::Eq)
}

/// True where what follows looks like an element of its own: a key, or a name with a type behind it.
fn begins_element(cursor: &Cursor) -> bool {
    let named = matches!(cursor.token(), Some(Token::Word(_)));
    let typed = cursor.word_ahead(1).is_some_and(|word| types::find(word).is_some());
    key::begins(cursor) || (named && typed)
}

fn last_word<'t>(cursor: &Cursor<'t>, end: usize) -> &'t str {
    let before = cursor.text.get(..end).unwrap_or("");
    before.rsplit(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("")
}

fn skip_to_element_end(cursor: &mut Cursor) {
    while !matches!(cursor.token(), None | Some(Token::Comma | Token::RParen)) {
        if cursor.take_parenthesised().is_none() {
            cursor.advance();
        }
    }
}

/// Comments between the elements: one on the line of a column is that column's, one on a line of its own belongs to the
/// column below. Those that no column can take go to the table.
struct Remarks<'c> {
    comments: &'c [Comment],
    next: usize,
}

impl Remarks<'_> {
    /// Comments up to `place` on lines of their own: remembered for the element that begins there.
    fn before_element(&mut self, table: &mut Table, cursor: &Cursor, place: usize) {
        while let Some(comment) = self.comments.get(self.next).filter(|comment| comment.span.start < place) {
            self.next += 1;
            give(table, cursor, comment, None);
        }
    }

    /// Comments inside the element, and behind it on the same line.
    fn behind_element(&mut self, table: &mut Table, cursor: &Cursor, end: usize, is_column: bool) {
        let rest = cursor.text.get(end..).unwrap_or("");
        let line_end = end + rest.find('\n').unwrap_or(rest.len());
        while let Some(comment) = self.comments.get(self.next).filter(|comment| comment.span.start < line_end) {
            let between = cursor.text.get(end..comment.span.start).unwrap_or("");
            if comment.span.start >= end && !between.trim().is_empty() {
                return;
            }
            self.next += 1;
            let column = if is_column { table.columns.len().checked_sub(1) } else { None };
            give(table, cursor, comment, column);
        }
    }

    /// Comments among the options. What a server would execute there is an option.
    fn behind_table(&mut self, table: &mut Table, cursor: &Cursor) {
        for comment in self.comments.get(self.next..).unwrap_or_default() {
            if comment.hint && !cursor.has_copied(comment.span) {
                table.options.others.push((comment.text.clone(), String::new()));
            } else if !comment.hint {
                give(table, cursor, comment, None);
            }
        }
    }
}

fn give(table: &mut Table, cursor: &Cursor, comment: &Comment, column: Option<usize>) {
    if cursor.has_copied(comment.span) {
        // It stands inside an expression that is kept word for word, so it is kept already.
        return;
    }
    let column = column.and_then(|at| table.columns.get_mut(at));
    if comment.hint {
        match column {
            Some(column) => column.attributes.push(comment.text.clone()),
            None => table.unread.push(comment.text.clone()),
        }
        return;
    }
    let remark = comment.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if remark.is_empty() {
        return;
    }
    let (place, separator) = match column {
        Some(column) => (&mut column.remark, "; "),
        None => (&mut table.remark, "\n"),
    };
    *place = Some(match place.take() {
        Some(before) => format!("{before}{separator}{remark}"),
        None => remark,
    });
}
