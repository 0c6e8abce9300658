//! Why a transaction was not carried out.

use mirror_chain::journal::JournalError;
use mirror_chain::ChainError;
use thiserror::Error;

use crate::frame::trouble::Trouble;

/// Why a transaction was not carried out, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WalletError {
    /// The chain refused it or did not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// What is sent can not be written down first, so it is not sent; or it was sent, and what became of
    /// it can not be written down.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An earlier transaction had to be settled first. What was seen before that is old.
    #[error("{name} had to be settled first ({hash}), so look again before anything else is done")]
    LookAgain {
        /// What the earlier transaction was for.
        name: String,
        /// Its hash.
        hash: String,
    },
}

impl From<WalletError> for Trouble {
    fn from(error: WalletError) -> Self {
        match error {
            WalletError::Chain(error) => error.into(),
            WalletError::Journal(error) => Self::Halt {
                why: error.to_string(),
                what_to_do: "make room on the disk or mend the folder; it goes on by itself"
                    .to_string(),
            },
            WalletError::LookAgain { .. } => Self::Lost {
                what: error.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_journal_that_can_not_be_written_is_for_people() {
        let error = JournalError::Disk {
            path: PathBuf::from("journal"),
            reason: "no space left on device".to_string(),
        };

        let trouble = Trouble::from(WalletError::Journal(error.clone()));

        let why = error.to_string();
        assert!(matches!(trouble, Trouble::Halt { why: told, .. } if told == why));
    }
}
