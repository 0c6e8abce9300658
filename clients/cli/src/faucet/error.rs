//! What a user wrote that cannot be done.

use mirror_chain::KeyError;
use thiserror::Error;

use crate::airdrop::AddressFault;
use crate::failure::{CommandError, Exit};

/// Something to mend in what the user wrote.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadInput {
    #[error("{0} is no local network: the faucet pays on networks of `cargo xtask localnet` only")]
    NotLocal(String),
    #[error("{text} is neither a key of this network ({keys}) nor an address: it {fault}")]
    NoRecipient {
        text: String,
        /// The names that there are.
        keys: String,
        fault: AddressFault,
    },
    #[error(
        "{text} is an address of {found}, and the addresses of this chain begin with {expected}1"
    )]
    OtherPrefix {
        text: String,
        found: String,
        expected: String,
    },
    /// The key of that name can not be read.
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("{text} is no amount: write 1.5usd, with up to six decimals, or 1500000uusd")]
    NoAmount { text: String },
    #[error("the faucet has no coin {unit}; it has {held}")]
    UnknownCoin {
        unit: String,
        /// What there is.
        held: String,
    },
    #[error("{text} names micro units, of which there are no parts: leave the decimals out")]
    PartOfMicro { text: String },
}

impl CommandError for BadInput {
    fn exit(&self) -> Exit {
        Exit::BadInput
    }
}
