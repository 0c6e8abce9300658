//! What is sent.

/// What a transaction of the load does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Pays somebody a coin; no contract takes part.
    Send,
    /// Swaps the base denom for an mAsset.
    Swap,
    /// Opens a position.
    Open,
    /// Posts a price.
    Feed,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Send, Self::Swap, Self::Open, Self::Feed];
}
