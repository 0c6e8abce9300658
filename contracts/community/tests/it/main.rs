//! The pool on a chain of cw-multi-test. An account stands in for gov.
//!
//! Rules T-1 and so on, I-1 and so on are rows of docs/spec/safety.md.
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
