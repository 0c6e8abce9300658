//! The pair on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod adversary;
mod average;
mod deadline;
mod gifts;
mod instantiate;
mod kinds;
mod provide;
mod query;
mod rights;
mod setup;
mod spread;
mod swap;
mod wire;
mod withdraw;
