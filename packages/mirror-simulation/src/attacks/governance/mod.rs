//! Governance: who may decide what, when, and with whose votes.

mod captured;
mod configurations;
mod default_polls;
mod listings;
mod no_stakers;
mod owners;
mod poll_limits;
mod release;
mod short_stakes;
mod timed_delistings;
mod turned_poll;

use crate::attacks::attack::Attack;

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
    &timed_delistings::ATTACK,
    &turned_poll::ATTACK,
    &no_stakers::ATTACK,
    &configurations::ATTACK,
    &poll_limits::ADMIN,
    &poll_limits::DEFAULT,
    &short_stakes::SECONDS,
    &short_stakes::VOTERS,
    &short_stakes::DEAD,
    &captured::ATTACK,
];
