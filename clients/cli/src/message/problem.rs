//! Why a message was not sent or carried out, or a question not answered.

use mirror_chain::refusal::Refusal;
use thiserror::Error;

use super::fault::BadMessage;
use super::names::Names;
use super::words;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// Something to mend in what was typed.
    #[error(transparent)]
    BadMessage(#[from] BadMessage),
    /// Nobody can be asked whether to send it.
    #[error(
        "there is no terminal to ask whether to send it: add --yes, or --dry-run to only look"
    )]
    NobodyToAsk,
    /// The answer was no.
    #[error("nothing was sent")]
    Declined,
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

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::BadMessage(_) | Self::NobodyToAsk => 2,
            Self::Declined | Self::NoContract { .. } | Self::Refused { .. } => 1,
            Self::NotSeenYet { .. } | Self::InNoBlock { .. } => 3,
        }
    }
}
