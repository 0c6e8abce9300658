//! The collector on a chain of cw-multi-test, with a market, an oracle and gov.
//!
//! Rules T-1 and so on, I-1 and so on are rows of docs/spec/safety.md.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod belief;
mod blocks;
mod config;
mod convert;
mod distribute;
mod instantiate;
mod keepers;
mod market;
mod own_pair;
mod preview;
mod price;
mod routes;
mod sandwich;
mod setup;
mod stubs;
