//! Governance: who may decide what, when, and with whose votes.

mod captured;
mod configurations;
mod default_polls;
mod empty_house;
mod listings;
mod lumps;
mod moments;
mod owners;
mod release;
mod rooms;
mod turned_poll;

use super::Attack;

pub use captured::Matrix;

/// What a part of the stake decides is what most readers look for.
pub const CAPTURED: &str = "captured gov";

/// The dearest first.
pub(super) const ATTACKS: [&Attack; 19] = [
    &release::SECOND,
    &release::DISGUISED,
    &owners::ATTACK,
    &default_polls::AIRDROP,
    &default_polls::PAIR,
    &default_polls::COLLATERAL,
    &listings::WEIGHT,
    &listings::FEEDERS,
    &listings::RUNNING,
    &moments::ATTACK,
    &turned_poll::ATTACK,
    &empty_house::ATTACK,
    &configurations::ATTACK,
    &rooms::ADMIN,
    &rooms::DEFAULT,
    &lumps::SECONDS,
    &lumps::VOTERS,
    &lumps::DEAD,
    &captured::ATTACK,
];
