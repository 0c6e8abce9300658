//! Why a block could not be read into the index.

use mirror_chain::ChainError;
use thiserror::Error;

use crate::store::StoreError;

/// Why a block could not be read into the index. Each text says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The chain did not tell.
    #[error(transparent)]
    Chain(#[from] ChainError),

    /// The tables could not be written or read.
    #[error(transparent)]
    Store(#[from] StoreError),

    /// The node does not have the blocks that come next.
    #[error(
        "the node's first block is {earliest}, as after a start from a snapshot, and the index needs block \
         {needed}: without it every sum would be wrong, so name the RPC address of a node that has all \
         blocks from there on with --rpc"
    )]
    BlocksMissing {
        /// The first block that the node has.
        earliest: u64,
        /// The block that is needed.
        needed: u64,
    },

    /// The chain is shorter than what was read of it.
    #[error(
        "the chain is at block {head}, and this index has read up to {read}: the node is behind, or this is \
         another chain of the same name"
    )]
    Ahead {
        /// The chain's last block.
        head: u64,
        /// The last block that was read.
        read: u64,
    },

    /// The first block that is to be read is far from being made.
    #[error(
        "the index is to begin at block {from}, and the chain's last block is {head}: name a height at or before \
         the deployment's first transaction with --from, or leave it out"
    )]
    BeyondHead {
        /// Where it is to begin.
        from: u64,
        /// The chain's last block.
        head: u64,
    },

    /// Nobody says where the protocol begins.
    #[error(
        "the chain does not say at which height the contract {contract} was made: name the first block with \
         --from HEIGHT, at or before the deployment's first transaction"
    )]
    NoBeginning {
        /// The contract.
        contract: String,
    },

    /// An event of a contract is not as its specification says.
    #[error(
        "in block {height} an event of {contract} ({action}) can not be read: {reason}; this program is older \
         than the contract's code, or younger"
    )]
    Event {
        /// The block.
        height: u64,
        /// The contract's address.
        contract: String,
        /// The action.
        action: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ReadError {
    /// Whether the outside did not answer, so that it is worth trying again.
    pub fn is_outside(&self) -> bool {
        match self {
            Self::Chain(error) => error.is_outside(),
            Self::Store(error) => error.is_outside(),
            Self::BlocksMissing { .. } | Self::Ahead { .. } => true,
            Self::NoBeginning { .. } | Self::BeyondHead { .. } | Self::Event { .. } => false,
        }
    }

    /// Whether a setting has to be mended.
    pub fn is_configuration(&self) -> bool {
        match self {
            Self::Chain(error) => error.is_configuration(),
            Self::Store(error) => error.is_configuration(),
            Self::NoBeginning { .. } | Self::BeyondHead { .. } => true,
            Self::BlocksMissing { .. } | Self::Ahead { .. } | Self::Event { .. } => false,
        }
    }
}
