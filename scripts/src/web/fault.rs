//! Why the SDK and the web app could not be checked.

use std::io;

use thiserror::Error;

/// What stopped `cargo xtask web`. Each text says what to do.
#[derive(Error, Debug)]
pub enum Fault {
    /// A port is in use.
    #[error("cannot listen on 127.0.0.1:{port}: {source}; end what uses it, or give another --port-offset")]
    PortTaken {
        /// Which one.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}
