//! Checks, and keys that repeat another.

use super::draft::{Draft, DraftCheck, DraftForeignKey, DraftKey};
use super::expressions::{analysed, check_names, in_scope};
use super::foreign_keys::{self, Surroundings};
use crate::dryrun::mysql::catalog::{Catalog, Check, Column, Key, StoredExpression, same};
use crate::dryrun::mysql::expression::{self, Purpose, validate};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, KeyAlgorithm, KeyKind, ReferentialAction};
use crate::mysql::Server;

/// What MySQL checks of CHECK constraints before anything else of the table: what they name and call; first those of
/// columns, then those of the table. MariaDB does it when the columns are ready, in the order written.
pub fn early_checks(draft: &Draft) -> Answer<()> {
    let names = check_names(draft);
    let rounds: &[bool] = if draft.maria() { &[true] } else { &[true, false] };
    if draft.maria() {
        for (check, name) in draft.checks.iter().zip(&names) {
            let DraftCheck::New { definition, column: None } = check else { continue };
            validate(&definition.expression, draft.server, Purpose::Check { constraint: name, column: None })?;
        }
    }
    for of_columns in rounds {
        for (check, name) in draft.checks.iter().zip(&names) {
            let DraftCheck::New { definition, column } = check else { continue };
            if !draft.maria() && column.is_some() != *of_columns {
                continue;
            }
            let purpose = Purpose::Check { constraint: name, column: column.as_deref() };
            in_scope(draft, |scope| expression::check(&definition.expression, scope, purpose))?;
        }
    }
    Ok(())
}

/// MySQL: the columns that checks name are there. CREATE TABLE looks before it looks at the columns, ALTER TABLE after.
pub fn known_columns(draft: &Draft) -> Answer<()> {
    let names = check_names(draft);
    for (check, name) in draft.checks.iter().zip(&names) {
        let DraftCheck::New { definition, column } = check else { continue };
        let purpose = Purpose::Check { constraint: name, column: column.as_deref() };
        let known = in_scope(draft, |scope| expression::check_names(&definition.expression, scope, purpose));
        if known.is_err() && draft.altered.is_some() {
            checks_count(draft, &names, name)?;
        }
        known?;
    }
    Ok(())
}

/// The checks of a table, with the names that the server gives to those without.
pub fn checks(draft: &Draft, around: &Surroundings) -> Answer<Vec<Check>> {
    let mut out: Vec<Check> = Vec::new();
    for (check, name) in draft.checks.iter().zip(check_names(draft)) {
        match check {
            DraftCheck::Kept(check) => {
                if draft.maria() && check.column.is_none() {
                    shared_with_key(draft, &check.name)?;
                }
                out.push(check.clone());
            }
            DraftCheck::New { definition, column } => {
                if name.chars().count() > 64 {
                    return draft.refuse(1059, &[&name]);
                }
                let of_column = |check: &Check| draft.maria() && (check.column.is_some() || column.is_some());
                if out.iter().any(|check| same(&check.name, &name) && !of_column(check)) {
                    return match draft.maria() {
                        true => draft.refuse(1826, &["CHECK", &name]),
                        false => draft.refuse(3822, &[&name]),
                    };
                }
                if draft.maria() {
                    let given = definition.constraint.as_ref().filter(|_| column.is_none());
                    given.map_or(Ok(()), |given| shared_with_key(draft, &given.text))?;
                } else if !draft.temporary {
                    let own = draft.altered.as_deref().unwrap_or(&draft.name);
                    free_check_name(draft.server, around.catalog, (&draft.database, own), (&draft.database, &name))?;
                }
                let source = draft.source(&definition.expression);
                let expression =
                    StoredExpression { printed: source.clone(), source, columns: vec![], deterministic: true };
                out.push(Check { name, expression, enforced: definition.enforced, column: column.clone() });
            }
        }
    }
    Ok(out)
}

/// MySQL: a check of another table of the database has the name (3822).
pub fn free_check_name(server: Server, catalog: &Catalog, own: (&str, &str), wanted: (&str, &str)) -> Answer<()> {
    let tables = catalog.databases.get(wanted.0).map(|database| &database.tables);
    let others = tables.into_iter().flatten().filter(|(name, _)| (wanted.0, name.as_str()) != own);
    let mut checks = others.flat_map(|(_, table)| &table.checks);
    match checks.any(|check| same(&check.name, wanted.1)) {
        true => Err(Stop::refused(server, 3822, &[wanted.1])),
        false => Ok(()),
    }
}

/// MariaDB: a check of the table has a name that was given to a unique or foreign key (1826).
fn shared_with_key(draft: &Draft, name: &str) -> Answer<()> {
    let unique = |key: &DraftKey| matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
    let of_key =
        |key: &DraftKey| key.name.as_deref().or(key.ignored_name.as_deref()).is_some_and(|given| same(given, name));
    let mut foreign = draft.foreign_keys.iter().filter_map(foreign_keys::given_name);
    match draft.keys.iter().any(|key| unique(key) && of_key(key)) || foreign.any(|given| same(given, name)) {
        true => draft.refuse(1826, &["CHECK", name]),
        false => Ok(()),
    }
}

/// MariaDB: a column that a foreign key may change by itself cannot stand in a check.
pub fn checks_and_foreign_keys(draft: &Draft) -> Answer<()> {
    use ReferentialAction::{Cascade, SetDefault, SetNull};
    for key in &draft.foreign_keys {
        let DraftForeignKey::New(key) = key else { continue };
        let references = &key.references;
        let changes = matches!(references.on_update, Some(Cascade | SetNull | SetDefault))
            || matches!(references.on_delete, Some(SetNull | SetDefault));
        for column in key.columns.iter().filter(|_| changes) {
            if let Some(check) = check_that_names(draft, &column.text) {
                return draft.refuse(1901, &[&column.text, "CHECK", &check]);
            }
        }
    }
    Ok(())
}

/// The name of the first check that names the column.
fn check_that_names(draft: &Draft, column: &str) -> Option<String> {
    let named = |check: &DraftCheck| match check {
        DraftCheck::Kept(check) => check.expression.names(column),
        DraftCheck::New { definition, .. } => names_column(&definition.expression, column),
    };
    let mut names = draft.checks.iter().zip(check_names(draft));
    names.find(|(check, _)| named(check)).map(|(_, name)| name)
}

/// MySQL: a column that a foreign key may change by itself cannot stand in a check (3823).
pub fn unchecked(
    draft: &Draft,
    columns: &[&Column],
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
    key: &str,
) -> Answer<()> {
    use ReferentialAction::{Cascade, SetDefault, SetNull};
    if !matches!(on_delete, SetNull | SetDefault) && !matches!(on_update, Cascade | SetNull | SetDefault) {
        return Ok(());
    }
    for column in columns {
        if let Some(check) = check_that_names(draft, &column.name) {
            return draft.refuse(3823, &[&column.name, &check, key]);
        }
    }
    Ok(())
}

/// ALTER TABLE goes over its checks one by one: one before `until` may name the column that counts.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn checks_count(draft: &Draft, names: &[String], until: &str) -> Answer<()> {
    for (check, name) in draft.checks.iter().zip(names).take_while(|(_, name)| *name != until) {
        let DraftCheck::New { definition, .. } = check else { continue };
        let mut counting = draft.columns.iter().filter(|column| column.column.auto_increment);
        if counting.any(|column| names_column(&definition.expression, &column.column.name)) {
            return draft.refuse(3818, &[name]);
        }
    }
    Ok(())
}

fn names_column(expression: &Expr, column: &str) -> bool {
    match &expression.kind {
        ExprKind::Column { name, .. } => same(&name.text, column),
        _ => expression.children().into_iter().any(|child| names_column(child, column)),
    }
}

/// Looks up what the checks name, and keeps how the server prints them. MariaDB does it for the checks of each column at
/// its place, and then for the others.
pub fn resolve_checks(draft: &Draft, checks: &mut [Check], at: Option<usize>) -> Answer<()> {
    let of = at.and_then(|at| draft.columns.get(at)).map(|column| &column.column.name);
    for check in &draft.checks {
        let DraftCheck::New { definition, column } = check else { continue };
        if draft.maria() && column.as_ref() != of {
            continue;
        }
        let source = draft.source(&definition.expression);
        let found = checks.iter_mut().find(|check| check.expression.source == source && check.column == *column);
        let Some(found) = found else { continue };
        let name = found.name.clone();
        let purpose = Purpose::Check { constraint: &name, column: column.as_deref() };
        found.expression = analysed(draft, &definition.expression, purpose)?.1;
    }
    Ok(())
}

/// Warns of keys that repeat an earlier one: the same kind, the same parts.
pub fn duplicate_keys(draft: &mut Draft, keys: &[Key]) {
    let new: Vec<usize> = (0..keys.len()).filter(|at| keys.get(*at).is_some_and(|key| is_new(draft, key))).collect();
    for at in new {
        let Some(key) = keys.get(at) else { continue };
        if key.kind == KeyKind::Primary || key.generated {
            continue;
        }
        let again = keys.iter().enumerate().any(|(other_at, other)| {
            other_at != at
                && (other_at < at || !is_new(draft, other))
                && !other.generated
                && other.kind == key.kind
                && algorithm(draft, other) == algorithm(draft, key)
                && other.parts == key.parts
        });
        if !again {
            continue;
        }
        if draft.maria() {
            draft.note(1831, &[&key.name]);
        } else {
            draft.warn(1831, &[&key.name, &draft.database.clone(), &draft.name.clone()]);
        }
    }
}

/// How a key looks up. For MySQL, what the engine does by itself is the same as when it is asked to.
fn algorithm(draft: &Draft, key: &Key) -> Option<KeyAlgorithm> {
    let hashes = matches!(draft.engine.name, "MEMORY" | "NDB");
    match key.algorithm {
        asked if draft.maria() => asked,
        Some(KeyAlgorithm::BTree) => Some(KeyAlgorithm::BTree),
        _ => Some(if hashes { KeyAlgorithm::Hash } else { KeyAlgorithm::BTree }),
    }
}

/// A key that the table had already; MySQL takes one that lost a part for a new one.
fn is_as_before(draft: &Draft, key: &DraftKey) -> bool {
    key.kept.as_ref().is_some_and(|kept| draft.maria() || kept.parts.len() == key.parts.len())
}

fn is_new(draft: &Draft, key: &Key) -> bool {
    !draft
        .keys
        .iter()
        .any(|other| is_as_before(draft, other) && other.name.as_deref().is_some_and(|name| same(name, &key.name)))
}
