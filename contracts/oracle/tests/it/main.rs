//! The oracle on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod config;
mod feed;
mod guard;
mod instantiate;
mod order_of_checks;
mod query;
mod random;
mod register;
mod rights;
mod setup;
mod storage;
