//! The admin manager on a chain, with contracts whose wasm admin it is.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod claim;
mod instantiate;
mod migrate;
mod migrations;
mod owner;
mod query;
mod rights;
mod setup;
