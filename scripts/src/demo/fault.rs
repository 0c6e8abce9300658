//! Why a demonstration could not go on, or was not what it should be.

use std::path::PathBuf;

use thiserror::Error;

/// What stopped a demonstration. Each text says what to do.
#[derive(Error, Debug)]
pub enum Fault {
    /// The prices of 2008 are not as they were.
    #[error("{} lacks {what}; it is part of the repository, so check it out again", path.display())]
    NoPrices {
        /// The file.
        path: PathBuf,
        /// What is not there.
        what: String,
    },
    /// The summary has something that must not be.
    #[error("not as it should be:\n  {}\nThe logs are in {}", what.join("\n  "), logs.display())]
    NotQuiet {
        /// Each of it.
        what: Vec<String>,
        /// Where to look.
        logs: PathBuf,
    },
}
