#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod airdrop;
mod attacks;
mod bad_input;
mod cases;
mod fixture;
mod lists;
mod report;
