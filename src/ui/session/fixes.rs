//! Fixes of problems: one, or all that are safe. The worker makes them, because it can try them on the server; what is to be
//! mended waits until somebody takes it there, and comes back as a patch.

use super::Session;
use crate::engine::Mend;

impl Session {
    /// Wishes the fix of one problem, by its number.
    pub(super) fn wish_fix(&mut self, at: usize) {
        let found = self.view.diagnostics.get(at).filter(|found| found.fix.is_some());
        self.wish =
            found.map(|found| Mend { rule: found.rule.to_owned(), one: Some((found.path, found.message.to_string())) });
    }

    /// Wishes all fixes that are safe, or those of one rule.
    pub(super) fn wish_safe(&mut self, rule: &str) {
        self.wish = Some(Mend { rule: rule.to_owned(), one: None });
    }

    /// What the worker shall mend, told once.
    pub fn take_wish(&mut self) -> Option<Mend> {
        self.wish.take()
    }
}
