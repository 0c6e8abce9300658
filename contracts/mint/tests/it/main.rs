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
mod collateral;
mod config;
mod delisted;
mod delisting;
mod deposit;
mod halt;
mod invariants;
mod lower;
mod mint;
mod open_position;
mod pre_ipo;
mod prices;
mod query;
mod regressions;
mod rights;
mod setup;
mod shorts;
mod status;
mod stubs;
mod terms;
mod withdraw;
