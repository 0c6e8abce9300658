//! The JSON text of every message and response: the wire is changed on purpose or not at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that goes wrong stops"
)]

mod factory;
mod golden;
mod handles;
mod pair;
mod router;
mod token;
