//! What a user wrote that cannot be done, and what a bench can not go on with.

use std::path::PathBuf;

use mirror_chain::KeyError;
use thiserror::Error;

use crate::failure::{CommandError, Exit};

/// Something to mend before a bench can run.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadInput {
    #[error("{0} is no local network: a bench spends other people's coins and fills blocks, so it runs on networks of `cargo xtask localnet` only")]
    NotLocal(String),
    #[error("a load comes from 1 to {most} clients, not {given}: that many keys user0, user1, … the network has")]
    Clients { given: usize, most: usize },
    #[error("a phase takes 5 to 600 seconds, not {given}")]
    Seconds { given: u64 },
    #[error("{path} can not be read ({reason}): build it with `cargo xtask wasm`, or name another folder with --artifacts")]
    NoArtifact {
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    #[error("the chain's governance did not accept proposal {proposal}, which is about keeping codes loaded: run it with the codes as they are (`load` with --unpinned, `gas` as it is), or begin with a fresh network")]
    NotPinned { proposal: u64 },
    #[error("--tolerance is a number from 0 to 100, in per cent")]
    Tolerance,
    /// A key of the network can not be read.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl CommandError for BadInput {
    fn exit(&self) -> Exit {
        Exit::BadInput
    }
}
