//! Fixes, applied to files: the edits that the designer would make, written back where the text allows it, element by element,
//! so that a review sees what has changed and nothing else. What would make the profile's server, or Qserv, refuse more than
//! before is not done.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{Format, Reading, SourceFile, dry_run, read, read_text, rounds, trial};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::edit::Edit;
use crate::json::pretty;
use crate::project::{self, Project};
use crate::qserv::{read_payloads, table_payload};
use crate::rules::Profile;
use crate::schema::{Aspect, ObjectPath, Table, TableId, Workspace};
use crate::sql::{write_column_definition, write_create_table, write_index};
use crate::text::{Span, quote_identifier, same_identifier};

/// What mending did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mended {
    /// Numbers of files and their new texts.
    pub files: Vec<(usize, String)>,
    /// The rules whose findings were mended, and how many.
    pub done: BTreeMap<&'static str, usize>,
    /// Names of tables that were left as they are, and why.
    pub left: Vec<(String, &'static str)>,
}

/// Applies the fixes that are safe, and with `also_unsafe` those that a person should look at. A script and a registration
/// change where a fix changes them; a project file is written anew.
pub fn mend(reading: &Reading, profile: &Profile, also_unsafe: bool) -> Mended {
    let Wanted { workspace: wanted, done: by_table, quoted } = mended_workspace(reading, profile, also_unsafe);
    let mut mended = Mended::default();
    let mut changes = Vec::new();
    for (_, table) in wanted.tables() {
        let Some((_, old)) = reading.workspace.table(table.id) else { continue };
        let quoted = quoted.get(&table.id).map(Vec::as_slice).unwrap_or_default();
        let same = quoted.is_empty() && (Arc::ptr_eq(old, table) || old == table);
        if same || format_at(reading, old) == Some(Format::Project) {
            continue;
        }
        match change_of(reading, old, table, quoted) {
            Some(change) => changes.push(change),
            None => mended.left.push((table.name.clone(), "it was not read from a script, or cannot be written back")),
        }
    }
    let before = refused(reading, profile, &[]);
    if refused(reading, profile, &changes) > before {
        // Which of them is it? Each is tried with those that were right before it.
        let mut right: Vec<Change> = Vec::new();
        for change in changes {
            right.push(change);
            if refused(reading, profile, &right) > before
                && let Some(wrong) = right.pop()
            {
                mended.left.push((wrong.name, "the server would refuse the script then"));
            }
        }
        changes = right;
    }
    for change in &changes {
        for rule in by_table.iter().filter(|(table, _)| *table == change.table).map(|(_, rule)| rule) {
            *mended.done.entry(rule).or_default() += 1;
        }
    }
    let touched: HashSet<usize> = changes.iter().map(|change| change.file).collect();
    let mut files: Vec<usize> = touched.into_iter().collect();
    files.sort_unstable();
    mended.files = files.into_iter().map(|file| (file, text_with(reading, file, &changes))).collect();
    mend_projects(reading, profile, also_unsafe, &mut mended);
    mended
}

/// A project is one whole: each is mended by itself, as the designer would.
fn mend_projects(reading: &Reading, profile: &Profile, also_unsafe: bool, mended: &mut Mended) {
    let files = reading.files.iter().enumerate().filter(|(_, file)| file.format == Some(Format::Project));
    for (number, file) in files {
        let alone = read_text(&file.name, &file.text);
        let Some(project) = &alone.project else { continue };
        let Wanted { workspace: wanted, done: by_table, .. } = mended_workspace(&alone, profile, also_unsafe);
        if by_table.is_empty() {
            continue;
        }
        if trial::refused(&wanted, profile.server) > trial::refused(&alone.workspace, profile.server) {
            mended.left.push((file.name.clone(), "the server would refuse the project then"));
            continue;
        }
        by_table.iter().for_each(|(_, rule)| *mended.done.entry(rule).or_default() += 1);
        let text = project::write_project(&Project { workspace: wanted, ..project.clone() });
        mended.files.push((number, text));
    }
}

/// What the file is that the table was read from.
fn format_at(reading: &Reading, table: &Table) -> Option<Format> {
    let place = reading.sources.get(&(ObjectPath::Table(table.id), Aspect::Whole))?;
    reading.files.get(place.file)?.format
}

/// The workspace after all fixes.
struct Wanted {
    workspace: Workspace,
    /// Which rule was mended at which table.
    done: Vec<(TableId, &'static str)>,
    /// Names of tables that are to stand in back quotes, which is nothing to the workspace.
    quoted: HashMap<TableId, Vec<String>>,
}

fn mended_workspace(reading: &Reading, profile: &Profile, also_unsafe: bool) -> Wanted {
    let mut workspace = reading.workspace.clone();
    let mut done = Vec::new();
    let mut quoted: HashMap<TableId, Vec<String>> = HashMap::new();
    let wanted = |found: &Diagnostic| {
        let applicability = found.fix.as_ref().map(|fix| fix.applicability);
        applicability == Some(Applicability::Safe) || (also_unsafe && applicability == Some(Applicability::Unsafe))
    };
    // What rules about scripts offer does not stand in each other's way.
    let of_scripts = reading.check(profile).into_iter().filter(|found| of_script(profile, found.rule));
    for diagnostic in of_scripts.filter(|found| found.suppressed.is_none() && wanted(found)) {
        let Some(fix) = &diagnostic.fix else { continue };
        let Some(next) = rounds::fixed(&workspace, fix) else { continue };
        let mut quotes = false;
        for edit in &fix.edits {
            if let Edit::QuoteName { table, name } = edit {
                quoted.entry(*table).or_default().push(name.clone());
                quotes = true;
            }
        }
        if quotes || next != workspace {
            workspace = next;
            done.push((diagnostic.path, diagnostic.rule));
        }
    }
    let rounds = rounds::mend_all(&workspace, profile, &wanted);
    done.extend(rounds.done);
    let of_table = |(path, rule): (ObjectPath, &'static str)| Some((path.table()?, rule));
    Wanted { workspace: rounds.workspace, done: done.into_iter().filter_map(of_table).collect(), quoted }
}

fn of_script(profile: &Profile, rule: &str) -> bool {
    let found = profile.catalogue.rules.iter().find(|known| known.rule.name == rule);
    found.is_some_and(|known| matches!(known.rule.check, crate::rules::Check::Scripts(_)))
}

/// One table's new text, as replacements in its file.
struct Change {
    table: TableId,
    name: String,
    file: usize,
    replacements: Vec<(Span, String)>,
}

/// The smallest change that reads as the new table: of its elements, or of the whole statement.
fn change_of(reading: &Reading, old: &Table, new: &Table, quoted: &[String]) -> Option<Change> {
    let place = reading.sources.get(&(ObjectPath::Table(old.id), Aspect::Whole))?;
    let file = reading.files.get(place.file)?;
    let text = file.text.as_str();
    let statement = place.span;
    if file.format == Some(Format::Payload) {
        let body = registration_of(reading, text, statement, new)?;
        let replacements = vec![(statement, body)];
        return Some(Change { table: old.id, name: new.name.clone(), file: place.file, replacements });
    }
    if file.format != Some(Format::Sql) {
        return None;
    }
    let whole = write_create_table(&Table { remark: None, ..new.clone() });
    let name = reading.sources.get(&(ObjectPath::Table(old.id), Aspect::Name)).map_or("", |place| place.span.of(text));
    let whole = whole.replacen(&quote_identifier(&new.name), &requalified(name, &new.name), 1);
    let whole = vec![(statement, whole.trim_end().trim_end_matches(';').to_owned())];
    let change = |replacements| Change { table: old.id, name: new.name.clone(), file: place.file, replacements };
    let reads_as_new = |replacements: &[(Span, String)]| {
        let written = replaced(statement.of(text), statement.start, replacements);
        let reading = read_text("mended", &written);
        let read = reading.workspace.tables().next().map(|(_, table)| alone(table));
        reading.workspace.table_count() == 1 && read == Some(alone(new))
    };
    let elements = elements(reading, text, old, new, quoted).filter(|replacements| reads_as_new(replacements));
    elements.or_else(|| Some(whole).filter(|whole| reads_as_new(whole))).map(change)
}

/// The body of the table's registration, with the indentation of the object that it takes the place of. `None` where the
/// table is another one when that is read again.
fn registration_of(reading: &Reading, text: &str, place: Span, new: &Table) -> Option<String> {
    let (database, _) = reading.workspace.table(new.id)?;
    let body = table_payload(database, new)?;
    let before = text.get(..place.start)?;
    let line = before.rsplit('\n').next().unwrap_or("");
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let written = pretty(&body).trim_end().replace('\n', &format!("\n{indent}"));
    let again = read_payloads(&written).workspace;
    let (database, table) = again.tables().next()?;
    (table_payload(database, table)? == body).then_some(written)
}

/// The table as a script has it: without its ids, and without comments that stand before and beside it.
fn alone(table: &Table) -> String {
    let mut table = table.clone();
    table.remark = None;
    table.columns.iter_mut().for_each(|column| column.remark = None);
    table.indexes.iter_mut().for_each(|index| index.remark = None);
    table.foreign_keys.iter_mut().for_each(|key| key.remark = None);
    let unquoted = table.unquoted.join(",");
    format!("{}{unquoted}", write_create_table(&table))
}

/// Replacements of what differs: names, columns, indexes. `None` where something else does.
fn elements(reading: &Reading, text: &str, old: &Table, new: &Table, quoted: &[String]) -> Option<Vec<(Span, String)>> {
    let span = |path, aspect| reading.sources.get(&(path, aspect)).map(|place| place.span);
    let mut replacements = Vec::new();
    if old.name != new.name || old.if_not_exists != new.if_not_exists {
        let name = span(ObjectPath::Table(old.id), Aspect::Name)?;
        let guard = if new.if_not_exists && !old.if_not_exists { "IF NOT EXISTS " } else { "" };
        let kept = old.name == new.name && !quoted.contains(&old.name);
        let written = if kept { name.of(text).to_owned() } else { requalified(name.of(text), &new.name) };
        replacements.push((name, format!("{guard}{written}")));
    }
    let same_columns = old.columns.len() == new.columns.len()
        && old.columns.iter().zip(&new.columns).all(|(old, new)| old.id == new.id);
    if !same_columns {
        return None;
    }
    for (before, after) in old.columns.iter().zip(&new.columns).filter(|(before, after)| before != after) {
        let written = format!("{} {}", quote_identifier(&after.name), write_column_definition(after));
        // Keys that stand at the column itself stay there.
        let whole = span(ObjectPath::Column(old.id, before.id), Aspect::Whole)?;
        let inline = old.indexes.iter().any(|index| {
            span(ObjectPath::Index(old.id, index.id), Aspect::Whole)
                .is_some_and(|key| whole.start <= key.start && key.end <= whole.end)
        });
        if inline {
            return None;
        }
        replacements.push((whole, written.trim_end().to_owned()));
    }
    for index in &old.indexes {
        let whole = span(ObjectPath::Index(old.id, index.id), Aspect::Whole)?;
        match new.index(index.id) {
            Some(after) if after == index => {}
            Some(after) => replacements.push((whole, write_index(after))),
            None => replacements.push((with_comma(text, whole)?, String::new())),
        }
    }
    // A name within what is written anew is in back quotes already.
    let is_quoted = |name: &str| {
        quoted.iter().any(|other| other == name)
            || (old.unquoted.iter().any(|word| same_identifier(word, name))
                && !new.unquoted.iter().any(|word| same_identifier(word, name)))
    };
    let columns = old.columns.iter().map(|column| (ObjectPath::Column(old.id, column.id), &column.name));
    for (path, name) in [(ObjectPath::Table(old.id), &old.name)].into_iter().chain(columns) {
        let Some(place) = span(path, Aspect::Name).filter(|_| is_quoted(name)) else { continue };
        let inside = |(other, _): &(Span, String)| other.start <= place.start && place.end <= other.end;
        if !place.of(text).ends_with('`') && !replacements.iter().any(inside) {
            replacements.push((place, requalified(place.of(text), name)));
        }
    }
    (new.indexes.len() <= old.indexes.len()).then_some(replacements)
}

/// A name with the database that stood before the old one.
fn requalified(written: &str, name: &str) -> String {
    format!("{}{}", qualifier(written), quote_identifier(name))
}

/// The database of a written name with its dot; empty where there is none.
fn qualifier(written: &str) -> &str {
    let mut quoted = false;
    let dot = written.char_indices().rfind(|(_, c)| {
        quoted ^= *c == '`';
        *c == '.' && !quoted
    });
    dot.and_then(|(at, _)| written.get(..=at)).unwrap_or("")
}

/// An element with the comma before it, and the white space between.
fn with_comma(text: &str, element: Span) -> Option<Span> {
    let before = text.get(..element.start)?.trim_end();
    before.ends_with(',').then(|| Span::new(before.len() - 1, element.end))
}

/// A piece of text that begins at `start` in its file, with the replacements made.
fn replaced(piece: &str, start: usize, replacements: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = replacements.iter().collect();
    sorted.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::new(), start);
    for (span, text) in sorted {
        out.push_str(piece.get(at.saturating_sub(start)..span.start.saturating_sub(start)).unwrap_or(""));
        out.push_str(text);
        at = span.end;
    }
    out + piece.get(at.saturating_sub(start)..).unwrap_or("")
}

fn text_with(reading: &Reading, file: usize, changes: &[Change]) -> String {
    let text = reading.files.get(file).map_or("", |file| file.text.as_str());
    let all: Vec<(Span, String)> =
        changes.iter().filter(|change| change.file == file).flat_map(|change| change.replacements.clone()).collect();
    replaced(text, 0, &all)
}

/// How many statements the profile's server refuses, and how many registrations Qserv, with the changes made.
fn refused(reading: &Reading, profile: &Profile, changes: &[Change]) -> usize {
    let of = |format: Format| {
        let files = reading.files.iter().enumerate().filter(move |(_, file)| file.format == Some(format));
        let files = files.map(|(number, file)| {
            let bytes = text_with(reading, number, changes).into_bytes();
            SourceFile { name: file.name.clone(), bytes }
        });
        files.collect::<Vec<_>>()
    };
    let refused = dry_run(profile.server, Some("test"), of(Format::Sql)).counts().1;
    let registrations = of(Format::Payload);
    if registrations.is_empty() { refused } else { refused + trial::refused_requests(&read(registrations).workspace) }
}
