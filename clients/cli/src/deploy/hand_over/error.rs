//! Why a protocol is not handed over.

use mirror_deploy::HandOverError;
use thiserror::Error;

use crate::deploy::refusal::LiveError;
use crate::failure::{CommandError, Exit};

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

impl CommandError for HandOverFailure {
    fn exit(&self) -> Exit {
        match self {
            // A key or a file of the user's; all else is what the chain is like.
            Self::NotDeployer { .. }
            | Self::HandOver(HandOverError::NotWritten(_) | HandOverError::OtherHandOver { .. }) => {
                Exit::BadInput
            }
            Self::HandOver(_) => Exit::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_can_not_be_used_is_the_users_to_mend() {
        let step = "store mirror_mint".to_string();
        let errors: [HandOverError<LiveError>; 2] = [
            HandOverError::NotWritten("the disk is full".to_string()),
            HandOverError::OtherHandOver { step },
        ];

        for error in errors.map(HandOverFailure::from) {
            assert_eq!(Exit::BadInput, error.exit(), "{error}");
        }
    }

    #[test]
    fn what_the_chain_is_like_is_a_refusal() {
        let loan = mirror_deploy::Loan {
            address: "wasm1a".to_string(),
            end_time: 7,
        };
        let error = HandOverFailure::from(HandOverError::<LiveError>::Lent(vec![loan]));

        assert_eq!(Exit::Refused, error.exit());
    }
}
