//! Rules: neutral checks, one a file, and the engine that runs them by a profile.
//!
//! A rule lives in `src/rules/<group>/<name>.rs` with its pages `docs/rules/<name>.md` and `docs/rules/zh/<name>.md`; all are
//! found at build time. The groups in `core` are part of the designer's first load, the others are not (docs/decisions).

mod across;
pub mod all_names;
mod beside;
pub mod by_name;
mod case;
mod checker;
pub mod config;
pub mod directors;
pub mod guards;
mod index;
pub mod index_names;
pub mod named_type;
mod naming_pattern;
mod option;
mod page;
pub mod parents;
mod profile;
pub mod scripts;
pub mod suppression;
pub mod types;

use std::sync::Arc;

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::schema::{Aspect, Column, Database, Index, ObjectPath, Table, Workspace};

pub use across::{Across, same_columns};
pub use beside::Beside;
pub use case::{Case, fits, words};
pub use checker::{Checker, Figure, check, figures, without_repeated};
pub use index::write_index;
pub use naming_pattern::{NamingPattern, Values};
pub use option::{OptionKind, RuleOption};
pub use page::{Block, Example, Inline, Page};
pub use profile::{Allowance, NO_OPTIONS, Override, Profile, RuleSetting};
pub use scripts::ScriptsContext;

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// Rules, and the profiles as far as they speak of them.
#[derive(Debug)]
pub struct Catalogue {
    /// By name.
    pub rules: &'static [Registered],
    /// Names and files, as JSON; sorted by name.
    profiles: &'static [(&'static str, &'static str)],
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// A rule with its group (the folder it lives in) and its pages.
#[derive(Debug)]
pub struct Registered {
    pub rule: &'static Rule,
    pub group: &'static str,
    /// The Markdown page; empty in the browser, which fetches it.
    pub page: &'static str,
    /// The same in Chinese.
    pub page_zh: &'static str,
}

/// What a rule is.
#[derive(Debug)]
pub struct Rule {
    pub name: &'static str,
    /// One sentence for lists.
    pub summary: &'static str,
    /// Where no profile says otherwise; `None`: off.
    pub severity: Option<Severity>,
    pub options: &'static [RuleOption],
    pub check: Check,
}

/// How a rule looks at a workspace.
#[derive(Debug)]
pub enum Check {
    /// At one table; what it finds is remembered as long as the table stays the same value.
    Table(fn(&TableContext, &mut Findings)),
    /// At everything, at each change: has to be quick.
    Workspace(fn(&WorkspaceContext, &mut Findings)),
    /// At what tables have in common: a memory that is told which tables change.
    Across(fn() -> Box<dyn Across>),
    /// At the scripts that a workspace was read from; not in the designer, where there are none.
    Scripts(fn(&ScriptsContext, &mut Findings)),
    /// While a text is read: the reader itself speaks.
    Reading,
}

pub struct TableContext<'a> {
    pub database: &'a Database,
    pub table: &'a Table,
    pub profile: &'a Profile,
    pub setting: &'a RuleSetting,
}

pub struct WorkspaceContext<'a> {
    pub workspace: &'a Workspace,
    pub profile: &'a Profile,
    pub setting: &'a RuleSetting,
}

impl TableContext<'_> {
    pub fn path(&self) -> ObjectPath {
        ObjectPath::Table(self.table.id)
    }

    pub fn column(&self, column: &Column) -> ObjectPath {
        ObjectPath::Column(self.table.id, column.id)
    }

    pub fn index(&self, index: &Index) -> ObjectPath {
        ObjectPath::Index(self.table.id, index.id)
    }
}

/// Collects what one rule finds, and counts what it looked at.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    found: Vec<Diagnostic>,
    looked_at: usize,
}

impl Findings {
    fn of(rule: &'static Rule, severity: Severity) -> Self {
        Findings { rule: rule.name, severity, found: vec![], looked_at: 0 }
    }

    /// Empty, of the same rule.
    pub fn like(&self) -> Self {
        Findings { rule: self.rule, severity: self.severity, found: vec![], looked_at: 0 }
    }

    /// Adds what was found before.
    pub fn take_over(&mut self, other: &Findings) {
        self.found.extend_from_slice(&other.found);
        self.looked_at += other.looked_at;
    }

    /// Notes that the rule judges one more thing: what it does not find fault with, it found right.
    pub fn look(&mut self) {
        self.looked_at += 1;
    }

    /// Adds a finding; `help` and `fix` go on what comes back.
    pub fn add(&mut self, path: ObjectPath, aspect: Aspect, message: impl Into<Arc<str>>) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule, self.severity, path, message).at(aspect));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

impl Diagnostic {
    /// For findings in place: what to do.
    pub fn set_help(&mut self, help: impl Into<Arc<str>>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// For findings in place: the server refuses this, so it is an error whatever the profile says.
    pub fn refused(&mut self) -> &mut Self {
        self.severity = Severity::Error;
        self
    }

    /// For findings in place: a way to mend it.
    pub fn set_fix(&mut self, title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Arc::new(Fix { title: title.into(), applicability, edits }));
        self
    }
}

/// The rule of that name, among all.
pub fn find(name: &str) -> Option<&'static Registered> {
    REGISTRY.iter().find(|registered| registered.rule.name == name)
}

/// The name nearest to one that is not known.
pub fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, REGISTRY.iter().map(|registered| registered.rule.name))
}

/// The nearest of some names, if one is near.
pub fn nearest_of<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let distance = |known: &str| crate::text::edit_distance(known, name);
    let best = names.clone().min_by_key(|known| distance(known))?;
    if distance(best) <= best.len().div_ceil(3) {
        return Some(best);
    }
    names.into_iter().find(|known| known.contains(name) || name.contains(known))
}
