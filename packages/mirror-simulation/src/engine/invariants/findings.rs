//! Collecting broken rules.

use std::fmt::Debug;

use crate::engine::book::Finding;

/// The broken rules that a check has found.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    /// Adds a finding if what the chain says (`told`) is not what the book has (`kept`).
    pub(super) fn compare<T: PartialEq + Debug>(
        &mut self,
        invariant: &'static str,
        what: impl FnOnce() -> String,
        told: T,
        kept: T,
    ) {
        if told != kept {
            let detail = format!("{}: {told:?} where the book has {kept:?}", what());
            self.0.push(Finding { invariant, detail });
        }
    }

    pub(super) fn expect(
        &mut self,
        invariant: &'static str,
        holds: bool,
        what: impl FnOnce() -> String,
    ) {
        if !holds {
            let detail = what();
            self.0.push(Finding { invariant, detail });
        }
    }
}
