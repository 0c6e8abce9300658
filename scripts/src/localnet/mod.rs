//! A local network: real nodes of wasmd on this machine, reached by loopback only.
//!
//! Everything of it is in one folder. What runs is written to network.json there, so that another
//! command finds it again; a process is ours only if it was started with that folder.

mod arguments;
mod down;
mod edit;
mod fault;
mod genesis;
mod holder;
mod home;
mod keys;
mod lock;
mod logs;
mod ports;
mod processes;
mod record;
mod rpc;
mod settings;
mod status;
#[cfg(test)]
mod tests;
mod up;
mod wasmd;

pub use arguments::{run, Action};
pub use fault::Fault;
pub(crate) use wasmd::ensure as ensure_wasmd;
