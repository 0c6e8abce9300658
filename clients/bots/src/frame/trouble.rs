//! What can come between a bot and its work, in three classes.

use mirror_chain::ChainError;

/// What came between a bot and its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Somebody else was first, or the chain is not as it was seen: a normal outcome. The bot looks
    /// again and goes on.
    Lost {
        /// What was not done, and why.
        what: String,
    },
    /// The outside did not answer, or not as it should: the same again after a while, which grows.
    Retry(ChainError),
    /// Nothing gets better by itself: somebody must look. The service stays up and tries again, as what
    /// is wrong may be mended outside.
    Halt {
        /// What is wrong.
        why: String,
        /// What a person can do about it.
        what_to_do: String,
    },
}

impl From<ChainError> for Trouble {
    /// A refusal and a lost place are races, as a bot acts on what it has just seen. Money and settings
    /// are for people. All else may be over in a moment.
    fn from(error: ChainError) -> Self {
        let what_to_do = match &error {
            ChainError::Refused { .. }
            | ChainError::SequenceTaken { .. }
            | ChainError::Expired { .. } => {
                return Self::Lost {
                    what: error.to_string(),
                }
            }
            ChainError::TooPoor { address, .. } | ChainError::NoAccount { address, .. } => {
                format!("pay {address} what it needs for fees and its work; it goes on by itself")
            }
            error if error.is_configuration() => {
                "mend the setting that is named and start the service again".to_string()
            }
            _ => return Self::Retry(error),
        };
        Self::Halt {
            why: error.to_string(),
            what_to_do,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(log: &str) -> ChainError {
        ChainError::Refused {
            codespace: "sdk".to_string(),
            code: 6,
            log: log.to_string(),
            hash: None,
        }
    }

    #[test]
    fn a_refusal_and_a_place_that_is_taken_are_races() {
        let taken = ChainError::SequenceTaken {
            account: "wasm1me".to_string(),
            hash: "AB".to_string(),
            sequence: 3,
        };
        let expired = ChainError::Expired {
            hash: "AB".to_string(),
            until: 9,
        };
        for error in [refused("safe position"), taken, expired] {
            let what = error.to_string();
            assert_eq!(Trouble::from(error), Trouble::Lost { what });
        }
    }

    #[test]
    fn an_account_without_money_and_a_wrong_setting_are_for_people() {
        let poor = ChainError::TooPoor {
            address: "wasm1me".to_string(),
            reason: "3uusd is smaller than 5uusd".to_string(),
        };
        let Trouble::Halt { why, what_to_do } = Trouble::from(poor.clone()) else {
            panic!("{poor:?}");
        };
        assert_eq!(why, poor.to_string());
        assert!(what_to_do.starts_with("pay wasm1me"));
        let price = ChainError::GasPriceTooLow {
            offered: "1uusd".to_string(),
            reason: "2uusd".to_string(),
        };
        assert!(matches!(Trouble::from(price), Trouble::Halt { .. }));
    }

    #[test]
    fn what_may_be_over_in_a_moment_is_tried_again() {
        let silent = ChainError::Unreachable(vec![]);
        let unreadable = ChainError::Unexpected("nothing".to_string());
        for error in [silent, unreadable] {
            assert_eq!(Trouble::from(error.clone()), Trouble::Retry(error));
        }
    }
}
