//! The order book on a chain, with real tokens and false ones.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod adversary;
mod cancel;
mod execute;
mod invariants;
mod payments;
mod query;
mod setup;
mod stub;
mod submit;
