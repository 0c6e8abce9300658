//! The pair factory on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod config;
mod create;
mod decimals;
mod first_liquidity;
mod migrate;
mod query;
mod setup;
mod stub;
