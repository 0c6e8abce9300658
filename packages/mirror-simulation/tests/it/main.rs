#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod attacks;
mod bad_input;
mod inputs;
mod plan;
mod plans;
mod scenario;
