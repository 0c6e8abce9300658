//! The collateral oracle on a chain, with a market and an oracle.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod amm_pair;
mod config;
mod price;
mod query;
mod register;
mod rights;
mod setup;
mod stub;
