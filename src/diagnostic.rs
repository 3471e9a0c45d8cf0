//! The one way in which anything is said about a schema: plain data.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::schema::{Aspect, ObjectPath};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    /// The word people see.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity that profiles call so; `off`, and all else, is none.
    pub fn named(name: &str) -> Option<Severity> {
        match name {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            _ => None,
        }
    }
}

/// Something to know about an object: which rule says it, where, what and why, and what to do.
///
/// Cheap to clone: what a check found is kept and handed out again at each change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    /// The rule's name; `tabledraft explain` and `docs/rules` have its page.
    pub rule: &'static str,
    pub severity: Severity,
    pub path: ObjectPath,
    pub aspect: Aspect,
    /// What is wrong and why it matters here.
    pub message: Arc<str>,
    /// What to do.
    pub help: Arc<str>,
    pub fix: Option<Arc<Fix>>,
    /// Where in the source it was read from; `None` for what was drafted, or changed since.
    pub location: Option<Location>,
    /// Why it is let pass, where somebody said so; such a diagnostic counts for nothing.
    pub suppressed: Option<Arc<str>>,
}

/// A span in one of the files that were read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The number of the file, from 0, in the order read.
    pub file: usize,
    pub span: Span,
}

/// A way to mend it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What the button says: "Add `subChunkId`".
    pub title: String,
    pub applicability: Applicability,
    /// Done together, as one step.
    pub edits: Vec<Edit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Changes nothing but the problem.
    Safe,
    /// Right in most cases, but the user has to look.
    Unsafe,
    /// Shown as a proposal, never applied with others: it changes what programs see.
    Shown,
}

impl Diagnostic {
    pub fn new(rule: &'static str, severity: Severity, path: ObjectPath, message: impl Into<Arc<str>>) -> Self {
        Diagnostic {
            rule,
            severity,
            path,
            aspect: Aspect::Whole,
            message: message.into(),
            help: Arc::from(""),
            fix: None,
            location: None,
            suppressed: None,
        }
    }

    pub fn at(mut self, aspect: Aspect) -> Self {
        self.aspect = aspect;
        self
    }

    pub fn help(mut self, help: impl Into<Arc<str>>) -> Self {
        self.help = help.into();
        self
    }

    pub fn fix(mut self, title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        self.fix = Some(Arc::new(Fix { title: title.into(), applicability, edits }));
        self
    }

    pub fn located(mut self, file: usize, span: Span) -> Self {
        self.location = Some(Location { file, span });
        self
    }
}
