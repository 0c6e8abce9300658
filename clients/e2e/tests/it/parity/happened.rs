//! What became of a message on one of the chains.

use mirror_chain::Event;

/// The block of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BlockAt {
    pub(super) height: u64,
    /// In UNIX seconds.
    pub(super) time: u64,
}

/// What a message did, or the words of its refusal.
pub(super) type Outcome = Result<Vec<Event>, String>;

/// What became of a message, and when.
#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) block: BlockAt,
    pub(super) outcome: Outcome,
}
