//! Why there is no journal to write to.

use std::path::PathBuf;

use thiserror::Error;

/// Why there is no journal to write to. Nothing is sent without one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    /// The file can not be read or written.
    #[error("the journal {} can not be used: {reason}; nothing is sent that is not in it, so mend that and run it again", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Another process holds it.
    #[error("the journal {} is in use by process {holder}: wait until that has ended, and run it again", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
        /// The other process.
        holder: String,
    },
    /// An entry is not what was written.
    #[error(
        "line {line} of the journal {} is damaged: {reason}; put back a copy of the file, since without that \
         line nobody knows what was sent", path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1 on.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// It belongs to something else.
    #[error(
        "the journal {} belongs to the {what} {found}, not {expected}: go on with what it belongs to, or move \
         it away", path.display()
    )]
    OfAnother {
        /// The file.
        path: PathBuf,
        /// What differs.
        what: String,
        /// What the journal belongs to.
        found: String,
        /// What it was opened for.
        expected: String,
    },
}
