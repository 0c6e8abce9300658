//! The world itself: what a deployment leaves behind, and that its people can act.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod birth;
mod catalogue;
mod detours;
mod governance;
mod handed_over;
mod migrate;
mod people;
mod polls_may;
mod protocol;
mod rights;
mod supply;
mod upgrade;
mod who_may_what;
