//! Mint on a chain, with the real contracts around it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod adversary;
mod assets;
mod auction;
mod burn;
mod caps;
mod config;
mod delisted;
mod deposit;
mod invariants;
mod mint;
mod open_position;
mod pre_ipo;
mod prices;
mod query;
mod regressions;
mod rights;
mod setup;
mod shorts;
mod stubs;
mod withdraw;
