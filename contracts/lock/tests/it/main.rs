//! The lock on a chain. An account stands in for mint.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod config;
mod hook;
mod regressions;
mod release;
mod setup;
mod unlock;
