//! Governance: who may decide what, when, and with whose votes.

mod captured;
mod configurations;
mod default_polls;
mod listings;
mod no_stakers;
mod owners;
mod poll_limits;
mod release;
mod rewards_turn_votes;
mod short_stakes;
mod timed_delistings;

use crate::attacks::attack::Attack;

pub use captured::{Matrix, CAPTURED};

/// The most expensive first.
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
    &rewards_turn_votes::ATTACK,
    &no_stakers::ATTACK,
    &configurations::ATTACK,
    &poll_limits::ADMIN,
    &poll_limits::DEFAULT,
    &short_stakes::SECONDS,
    &short_stakes::VOTERS,
    &short_stakes::DEAD,
    &captured::ATTACK,
];
