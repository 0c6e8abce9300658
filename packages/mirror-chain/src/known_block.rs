//! A block by which a chain is known again: a local network that was removed and begun anew has the same
//! id, and another block at the same height.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::error::{ChainError, RpcFault};
use crate::node::Node;

/// A block that somebody has seen on a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBlock {
    /// Its height.
    pub height: u64,
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// Its time, in UNIX seconds.
    pub time: u64,
}

/// Whether a block that is known is on the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    There,
    /// It is not: this is another chain, whatever it calls itself.
    Missing,
    /// No node keeps blocks of that height any more, so nobody can tell.
    Forgotten,
}

impl Node {
    /// The last block.
    pub async fn last_block(&self) -> Result<KnownBlock, ChainError> {
        let status = self.status().await?;
        Ok(KnownBlock {
            height: status.height,
            hash: status.block_hash,
            time: status.time,
        })
    }

    /// Whether a block is on this chain. A node that has not come so far yet is waited for, as long as
    /// for an answer.
    pub async fn standing(&self, known: &KnownBlock) -> Result<Standing, ChainError> {
        let begun = Instant::now();
        loop {
            let status = self.status().await?;
            if status.height >= known.height {
                break;
            }
            // Times grow with heights: no chain with this block has a later time below it.
            if status.time > known.time {
                return Ok(Standing::Missing);
            }
            if begun.elapsed() >= self.config.timeout {
                let (found, height) = (status.height, known.height);
                return Err(ChainError::Unreachable(vec![RpcFault {
                    rpc: status.rpc,
                    reason: format!("its last block is {found}, and block {height} is known"),
                }]));
            }
            tokio::time::sleep(self.config.look_every).await;
        }
        match self.block(known.height).await {
            Ok(block) if block.hash == known.hash => Ok(Standing::There),
            Ok(_) => Ok(Standing::Missing),
            Err(ChainError::NoHistory { .. }) => Ok(Standing::Forgotten),
            Err(error) => Err(error),
        }
    }
}
