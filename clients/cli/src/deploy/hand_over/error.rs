//! Why a protocol is not handed over.

use mirror_deploy::HandOverError;
use thiserror::Error;

use crate::deploy::refusal::LiveError;

/// Why a protocol is not handed over, besides what is in the way on the chain.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HandOverFailure {
    /// Another key signs.
    #[error(
        "{deployer} deployed the protocol and alone can hand it over, and the key is that of {account}: name \
         the right one with --key-file"
    )]
    NotDeployer {
        /// Whose key it is.
        account: String,
        /// Who deployed it.
        deployer: String,
    },
    /// Something changed while it went on.
    #[error(transparent)]
    HandOver(#[from] HandOverError<LiveError>),
}
