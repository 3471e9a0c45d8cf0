//! ALGORITHM and LOCK: whether the server can do what is asked the way it is asked.
//!
//! Both servers decide in two steps. Some alterations are copies by their nature, and nobody asks the engine; this is known
//! before the new table is checked ([`before`]). For the others the change is taken apart into [`Changes`], and the engine
//! answers with the cheapest [`Way`] it knows ([`check`]); what was asked for is compared with that.
//!
//! The rules of each engine stand in a file of their own. All were measured on MySQL 9.7.4 and MariaDB 10.11.19 with each
//! kind of action under each ALGORITHM and LOCK, each change of a type, and some thousands of random combinations.

mod changes;
mod columns;
mod innodb_mariadb;
mod innodb_mysql;
mod keys;
mod others;

use super::Request;
use crate::dryrun::mysql::catalog::{Check, Column, Key, Table, same};
use crate::dryrun::mysql::create::draft::DraftCheck;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, KeyKind, Name, TableOption};
use crate::mysql::error::error_text;
use crate::mysql::{Feature, Server};

use changes::{Changes, Difference};

/// The words of ALGORITHM, the laxest first: each demands what those before it demand, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    Default,
    Copy,
    InPlace,
    /// MariaDB: in place without rebuilding the table.
    NoCopy,
    Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    Default,
    None,
    Shared,
    Exclusive,
}

/// How an alteration is done, the dearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Row by row into a new table.
    Copy,
    /// The engine builds the table anew.
    Rebuild,
    /// The engine builds or drops indexes.
    NoRebuild,
    /// Only what is known about the table changes.
    Instant,
}

/// Why the engine cannot do better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text of this error.
    Error(u16),
    Words(&'static str),
}

/// What an engine says.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    pub way: Way,
    /// Writers need not wait.
    pub online: bool,
    /// The weakest lock is an exclusive one.
    pub exclusive: bool,
    pub reason: Option<Reason>,
}

impl Verdict {
    fn of(way: Way) -> Self {
        Verdict { way, online: way != Way::Copy, exclusive: false, reason: None }
    }

    fn copy(reason: Option<Reason>) -> Self {
        Verdict { reason, ..Verdict::of(Way::Copy) }
    }
}

/// What the statement asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub algorithm: Algorithm,
    pub lock: Lock,
}

impl Asked {
    pub fn of(alter: &AlterTable) -> Self {
        let is =
            |name: &Option<Name>, word: &str| name.as_ref().is_some_and(|name| name.text.eq_ignore_ascii_case(word));
        let algorithms = [
            ("COPY", Algorithm::Copy),
            ("INPLACE", Algorithm::InPlace),
            ("NOCOPY", Algorithm::NoCopy),
            ("INSTANT", Algorithm::Instant),
        ];
        let locks = [("NONE", Lock::None), ("SHARED", Lock::Shared), ("EXCLUSIVE", Lock::Exclusive)];
        let algorithm = algorithms.iter().find(|(word, _)| is(&alter.algorithm, word));
        let lock = locks.iter().find(|(word, _)| is(&alter.lock, word));
        Asked {
            algorithm: algorithm.map_or(Algorithm::Default, |(_, algorithm)| *algorithm),
            lock: lock.map_or(Lock::Default, |(_, lock)| *lock),
        }
    }

    fn algorithm_words(self) -> &'static str {
        match self.algorithm {
            Algorithm::Default => "ALGORITHM=DEFAULT",
            Algorithm::Copy => "ALGORITHM=COPY",
            Algorithm::InPlace => "ALGORITHM=INPLACE",
            Algorithm::NoCopy => "ALGORITHM=NOCOPY",
            Algorithm::Instant => "ALGORITHM=INSTANT",
        }
    }
}

/// 1845, or 1846 where there is a reason.
pub fn unsupported<T>(server: Server, what: &str, reason: Option<Reason>, instead: &str) -> Answer<T> {
    Err(unsupported_stop(server, what, reason, instead))
}

fn unsupported_stop(server: Server, what: &str, reason: Option<Reason>, instead: &str) -> Stop {
    let words = match reason {
        None => return Stop::refused(server, 1845, &[what, instead]),
        Some(Reason::Words(words)) => words,
        Some(Reason::Error(errno)) => error_text(errno, server).map_or("", |text| text.format),
    };
    Stop::refused(server, 1846, &[what, words, instead])
}

/// The copy that a statement comes down to without the engine being asked, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Only a new name, or ENABLE and DISABLE KEYS.
    Simple,
    Copy,
    AskEngine,
}

/// What is decided before the new table is checked.
pub fn before(request: &Request, old: &Table, alter: &AlterTable) -> Answer<Course> {
    let asked = Asked::of(alter);
    let maria = request.draft.maria();
    let simple = |action: &AlterAction| {
        matches!(action, AlterAction::RenameTo(_) | AlterAction::EnableKeys | AlterAction::DisableKeys)
    };
    // MariaDB has nothing to do where no action stands.
    let names_something = !alter.actions.is_empty() || (!maria && !old.temporary);
    if alter.ignore && asked.algorithm >= Algorithm::InPlace && adds_unique(request) {
        let reason = Some(Reason::Error(1852));
        return unsupported(request.draft.server, asked.algorithm_words(), reason, "ALGORITHM=COPY");
    }
    let simple_too = maria || !old.temporary;
    if names_something && simple_too && alter.actions.iter().all(simple) && asked.algorithm != Algorithm::Copy {
        if matches!(asked.lock, Lock::None | Lock::Shared) && !old.temporary {
            return unsupported(request.draft.server, "LOCK=NONE/SHARED", None, "LOCK=EXCLUSIVE");
        }
        return Ok(Course::Simple);
    }
    let copies = is_copy(request, old, alter);
    // MariaDB lets INSTANT and NOCOPY pass here.
    let minds = asked.algorithm == Algorithm::InPlace || (asked.algorithm == Algorithm::Instant && !maria);
    if copies && minds {
        return unsupported(request.draft.server, asked.algorithm_words(), None, "ALGORITHM=COPY");
    }
    Ok(if copies || asked.algorithm == Algorithm::Copy { Course::Copy } else { Course::AskEngine })
}

fn adds_unique(request: &Request) -> bool {
    let unique = |kind: KeyKind| matches!(kind, KeyKind::Primary | KeyKind::Unique);
    request.draft.keys.iter().any(|key| key.kept.is_none() && unique(key.kind))
}

/// True for what no engine is asked about.
fn is_copy(request: &Request, old: &Table, alter: &AlterTable) -> bool {
    let maria = request.draft.maria();
    let by_action = |action: &AlterAction| match action {
        AlterAction::OrderBy(_) | AlterAction::EnableKeys | AlterAction::DisableKeys => true,
        AlterAction::PartitionBy(_) | AlterAction::RemovePartitioning => !maria,
        _ => false,
    };
    if old.temporary || alter.ignore || alter.actions.iter().any(by_action) {
        return true;
    }
    if request.draft.engine.name != old.engine.name {
        return true;
    }
    !maria && (checks_rows(request, old, alter) || restricts_geometry(request, old))
}

/// MySQL: a check that rows have not passed yet: a new one, or one that is obeyed from now on, or whose column has another
/// type.
fn checks_rows(request: &Request, old: &Table, alter: &AlterTable) -> bool {
    let new = request.draft.checks.iter().any(|check| match check {
        DraftCheck::New { definition, .. } => definition.enforced,
        DraftCheck::Kept(_) => false,
    });
    let enforced_now = |action: &AlterAction| match action {
        AlterAction::AlterCheck { name, enforced: true, .. } => {
            old.checks.iter().any(|check| same(&check.name, &name.text) && !check.enforced)
        }
        _ => false,
    };
    let retyped = |check: &Check| {
        check.enforced
            && request.draft.columns.iter().filter(|column| column.definition.is_some()).any(|column| {
                let before = column.old_name.as_deref().and_then(|name| old.column(name));
                before.is_some_and(|before| {
                    check.expression.names(&before.name) && before.column_type.name != column.column.column_type.name
                })
            })
    };
    new || alter.actions.iter().any(enforced_now) || old.checks.iter().any(retyped)
}

/// MySQL: a geometry column that gets a spatial reference system.
fn restricts_geometry(request: &Request, old: &Table) -> bool {
    request.draft.columns.iter().any(|column| {
        let before = column.old_name.as_deref().and_then(|name| old.column(name));
        let srid = column.column.column_type.srid;
        let other = |before: &Column| before.column_type.name.is_spatial() && before.column_type.srid != srid;
        srid.is_some() && before.is_some_and(other)
    })
}

/// The way an alteration goes, where nobody minds.
pub fn check(request: &Request, old: &Table, new: &Table, alter: &AlterTable, course: Course) -> Answer<Verdict> {
    let asked = Asked::of(alter);
    let maria = request.draft.maria();
    let simply_copied = Verdict::copy(None);
    match course {
        Course::Simple => return Ok(Verdict::of(Way::Instant)),
        Course::Copy => return Ok(simply_copied),
        Course::AskEngine => {}
    }
    let difference = Difference::between(request, old, new, alter);
    let verdict = match old.engine.name {
        _ if difference.changes == Changes::NONE => Verdict::of(Way::Instant),
        "InnoDB" if maria => innodb_mariadb::verdict(request, old, new, &difference, asked),
        "InnoDB" => innodb_mysql::verdict(request, old, new, &difference, asked),
        _ => others::verdict(request, old, &difference, alter),
    };
    if maria {
        compare_mariadb(request, asked, verdict)?;
    } else {
        compare_mysql(request, asked, verdict)?;
    }
    // With a shared lock, a copy takes the place of what would lock out readers too.
    if verdict.exclusive && asked.lock == Lock::Shared {
        return Ok(simply_copied);
    }
    Ok(verdict)
}

/// A copy lets nobody write, where the server does not replay what was written meanwhile.
pub fn lock_of_copy(server: Server, unlocked: bool) -> Answer<()> {
    if unlocked && !server.has(Feature::OnlineCopy) {
        return unsupported(server, "LOCK=NONE", Some(Reason::Error(1847)), "LOCK=SHARED");
    }
    Ok(())
}

fn compare_mysql(request: &Request, asked: Asked, verdict: Verdict) -> Answer<()> {
    let reason = verdict.reason;
    let no = |what: &str, instead: &str| unsupported(request.draft.server, what, reason, instead);
    if asked.algorithm == Algorithm::Instant && verdict.way != Way::Instant {
        // A referred column can be renamed in place, but neither instantly nor by a copy.
        let renamed = reason == Some(Reason::Error(1849));
        return no("ALGORITHM=INSTANT", if renamed { "ALGORITHM=INPLACE" } else { "ALGORITHM=COPY/INPLACE" });
    }
    if verdict.way == Way::Copy && asked.algorithm == Algorithm::InPlace {
        return no("ALGORITHM=INPLACE", "ALGORITHM=COPY");
    }
    if asked.lock == Lock::None && !verdict.online {
        return no("LOCK=NONE", "LOCK=SHARED");
    }
    compare_exclusive(request, asked, verdict)
}

fn compare_mariadb(request: &Request, asked: Asked, verdict: Verdict) -> Answer<()> {
    let no = |what: &str, instead: &str| unsupported(request.draft.server, what, verdict.reason, instead);
    let too_little = match verdict.way {
        Way::Copy if asked.algorithm >= Algorithm::InPlace => Some("ALGORITHM=COPY"),
        Way::Rebuild if asked.algorithm >= Algorithm::NoCopy => Some("ALGORITHM=INPLACE"),
        Way::NoRebuild if asked.algorithm == Algorithm::Instant => Some("ALGORITHM=NOCOPY"),
        _ => None,
    };
    if let Some(instead) = too_little {
        return no(asked.algorithm_words(), instead);
    }
    let replayed = verdict.way == Way::Copy && request.draft.server.has(Feature::OnlineCopy);
    if asked.lock == Lock::None && !verdict.online && !replayed {
        return no("LOCK=NONE", "LOCK=SHARED");
    }
    compare_exclusive(request, asked, verdict)
}

/// Where the engine locks everybody out: weaker locks cannot be had, unless a copy may do it instead.
fn compare_exclusive(request: &Request, asked: Asked, verdict: Verdict) -> Answer<()> {
    if !verdict.exclusive {
        return Ok(());
    }
    match asked.lock {
        Lock::None => unsupported(request.draft.server, "LOCK=NONE", verdict.reason, "LOCK=EXCLUSIVE"),
        Lock::Shared if asked.algorithm != Algorithm::Default => {
            unsupported(request.draft.server, "LOCK=SHARED", verdict.reason, "LOCK=EXCLUSIVE")
        }
        _ => Ok(()),
    }
}

/// True where rows need not be touched for a column's new type, and the engine need not know of it.
pub fn columns_are_same(server: Server, table: &Table, before: &Column, after: &Column) -> bool {
    columns::compare(server, table, before, after) == columns::Sameness::Equal
}

/// The key of the user's that InnoDB keeps rows in the order of.
pub fn clustered_key(table: &Table) -> Option<&Key> {
    keys::clustered(&table.keys, table)
}

/// The options of the statement.
pub(super) fn options<'a, 't>(alter: &'a AlterTable<'t>) -> impl Iterator<Item = &'a TableOption<'t>> {
    alter.actions.iter().filter_map(|action| match action {
        AlterAction::Option(option) => Some(option),
        _ => None,
    })
}
