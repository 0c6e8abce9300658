//! The oracle on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod feed;
mod migrate;
mod query;
mod register;
mod rights;
mod setup;
