//! Trades by limit orders: it names its price and waits.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::trade;
use crate::engine::book::Collateral;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::scenario;

pub(super) struct Bidder {
    strategy: scenario::Bidder,
    /// The day on which it placed an order.
    placed: BTreeMap<u64, usize>,
}

impl Bidder {
    pub(super) fn new(strategy: &scenario::Bidder) -> Self {
        Self {
            strategy: strategy.clone(),
            placed: BTreeMap::new(),
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        self.give_up(world, me)?;
        let choices = me.traded(world);
        let Some(asset) = world.chance.pick(&choices) else {
            return Ok(());
        };
        let Some(price) = world.book.assets[asset].reserves.price() else {
            return Ok(());
        };
        let tokens = world.tokens(&me.person, asset);
        if trade::worth(tokens, price)? >= me.least() {
            let dearer = price.saturating_mul(Decimal::one() + self.strategy.discount);
            let asked = trade::worth(tokens, dearer)?;
            self.place(
                world,
                me,
                (Collateral::Asset(asset), tokens),
                (Collateral::Base, asked),
            )?;
        }
        let coins = world.coins(&me.person) / Uint128::new(3);
        if coins >= me.least() {
            let cheaper = price.saturating_mul(Decimal::one() - self.strategy.discount);
            let asked = trade::units(coins, cheaper)?;
            self.place(
                world,
                me,
                (Collateral::Base, coins),
                (Collateral::Asset(asset), asked),
            )?;
        }

        Ok(())
    }

    fn place(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
        offer: (Collateral, Uint128),
        ask: (Collateral, Uint128),
    ) -> Result<(), SimulationError> {
        if offer.1.is_zero() || ask.1.is_zero() || !world.place_order(&me.person, offer, ask)? {
            return Ok(());
        }
        if let Some(order) = world.book.orders.of(me.person.account).last() {
            self.placed.insert(*order, world.today);
        }

        Ok(())
    }

    /// Cancels orders that nobody filled for long, and those of delisted assets.
    fn give_up(&mut self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let patience = usize::try_from(self.strategy.patience_days).unwrap_or(usize::MAX);
        for id in world.book.orders.of(me.person.account) {
            let Some(order) = world.book.orders.get(id) else {
                continue;
            };
            let is_gone = [order.offer, order.ask].iter().any(|good| match good {
                Collateral::Base => false,
                Collateral::Asset(asset) => world.book.assets[*asset].is_delisted(),
            });
            let since = self.placed.get(&id).copied().unwrap_or_default();
            if is_gone || world.today >= since.saturating_add(patience) {
                world.cancel_order(&me.person, id)?;
                self.placed.remove(&id);
            }
        }

        Ok(())
    }
}
