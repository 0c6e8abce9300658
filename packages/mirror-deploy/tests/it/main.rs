//! What a deployment takes and gives, and when it may be handed over.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod between_steps;
mod birth;
mod hand_over;
mod identity;
mod interruptions;
mod journalled;
mod json;
mod order;
mod profiles;
mod readiness;
mod snapshot;
mod stranger;
mod upgrade;
mod verify;
mod watched;
