//! Buys the collateral of positions below their minimum.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::{self, AuctionInput};

use super::account::AgentAccount;
use super::trade;
use crate::engine::book::{Position, Reserves};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

/// It tries the whole debt, then smaller parts, for which a small pool may have enough tokens.
const PARTS: [u64; 4] = [100, 50, 25, 10];

pub(super) struct Liquidator {
    strategy: scenario::Liquidator,
    /// When a position was first seen below its minimum.
    seen: BTreeMap<u128, usize>,
    /// The day of the last auctions, and how many.
    day: usize,
    auctions: u32,
}

/// An auction with a profit.
struct Deal {
    /// Debt to buy.
    tokens: Uint128,
    /// Base coins for tokens that are not at hand.
    cost: Uint128,
}

impl Liquidator {
    pub(super) fn new(strategy: &scenario::Liquidator) -> Self {
        Self {
            strategy: strategy.clone(),
            seen: BTreeMap::new(),
            day: 0,
            auctions: 0,
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        if !world.lasting.has_liquidators() {
            return Ok(());
        }
        if self.day != world.today {
            self.day = world.today;
            self.auctions = 0;
        }
        let exposed = world.exposed.clone();
        self.seen
            .retain(|idx, _| exposed.binary_search(idx).is_ok());

        for idx in exposed {
            let seen = *self.seen.entry(idx).or_insert(world.today);
            let delay = usize::try_from(self.strategy.delay_days).unwrap_or(usize::MAX);
            let is_due = seen.saturating_add(delay) <= world.today;
            if is_due && self.auctions < self.strategy.auctions_per_day {
                self.bid(world, me, idx)?;
            }
        }

        self.sell_bought_collateral(world, me)
    }

    fn bid(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
        idx: u128,
    ) -> Result<(), SimulationError> {
        let Some(position) = world.book.positions.get(idx).cloned() else {
            return Ok(());
        };
        if world.book.is_covered(&position) {
            return Ok(());
        }
        let Some(deal) = self.best_deal(world, me, &position)? else {
            return Ok(());
        };

        if !deal.cost.is_zero() {
            world.buy(&me.person, Pool::Asset(position.asset), deal.cost)?;
        }
        let tokens = world.tokens(&me.person, position.asset).min(deal.tokens);
        if !tokens.is_zero() && world.auction(&me.person, idx, position.asset, tokens)? {
            self.auctions += 1;
        }

        Ok(())
    }

    /// The largest part of a debt that can be bought with enough profit.
    fn best_deal(
        &self,
        world: &World,
        me: &AgentAccount,
        position: &Position,
    ) -> Result<Option<Deal>, SimulationError> {
        let listed = &world.book.assets[position.asset];
        let prices = listed
            .price()
            .zip(world.book.backing_price(position.backing));
        let Some((price, backing_price)) = prices else {
            return Ok(None);
        };
        let held = world.tokens(&me.person, position.asset);

        for part in PARTS {
            let offered = position.debt.mul_ceil(Decimal::percent(part));
            let Ok(auction) = debt::auction(&AuctionInput {
                offered,
                debt: position.debt,
                collateral: position.collateral,
                asset_price: price,
                collateral_price: backing_price,
                discount: debt::effective_discount(listed.discount, listed.min_ratio),
                fee_rate: world.protocol().protocol_fee_rate,
            }) else {
                continue;
            };
            let missing = auction.liquidated.saturating_sub(held);
            let Some(cost) = cost(listed.reserves, missing) else {
                continue;
            };
            let own = trade::worth(auction.liquidated.min(held), price)?;
            let paid = cost.checked_add(own)?;
            let gained = trade::worth(auction.net, backing_price)?;
            let wanted = paid.checked_add(paid.mul_ceil(self.strategy.min_profit))?;
            if cost <= world.coins(&me.person) && !auction.net.is_zero() && gained >= wanted {
                let tokens = auction.liquidated;
                return Ok(Some(Deal { tokens, cost }));
            }
        }

        Ok(None)
    }

    /// Turns mAssets that were collateral, or are left over, into base coins.
    fn sell_bought_collateral(
        &self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        for asset in me.traded(world) {
            let tokens = world.tokens(&me.person, asset);
            let price = world.book.reserves(Pool::Asset(asset)).price();
            if trade::worth(tokens, price.unwrap_or_default())? >= me.least() / Uint128::new(4) {
                trade::sell_some(world, me, Pool::Asset(asset), tokens)?;
            }
        }

        Ok(())
    }
}

fn cost(reserves: Reserves, tokens: Uint128) -> Option<Uint128> {
    if tokens.is_zero() {
        return Some(Uint128::zero());
    }

    trade::cost_of(reserves, tokens)
}
