//! Why a protocol is not put on a chain.

use std::path::PathBuf;

use cosmwasm_std::Uint128;
use mirror_chain::journal::JournalError;
use mirror_deploy::BirthError;
use thiserror::Error;

use super::lack::Lack;
use super::refusal::LiveError;
use super::salt::BadName;
use crate::failure::{CommandError, Exit};

/// Why a protocol is not put on a chain. Each text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeployError {
    /// Artifacts are missing or are not what was published.
    #[error(
        "the artifacts in {} can not be stored:{}\nBuild them with `cargo xtask wasm` in a clone of the \
         project, or name the folder of a release with --artifacts", folder.display(), listed(lacks)
    )]
    Artifacts {
        /// Their folder.
        folder: PathBuf,
        /// Everything that is wrong.
        lacks: Vec<Lack>,
    },
    /// The artifacts can not be built from here.
    #[error(
        "{} is no folder of artifacts in a clone of the project, so they are not built: run `cargo xtask wasm` \
         in a clone, and name its folder artifacts/ with --artifacts", folder.display()
    )]
    NoSource {
        /// The folder of artifacts.
        folder: PathBuf,
    },
    /// Building them failed.
    #[error("`cargo xtask wasm` failed ({reason}): mend what it says above, and run it again")]
    NotBuilt {
        /// How it ended.
        reason: String,
    },
    /// There is no such profile.
    #[error("the profile {profile} can not be used: {reason}")]
    Profile {
        /// What was named.
        profile: String,
        /// Why not.
        reason: String,
    },
    /// On a real network nothing is assumed.
    #[error("name the parameters with --profile: a file, or standard; docs/run-your-own.md says what each means")]
    NoProfile,
    /// A name that no salt is made of.
    #[error(transparent)]
    Name(#[from] BadName),
    /// A demonstration needs a network for development.
    #[error(
        "--demo is for local networks, and {chain_id} is none: start one with `cargo xtask localnet up`, and \
         name its mirror.toml with --config"
    )]
    NotLocal {
        /// The chain.
        chain_id: String,
    },
    /// A price of an asset that the profile does not list.
    #[error("--price names {given}, and the profile lists {listed}")]
    NotListed {
        /// What was named.
        given: String,
        /// What there is.
        listed: String,
    },
    /// The keys of the local network are not where its own key is.
    #[error("--demo needs the keys of the local network beside {from}: {reason}")]
    NoKeys {
        /// Where the own key is.
        from: String,
        /// What is wrong.
        reason: String,
    },
    /// The embedded chain refuses it already.
    #[error("nothing was sent, as a rehearsal of it failed: {reason}")]
    Rehearsal {
        /// The step and the refusal.
        reason: String,
    },
    /// The account can not pay for all of it.
    #[error(
        "{address} has {has} {denom}, and what is left to do may cost {needs}: pay it more, and run it \
         again; nothing was sent"
    )]
    TooPoor {
        /// The account.
        address: String,
        /// What it has, in micro units.
        has: Uint128,
        /// What it may need, in micro units.
        needs: Uint128,
        /// The denom.
        denom: String,
    },
    /// No journal, no transaction.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal is of a chain of the same name that is gone.
    #[error(
        "the journal {} knows {what}, which the chain does not have, so the chain was begun anew under the \
         same name: move the journal away, and run it again; nothing was sent", path.display()
    )]
    OtherBeginning {
        /// The journal.
        path: PathBuf,
        /// The block or the contract.
        what: String,
    },
    /// What stopped it.
    #[error(transparent)]
    Birth(#[from] BirthError<LiveError>),
    /// What stopped a look.
    #[error(transparent)]
    Live(#[from] LiveError),
}

impl CommandError for DeployError {
    fn exit(&self) -> Exit {
        match self {
            Self::Birth(BirthError::Chain(LiveError::Chain(error))) if error.is_outside() => {
                Exit::Outside
            }
            Self::Journal(JournalError::InUse { .. }) => Exit::Outside,
            Self::Birth(
                BirthError::Chain(LiveError::Chain(_) | LiveError::Taken { .. })
                | BirthError::OtherCode(_)
                | BirthError::Unlike(_)
                | BirthError::Unpaid { .. },
            )
            | Self::TooPoor { .. }
            | Self::NotBuilt { .. } => Exit::Refused,
            _ => Exit::BadInput,
        }
    }
}

fn listed(lacks: &[Lack]) -> String {
    lacks.iter().map(|lack| format!("\n  {lack}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_can_not_be_written_is_the_users_to_mend() {
        let error = DeployError::Birth(BirthError::NotWritten("the disk is full".to_string()));

        assert_eq!(Exit::BadInput, error.exit());
    }
}
