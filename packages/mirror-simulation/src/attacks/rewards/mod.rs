//! Rewards for stakes that did not earn them.

mod carried_rewards;
mod dust_premium;
mod instant_short;
mod premium_pool;
mod pumped_hour;

use crate::attacks::attack::Attack;

/// The attacks on rewards.
pub(super) const ATTACKS: [&Attack; 4] = [
    &carried_rewards::ATTACK,
    &instant_short::ATTACK,
    &pumped_hour::ATTACK,
    &dust_premium::ATTACK,
];
