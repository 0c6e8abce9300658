//! Why the chain did not do or tell something.

use std::fmt;

use thiserror::Error;

/// Why the chain did not do or tell something. Each text says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChainError {
    /// None of the RPC addresses gave an answer that can be used.
    #[error(
        "no RPC address answers as it should: {}; start the node or name another address with --rpc, and \
         run it again", listed(.0)
    )]
    Unreachable(Vec<RpcFault>),

    /// Every RPC address is one of another chain.
    #[error(
        "{rpc} is a node of the chain {found}, not of {expected}: name the right address with --rpc or the \
         right chain with --chain-id"
    )]
    OtherChain {
        /// The first address.
        rpc: String,
        /// The chain that it belongs to.
        found: String,
        /// The chain that was meant.
        expected: String,
    },

    /// Addresses on this chain begin otherwise.
    #[error(
        "addresses on {chain_id} begin with {found}, not with {expected}: set bech32_prefix = \"{found}\""
    )]
    OtherPrefix {
        /// The chain.
        chain_id: String,
        /// How its addresses begin.
        found: String,
        /// How they were meant to begin.
        expected: String,
    },

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
        "transaction {hash} is in no block yet and may still get in up to height {until}: ask again with \
         `mirror tx result {hash}`, and do not send the same anew before that"
    )]
    NotSeenYet {
        /// The transaction's hash.
        hash: String,
        /// The last height at which it can get in.
        until: u64,
    },

    /// Nobody knows what became of a transaction that was sent, because nobody could be asked, or
    /// because a node refuses what another one may have taken.
    #[error(
        "transaction {hash} was sent and may get in up to height {until}, but what became of it could not be \
         found out ({reason}): ask again with `mirror tx result {hash}`, and do not send the same anew \
         before that"
    )]
    Unsettled {
        /// The transaction's hash.
        hash: String,
        /// The last height at which it can get in.
        until: u64,
        /// Why it is not known.
        reason: String,
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

    /// The fee is below what the node asks for, or in a denom that it does not take.
    #[error(
        "the node does not take a fee of {offered}: {reason}; set --gas-price to what it asks for"
    )]
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

/// Why an RPC address gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RpcFault {
    /// The address, without what gives access to it.
    pub rpc: String,
    /// What went wrong there.
    pub reason: String,
}

impl fmt::Display for RpcFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.rpc, self.reason)
    }
}

/// Why a node that answers is not one to rely on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It is still reading old blocks.
    #[error("it is catching up, at height {height}")]
    CatchingUp {
        /// The height it has reached.
        height: u64,
    },
    /// Its last block is old.
    #[error(
        "its last block, {height}, is {seconds} s old, so the chain stands still, it is cut off or the clock \
         here is wrong"
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
                | Self::Unsettled { .. }
        )
    }

    /// Whether a setting has to be mended: exit code 2.
    pub fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::OtherChain { .. } | Self::OtherPrefix { .. } | Self::GasPriceTooLow { .. }
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
