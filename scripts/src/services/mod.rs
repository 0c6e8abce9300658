//! The programs of a deployment on this machine: one network, and one process each of the services of
//! `mirror`, all in one folder, ended with us. `cargo xtask demo` and `cargo xtask web` are built on it.
//!
//! In reading order: `place` is where all of it lies, `network` starts and ends the nodes, `program` runs
//! `mirror`, `processes` are the services, `usage` what they take, `stop` is Ctrl-C.

mod fault;
mod network;
mod place;
mod processes;
mod program;
mod stop;
mod usage;

pub use fault::Fault;
pub(crate) use network::Network;
pub(crate) use place::Place;
pub(crate) use processes::{tail, Services};
pub(crate) use program::Program;
pub(crate) use stop::Stop;
pub(crate) use usage::Usage;
