//! A run that is to be shown.

use mirror_simulation::outcome::Outcome;

/// A finished run under the name it has in the report.
#[derive(Clone, Debug)]
pub struct Run {
    /// The name of its scenario's file.
    pub label: String,
    /// What came out.
    pub outcome: Outcome,
}
