//! Buys an mAsset, keeps it for a while, sells it.

use cosmwasm_std::Uint128;

use super::trade;
use super::Me;
use crate::simulate::engine::world::World;
use crate::simulate::engine::SimulationError;
use crate::simulate::scenario;

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

    pub(super) fn act(&mut self, world: &mut World, me: &Me) -> Result<(), SimulationError> {
        let wait = usize::try_from(self.strategy.holds_days).unwrap_or(usize::MAX);
        match self.bought {
            Some(day) if world.today < day.saturating_add(wait) => Ok(()),
            Some(_) => self.sell(world, me),
            None => self.buy(world, me),
        }
    }

    fn buy(&mut self, world: &mut World, me: &Me) -> Result<(), SimulationError> {
        let traded = me.traded(world);
        let Some(asset) = world.chance.pick(&traded) else {
            return Ok(());
        };
        let coins = world.coins(&me.person).mul_floor(self.strategy.buys);
        if coins < me.least() {
            return Ok(());
        }
        let bought = trade::buy_for(world, me, asset, coins)?;
        if !bought.is_zero() {
            self.bought = Some(world.today);
        }

        Ok(())
    }

    /// Sells what a pool takes well at each look, until little is left.
    fn sell(&mut self, world: &mut World, me: &Me) -> Result<(), SimulationError> {
        let mut left = Uint128::zero();
        for asset in me.traded(world) {
            let tokens = world.tokens(&me.person, asset);
            if tokens.is_zero() {
                continue;
            }
            trade::sell_some(world, me, asset, tokens)?;
            let price = world.book.assets[asset].price().unwrap_or_default();
            let rest = world.tokens(&me.person, asset);
            left = left.checked_add(trade::worth(rest, price)?)?;
        }
        if left < me.least() {
            self.bought = None;
        }

        Ok(())
    }
}
