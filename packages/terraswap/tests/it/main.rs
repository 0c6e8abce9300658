//! The JSON text of every message and response, so that none changes by accident.
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
mod stored;
mod token;
