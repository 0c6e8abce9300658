//! Trades when the pool's price leaves the oracle's, or that of a limit order.

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::filler;
use super::trade;
use super::upkeep::{self, Upkeep};
use crate::engine::book::{Collateral, Gap};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

/// It borrows what it lacks for a sale only while so much of its money is left.
const RESERVE: Decimal = Decimal::percent(30);

/// What somebody has who trades on gaps.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::engine) struct TradingCapacity {
    pub(in crate::engine) brought: Uint128,
    /// In coins.
    pub(in crate::engine) left: Uint128,
    /// Too little for a trade.
    pub(in crate::engine) lacks_funds: bool,
    /// It has borrowed of the asset already, which it does once.
    pub(in crate::engine) owes: bool,
}

pub(super) struct Arbitrageur {
    strategy: scenario::Arbitrageur,
    upkeep: Upkeep,
}

impl Arbitrageur {
    pub(super) fn new(strategy: &scenario::Arbitrageur) -> Self {
        Self {
            strategy: strategy.clone(),
            upkeep: Upkeep {
                margin: Decimal::percent(80),
                top_up_below: Decimal::percent(40),
                relax_above: None,
            },
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        self.upkeep.tend(world, me)?;
        let now = world.chain.now();
        for asset in me.traded(world) {
            let listed = &world.book.assets[asset];
            let gap = listed.gap().filter(|_| listed.is_fresh(now));
            let Some(gap) = gap.filter(|gap| gap.size >= self.strategy.threshold) else {
                continue;
            };
            if gap.above {
                self.sell(world, me, asset, gap)?;
            } else {
                self.buy(world, me, asset, gap)?;
            }
        }

        filler::fill_orders(world, me)
    }

    /// Buys what is cheap. It serves to repay a debt first.
    fn buy(
        &self,
        world: &mut World,
        me: &AgentAccount,
        asset: usize,
        gap: Gap,
    ) -> Result<(), SimulationError> {
        let reserves = world.book.assets[asset].reserves;
        // The price is to rise to its value over 1 - gap, so base coins grow by about half the gap.
        let wanted = reserves.base.mul_floor(self.part(gap));
        let coins = wanted.min(world.coins(&me.person));
        if coins < me.least() / Uint128::new(4)
            || !world.buy(&me.person, Pool::Asset(asset), coins)?
        {
            return Ok(());
        }

        let Some(idx) = debt_in(world, me, asset) else {
            return Ok(());
        };
        let owed = world.book.positions.get(idx).map(|position| position.debt);
        let tokens = world.tokens(&me.person, asset);
        if owed.is_some_and(|owed| tokens >= owed) {
            upkeep::close(world, me, idx)?;
        }

        Ok(())
    }

    /// Sells what is dear, and borrows it if need be.
    fn sell(
        &self,
        world: &mut World,
        me: &AgentAccount,
        asset: usize,
        gap: Gap,
    ) -> Result<(), SimulationError> {
        let wanted = world.book.assets[asset]
            .reserves
            .asset
            .mul_floor(self.part(gap));
        let held = world.tokens(&me.person, asset);
        if held < wanted {
            self.borrow(world, me, asset, wanted.saturating_sub(held))?;
        }
        let amount = world.tokens(&me.person, asset).min(wanted);
        world.sell(&me.person, Pool::Asset(asset), amount)?;

        Ok(())
    }

    fn borrow(
        &self,
        world: &mut World,
        me: &AgentAccount,
        asset: usize,
        tokens: Uint128,
    ) -> Result<(), SimulationError> {
        let listed = &world.book.assets[asset];
        let price = listed.price();
        let Some(price) = price.filter(|_| listed.is_mintable(world.chain.now())) else {
            return Ok(());
        };
        if debt_in(world, me, asset).is_some() {
            return Ok(());
        }
        if let Some(collateral) = self.spare(world, me, asset, tokens, price)? {
            let (base, ratio) = (Collateral::Base, self.upkeep.target(world, asset));
            world.open(&me.person, asset, base, collateral, ratio, false)?;
        }

        Ok(())
    }

    /// The collateral that a loan of tokens takes, if so much can be spared.
    fn spare(
        &self,
        world: &World,
        me: &AgentAccount,
        asset: usize,
        tokens: Uint128,
        price: Decimal,
    ) -> Result<Option<Uint128>, SimulationError> {
        let ratio = self.upkeep.target(world, asset);
        let collateral = trade::worth(tokens, price)?.mul_floor(ratio);
        let left = world.coins(&me.person).checked_sub(collateral);
        let can_be_spared = left.is_ok_and(|left| left >= me.budget.mul_floor(RESERVE));

        Ok(can_be_spared.then_some(collateral))
    }

    /// What it could do against the gap that there is.
    pub(super) fn means(
        &self,
        world: &World,
        me: &AgentAccount,
        asset: usize,
    ) -> Result<TradingCapacity, SimulationError> {
        let listed = &world.book.assets[asset];
        let left = world.coins(&me.person);
        let lacks_funds = match listed.gap().zip(listed.price()) {
            Some((gap, price)) if gap.above => {
                let wanted = listed.reserves.asset.mul_floor(self.part(gap));
                let held = world.tokens(&me.person, asset);
                let lacking = wanted.saturating_sub(held);
                held < wanted && self.spare(world, me, asset, lacking, price)?.is_none()
            }
            _ => left < me.least() / Uint128::new(4),
        };

        Ok(TradingCapacity {
            brought: me.budget,
            left,
            lacks_funds,
            owes: debt_in(world, me, asset).is_some(),
        })
    }

    /// The part of a pool's side that has to move: half of the gap, as far as it wants to close it.
    fn part(&self, gap: Gap) -> Decimal {
        let half = Decimal::percent(50);
        let part = gap
            .size
            .saturating_mul(self.strategy.closes)
            .saturating_mul(half);

        part.min(self.strategy.max_pool_share)
    }
}

/// The position in which it owes an asset.
fn debt_in(world: &World, me: &AgentAccount, asset: usize) -> Option<u128> {
    let positions = &world.book.positions;

    positions.of(me.person.account).into_iter().find(|idx| {
        positions
            .get(*idx)
            .is_some_and(|position| position.asset == asset)
    })
}
