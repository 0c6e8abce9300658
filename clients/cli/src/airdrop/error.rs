//! What a user wrote that cannot be done.

use std::path::PathBuf;

use mirror_merkle::{Hash, NotAHash, TreeError};
use thiserror::Error;

use super::build::{PROOFS_FILE, STAGE_FILE};
use super::list::ListError;
use crate::failure::{CommandError, Exit};
use crate::output::OutputError;

/// Something to mend in what the user wrote.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadInput {
    #[error(transparent)]
    List(#[from] ListError),
    #[error(transparent)]
    Tree(#[from] TreeError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error("{path} exists; name another folder, or replace it with --force")]
    AlreadyThere { path: PathBuf },
    #[error("cannot read {path}: {reason}")]
    Unreadable { path: PathBuf, reason: String },
    #[error("{folder} holds no {STAGE_FILE}; name a folder that was built, or a {PROOFS_FILE}")]
    NotBuilt { folder: PathBuf },
    #[error("{path} is not what was built: {reason}")]
    NoSummary { path: PathBuf, reason: String },
    #[error("{path} holds no proofs")]
    NoProofs { path: PathBuf },
    #[error("{place}: {fault}")]
    Root { place: String, fault: NotAHash },
}

impl CommandError for BadInput {
    fn exit(&self) -> Exit {
        Exit::BadInput
    }
}

/// A root, or where the text that is none stands.
pub(super) fn read_root(place: &str, text: &str) -> Result<Hash, BadInput> {
    text.parse().map_err(|fault| BadInput::Root {
        place: place.to_string(),
        fault,
    })
}
