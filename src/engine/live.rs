//! All rules, held to a workspace again and again, each time at the cost of what changed: for whoever shows what is wrong while
//! somebody edits.

use super::trial::Trials;
use crate::diagnostic::Diagnostic;
use crate::rules::{Checker, Profile, suppression};
use crate::schema::Workspace;

/// Everything that the rules of a profile say of a workspace, with the fixes that its server accepts.
///
/// Make it with `Profile::named` or `Project::judged_by(&rules::ALL)`: a profile of `CORE` has the rules of the first load
/// only. What only the texts of scripts tell is not said here, nor what the server refuses: see [`super::Reading::check`] and
/// [`super::transcript`].
#[derive(Debug)]
pub struct LiveCheck {
    checker: Checker,
    trials: Trials,
}

impl LiveCheck {
    pub fn new(profile: Profile) -> Self {
        LiveCheck { checker: Checker::new(profile), trials: Trials::default() }
    }

    pub fn profile(&self) -> &Profile {
        self.checker.profile()
    }

    /// What is found now, in the order of the tables. What is suppressed is there too, and says so; suppressions that are
    /// wrong or not needed any more are spoken of at the end.
    pub fn check(&mut self, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut found = self.checker.check(workspace);
        self.trials.withhold(workspace, self.checker.profile().server, &mut found);
        let said = suppression::judge(workspace, self.checker.profile(), &found);
        found.extend(said);
        found
    }
}
