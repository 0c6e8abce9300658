//! The factory on a chain, with the whole protocol around it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod announced;
mod before_post_initialize;
mod cancelled;
mod config;
mod delisting_after_price_move;
mod distribute;
mod migrate_asset;
mod pass_command;
mod release;
mod release_properties;
mod replies;
mod revoke;
mod rights;
mod schedules;
mod set_up;
mod setup;
mod start_release;
mod succession;
mod whitelist;
