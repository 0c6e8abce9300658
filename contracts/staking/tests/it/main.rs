//! Staking on a chain. Accounts stand in for the factory and for mint.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod adversary;
mod auto_stake;
mod bond;
mod config;
mod deposit;
mod deprecate;
mod depth;
mod market;
mod premium;
mod query;
mod rights;
mod setup;
mod short;
mod withdraw;
