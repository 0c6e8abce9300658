//! The JSON text of every message and response: the wire is changed on purpose or not at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that goes wrong stops"
)]

// The market's messages are held to their text in the same way.
#[path = "../../../terraswap/tests/it/golden.rs"]
mod golden;

mod complete;
mod variants;

mod admin_manager;
mod airdrop;
mod collateral_oracle;
mod collector;
mod community;
mod factory;
mod gov;
mod handles;
mod limit_order;
mod lock;
mod mint;
mod oracle;
mod short_reward;
mod staking;
mod stored;
