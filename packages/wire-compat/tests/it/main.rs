//! Every message of the published crates is read by ours, and every answer of ours by theirs.
//!
//! The examples are those of mirror-protocol and terraswap, whose tests hold each message and answer
//! to its JSON text. Their modules stand here once more, above another [`golden`], which shows each
//! example to the published type of the same name. [`published`] lists these types and sees that
//! there is an example of everything they have. Where ours differ on purpose is in [`differences`],
//! with the section of the specification that says so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that goes wrong stops"
)]

mod differences;
mod golden;
mod published;
mod wire;

#[path = "../../../mirror-protocol/tests/it/variants.rs"]
mod variants;

#[path = "../../../mirror-protocol/tests/it/collateral_oracle.rs"]
mod collateral_oracle;
#[path = "../../../mirror-protocol/tests/it/collector.rs"]
mod collector;
#[path = "../../../mirror-protocol/tests/it/community.rs"]
mod community;
#[path = "../../../mirror-protocol/tests/it/factory.rs"]
mod factory;
#[path = "../../../mirror-protocol/tests/it/gov.rs"]
mod gov;
#[path = "../../../mirror-protocol/tests/it/limit_order.rs"]
mod limit_order;
#[path = "../../../mirror-protocol/tests/it/lock.rs"]
mod lock;
#[path = "../../../mirror-protocol/tests/it/mint.rs"]
mod mint;
#[path = "../../../mirror-protocol/tests/it/oracle.rs"]
mod oracle;
#[path = "../../../mirror-protocol/tests/it/short_reward.rs"]
mod short_reward;
#[path = "../../../mirror-protocol/tests/it/staking.rs"]
mod staking;
#[path = "../../../terraswap/tests/it/factory.rs"]
mod terraswap_factory;
#[path = "../../../terraswap/tests/it/pair.rs"]
mod terraswap_pair;
#[path = "../../../terraswap/tests/it/router.rs"]
mod terraswap_router;
#[path = "../../../terraswap/tests/it/token.rs"]
mod terraswap_token;
