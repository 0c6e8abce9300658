//! The factory on a chain, with the whole protocol around it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod announced;
mod bare;
mod cancelled;
mod config;
mod distribute;
mod held;
mod lives;
mod migrate_asset;
mod moved;
mod pass_command;
mod release;
mod replies;
mod revoke;
mod rights;
mod schedules;
mod set_up;
mod setup;
mod succession;
mod whitelist;
