//! Why a message was not sent or carried out, or a question not answered.

use mirror_chain::refusal::Refusal;
use mirror_chain::ChainError;
use thiserror::Error;

use super::advice;
use super::fault::BadMessage;
use super::names::Names;
use super::words;
use crate::failure::{CommandError, Exit, Failure};

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// Something to mend in what was typed.
    #[error(transparent)]
    BadMessage(#[from] BadMessage),
    /// A contract refused, in the simulation or in a block.
    #[error("{refusal}{}", paid(.hash))]
    Refused {
        /// Why.
        refusal: Box<Refusal>,
        /// The transaction, if it is in a block.
        hash: Option<String>,
    },
    /// There is no contract at an address.
    #[error(
        "there is no contract at {address}: look at --at and --height, and whether the deployment file is of \
         this chain"
    )]
    NoContract {
        /// The address.
        address: String,
    },
    /// No block has the transaction.
    #[error(
        "no block has transaction {hash}; where it was sent it may still get in until the height that was \
         named then"
    )]
    InNoBlock {
        /// Its hash.
        hash: String,
    },
    /// The transaction was sent, and nobody knows yet what became of it.
    #[error(
        "nobody knows yet whether transaction {hash} gets into a block; it may until height {until}. Do \
         not send it again before that: `mirror tx result {hash}` tells what became of it"
    )]
    NotSeenYet {
        /// Its hash.
        hash: String,
        /// The last height at which it can get in.
        until: u64,
    },
}

fn paid(hash: &Option<String>) -> String {
    let hash = hash.as_ref();
    hash.map_or_else(String::new, |hash| {
        format!("\nTransaction {hash} is in a block without effect; its fee was paid")
    })
}

impl Problem {
    /// What a chain's words say about a message to contracts; nothing where they say something else.
    pub(crate) fn in_words(whole: &str, called: &[&str], names: &Names) -> Option<Self> {
        let refused = Refusal::find(whole, called).map(|mut refusal| {
            refusal.text = words::refusal(&refusal, names);
            refusal.advice = advice::of(&refusal, names);
            Self::Refused {
                refusal: Box::new(refusal),
                hash: None,
            }
        });
        refused.or_else(|| {
            let (before, _) = whole.split_once(": no such contract")?;
            let (_, address) = before.rsplit_once("address ")?;
            let address = address.to_string();
            Some(Self::NoContract { address })
        })
    }

    /// The same, of a transaction that is in a block.
    pub(crate) fn with_hash(mut self, of_block: Option<String>) -> Self {
        if let Self::Refused { hash, .. } = &mut self {
            *hash = of_block;
        }
        self
    }

    /// The contract's own refusal in what the chain says, if there is one; `called` names the codes that
    /// the message came to.
    pub(crate) fn of_contract(error: ChainError, called: &[&str], names: &Names) -> Failure {
        let problem = error
            .refusal()
            .and_then(|whole| Self::in_words(whole, called, names));
        match (problem, error) {
            (Some(problem), ChainError::Refused { hash, .. }) => problem.with_hash(hash).into(),
            (Some(problem), _) => problem.into(),
            (None, error) => error.into(),
        }
    }
}

impl CommandError for Problem {
    fn exit(&self) -> Exit {
        match self {
            Self::BadMessage(_) => Exit::BadInput,
            Self::NoContract { .. } | Self::Refused { .. } => Exit::Refused,
            Self::NotSeenYet { .. } | Self::InNoBlock { .. } => Exit::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_OWNER: &str =
        "failed to execute message; message index: 0: unauthorized: position 7 \
                             belongs to another account: execute wasm contract failed";

    fn heard(whole: &str) -> Option<Problem> {
        Problem::in_words(whole, &["mirror-mint"], &Names::default())
    }

    #[test]
    fn a_refusal_in_a_block_says_that_its_fee_was_paid() {
        let refused = heard(NOT_OWNER).unwrap();
        let simulated = refused.to_string();
        let in_a_block = refused.with_hash(Some("ABC".to_string()));

        let text = in_a_block.to_string();

        assert!(simulated.starts_with("mint refuses (not_owner): unauthorized: position 7 belongs"));
        assert!(
            simulated.ends_with(&format!("The chain says: {NOT_OWNER}")),
            "{simulated}"
        );
        assert_eq!(
            format!("{simulated}\nTransaction ABC is in a block without effect; its fee was paid"),
            text
        );
        assert_eq!(Exit::Refused, in_a_block.exit());
    }

    #[test]
    fn a_contract_that_is_not_there_is_named() {
        let problem = heard("address wasm1xyz: no such contract: unknown request").unwrap();

        let address = "wasm1xyz".to_string();
        assert_eq!(Problem::NoContract { address }, problem);
        assert_eq!(Exit::Refused, problem.exit());
        assert!(problem
            .to_string()
            .starts_with("there is no contract at wasm1xyz: look at --at"));
    }

    #[test]
    fn words_that_no_contract_speaks_are_left_to_the_chains_own_error() {
        assert_eq!(None, heard("out of gas in location: ReadFlat"));
    }

    #[test]
    fn what_was_sent_and_not_seen_is_worth_looking_up_and_not_worth_sending_again() {
        let hash = "ABC".to_string();
        let unseen = Problem::NotSeenYet {
            hash: hash.clone(),
            until: 812,
        };
        let nowhere = Problem::InNoBlock { hash };

        assert_eq!(
            (Exit::Outside, Exit::Outside),
            (unseen.exit(), nowhere.exit())
        );
        assert!(unseen.to_string().contains(
            "until height 812. Do not send it again before that: `mirror tx result ABC`"
        ));
        assert!(nowhere.to_string().contains("no block has transaction ABC"));
    }
}
