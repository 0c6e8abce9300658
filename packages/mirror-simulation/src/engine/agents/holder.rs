//! Buys an mAsset, or MIR, keeps it for a while, sells it.

use cosmwasm_std::Uint128;

use super::account::AgentAccount;
use super::trade;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

pub(super) struct Holder {
    strategy: scenario::Holder,
    /// When it bought last.
    bought: Option<usize>,
}

impl Holder {
    pub(super) fn new(strategy: &scenario::Holder) -> Self {
        Self {
            strategy: strategy.clone(),
            bought: None,
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        let wait = usize::try_from(self.strategy.holds_days).unwrap_or(usize::MAX);
        match self.bought {
            Some(day) if world.today < day.saturating_add(wait) => Ok(()),
            Some(_) => self.sell(world, me),
            None => self.buy(world, me),
        }
    }

    fn buy(&mut self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let choices = pools(world, me);
        let Some(pool) = world.chance.pick(&choices) else {
            return Ok(());
        };
        let coins = world.coins(&me.person).mul_floor(self.strategy.buys);
        if coins >= me.least() && trade::buy_for(world, me, pool, coins)? {
            self.bought = Some(world.today);
        }

        Ok(())
    }

    /// Makes a usual sale at each look, until little is left.
    fn sell(&mut self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let mut left = Uint128::zero();
        for pool in pools(world, me) {
            let amount = world.holding(&me.person, pool);
            if amount.is_zero() {
                continue;
            }
            trade::sell_some(world, me, pool, amount)?;
            let price = world.book.reserves(pool).price().unwrap_or_default();
            let rest = world.holding(&me.person, pool);
            left = left.checked_add(trade::worth(rest, price)?)?;
        }
        if left < me.least() {
            self.bought = None;
        }

        Ok(())
    }
}

/// The markets it deals in; MIR's for those who deal in everything.
fn pools(world: &World, me: &AgentAccount) -> Vec<Pool> {
    let deals_in_all = me.assets.len() == world.scenario().assets.len();
    let mirror = deals_in_all.then_some(Pool::Mir);

    me.traded(world)
        .into_iter()
        .map(Pool::Asset)
        .chain(mirror)
        .collect()
}
