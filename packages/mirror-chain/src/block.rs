//! Blocks and what happened in them.

use tendermint_rpc::Client;

use crate::endpoints::{failed, Endpoint, Failed};
use crate::error::{unexpected, ChainError};
use crate::events::{Event, Included};
use crate::made::{made_by, Made};
use crate::node::Node;
use crate::transaction::hash;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its height.
    pub height: u64,
    /// Its time, in UNIX seconds.
    pub time: u64,
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// The hash of the block before; empty for the first of a chain.
    pub parent_hash: String,
    /// The state after the block before, in upper-case hexadecimal digits.
    pub app_hash: String,
    /// The bytes of its transactions, in order.
    pub transactions: Vec<Vec<u8>>,
}

/// What happened in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockResults {
    /// Its height.
    pub height: u64,
    /// Its transactions, in order. Their hashes are empty: they are in the block.
    pub transactions: Vec<Included>,
    /// What happened outside of transactions.
    pub events: Vec<Event>,
}

impl Block {
    /// The contracts that the messages of a transaction ask to make, in the order of the messages; those
    /// that other contracts make are not among them.
    pub fn makes(&self, transaction: usize) -> Result<Vec<Made>, ChainError> {
        let bytes = self.transactions.get(transaction);
        bytes.map_or_else(|| Ok(Vec::new()), |bytes| made_by(bytes))
    }

    /// The hashes of its transactions, in order, in upper-case hexadecimal digits.
    pub fn hashes(&self) -> impl Iterator<Item = String> + '_ {
        self.transactions.iter().map(|bytes| hash(bytes))
    }
}

impl Node {
    /// The gas that a block may use; `None` where there is no limit.
    pub async fn block_gas(&self) -> Result<Option<u64>, ChainError> {
        let answer = self.endpoints.ask(|endpoint| async move {
            let answer = endpoint
                .call(endpoint.client.latest_consensus_params())
                .await;
            answer.map_err(|trouble| failed(trouble, |_| None))
        });
        let most = answer.await?.consensus_params.block.max_gas;
        // Minus one stands for none.
        Ok(u64::try_from(most).ok())
    }

    /// The height of the last block that was carried out. A node tells of a block in its status a
    /// little before that.
    pub async fn carried_out(&self) -> Result<u64, ChainError> {
        let answer = self.endpoints.ask(|endpoint| async move {
            let answer = endpoint.call(endpoint.client.abci_info()).await;
            answer.map_err(|trouble| failed(trouble, |_| None))
        });
        Ok(answer.await?.last_block_height.value())
    }

    /// A block.
    pub async fn block(&self, height: u64) -> Result<Block, ChainError> {
        let at = tendermint::block::Height::try_from(height).map_err(unexpected)?;
        let block = self.endpoints.ask(|endpoint| async move {
            let answer = endpoint.call(endpoint.client.block(at)).await;
            answer.map_err(|trouble| failed(trouble, |told| no_block(endpoint, height, told)))
        });
        let answer = block.await?;
        let block = answer.block;
        let parent = block.header.last_block_id;
        Ok(Block {
            hash: answer.block_id.hash.to_string(),
            parent_hash: parent.map_or_else(String::new, |id| id.hash.to_string()),
            height,
            time: block.header.time.unix_timestamp().unsigned_abs(),
            app_hash: block.header.app_hash.to_string(),
            transactions: block.data,
        })
    }

    /// What happened in a block.
    pub async fn block_results(&self, height: u64) -> Result<BlockResults, ChainError> {
        let at = tendermint::block::Height::try_from(height).map_err(unexpected)?;
        let results = self.endpoints.ask(|endpoint| async move {
            let answer = endpoint.call(endpoint.client.block_results(at)).await;
            answer.map_err(|trouble| failed(trouble, |told| no_block(endpoint, height, told)))
        });
        let results = results.await?;
        let transactions = results.txs_results.unwrap_or_default();
        let of_block = results.finalize_block_events.iter();
        Ok(BlockResults {
            height,
            transactions: transactions
                .iter()
                .map(|result| Included::new(String::new(), height, result))
                .collect(),
            events: of_block.map(Event::from_abci).collect(),
        })
    }
}

/// Another node may keep more history, or be ahead.
fn no_block(endpoint: &Endpoint, height: u64, told: &str) -> Option<Failed> {
    Some(Failed::Lacks(ChainError::NoHistory {
        rpc: endpoint.rpc.clone(),
        height,
        reason: told.to_string(),
    }))
}
