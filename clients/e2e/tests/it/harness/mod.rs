//! A fresh network for a test, and the three that reach it: the program, wallets, a front end.

mod environment;
mod front;
mod network;
mod program;
mod slot;
mod tests;
mod wallet;

#[allow(unused_imports, reason = "each folder of tests uses what it needs")]
pub(crate) use {
    front::{Answer, Front},
    network::{Network, Shape},
    program::Ran,
    wallet::{execute, execute_with, hook, Wallet},
};
