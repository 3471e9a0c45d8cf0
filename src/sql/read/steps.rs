//! A script as the steps that it takes: what each statement creates, changes or fills, and which conditions guard it.
//!
//! For rules about scripts. Bodies of stored programs are looked into, so that a guarded ALTER is seen with its guard.

use super::column::read_definition;
use super::key::{self, Key};
use super::prose::{find_statement, is_markdown, markdown_parts};
use super::state::State;
use super::words::{begins_statement, first_word};
use crate::schema::{Column, Index, IndexKind, ObjectPath, TableId};
use crate::sql::cursor::Cursor;
use crate::sql::split::{StatementKind, split};
use crate::sql::token::{Lexed, Token, lex};
use crate::text::Span;

const PATH: ObjectPath = ObjectPath::Workspace;

/// A statement, or one action of an ALTER TABLE.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub span: Span,
    /// What USE named last, or the statement itself.
    pub database: Option<String>,
    pub action: Action,
    /// The conditions around it in a stored program, the outer ones first.
    pub guards: Vec<Guard>,
}

/// A condition: `IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE ...)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guard {
    /// What stands in it as `name = 'value'`; names in upper case.
    pub names: Vec<(String, String)>,
    /// It holds where something is not there.
    pub negated: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Use(String),
    CreateTable {
        table: String,
        if_not_exists: bool,
    },
    DropTable {
        tables: Vec<String>,
    },
    RenameTable {
        table: String,
    },
    Alter {
        table: String,
        change: Change,
    },
    Insert {
        table: String,
        kind: InsertKind,
    },
    CreateProgram {
        name: String,
        if_not_exists: bool,
    },
    DropProgram {
        name: String,
    },
    Call {
        name: String,
    },
    /// `star`: where `*` stands as a whole column list.
    Select {
        star: Option<Span>,
    },
    /// Its first word.
    Other(String),
}

/// What one action of ALTER TABLE, or CREATE and DROP INDEX, does.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    AddColumn(Box<Column>),
    AddIndex(Box<Index>),
    DropColumn(String),
    DropIndex(String),
    Modify(Box<Column>),
    Change { old: String, column: Box<Column> },
    RenameColumn { old: String, new: String },
    RenameTable,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsertKind {
    Plain,
    Ignore,
    /// ON DUPLICATE KEY UPDATE.
    Update,
    Replace,
    /// From a query that asks first whether the row is there.
    Guarded,
}

/// Takes a script apart.
pub fn read_steps(text: &str) -> Vec<Step> {
    let mut reader = Reader { text, database: None, steps: vec![] };
    let parts = if is_markdown(text) { markdown_parts(text) } else { vec![(Span::new(0, text.len()), true)] };
    for statement in parts.into_iter().filter(|(_, code)| *code).flat_map(|(part, _)| split(text, part).0) {
        if !matches!(statement.kind, StatementKind::Plain | StatementKind::Delimited) {
            continue;
        }
        // Documents have prose before their statements.
        let body = statement.body;
        let found = find_statement(body.of(text)).filter(|_| !begins_statement(first_word(body.of(text))));
        let body = Span::new(body.start + found.unwrap_or(0), body.end);
        let lexed = lex(text, body);
        let mut state = State::new(text);
        state.modelled = false;
        reader.statement(&mut state, &lexed, statement.body.end);
    }
    reader.steps
}

struct Reader<'t> {
    text: &'t str,
    database: Option<String>,
    steps: Vec<Step>,
}

impl Reader<'_> {
    fn statement(&mut self, state: &mut State, lexed: &Lexed, end: usize) {
        let mut cursor = Cursor::new(self.text, lexed, end);
        let start = cursor.span().start;
        let first = self.steps.len();
        self.action(state, &mut cursor, &[], end);
        let is_program = matches!(self.steps.get(first), Some(Step { action: Action::CreateProgram { .. }, .. }));
        if is_program {
            if let Some(step) = self.steps.get_mut(first) {
                step.span = Span::new(start, cursor.last_end());
            }
            self.body(state, &mut cursor, end);
        }
    }

    /// The statements of a stored program, with the conditions around each.
    fn body(&mut self, state: &mut State, cursor: &mut Cursor, end: usize) {
        let mut guards: Vec<Guard> = Vec::new();
        let mut begins = false;
        while !cursor.at_end() {
            if begins && cursor.is_any_word(&["IF", "ELSEIF"]) {
                if cursor.is_word("ELSEIF") {
                    guards.pop();
                }
                cursor.advance();
                guards.push(read_guard(cursor));
                continue;
            }
            if begins && cursor.take_words(&["END", "IF"]) {
                guards.pop();
                begins = false;
                continue;
            }
            if cursor.is_any_word(&["BEGIN", "THEN", "DO", "LOOP", "REPEAT"]) || cursor.is(';') {
                begins = true;
                cursor.advance();
                continue;
            }
            if begins && cursor.take_word("ELSE") {
                if let Some(guard) = guards.last_mut() {
                    guard.negated = !guard.negated;
                }
                continue;
            }
            if begins && cursor.word().is_some() && !cursor.is_any_word(&["END", "DECLARE", "WHILE", "CASE"]) {
                self.action(state, cursor, &guards, end);
            }
            begins = false;
            while !cursor.at_end() && !cursor.is(';') && !cursor.is_any_word(&["BEGIN", "THEN", "DO", "LOOP", "REPEAT"])
            {
                if cursor.take_parenthesised().is_none() {
                    cursor.advance();
                }
            }
        }
    }

    fn push(&mut self, span: Span, database: Option<String>, action: Action, guards: &[Guard]) {
        let database = database.or_else(|| self.database.clone());
        self.steps.push(Step { span, database, action, guards: guards.to_vec() });
    }

    /// One statement, from its first word on.
    fn action(&mut self, state: &mut State, cursor: &mut Cursor, guards: &[Guard], end: usize) {
        let start = cursor.span().start;
        let word = cursor.word().unwrap_or("").to_ascii_uppercase();
        let mut database = None;
        let mut named = |state: &mut State, cursor: &mut Cursor| {
            let name = state.qualified_name(cursor, PATH, "table");
            let (home, name) = name.unwrap_or_default();
            database = home;
            name
        };
        let action = match word.as_str() {
            "USE" => {
                cursor.advance();
                let name = Span::new(cursor.span().start, end).of(self.text).trim().trim_matches('`').to_owned();
                self.database = Some(name.clone());
                Action::Use(name)
            }
            "ALTER" => {
                cursor.advance();
                cursor.take_word("ONLINE");
                cursor.take_word("IGNORE");
                if !cursor.take_word("TABLE") {
                    return self.push(Span::new(start, cursor.last_end()), None, Action::Other(word), guards);
                }
                return self.alter(state, cursor, guards);
            }
            "CREATE" => {
                cursor.advance();
                cursor.take_words(&["OR", "REPLACE"]);
                let temporary = cursor.take_word("TEMPORARY");
                if let Some(kind) = index_kind(cursor) {
                    let name = state.name(cursor, PATH, "index");
                    while !cursor.ends_statement() && !cursor.take_word("ON") {
                        cursor.advance();
                    }
                    let table = named(state, cursor);
                    let parts = key::read_parts(state, cursor, PATH).unwrap_or_default();
                    let index = Index { kind, name, parts, ..Index::default() };
                    Action::Alter { table, change: Change::AddIndex(Box::new(index)) }
                } else if cursor.take_word("TABLE") {
                    let if_not_exists = cursor.take_words(&["IF", "NOT", "EXISTS"]);
                    let table = named(state, cursor);
                    if temporary { Action::Other(word) } else { Action::CreateTable { table, if_not_exists } }
                } else {
                    while !cursor.ends_statement()
                        && !cursor.is_any_word(&["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT"])
                    {
                        cursor.advance();
                    }
                    if cursor.ends_statement() {
                        Action::Other(word)
                    } else {
                        cursor.advance();
                        let if_not_exists = cursor.take_words(&["IF", "NOT", "EXISTS"]);
                        Action::CreateProgram { name: named(state, cursor), if_not_exists }
                    }
                }
            }
            "DROP" => {
                cursor.advance();
                let temporary = cursor.take_word("TEMPORARY");
                let what = cursor.word().unwrap_or("").to_ascii_uppercase();
                cursor.advance();
                cursor.take_words(&["IF", "EXISTS"]);
                match what.as_str() {
                    "TABLE" | "TABLES" if !temporary => {
                        let mut tables = vec![named(state, cursor)];
                        while cursor.take(',') {
                            tables.push(named(state, cursor));
                        }
                        Action::DropTable { tables }
                    }
                    "PROCEDURE" | "FUNCTION" => Action::DropProgram { name: named(state, cursor) },
                    "INDEX" => {
                        let name = state.name(cursor, PATH, "index").unwrap_or_default();
                        cursor.take_word("ON");
                        Action::Alter { table: named(state, cursor), change: Change::DropIndex(name) }
                    }
                    _ => Action::Other(word),
                }
            }
            "RENAME" if cursor.take_words(&["RENAME", "TABLE"]) => Action::RenameTable { table: named(state, cursor) },
            "INSERT" | "REPLACE" => {
                cursor.advance();
                let mut kind = if word == "REPLACE" { InsertKind::Replace } else { InsertKind::Plain };
                while cursor.is_any_word(&["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO"]) {
                    if cursor.is_word("IGNORE") {
                        kind = InsertKind::Ignore;
                    }
                    cursor.advance();
                }
                let table = named(state, cursor);
                let mut asks = false;
                while !cursor.ends_statement() {
                    if kind == InsertKind::Plain && cursor.take_words(&["ON", "DUPLICATE", "KEY", "UPDATE"]) {
                        kind = InsertKind::Update;
                    }
                    asks |= cursor.is_word("EXISTS");
                    cursor.advance();
                }
                if asks && kind == InsertKind::Plain {
                    kind = InsertKind::Guarded;
                }
                Action::Insert { table, kind }
            }
            "CALL" => {
                cursor.advance();
                Action::Call { name: named(state, cursor) }
            }
            "SELECT" => {
                cursor.advance();
                cursor.take_any_word(&["DISTINCT", "ALL", "SQL_NO_CACHE"]);
                let qualified = cursor.is_name_ahead(0) && cursor.is_ahead(1, '.') && cursor.is_ahead(2, '*');
                let star = (cursor.is('*') || qualified).then(|| cursor.span());
                Action::Select { star }
            }
            _ => {
                cursor.advance();
                Action::Other(word)
            }
        };
        self.push(Span::new(start, cursor.last_end()), database, action, guards);
    }

    fn alter(&mut self, state: &mut State, cursor: &mut Cursor, guards: &[Guard]) {
        cursor.take_words(&["IF", "EXISTS"]);
        let Some((database, table)) = state.qualified_name(cursor, PATH, "table") else { return };
        while !cursor.ends_statement() {
            let start = cursor.span().start;
            let mark = cursor.mark();
            let changes = read_changes(state, cursor);
            if cursor.mark() == mark {
                cursor.advance();
            }
            // What a change does not go on with is read over.
            while !cursor.ends_statement() && !cursor.is(',') {
                if cursor.take_parenthesised().is_none() {
                    cursor.advance();
                }
            }
            let span = Span::new(start, cursor.last_end());
            for change in changes {
                let action = Action::Alter { table: table.clone(), change };
                self.push(span, database.clone(), action, guards);
            }
            cursor.take(',');
        }
    }
}

fn index_kind(cursor: &mut Cursor) -> Option<IndexKind> {
    let kinds = [("UNIQUE", IndexKind::Unique), ("FULLTEXT", IndexKind::Fulltext), ("SPATIAL", IndexKind::Spatial)];
    if cursor.take_word("INDEX") {
        return Some(IndexKind::Plain);
    }
    kinds.into_iter().find(|(word, _)| cursor.take_words(&[word, "INDEX"])).map(|(_, kind)| kind)
}

/// What one action does; several where it adds columns in parentheses.
fn read_changes(state: &mut State, cursor: &mut Cursor) -> Vec<Change> {
    if cursor.take_word("ADD") {
        return read_additions(state, cursor);
    }
    vec![if cursor.take_word("MODIFY") {
        cursor.take_word("COLUMN");
        cursor.take_words(&["IF", "EXISTS"]);
        read_column(state, cursor).map_or(Change::Other, Change::Modify)
    } else if cursor.take_word("CHANGE") {
        cursor.take_word("COLUMN");
        cursor.take_words(&["IF", "EXISTS"]);
        let old = state.name(cursor, PATH, "column").unwrap_or_default();
        read_column(state, cursor).map_or(Change::Other, |column| Change::Change { old, column })
    } else if cursor.take_word("DROP") {
        if cursor.take_words(&["PRIMARY", "KEY"]) {
            return vec![Change::DropIndex("PRIMARY".to_owned())];
        }
        let index = cursor.take_any_word(&["INDEX", "KEY"]);
        let other = !index && cursor.is_any_word(&["FOREIGN", "CHECK", "CONSTRAINT", "PARTITION", "PERIOD", "SYSTEM"]);
        cursor.take_word("COLUMN");
        cursor.take_words(&["IF", "EXISTS"]);
        match state.name(cursor, PATH, "column") {
            Some(_) if other => Change::Other,
            Some(name) if index => Change::DropIndex(name),
            Some(name) => Change::DropColumn(name),
            None => Change::Other,
        }
    } else if cursor.take_word("RENAME") {
        if cursor.take_word("COLUMN") {
            let old = state.name(cursor, PATH, "column").unwrap_or_default();
            cursor.take_word("TO");
            let new = state.name(cursor, PATH, "column").unwrap_or_default();
            Change::RenameColumn { old, new }
        } else if cursor.is_any_word(&["INDEX", "KEY"]) {
            Change::Other
        } else {
            Change::RenameTable
        }
    } else {
        Change::Other
    }]
}

fn read_additions(state: &mut State, cursor: &mut Cursor) -> Vec<Change> {
    let named = cursor.take_word("COLUMN");
    if !named && cursor.is_any_word(&["PARTITION", "SYSTEM", "PERIOD"]) {
        return vec![Change::Other];
    }
    let mut changes = Vec::new();
    let mut read_one = |state: &mut State, cursor: &mut Cursor| {
        if !named && key::begins(cursor) {
            let read = key::read_key(state, cursor, TableId(0), &mut || 0);
            changes.push(match read {
                Some(Key::Index(index)) => Change::AddIndex(Box::new(index)),
                Some(Key::ForeignKey(_) | Key::Check(_) | Key::Other(_)) | None => Change::Other,
            });
            return;
        }
        cursor.take_words(&["IF", "NOT", "EXISTS"]);
        changes.push(read_column(state, cursor).map_or(Change::Other, Change::AddColumn));
    };
    if !cursor.take('(') {
        read_one(state, cursor);
        return changes;
    }
    loop {
        read_one(state, cursor);
        if !cursor.take(',') {
            break;
        }
    }
    cursor.take(')');
    changes
}

fn read_column(state: &mut State, cursor: &mut Cursor) -> Option<Box<Column>> {
    let name = state.name(cursor, PATH, "column")?;
    let mut read = read_definition(state, cursor, Column { name, ..Column::default() }, PATH);
    read.column.attributes.extend(read.inline_keys.iter().map(|kind| kind.keyword().to_owned()));
    Some(Box::new(read.column))
}

/// A condition, from behind IF to behind THEN.
fn read_guard(cursor: &mut Cursor) -> Guard {
    let mut guard = Guard::default();
    let first = cursor.is_word("NOT");
    while !cursor.at_end() && !cursor.take_word("THEN") {
        guard.negated |= first && cursor.is_word("EXISTS");
        let name = match cursor.token() {
            Some(Token::Word(word)) => Some((*word).to_owned()),
            Some(Token::Quoted(name)) => Some(name.clone().into_owned()),
            _ => None,
        };
        cursor.advance();
        if let Some(name) = name
            && cursor.is('=')
        {
            cursor.advance();
            if let Some(value) = cursor.take_string() {
                guard.names.push((name.to_ascii_uppercase(), value));
            }
        }
    }
    guard
}
