//! Markets: pools, swaps, orders, and what the collector sells.

mod block_edge;
mod hostile;
mod own_market;
mod small_doors;

use super::Attack;

pub(super) const ATTACKS: [&Attack; 3] = [
    &own_market::ATTACK,
    &block_edge::ATTACK,
    &small_doors::ATTACK,
];
