//! What a node says of itself.

use tendermint_rpc::endpoint::status::Response;

/// What a node says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeStatus {
    /// The RPC address that was asked.
    pub rpc: String,
    /// The chain it belongs to.
    pub chain_id: String,
    /// The height of its last block.
    pub height: u64,
    /// The time of that block, in UNIX seconds.
    pub time: u64,
    /// The hash of that block, in upper-case hexadecimal digits.
    pub block_hash: String,
    /// The state after the block before, in upper-case hexadecimal digits.
    pub app_hash: String,
    /// The first height of which it still has the block.
    pub earliest_height: u64,
    /// Whether it is still reading old blocks.
    pub catching_up: bool,
    /// The version of CometBFT.
    pub version: String,
}

impl NodeStatus {
    pub(crate) fn from_rpc(rpc: &str, status: &Response) -> Self {
        let sync = &status.sync_info;
        let seconds = sync.latest_block_time.unix_timestamp();
        Self {
            rpc: rpc.to_string(),
            chain_id: status.node_info.network.to_string(),
            height: sync.latest_block_height.value(),
            // A chain without a block says that its last one was in the year 1.
            time: u64::try_from(seconds).unwrap_or(0),
            block_hash: sync.latest_block_hash.to_string(),
            app_hash: sync.latest_app_hash.to_string(),
            earliest_height: sync.earliest_block_height.value(),
            catching_up: sync.catching_up,
            version: status.node_info.version.to_string(),
        }
    }
}
