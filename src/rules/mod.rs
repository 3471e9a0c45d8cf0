//! Rules: neutral checks, one a file, and the engine that runs them by a profile.
//!
//! A rule lives in `src/rules/<group>/<name>.rs` with its page `docs/rules/<name>.md`; both are found at build time.

mod checker;
mod naming_pattern;
mod page;
mod profile;

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::edit::Edit;
use crate::schema::{Aspect, Database, ObjectPath, Table, Workspace};

pub use checker::{Checker, check};
pub use naming_pattern::NamingPattern;
pub use page::{Block, Example, Inline, Page};
pub use profile::{Profile, RuleSetting};

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// A rule with its group (the folder it lives in) and its page.
pub struct Registered {
    pub rule: &'static Rule,
    pub group: &'static str,
    /// The Markdown page; empty in the browser, which fetches it.
    pub page: &'static str,
}

/// What a rule is.
pub struct Rule {
    pub name: &'static str,
    /// One sentence for lists.
    pub summary: &'static str,
    /// Where no profile says otherwise; `None`: off.
    pub severity: Option<Severity>,
    pub check: Check,
}

/// How a rule looks at a workspace.
pub enum Check {
    /// At one table; what it finds is remembered as long as the table stays the same value.
    Table(fn(&TableContext, &mut Findings)),
    /// At everything, at each change: has to be quick.
    Workspace(fn(&WorkspaceContext, &mut Findings)),
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

/// Collects what one rule finds.
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding; `help` and `fix` go on what comes back.
    pub fn add(&mut self, path: ObjectPath, aspect: Aspect, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule, self.severity, path, message).at(aspect));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

impl Diagnostic {
    /// For findings in place: what to do.
    pub fn set_help(&mut self, help: impl Into<String>) -> &mut Self {
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
        self.fix = Some(crate::diagnostic::Fix { title: title.into(), applicability, edits });
        self
    }
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Registered> {
    REGISTRY.iter().find(|registered| registered.rule.name == name)
}

/// The name nearest to one that is not known.
pub fn nearest(name: &str) -> Option<&'static str> {
    let distance = |known: &str| crate::text::edit_distance(known, name);
    let names = || REGISTRY.iter().map(|registered| registered.rule.name);
    let best = names().min_by_key(|known| distance(known))?;
    if distance(best) <= best.len() / 3 {
        return Some(best);
    }
    names().find(|known| known.contains(name) || name.contains(known))
}
