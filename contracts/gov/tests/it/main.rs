//! Gov on a chain of cw-multi-test, with the MIR token.
//!
//! Rules T-1 and so on, I-1 and so on are rows of docs/spec/safety.md; gov.md is docs/spec/gov.md.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod action_size;
mod attacks;
mod bounds;
mod config;
mod create_poll;
mod default_poll;
mod end_poll;
mod execute;
mod execute_poll;
mod expire_poll;
mod exposures;
mod floors;
mod flow;
mod history;
mod invariants;
mod old_polls;
mod puppet;
mod query;
mod reach;
mod rewards;
mod rights;
mod room;
mod self_government;
mod setup;
mod snapshot;
mod stake;
mod steps;
mod storage;
mod vote;
mod withdraw;
