//! Where prices come from. Each plug-in is a file here; all give the same: a price, and when it was one.

mod chain;
mod exec;
mod file;
mod fixed;
mod http;
mod reading;
mod replay;
mod watched;

use cosmwasm_std::Decimal;
use thiserror::Error;

use super::json::JsonFault;
use super::number::NoPrice;

pub use chain::ChainSource;
pub use exec::ExecSource;
pub use file::FileSource;
pub use fixed::FixedSource;
pub use http::{HttpSource, SecretHeader};
pub use replay::{ReplayFault, ReplaySource};
pub use watched::{now, Looks, Reading, Watched};

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

/// A source, ready to be asked.
pub enum Source {
    /// Always the same price.
    Fixed(FixedSource),
    /// A JSON file that something else writes.
    File(FileSource),
    /// Past prices, played faster than they were.
    Replay(ReplaySource),
    /// An address that answers JSON.
    Http(HttpSource),
    /// A program that prints JSON.
    Exec(ExecSource),
    /// Another contract of the chain.
    Chain(ChainSource),
}

impl Source {
    /// Ask it; `now` is the time here in UNIX seconds.
    pub async fn look(&self, now: u64) -> Result<Observation, SourceFault> {
        match self {
            Self::Fixed(source) => Ok(source.look(now)),
            Self::File(source) => source.look(),
            Self::Replay(source) => source.look(now),
            Self::Http(source) => source.look(now).await,
            Self::Exec(source) => source.look().await,
            Self::Chain(source) => source.look(now).await,
        }
    }
}
