//! Why services could not be started, or did not go on.

use std::{io, path::PathBuf};

use thiserror::Error;

/// What stopped a network's services. Each text says what to do.
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
}
