//! The router on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod limits;
mod rights;
mod setup;
mod simulate;
mod swap;
