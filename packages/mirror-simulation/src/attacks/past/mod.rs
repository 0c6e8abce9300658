//! Attacks that were made on Mirror and on protocols like it.

mod christmas_polls;
mod deep_calls;
mod flash_vote;
mod forced_failure;
mod lock_drain;
mod pushed_premium;
mod reward_sniping;
mod sandwich;
mod share_inflation;
mod wrong_price;

use crate::attacks::attack::Attack;

/// The most expensive first.
pub(super) const ATTACKS: [&Attack; 11] = [
    &lock_drain::ATTACK,
    &wrong_price::ATTACK,
    &flash_vote::ATTACK,
    &christmas_polls::ATTACK,
    &sandwich::ATTACK,
    &pushed_premium::ATTACK,
    &reward_sniping::POOL,
    &reward_sniping::GOV,
    &share_inflation::GOV,
    &share_inflation::PAIR,
    &forced_failure::ATTACK,
];
