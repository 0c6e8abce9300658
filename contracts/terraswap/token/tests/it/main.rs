//! The token on a chain.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod allowance;
mod as_cw20_base;
mod instantiate;
mod marketing;
mod rights;
mod setup;
mod supply;
