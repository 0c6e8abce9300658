//! The specification's worked numbers, and properties checked against exact rational arithmetic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod exact;
mod gifts;

mod apr;
mod auction;
mod debt;
mod debt_properties;
mod pool;
mod pool_properties;
mod premium;
mod price;
mod ratio;
mod rewards;
mod rewards_properties;
mod schedule;
mod sdk_vectors;
mod track;
