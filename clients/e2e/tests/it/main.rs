//! The protocol on real nodes.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod deploy;
#[allow(dead_code, reason = "some of it is for tests to come")]
mod harness;
mod life;
mod queries;
