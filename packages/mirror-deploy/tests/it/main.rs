//! What a deployment takes and gives, and when it may be handed over.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod bequest;
mod birth;
mod gaps;
mod hand_over;
mod interruptions;
mod json;
mod order;
mod portrait;
mod readiness;
mod stranger;
mod watched;
