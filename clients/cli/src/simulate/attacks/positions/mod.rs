//! Positions: what they owe and hold, and how they end.

mod dead_position;
mod filled_cap;
mod other_staking;

use super::Attack;

pub(super) const ATTACKS: [&Attack; 3] = [
    &dead_position::ATTACK,
    &filled_cap::ATTACK,
    &other_staking::ATTACK,
];
