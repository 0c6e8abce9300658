//! What a check has found.

use std::fmt::Debug;

use crate::engine::book::Finding;

/// What has been found in one check.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    /// `told` is what the chain says, `kept` what the book says.
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
