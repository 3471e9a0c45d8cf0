//! A whole script: which statement is what, and where the things go that are kept as text.

use std::collections::HashSet;
use std::sync::Arc;

use super::create_table::{begins_element, read_create_table, read_elements};
use super::kept::{speak_of_body, speak_of_kept};
use super::key;
use super::prose::{
    as_comment, column_list, find_statement, is_markdown, join_remarks, leading_remark, markdown_parts, name_before,
    split_lead, trailing_comments,
};
use super::state::{State, found};
use super::words::{begins_statement, first_word};
use super::{Reading, column::read_string, column::read_word_or_string};
use crate::diagnostic::Severity;
use crate::schema::{Aspect, Database, DatabaseId, Kept, ObjectPath, Table, TableId};
use crate::sql::cursor::Cursor;
use crate::sql::split::{Statement, StatementKind, split};
use crate::sql::token::{Lexed, lex, meant_by};
use crate::text::{Letters, Span};

/// Reads a script, or the code blocks of a Markdown document. Nothing of it is lost: what is not modelled stands in
/// `Workspace::kept`.
pub fn read_script(text: &str) -> Reading {
    let mut script = Script { state: State::new(text), current: None, after: None, beside: None, heading: None };
    let whole = Span::new(0, text.len());
    if !is_markdown(text) {
        script.read_part(whole);
        return script.state.reading;
    }
    for (part, code) in markdown_parts(text) {
        if code {
            script.read_part(part);
        } else {
            script.heading = name_before(part.of(text));
            script.keep_prose(part);
        }
    }
    script.state.reading
}

/// A statement with more others in it, whose `;` are all missing, is not looked at further.
const MOST_JOINED: usize = 200;

fn opening_name(opening: &str) -> &'static str {
    match opening {
        "/*" => "comment",
        "``" => "",
        "`" => "back quote",
        "'" => "single quote",
        _ => "double quote",
    }
}

struct Script<'t> {
    state: State<'t>,
    /// The database that USE named last.
    current: Option<DatabaseId>,
    /// The table that was read last in the current database.
    after: Option<TableId>,
    /// While no database is in use: the one that was created, or got a table, last, and that table.
    beside: Option<(DatabaseId, Option<TableId>)>,
    /// The name that heads the code block at hand in a document.
    heading: Option<String>,
}

impl<'t> Script<'t> {
    fn read_part(&mut self, part: Span) {
        let (statements, unclosed) = split(self.state.text, part);
        for unclosed in unclosed {
            self.state.error(
                ObjectPath::Workspace,
                Span::new(unclosed.at, unclosed.at + unclosed.opening.len()),
                match opening_name(unclosed.opening) {
                    "" => "This back quote stands twice: the name does not end here, but at the next back quote."
                        .to_owned(),
                    name => format!("The {name} that opens here is never closed."),
                },
                if unclosed.opening == "``" {
                    "Remove one of the two."
                } else {
                    "Close it. Reading goes on with the next line."
                },
            );
        }
        let mut statements = statements.into_iter().peekable();
        while let Some(mut statement) = statements.next() {
            while self.breaks_off(statement)
                && let Some(next) = statements.next_if(|next| self.goes_on_with(*next))
            {
                statement.whole.end = next.whole.end;
                statement.body.end = next.body.end;
                statement.open += next.open;
                statement.terminated = next.terminated;
                statement.odd_space = statement.odd_space.or(next.odd_space);
            }
            self.read(statement);
        }
    }

    /// True where a `;` ends a CREATE TABLE within its parentheses.
    fn breaks_off(&self, statement: Statement) -> bool {
        statement.open > 0
            && statement.kind == StatementKind::Plain
            && first_word(statement.body.of(self.state.text)).eq_ignore_ascii_case("CREATE")
    }

    /// True where a statement is none, but the rest of a table's columns and keys.
    fn goes_on_with(&self, next: Statement) -> bool {
        let text = self.state.text;
        if next.kind != StatementKind::Plain || begins_statement(first_word(next.body.of(text))) {
            return false;
        }
        let lexed = lex(text, next.body);
        let cursor = Cursor::new(text, &lexed, next.body.end);
        cursor.is(')') || begins_element(&cursor)
    }

    fn read(&mut self, statement: Statement) {
        match statement.kind {
            StatementKind::Plain => self.read_all(statement),
            StatementKind::Delimited => {
                self.speak_of_odd(statement.odd_space);
                speak_of_body(&mut self.state, statement.body);
                self.keep(statement);
            }
            StatementKind::Delimiter | StatementKind::Comments => self.keep(statement),
        }
    }

    /// A statement, and those that follow it without a `;` between them.
    fn read_all(&mut self, mut statement: Statement) {
        let first = first_word(statement.body.of(self.state.text));
        if begins_statement(first) {
            self.speak_of_odd(statement.odd_space);
        }
        for _ in 0..MOST_JOINED {
            let Some(gap) = self.read_plain(statement) else { return };
            statement.whole.start = gap.end - gap.of(self.state.text).trim_start().len();
            statement.body.start = gap.end;
        }
        self.keep(statement);
    }

    /// Answers with what stands between this statement and another one that begins in it, if one does.
    fn read_plain(&mut self, statement: Statement) -> Option<Span> {
        let text = self.state.text;
        let first = first_word(statement.body.of(text));
        if first.eq_ignore_ascii_case("USE") {
            self.read_use(statement);
            return None;
        }
        let known = begins_statement(first);
        let looked_at = ["ALTER", "CREATE", "DROP", "END"].iter().any(|word| first.eq_ignore_ascii_case(word));
        if known && !looked_at {
            self.keep(statement);
            return None;
        }
        let lexed = lex(text, statement.body);
        let mut cursor = Cursor::new(text, &lexed, statement.body.end);
        let disputed = lexed.lexemes.first().is_none_or(|first| lexed.is_disputed(first.span));
        if disputed {
            self.keep(statement);
            return None;
        }
        let start = cursor.mark();
        if self.read_create(&mut cursor, &lexed, statement) {
            return (!cursor.at_end()).then(|| Span::new(cursor.last_end(), cursor.span().start));
        }
        cursor.reset(start);
        if known || first.starts_with("/*!") || cursor.is_any_word(&["IF", "ELSE", "ELSEIF"]) {
            let gap = speak_of_kept(&mut self.state, &mut cursor);
            self.keep(up_to(statement, gap));
            return gap;
        }
        self.read_pasted(&lexed, statement);
        None
    }

    /// CREATE TABLE and CREATE DATABASE; false where it is something else, and then nothing was done.
    fn read_create(&mut self, cursor: &mut Cursor, lexed: &Lexed, statement: Statement) -> bool {
        if !cursor.take_word("CREATE") {
            return false;
        }
        if cursor.take_any_word(&["DATABASE", "SCHEMA"]) {
            self.read_create_database(cursor, statement);
            return true;
        }
        let replaces = cursor.take_words(&["OR", "REPLACE"]);
        let temporary = cursor.take_word("TEMPORARY");
        if replaces || !cursor.take_word("TABLE") {
            // CREATE OR REPLACE drops what is there: more than a definition, so it is kept.
            return false;
        }
        let foreign = lexed.odd.iter().find(|span| !span.of(self.state.text).trim().is_empty());
        self.speak_of_odd(foreign.copied());
        let mut ids = self.state.reading.workspace.last_id;
        let mut next_id = || {
            ids += 1;
            ids
        };
        let read = read_create_table(&mut self.state, cursor, &lexed.comments, &mut next_id);
        self.state.reading.workspace.last_id = ids;
        self.state.unquoted.clear();
        let Some((database, mut table)) = read else {
            cursor.finish();
            self.keep(statement);
            return true;
        };
        table.temporary = temporary;
        let (apart, own) = split_lead(Span::new(statement.whole.start, statement.body.start).of(self.state.text));
        if !apart.trim().is_empty() {
            self.keep_text(apart.trim_end().to_owned());
        }
        table.remark = join_remarks(leading_remark(own), table.remark.take());
        let gap = (!cursor.at_end()).then(|| cursor.gap());
        self.place(database, table, up_to(statement, gap).body);
        true
    }

    fn place(&mut self, database: Option<String>, table: Table, span: Span) {
        let (id, after) = match database {
            Some(name) => (self.database_named(&name), None),
            None => (self.current_database(), Some(table.id)),
        };
        self.state.source(ObjectPath::Table(table.id), Aspect::Whole, span);
        if self.current == Some(id) {
            self.after = after.or(Some(table.id));
        } else if self.current.is_none() {
            self.beside = Some((id, Some(table.id)));
        }
        let databases = &mut self.state.reading.workspace.databases;
        if let Some(database) = databases.iter_mut().find(|database| database.id == id) {
            Arc::make_mut(database).tables.push(Arc::new(table));
        }
    }

    fn read_create_database(&mut self, cursor: &mut Cursor, statement: Statement) {
        let if_not_exists = cursor.take_words(&["IF", "NOT", "EXISTS"]);
        let span = cursor.span();
        let Some(name) = self.state.name(cursor, ObjectPath::Workspace, "database") else {
            self.state.error(
                ObjectPath::Workspace,
                span,
                format!("The name of the database is missing: {} where it should be.", found(cursor)),
                "Write the database's name behind CREATE DATABASE.",
            );
            return self.keep(statement);
        };
        self.state.unquoted.clear();
        self.keep_leading_comments(statement);
        let id = self.database_named(&name);
        let path = ObjectPath::Database(id);
        self.state.source(path, Aspect::Name, span);
        self.state.source(path, Aspect::Whole, statement.body);
        let mut read = Database { create: true, if_not_exists, ..Database::default() };
        while !cursor.at_end() {
            let start = cursor.span().start;
            cursor.take_word("DEFAULT");
            if cursor.take_word("CHARSET")
                || cursor.take_words(&["CHARACTER", "SET"])
                || cursor.take_words(&["CHAR", "SET"])
            {
                read.charset = read_word_or_string(cursor);
            } else if cursor.take_word("COLLATE") {
                read.collation = read_word_or_string(cursor);
            } else if cursor.is_any_word(&["ENCRYPTION", "COMMENT"]) {
                cursor.advance();
                read_string(&mut self.state, cursor, path, "the option");
                read.options.push(cursor.kept_from(start));
            } else {
                self.state.error(
                    path,
                    cursor.span(),
                    format!("`{}` is no option of CREATE DATABASE.", cursor.span().of(cursor.text)),
                    "Correct or remove it.",
                );
                cursor.finish();
                read.options.push(cursor.kept_from(start));
            }
        }
        let databases = &mut self.state.reading.workspace.databases;
        if let Some(database) = databases.iter_mut().find(|database| database.id == id) {
            let database = Arc::make_mut(database);
            database.create = true;
            database.if_not_exists = read.if_not_exists;
            database.charset = read.charset;
            database.collation = read.collation;
            database.options = read.options;
            self.beside = Some((id, database.tables.last().map(|table| table.id)));
        }
    }

    /// `USE name`: the client takes everything to the end of the line, so dashes need no quotes.
    fn read_use(&mut self, statement: Statement) {
        let written = statement.body.of(self.state.text).get(3..).unwrap_or("").trim();
        let quoted = written.strip_prefix('`').and_then(|name| name.strip_suffix('`'));
        let name = quoted.map_or_else(|| written.to_owned(), |name| name.replace("``", "`"));
        if name.is_empty() || (quoted.is_none() && name.contains(char::is_whitespace)) {
            self.state.error(
                ObjectPath::Workspace,
                statement.body,
                "USE needs the name of one database.",
                "Write `USE name;` on a line of its own.",
            );
            return self.keep(statement);
        }
        self.keep_leading_comments(statement);
        let id = self.database_named(&name);
        self.current = Some(id);
        let database = self.state.reading.workspace.database(id);
        self.after = database.and_then(|database| database.tables.last()).map(|table| table.id);
        let path = ObjectPath::Database(id);
        self.state.reading.sources.entry((path, Aspect::Whole)).or_insert(statement.body);
    }

    /// Text that begins with no statement: a column list without its CREATE TABLE, as documents have them, or prose with
    /// statements in it, or before a `DELIMITER`. Prose becomes a comment, so that the script that is written can run.
    fn read_pasted(&mut self, lexed: &Lexed, statement: Statement) {
        let text = self.state.text;
        let body = statement.body.of(text);
        if let Some(at) = find_statement(body) {
            let found = statement.body.start + at;
            let prose = Span::new(statement.whole.start, found);
            let comments = Span::new(found - trailing_comments(prose.of(text)).len(), found);
            self.keep_prose(Span::new(prose.start, comments.start));
            let body = Span::new(found, statement.body.end);
            return self.read_all(Statement {
                whole: Span::new(comments.start, statement.whole.end),
                body,
                ..statement
            });
        }
        if let Some(list) = column_list(lexed, text) {
            return self.read_column_list(list, statement);
        }
        let span = lexed.lexemes.first().map_or(statement.body, |lexeme| lexeme.span);
        let leads = text.get(statement.body.end..).is_some_and(|rest| !statement.terminated && !rest.trim().is_empty());
        let cursor = Cursor::new(text, lexed, statement.body.end);
        let of_table = cursor.is(')') || key::begins(&cursor);
        if of_table || !leads {
            let written = shortened(span.of(text));
            let (message, help) = if of_table {
                (
                    format!("`{written}` begins no SQL statement: it belongs to a table."),
                    "Look above: a `;` ends the CREATE TABLE too early, or it is missing. The text is kept as a comment.",
                )
            } else {
                (
                    format!("`{written}` begins no SQL statement."),
                    "Correct or remove it. The text is kept as a comment.",
                )
            };
            self.state.error(ObjectPath::Workspace, span, message, help);
        }
        self.keep_prose(statement.whole);
    }

    /// The elements of a table without CREATE TABLE around them.
    fn read_column_list(&mut self, list: Span, statement: Statement) {
        let text = self.state.text;
        let before = Span::new(statement.whole.start, list.start);
        self.keep_prose(before);
        let lexed = lex(text, list);
        let mut cursor = Cursor::new(text, &lexed, list.end);
        let name = name_before(before.of(text)).or_else(|| self.heading.take());
        let name = name.unwrap_or_else(|| self.free_table_name());
        let workspace = &mut self.state.reading.workspace;
        let mut ids = workspace.last_id + 1;
        let mut table = Table { id: TableId(ids), name, ..Table::default() };
        let path = ObjectPath::Table(table.id);
        self.state.say(
            Severity::Info,
            path,
            Span::new(list.start, list.start),
            format!("A list of columns without CREATE TABLE: read as the table `{}`.", table.name),
            "Give the table the name you want.",
        );
        let mut next_id = || {
            ids += 1;
            ids
        };
        read_elements(&mut self.state, &mut cursor, &mut table, &lexed.comments, &mut next_id);
        self.state.reading.workspace.last_id = ids;
        table.unquoted = std::mem::take(&mut self.state.unquoted);
        let end = cursor.last_end();
        self.place(None, table, Span::new(list.start, end));
        self.keep_prose(Span::new(end, statement.whole.end));
    }

    fn free_table_name(&self) -> String {
        let workspace = &self.state.reading.workspace;
        let taken: HashSet<String> = workspace.tables().map(|(_, table)| table.name.lower()).collect();
        (1..).map(|number| format!("table_{number}")).find(|name| !taken.contains(name)).unwrap_or_default()
    }

    fn speak_of_odd(&mut self, span: Option<Span>) {
        let Some((span, c)) = span.and_then(|span| Some((span, span.of(self.state.text).chars().next()?))) else {
            return;
        };
        let code = u32::from(c);
        let (message, help) = match meant_by(c) {
            Some(' ') | None => (
                format!("This white space is not a plain one (U+{code:04X}): the server reads it as part of a name."),
                "Replace it, and all others of its kind, by plain spaces.".to_owned(),
            ),
            Some(plain) => (
                format!("`{c}` is not a plain `{plain}` (U+{code:04X}): the server reads it as part of a name."),
                format!("Replace it, and all others of its kind, by `{plain}`."),
            ),
        };
        self.state.error(ObjectPath::Workspace, span, message, help);
    }

    fn current_database(&mut self) -> DatabaseId {
        self.current.unwrap_or_else(|| {
            let id = self.database_named("");
            self.current = Some(id);
            id
        })
    }

    fn database_named(&mut self, name: &str) -> DatabaseId {
        let workspace = &mut self.state.reading.workspace;
        if let Some(database) = workspace.database_named(name) {
            return database.id;
        }
        let id = DatabaseId(workspace.next_id());
        // Tables without a database can only be written before the first USE.
        let place = if name.is_empty() { 0 } else { workspace.databases.len() };
        workspace.databases.insert(place, Arc::new(Database { id, name: name.to_owned(), ..Database::default() }));
        id
    }

    fn keep(&mut self, statement: Statement) {
        let mut text = statement.whole.of(self.state.text).to_owned();
        if !statement.terminated && statement.kind == StatementKind::Plain {
            // Something may be written behind it one day; in a comment at its end, `;` would not count.
            let in_comment =
                !split(&format!("{text};"), Span::new(0, text.len() + 1)).0.last().is_some_and(|last| last.terminated);
            text.push_str(if in_comment { "\n;" } else { ";" });
        }
        self.keep_text(text);
    }

    fn keep_text(&mut self, text: String) {
        let (database, after) = match (self.current, self.beside) {
            (None, Some((database, after))) => (Some(database), after),
            (current, _) => (current, self.after),
        };
        let kept = Kept { database, after, text };
        self.state.reading.workspace.kept.push(Arc::new(kept));
    }

    fn keep_leading_comments(&mut self, statement: Statement) {
        let lead = Span::new(statement.whole.start, statement.body.start).of(self.state.text).trim_end();
        if !lead.is_empty() {
            self.keep_text(lead.to_owned());
        }
    }

    fn keep_prose(&mut self, span: Span) {
        let prose = span.of(self.state.text).trim();
        if !prose.is_empty() && prose != ";" {
            let lines = prose.lines().map(str::trim).filter(|line| !line.is_empty());
            let text = lines.map(as_comment).collect::<Vec<_>>().join("\n");
            self.keep_text(text);
        }
    }
}

/// The statement as far as it goes, where another one begins behind a gap in it.
fn up_to(statement: Statement, gap: Option<Span>) -> Statement {
    let Some(Span { start: end, .. }) = gap else { return statement };
    let (whole, body) = (Span::new(statement.whole.start, end), Span::new(statement.body.start, end));
    Statement { whole, body, terminated: false, ..statement }
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 40 { line.to_owned() } else { line.chars().take(40).chain(['…']).collect() }
}
