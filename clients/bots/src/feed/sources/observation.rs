//! What a source gives, or why it gives nothing.

use cosmwasm_std::Decimal;
use thiserror::Error;

use crate::feed::json::JsonFault;
use crate::feed::number::NoPrice;

/// A price, and when it was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Units of the base denom for one whole unit of the asset.
    pub price: Decimal,
    /// When it was seen or made, in UNIX seconds, by whoever saw or made it.
    pub observed_at: u64,
}

/// Why a source gives no price.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceFault {
    /// The file, program, address or contract can not be asked.
    #[error("it can not be asked: {0}")]
    Silent(String),
    /// It did not answer in time.
    #[error("it did not answer within {0} s")]
    Late(u64),
    /// What it answers has not the form that it was said to have.
    #[error(transparent)]
    Form(#[from] JsonFault),
    /// The price that it gives is none.
    #[error("its price {text:?} can not be used: {fault}")]
    Price {
        /// What stands for the price.
        text: String,
        /// What is wrong with it.
        fault: NoPrice,
    },
    /// The time that it gives is none.
    #[error(
        "its time {0:?} is neither UNIX seconds or milliseconds nor such as 2026-11-27T15:00:00Z"
    )]
    Time(String),
    /// It has no prices any more.
    #[error("its last price was that of {0}")]
    Over(String),
}
