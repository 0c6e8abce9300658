//! Where blocks come from: a chain, or whoever makes them up for a test.

use std::collections::BTreeMap;
use std::future::Future;

use mirror_chain::{ChainError, Event, Node, TokenInfo};
use serde::Deserialize;
use terraswap::token::InstantiateMsg;

/// The last block that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its height.
    pub height: u64,
    /// Its time, in UNIX seconds.
    pub time: u64,
    /// The first block that is still there.
    pub earliest: u64,
}

/// A block as it comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawBlock {
    /// Its height.
    pub height: u64,
    /// Its time, in UNIX seconds.
    pub time: u64,
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// The hash of the block before; empty where that is not known.
    pub parent_hash: String,
    /// The transactions that were carried out, in order.
    pub transactions: Vec<RawTransaction>,
    /// What happened outside of transactions.
    pub events: Vec<Event>,
}

/// A transaction that was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawTransaction {
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// What it did, in order.
    pub events: Vec<Event>,
    /// Who had how much of each token that it made, from the beginning, by the place of the message.
    pub first_balances: BTreeMap<usize, Vec<(String, u128)>>,
}

/// What a token calls itself. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Names {
    /// Its symbol.
    pub symbol: String,
    /// Its name.
    pub name: String,
}

/// Where blocks come from. Cheap to clone, as several are asked for at once.
pub trait Source: Clone + Send + Sync + 'static {
    /// The last block that can be read.
    fn head(&self) -> impl Future<Output = Result<Head, ChainError>> + Send;

    /// A block.
    fn block(&self, height: u64) -> impl Future<Output = Result<RawBlock, ChainError>> + Send;

    /// The hash of a block.
    fn hash(&self, height: u64) -> impl Future<Output = Result<String, ChainError>> + Send;

    /// What a token calls itself.
    fn names(&self, token: &str) -> impl Future<Output = Result<Names, ChainError>> + Send;

    /// What an account had of the base denom before a block; nothing where nobody remembers.
    fn coins_before(
        &self,
        height: u64,
        account: &str,
    ) -> impl Future<Output = Result<u128, ChainError>> + Send;
}

/// A chain, by one of its nodes.
#[derive(Clone)]
pub struct ChainSource {
    node: Node,
    base_denom: String,
}

impl ChainSource {
    /// Blocks of the node's chain.
    pub fn new(node: &Node, base_denom: &str) -> Self {
        Self {
            node: node.clone(),
            base_denom: base_denom.to_string(),
        }
    }
}

impl Source for ChainSource {
    async fn head(&self) -> Result<Head, ChainError> {
        let status = self.node.status().await?;
        // The status tells of a block a little before it is carried out and its results can be asked for.
        let height = self.node.carried_out().await?.min(status.height);
        Ok(Head {
            height,
            time: status.time,
            earliest: status.earliest_height,
        })
    }

    async fn block(&self, height: u64) -> Result<RawBlock, ChainError> {
        let block = self.node.block(height).await?;
        let results = self.node.block_results(height).await?;
        let mut transactions = Vec::new();
        for (place, (hash, result)) in block.hashes().zip(results.transactions).enumerate() {
            if !result.is_success() {
                continue;
            }
            // What is not of the usual form has made no token of ours.
            let made = block.makes(place).unwrap_or_default();
            let first = made.into_iter().filter_map(|made| {
                let msg: InstantiateMsg = serde_json::from_slice(&made.msg).ok()?;
                let balances = msg.initial_balances.into_iter();
                let balances = balances.map(|coin| (coin.address, coin.amount.u128()));
                Some((made.message, balances.collect()))
            });
            transactions.push(RawTransaction {
                hash,
                events: result.events,
                first_balances: first.collect(),
            });
        }
        Ok(RawBlock {
            height,
            time: block.time,
            hash: block.hash,
            parent_hash: block.parent_hash,
            transactions,
            events: results.events,
        })
    }

    async fn hash(&self, height: u64) -> Result<String, ChainError> {
        Ok(self.node.block(height).await?.hash)
    }

    async fn names(&self, token: &str) -> Result<Names, ChainError> {
        let TokenInfo { symbol, name, .. } = self.node.token_info(token).await?;
        Ok(Names { symbol, name })
    }

    async fn coins_before(&self, height: u64, account: &str) -> Result<u128, ChainError> {
        let before = self.node.at(height.saturating_sub(1));
        match before.balance(account, &self.base_denom).await {
            // A gift to an address where a pair will be is rare, and states are kept for a shorter time
            // than blocks.
            Err(ChainError::NoHistory { .. }) => Ok(0),
            answer => Ok(answer?.u128()),
        }
    }
}
