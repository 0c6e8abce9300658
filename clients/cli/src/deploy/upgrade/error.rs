//! Why a protocol is not upgraded.

use mirror_deploy::UpgradeError;
use thiserror::Error;

use crate::deploy::refusal::LiveError;
use crate::failure::{CommandError, Exit};

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

impl CommandError for UpgradeFailure {
    fn exit(&self) -> Exit {
        match self {
            // A key or a file of the user's; all else is what the chain is like.
            Self::Upgrade(UpgradeError::NotWritten(_) | UpgradeError::OtherUpgrade { .. }) => {
                Exit::BadInput
            }
            Self::NotGovs { .. } | Self::Upgrade(_) => Exit::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_can_not_be_used_is_the_users_to_mend() {
        let step = "store mirror_mint".to_string();
        let errors: [UpgradeError<LiveError>; 2] = [
            UpgradeError::NotWritten("the disk is full".to_string()),
            UpgradeError::OtherUpgrade { step },
        ];

        for error in errors.map(UpgradeFailure::from) {
            assert_eq!(Exit::BadInput, error.exit(), "{error}");
        }
    }

    #[test]
    fn what_the_chain_is_like_is_a_refusal() {
        let owner = "wasm1d".to_string();
        let error = UpgradeFailure::NotGovs { owner };

        assert_eq!(Exit::Refused, error.exit());
    }
}
