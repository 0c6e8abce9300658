//! Something that is not the same on both chains.

use std::fmt;

/// What a difference is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    /// Whether a message was accepted.
    Outcome,
    /// What a message did.
    Events,
    /// The words of a refusal.
    Refusal,
    /// What a contract answers.
    Answer,
    /// What an account has.
    Balance,
    /// What a contract has stored, or who made it and who may migrate it.
    State,
}

/// Something that is not the same on both chains.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// The message, or what was looked at.
    pub(super) about: String,
    pub(super) what: In,
    pub(super) live: String,
    pub(super) embedded: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { about, what, .. } = self;
        writeln!(f, "{about} ({what:?})")?;
        writeln!(f, "  live:     {}", self.live)?;
        write!(f, "  embedded: {}", self.embedded)
    }
}
