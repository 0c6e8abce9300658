//! Markets: pools, swaps, orders, and what the collector sells.

mod block_edge;
mod dust_provider;
mod dusting_token;
mod own_market;
mod small_losses;

use crate::attacks::attack::Attack;

/// The attacks on markets.
pub(super) const ATTACKS: [&Attack; 4] = [
    &own_market::ATTACK,
    &block_edge::ATTACK,
    &dust_provider::ATTACK,
    &small_losses::ATTACK,
];
