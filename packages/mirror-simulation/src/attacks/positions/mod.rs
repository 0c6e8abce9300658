//! Positions: what they owe and hold, and how they end.

mod dead_position;
mod filled_cap;
mod old_end_price;
mod other_staking;
mod own_end_price;
mod shed_limits;

use crate::attacks::attack::Attack;

/// The attacks on positions.
pub(super) const ATTACKS: [&Attack; 6] = [
    &dead_position::ATTACK,
    &own_end_price::ATTACK,
    &old_end_price::ATTACK,
    &shed_limits::ATTACK,
    &filled_cap::ATTACK,
    &other_staking::ATTACK,
];
