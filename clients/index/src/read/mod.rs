//! From a chain into the tables: blocks in order, decoded into records.

mod ahead;
mod book;
mod decode;
mod decoder;
mod error;
mod event;
#[cfg(any(test, feature = "testing"))]
pub mod made_up;
mod market;
mod mint;
mod others;
mod progress;
mod reader;
mod source;
mod staking;
mod trace;

pub use error::ReadError;
pub use progress::{Progress, Standing, Trouble};
pub use reader::{origin, Reader};
pub use source::{ChainSource, Head, Names, RawBlock, RawTransaction, Source};

#[cfg(test)]
mod tests;
