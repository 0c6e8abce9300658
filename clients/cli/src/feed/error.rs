//! What can not be done.

use mirror_bots::feed::answers::AnswerFault;
use mirror_bots::feed::number::NoPrice;
use thiserror::Error;

use crate::failure::{CommandError, Exit};

/// Something to mend in what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadInput {
    /// The operations file has no such asset.
    #[error("[feed] has no asset {asset}; it has {known}")]
    NoAsset {
        /// What was typed.
        asset: String,
        /// What there is.
        known: String,
    },
    /// A price that is none.
    #[error("{text} is no price: {fault}")]
    NoPrice {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        fault: NoPrice,
    },
    /// An end that is none, or over.
    #[error("--until {text}: must be a while such as 30m, or a time to come such as 2026-11-27T15:00:00Z")]
    NoEnd {
        /// What was typed.
        text: String,
    },
    /// The file of answers can not be written.
    #[error(transparent)]
    Answer(#[from] AnswerFault),
}

impl CommandError for BadInput {
    fn exit(&self) -> Exit {
        Exit::BadInput
    }
}
