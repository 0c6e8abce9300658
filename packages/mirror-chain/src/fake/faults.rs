//! What is wrong with a fake node.

use std::time::Duration;

/// What is wrong with a fake node; nothing, to begin with.
#[derive(Clone, Debug, Default)]
pub struct NodeFaults {
    /// How long every answer takes.
    pub answers_after: Duration,
    /// Whether a proxy in front of it says that it is not there (status 502).
    pub is_bad_gateway: bool,
    /// Whether it answers something else than JSON-RPC.
    pub is_garbage: bool,
    /// Whether it is still reading old blocks.
    pub is_catching_up: bool,
    /// The chain that it says it belongs to.
    pub other_chain: Option<String>,
    /// By how many seconds its last block is older than it should be.
    pub block_age_s: u64,
    /// How many blocks of the chain it has not seen.
    pub blocks_behind: u64,
    /// Whether it keeps no index of transactions.
    pub has_no_index: bool,
    /// By how many blocks its index is behind.
    pub index_behind: u64,
    /// The first height whose block and state it has.
    pub keeps_from: u64,
    /// How many broadcasts it takes without answering.
    pub loses_answers: u32,
    /// How many broadcasts it neither takes nor answers.
    pub loses_broadcasts: u32,
    /// Whether its mempool is full.
    pub is_full: bool,
    /// The smallest fee that it takes, and its denom.
    pub least_fee: Option<(u128, String)>,
}
