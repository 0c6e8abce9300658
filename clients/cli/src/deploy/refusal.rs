//! Why a chain did not take or tell something.

use mirror_chain::ChainError;
use thiserror::Error;

/// Why the chain did not take or tell something.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LiveError {
    /// The chain refused, or did not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// An artifact went away in the meantime.
    #[error("{artifact}.wasm can not be read: {reason}; put it back and run it again")]
    Artifact {
        /// The artifact.
        artifact: &'static str,
        /// What the system says.
        reason: String,
    },
    /// There is a contract where this one would be made.
    #[error(
        "the account has made {role} before, at {address}, and this journal does not know of it: use the \
         journal of that deployment, or make a second one with another --name"
    )]
    Taken {
        /// The contract's label.
        role: String,
        /// Where it is.
        address: String,
    },
}
