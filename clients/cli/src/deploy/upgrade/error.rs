//! Why a protocol is not upgraded.

use mirror_deploy::UpgradeError;
use thiserror::Error;

use crate::deploy::refusal::LiveError;

/// Why a protocol is not upgraded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UpgradeFailure {
    /// A poll would decide nothing.
    #[error(
        "the protocol belongs to {owner} and not to gov, so no poll can give it other code: hand it over \
         first (mirror deploy hand-over), or begin a new one with the new artifacts"
    )]
    NotGovs {
        /// Who owns gov.
        owner: String,
    },
    /// What stopped it.
    #[error(transparent)]
    Upgrade(#[from] UpgradeError<LiveError>),
}
