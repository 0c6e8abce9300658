//! Why the chain did not do or tell something.

use std::fmt;

use thiserror::Error;

use crate::endpoints::RpcFault;

/// Why the chain did not do or tell something. Each text says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChainError {
    /// None of the RPC addresses gave an answer that can be used.
    #[error(
        "no RPC address answers as it should: {}; start the node or name another address with --rpc, and \
         run it again", listed(.0)
    )]
    Unreachable(Vec<RpcFault>),

    /// The node does not have the state or block of a height (any more).
    #[error(
        "the node at {rpc} has no state or block of height {height}: {reason}; ask a node that keeps \
         more history, or leave the height out"
    )]
    NoHistory {
        /// The address that was asked.
        rpc: String,
        /// The height that was asked for.
        height: u64,
        /// What the node says.
        reason: String,
    },

    /// The node can not be asked for transactions.
    #[error(
        "the node at {rpc} keeps no index of transactions, so nobody can tell what became of one: name \
         an RPC address whose node has `indexer = \"kv\"` in its config.toml"
    )]
    NoIndex {
        /// The address that was asked.
        rpc: String,
    },

    /// Nobody knows yet what became of a transaction.
    #[error(
        "transaction {hash} is in no block yet and may still get in before height {until}: run it \
         again, it is not sent twice"
    )]
    NotSeenYet {
        /// The transaction's hash.
        hash: String,
        /// The last height at which it can get in.
        until: u64,
    },

    /// The transaction can not get into a block any more.
    #[error(
        "transaction {hash} was in no block up to height {until} and never will be; send it anew"
    )]
    Expired {
        /// The transaction's hash.
        hash: String,
        /// The last height at which it could get in.
        until: u64,
    },

    /// Another transaction of the same account took its place.
    #[error(
        "another transaction of {account} took the place of {hash} (sequence {sequence}): see that \
         nobody else signs with this key, and send it anew"
    )]
    SequenceTaken {
        /// The account.
        account: String,
        /// The transaction that lost its place.
        hash: String,
        /// The place in the account's sequence.
        sequence: u64,
    },

    /// The account does not exist on this chain.
    #[error(
        "{address} has never received anything on {chain_id}: pay it some {denom} for fees first"
    )]
    NoAccount {
        /// The account.
        address: String,
        /// The chain.
        chain_id: String,
        /// The denom that fees are paid in.
        denom: String,
    },

    /// The account can not pay.
    #[error("{address} has too little: {reason}; pay it more and run it again")]
    TooPoor {
        /// The account.
        address: String,
        /// What the chain says, with the amounts.
        reason: String,
    },

    /// The fee is below what the node asks for.
    #[error("the fee {offered} is below what the node takes: {reason}; raise --gas-price")]
    GasPriceTooLow {
        /// What was offered.
        offered: String,
        /// What the chain says, with the amount that it asks for.
        reason: String,
    },

    /// The chain refused a transaction, before or in a block.
    #[error("the chain refused it ({codespace} {code}): {log}")]
    Refused {
        /// Which part of the chain refused it.
        codespace: String,
        /// The part's number for the reason.
        code: u32,
        /// The reason in words; a contract's own is in the middle of it.
        log: String,
        /// The hash, if it is in a block: then its fee was paid.
        hash: Option<String>,
    },

    /// The chain refused a question.
    #[error("{what} was refused ({codespace} {code}): {log}")]
    QueryRefused {
        /// What was asked.
        what: String,
        /// Which part of the chain refused it.
        codespace: String,
        /// The part's number for the reason.
        code: u32,
        /// The reason in words; a contract's own is in the middle of it.
        log: String,
    },

    /// An answer is not what it should be.
    #[error("the chain's answer can not be read: {0}")]
    Unexpected(String),
}

/// Why a node that answers is not one to rely on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It belongs to another chain.
    #[error("it is a node of {found}, not of {expected}")]
    OtherChain {
        /// The chain that it belongs to.
        found: String,
        /// The chain that was meant.
        expected: String,
    },
    /// It is still reading old blocks.
    #[error("it is catching up, at height {height}")]
    CatchingUp {
        /// The height it has reached.
        height: u64,
    },
    /// Its last block is old.
    #[error(
        "its last block, {height}, is {seconds} s old, so the chain stands still or it is cut off"
    )]
    Behind {
        /// The height of that block.
        height: u64,
        /// The block's age.
        seconds: u64,
    },
}

impl ChainError {
    /// Whether the outside did not answer or does not know yet, so that it is worth running again:
    /// exit code 3.
    pub fn is_outside(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_)
                | Self::NoHistory { .. }
                | Self::NoIndex { .. }
                | Self::NotSeenYet { .. }
        )
    }

    /// What a contract or another part of the chain said, in its own words with the chain's around
    /// them.
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Self::Refused { log, .. } | Self::QueryRefused { log, .. } => Some(log),
            _ => None,
        }
    }
}

fn listed(faults: &[RpcFault]) -> String {
    let told = faults.iter().map(RpcFault::to_string);
    told.collect::<Vec<_>>().join("; ")
}

/// An answer that can not be read, for `map_err`.
pub(crate) fn unexpected(error: impl fmt::Display) -> ChainError {
    ChainError::Unexpected(error.to_string())
}
