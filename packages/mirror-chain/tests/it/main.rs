//! The core against nodes that answer wrongly on purpose.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod accounts;
mod known_blocks;
mod nodes;
mod schedules;
mod settling;
mod world;
