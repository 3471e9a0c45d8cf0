//! Fixes of problems: one, or all that are safe.

use super::Session;
use crate::diagnostic::Applicability;
use crate::i18n::{plural, say, t, translated};
use crate::rules::Checker;

impl Session {
    pub(super) fn apply_fix(&mut self, at: usize) {
        let Some(diagnostic) = self.view.diagnostics.get(at).cloned() else { return };
        let Some(fix) = diagnostic.fix else { return };
        self.perform(fix.title.clone(), &fix.edits);
        self.say(say("Done: {}", &[&translated(&fix.title)]), true);
    }

    /// All of them, or those of one rule. A fix may make another one pointless, so each round looks anew; each round mends
    /// something, so it ends.
    pub(super) fn fix_safe(&mut self, rule: Option<&str>) {
        let mut workspace = self.view.workspace.clone();
        let mut checker = Checker::new(self.checker.profile().clone());
        let (mut edits, mut count) = (Vec::new(), 0);
        for _ in 0..self.view.diagnostics.len() {
            let found = checker.check(&workspace);
            let open =
                found.iter().filter(|found| found.suppressed.is_none() && rule.is_none_or(|rule| rule == found.rule));
            let safe = open.filter_map(|diagnostic| diagnostic.fix.as_ref());
            let Some(fix) = safe.into_iter().find(|fix| fix.applicability == Applicability::Safe) else { break };
            let next =
                fix.edits.iter().try_fold(workspace.clone(), |workspace, edit| crate::edit::apply(&workspace, edit));
            let Ok(next) = next else { break };
            if next == workspace {
                break;
            }
            workspace = next;
            edits.extend(fix.edits.clone());
            count += 1;
        }
        if count == 0 {
            return self.say(t("Nothing here can be fixed without a look.").to_owned(), false);
        }
        let label = if count == 1 { "Fix 1 problem".to_owned() } else { format!("Fix {count} problems") };
        self.perform(label, &edits);
        self.say(plural(count, "Fixed {} problem.", "Fixed {} problems."), true);
    }
}
