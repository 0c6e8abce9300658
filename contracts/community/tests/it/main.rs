//! The pool on a chain. An account stands in for gov.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod config;
mod instantiate;
mod ledger;
mod query;
mod setup;
mod spend;
