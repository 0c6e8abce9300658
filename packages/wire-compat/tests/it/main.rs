//! Every message of the published crates is read by ours, and every answer of ours by theirs.
//! Where that is not so, the test names the decision that allows it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that goes wrong stops"
)]

mod complete;
mod wire;

// Our own messages are held to be complete in the same way.
#[path = "../../../mirror-protocol/tests/it/variants.rs"]
mod variants;

mod collateral_oracle;
mod collector;
mod community;
mod factory;
mod gov;
mod limit_order;
mod lock;
mod mint;
mod oracle;
mod short_reward;
mod staking;
mod terraswap_factory;
mod terraswap_pair;
mod terraswap_router;
mod terraswap_token;
