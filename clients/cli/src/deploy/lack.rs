//! What keeps artifacts from being stored.

use std::fmt;

/// The list of checksums, a line for each artifact as `sha256sum` writes it.
pub(super) const LIST: &str = "checksums.txt";

/// Something that keeps the artifacts from being stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The list of checksums can not be read.
    List {
        /// What the system says.
        reason: String,
    },
    /// The list does not name it.
    Unlisted(&'static str),
    /// Its file can not be read.
    Missing {
        /// The artifact.
        artifact: &'static str,
        /// What the system says.
        reason: String,
    },
    /// Its file is not what the list says.
    Outdated {
        /// The artifact.
        artifact: &'static str,
        /// The checksum of the file.
        found: String,
        /// The checksum in the list.
        listed: String,
    },
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { reason } => write!(f, "{LIST}: {reason}"),
            Self::Unlisted(artifact) => write!(f, "{artifact}.wasm: {LIST} does not name it"),
            Self::Missing { artifact, reason } => write!(f, "{artifact}.wasm: {reason}"),
            Self::Outdated {
                artifact,
                found,
                listed,
            } => write!(f, "{artifact}.wasm: its checksum is {found}, not {listed}"),
        }
    }
}
