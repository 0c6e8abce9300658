//! The protocol on real nodes.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod authority;
mod deploy;
mod feed;
mod harness;
mod index;
mod keep;
mod life;
mod liquidate;
mod pages;
mod parity;
mod queries;
mod validators;
mod watch;
