#![doc = include_str!("../README.md")]
// The harness is a test: what can not happen may panic, with the caller's line.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing harness is a failing test"
)]

pub mod codes;

mod chain;
mod market;
mod refusal;

pub use chain::TestChain;
pub use market::Market;
pub use refusal::{assert_refused, attributes};
