//! The airdrop on a chain, with a real MIR token.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod claim;
mod clawback;
mod config;
mod published;
mod query;
mod random;
mod register;
mod rights;
mod setup;
mod update_root;
