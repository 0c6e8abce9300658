//! Why a demonstration could not go on, or was not what it should be.

use std::{io, path::PathBuf};

use thiserror::Error;

/// What stopped a demonstration. Each text says what to do.
#[derive(Error, Debug)]
pub enum Fault {
    /// A port would be above the last one there is.
    #[error("--port-offset {given} is too large: give at most 38869")]
    PortOffset {
        /// What was asked for.
        given: u64,
    },
    /// Signals can not be listened for.
    #[error("cannot listen for Ctrl-C: {0}")]
    NoSignals(io::Error),
    /// The prices of 2008 are not as they were.
    #[error("{} lacks {what}; it is part of the repository, so check it out again", path.display())]
    NoPrices {
        /// The file.
        path: PathBuf,
        /// What is not there.
        what: String,
    },
    /// A service ended by itself.
    #[error("mirror {service} ended ({status}); the end of {}:\n{tail}", log.display())]
    Ended {
        /// Which one.
        service: &'static str,
        /// How it ended.
        status: String,
        /// What it wrote.
        log: PathBuf,
        /// The last lines of that.
        tail: String,
    },
    /// Services did not begin to answer.
    #[error("mirror {service} does not answer on port {port} after {seconds} s; the end of {}:\n{tail}", log.display())]
    Silent {
        /// Which one.
        service: &'static str,
        /// Where it was to listen.
        port: u16,
        /// For how long it was waited for.
        seconds: u64,
        /// What it wrote.
        log: PathBuf,
        /// The last lines of that.
        tail: String,
    },
    /// Somebody asked to end before it had begun.
    #[error("ended before it had begun, as asked")]
    Interrupted,
    /// The summary has something that must not be.
    #[error("not as it should be:\n  {}\nThe logs are in {}", what.join("\n  "), logs.display())]
    NotQuiet {
        /// Each of it.
        what: Vec<String>,
        /// Where to look.
        logs: PathBuf,
    },
}
