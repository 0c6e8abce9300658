//! Where prices come from. Each plug-in is a file here; all give the same: a price, and when it was one.

mod chain;
mod exec;
mod file;
mod fixed;
mod http;
mod observation;
mod reading;
mod replay;
mod watched;

pub use chain::ChainSource;
pub use exec::ExecSource;
pub use file::FileSource;
pub use fixed::FixedSource;
pub use http::{HttpSource, SecretHeader};
pub use observation::{Observation, SourceFault};
pub use replay::{ReplayFault, ReplaySource};
pub use watched::{Looks, Reading, Watched};

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
