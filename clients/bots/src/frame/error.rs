//! Why a service does not come up.

use std::net::SocketAddr;
use std::path::PathBuf;

use mirror_chain::journal::JournalError;
use mirror_chain::{ChainError, KeyError};
use thiserror::Error;

/// Why a service does not come up. A service that is up ends by itself over nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// There is no key to sign with.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Another service has the key.
    #[error(
        "the key file {} is in use by another service: give each service an account of its own, as two that \
         share one take each other's place in its sequence", path.display()
    )]
    KeyInUse {
        /// The file.
        path: PathBuf,
    },
    /// Two services of one process have the same account.
    #[error(
        "[{first}] and [{second}] act with the same account, {address}: give each service an account of its \
         own, as two that share one take each other's place in its sequence"
    )]
    SameAccount {
        /// The account.
        address: String,
        /// A service that has it.
        first: &'static str,
        /// Another one, or the same with a second key file.
        second: &'static str,
    },
    /// The journal can not be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal belongs to another chain or account.
    #[error(
        "the journal {} belongs to {found}, not to {expected}: name another folder with `state`",
        path.display()
    )]
    OfAnother {
        /// The file.
        path: PathBuf,
        /// The chain and account that it belongs to.
        found: String,
        /// The chain and account that it was opened for.
        expected: String,
    },
    /// The journal is of a chain of the same name that is not there any more.
    #[error(
        "the journal {} is of another chain of the same name, as after a network was made anew: that one had \
         a block {height} which this one does not have; move the journal away, or name another folder with \
         `state`", path.display()
    )]
    OfOtherChain {
        /// The file.
        path: PathBuf,
        /// The height of the block that was noted.
        height: u64,
    },
    /// Nothing can be served at an address.
    #[error("{listen} can not be listened at: {reason}; name another address with `listen`")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system says.
        reason: String,
    },
    /// The chain's settings are wrong.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Something else that a service needs can not be used.
    #[error("{what} can not be used: {reason}")]
    Unusable {
        /// What it needs.
        what: String,
        /// Why it can not be used.
        reason: String,
    },
}

impl FrameError {
    /// Whether it is worth running again as it is: exit code 3.
    pub fn is_outside(&self) -> bool {
        match self {
            Self::Journal(JournalError::InUse { .. }) => true,
            Self::Chain(error) => error.is_outside(),
            _ => false,
        }
    }
}
