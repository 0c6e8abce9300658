//! Puts base coins and mAssets into a pool and stakes the share.

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::short_farmer::claim_and_sell;
use super::trade;
use super::upkeep::{self, Upkeep};
use crate::engine::book::Collateral;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

/// It adds nothing to a pool whose price is further off the oracle's.
const WIDEST_GAP: Decimal = Decimal::percent(3);

/// It is in at most this many pools.
const MOST_POOLS: usize = 2;

/// The chance, per cent and look, that it claims its rewards and sells them, if it sells at all.
const CLAIMS: u64 = 30;

pub(super) struct Provider {
    strategy: scenario::LiquidityProvider,
    /// For the debt that gives it its tokens.
    upkeep: Upkeep,
    /// The crash it has fled from last.
    fled: usize,
}

impl Provider {
    pub(super) fn new(strategy: &scenario::LiquidityProvider) -> Self {
        Self {
            strategy: strategy.clone(),
            upkeep: Upkeep {
                margin: Decimal::percent(100),
                top_up_below: Decimal::percent(40),
                relax_above: None,
            },
            fled: 0,
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        self.upkeep.tend(world, me)?;
        if world.chance.percent(CLAIMS) && world.chance.happens(self.strategy.sells_rewards) {
            claim_and_sell(world, me)?;
        }
        if self.flee(world, me)? {
            return Ok(());
        }
        self.tidy(world, me)?;

        let own = pools(world, me);
        for (asset, staked) in &own {
            let apr = world
                .book
                .long_apr(Pool::Asset(*asset), world.chain.now())?;
            if apr.unwrap_or_default() < self.strategy.exit_apr {
                world.take_out(&me.person, Pool::Asset(*asset), *staked)?;
                return self.settle_debts(world, me, *asset);
            }
        }
        if own.len() < MOST_POOLS {
            self.enter(world, me, &own)?;
        }

        Ok(())
    }

    /// In a crash it takes part of its liquidity out, once, and adds none.
    fn flee(&mut self, world: &mut World, me: &AgentAccount) -> Result<bool, SimulationError> {
        let mut is_fleeing = false;
        for (asset, staked) in pools(world, me) {
            let symbol = world.records[asset].symbol.clone();
            let Some(crash) = world.lasting.crash_of(&symbol) else {
                continue;
            };
            is_fleeing = true;
            if self.fled < crash.number {
                world.take_out(
                    &me.person,
                    Pool::Asset(asset),
                    staked.mul_floor(crash.share),
                )?;
            }
            if crash.asset.is_some() {
                self.fled = self.fled.max(crash.number);
            }
        }
        // A crash of everything is fled from in every pool before it counts as done.
        if let Some(crash) = world.lasting.crash_of("") {
            self.fled = self.fled.max(crash.number);
            is_fleeing = true;
        }

        Ok(is_fleeing)
    }

    /// Tokens that are left after it has fled or deposited unequal parts pay debts or are sold.
    fn tidy(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        for asset in me.traded(world) {
            let tokens = world.tokens(&me.person, asset);
            let price = world.book.assets[asset].price().unwrap_or_default();
            if trade::worth(tokens, price)? >= me.least() {
                self.settle_debts(world, me, asset)?;
            }
        }

        Ok(())
    }

    fn settle_debts(
        &self,
        world: &mut World,
        me: &AgentAccount,
        asset: usize,
    ) -> Result<(), SimulationError> {
        let positions = world.book.positions.of(me.person.account);
        let owed = positions.into_iter().find(|idx| {
            let position = world.book.positions.get(*idx);
            position.is_some_and(|position| position.asset == asset)
        });
        match owed {
            Some(idx) => {
                upkeep::close(world, me, idx)?;
                Ok(())
            }
            None => {
                let tokens = world.tokens(&me.person, asset);
                trade::sell_some(world, me, Pool::Asset(asset), tokens)
            }
        }
    }

    fn enter(
        &self,
        world: &mut World,
        me: &AgentAccount,
        own: &[(usize, Uint128)],
    ) -> Result<(), SimulationError> {
        let now = world.chain.now();
        let mut best: Option<(Decimal, usize)> = None;
        for asset in me.traded(world) {
            let apr = world.book.long_apr(Pool::Asset(asset), now)?;
            let apr = apr.unwrap_or_default();
            let gap = world.book.assets[asset].gap();
            let is_calm = gap.is_some_and(|gap| gap.size <= WIDEST_GAP);
            let is_new = !own.iter().any(|(owned, _)| *owned == asset);
            let is_better = best.is_none_or(|(most, _)| apr > most);
            if is_new && is_calm && is_better && apr >= self.strategy.enter_apr {
                best = Some((apr, asset));
            }
        }
        let coins = world.coins(&me.person);
        let Some((_, asset)) = best.filter(|_| coins >= me.least()) else {
            return Ok(());
        };

        self.put_in(world, me, asset, coins / Uint128::new(2))
    }

    /// Half of those who come borrow their tokens, the others buy them.
    fn put_in(
        &self,
        world: &mut World,
        me: &AgentAccount,
        asset: usize,
        coins: Uint128,
    ) -> Result<(), SimulationError> {
        let ratio = self.upkeep.target(world, asset);
        let is_mintable = world.book.assets[asset].is_mintable(world.chain.now());
        if is_mintable && world.chance.percent(50) {
            let parts = ratio.saturating_add(Decimal::one());
            let collateral = coins
                .mul_floor(ratio)
                .checked_div_floor(parts)
                .unwrap_or_default();
            world.open(
                &me.person,
                asset,
                Collateral::Base,
                collateral,
                ratio,
                false,
            )?;
        } else {
            trade::buy_for(world, me, Pool::Asset(asset), coins / Uint128::new(2))?;
        }

        let tokens = world.tokens(&me.person, asset);
        let Some(price) = world.book.assets[asset].reserves.price() else {
            return Ok(());
        };
        let coins = trade::worth(tokens, price)?.min(world.coins(&me.person));
        let tokens = tokens.min(trade::units(coins, price)?);
        world.provide(&me.person, Pool::Asset(asset), coins, tokens)?;

        Ok(())
    }
}

/// Where it has staked, and how much.
fn pools(world: &World, me: &AgentAccount) -> Vec<(usize, Uint128)> {
    let staked = |asset: usize| {
        let pool = world.book.stakes.get(Pool::Asset(asset))?;
        let amount = pool.liquidity.stake_of(me.person.account);

        (!amount.is_zero()).then_some((asset, amount))
    };

    me.traded(world).into_iter().filter_map(staked).collect()
}
