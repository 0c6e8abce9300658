//! What every agent knows of itself.

use cosmwasm_std::Uint128;

use crate::engine::person::Person;
use crate::engine::world::World;

/// An account with its money, and what it deals in.
pub(in crate::engine) struct AgentAccount {
    pub(in crate::engine) person: Person,
    /// What it brought.
    pub(in crate::engine) budget: Uint128,
    /// Positions in `Scenario::assets`.
    pub(super) assets: Vec<usize>,
}

impl AgentAccount {
    /// The assets it deals in that are traded now.
    pub(super) fn traded(&self, world: &World) -> Vec<usize> {
        self.assets
            .iter()
            .filter_map(|plan| world.book.present(*plan))
            .filter(|asset| world.book.assets[*asset].reserves.price().is_some())
            .collect()
    }

    /// The least amount that is worth a transaction: a part of what it once had.
    pub(super) fn least(&self) -> Uint128 {
        self.budget / Uint128::new(50)
    }
}
