//! What people have: coins, tokens, shares of pools, claims, and positions less debts.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Int128, Uint128};
use mirror_math::ratio::{mul_div_floor, value_floor};

use super::book::Collateral;
use super::world::World;
use crate::accounts::Account;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// In base coins, at market prices; a delisted asset counts at its end price.
#[derive(Clone, Debug, Default)]
pub(super) struct NetWorth {
    pub(super) all: Int128,
    /// The part of it that is MIR, claimed or not.
    pub(super) rewards: Uint128,
}

/// The net worth of everybody who has anything.
pub(super) fn net_worths(world: &World) -> Result<BTreeMap<Account, NetWorth>, SimulationError> {
    let mut worths = NetWorths::default();
    for (holder, coins) in world.book.ledger.all_coins() {
        worths.add(holder, coins)?;
    }
    worths.tokens(world)?;
    worths.shares(world)?;
    worths.positions(world)?;
    worths.stakes(world)?;
    worths.orders(world)?;

    Ok(worths.0)
}

#[derive(Default)]
struct NetWorths(BTreeMap<Account, NetWorth>);

impl NetWorths {
    fn add(&mut self, holder: Account, value: Uint128) -> Result<(), SimulationError> {
        let worth = self.0.entry(holder).or_default();
        worth.all = worth.all.checked_add(signed(value)?)?;

        Ok(())
    }

    fn rewards(&mut self, holder: Account, value: Uint128) -> Result<(), SimulationError> {
        self.add(holder, value)?;
        let worth = self.0.entry(holder).or_default();
        worth.rewards = worth.rewards.checked_add(value)?;

        Ok(())
    }

    /// mAssets and MIR at hand.
    fn tokens(&mut self, world: &World) -> Result<(), SimulationError> {
        let book = &world.book;
        for number in 0..book.assets.len() {
            let Some(price) = market_price(world, number) else {
                continue;
            };
            let token = book.assets[number].token;
            for (holder, amount) in book.ledger.token(token).into_iter().flat_map(|t| t.iter()) {
                self.add(holder, value_floor(amount, price)?)?;
            }
        }

        let Some(price) = book.mirror_price() else {
            return Ok(());
        };
        let mirror = book.ledger.token(book.mirror.token);
        for (holder, amount) in mirror.into_iter().flat_map(|token| token.iter()) {
            self.rewards(holder, value_floor(amount, price)?)?;
        }

        Ok(())
    }

    /// Shares of pools, staked or not, and claims on MIR.
    fn shares(&mut self, world: &World) -> Result<(), SimulationError> {
        let book = &world.book;
        let price = book.mirror_price().unwrap_or_default();
        let now = world.chain.now();
        for (pool, staked) in book.stakes.iter() {
            let lp = book.lp(pool);
            let supply = book.ledger.supply(lp);
            let value = pool_value(world, pool)?;
            let of = |amount: Uint128| -> Result<Uint128, SimulationError> {
                if supply.is_zero() {
                    return Ok(Uint128::zero());
                }
                Ok(mul_div_floor(amount, value, supply)?)
            };
            for (holder, amount) in book.ledger.token(lp).into_iter().flat_map(|t| t.iter()) {
                self.add(holder, of(amount)?)?;
            }
            for (staker, stake, claim) in staked.liquidity.claims(now)? {
                self.add(staker, of(stake)?)?;
                self.rewards(staker, value_floor(claim, price)?)?;
            }
            for (staker, _, claim) in staked.shorts.claims(now)? {
                self.rewards(staker, value_floor(claim, price)?)?;
            }
        }

        Ok(())
    }

    /// Collateral and locked proceeds, less debts.
    fn positions(&mut self, world: &World) -> Result<(), SimulationError> {
        let book = &world.book;
        for position in book.positions.iter() {
            let held = book.backing_value(position.backing, position.collateral)?;
            let owed = match market_price(world, position.asset) {
                Some(price) => value_floor(position.debt, price)?,
                None => Uint128::zero(),
            };
            self.add(position.owner, held)?;
            let worth = self.0.entry(position.owner).or_default();
            worth.all = worth.all.checked_sub(signed(owed)?)?;
        }
        for (_, lock) in book.locks.iter() {
            self.add(lock.receiver, lock.amount)?;
        }

        Ok(())
    }
}

impl NetWorths {
    /// MIR staked in gov.
    fn stakes(&mut self, world: &World) -> Result<(), SimulationError> {
        let price = world.book.mirror_price().unwrap_or_default();
        let now = world.chain.now();
        for (staker, share) in world.book.gov.shares() {
            let staked = world.book.gov.worth(share, now)?;
            self.rewards(staker, value_floor(staked, price)?)?;
        }

        Ok(())
    }

    /// What waits in limit orders.
    fn orders(&mut self, world: &World) -> Result<(), SimulationError> {
        for order in world.book.orders.iter() {
            let left = order.left_offer();
            let value = match order.offer {
                Collateral::Base => left,
                Collateral::Asset(asset) => {
                    value_floor(left, market_price(world, asset).unwrap_or_default())?
                }
            };
            self.add(order.bidder, value)?;
        }

        Ok(())
    }
}

fn market_price(world: &World, asset: usize) -> Option<Decimal> {
    let asset = &world.book.assets[asset];

    asset.end_price().or_else(|| asset.reserves.price())
}

/// Both sides of a pool in base coins.
fn pool_value(world: &World, pool: Pool) -> Result<Uint128, SimulationError> {
    let reserves = world.book.reserves(pool);
    let price = match pool {
        Pool::Mir => reserves.price(),
        Pool::Asset(asset) => market_price(world, asset),
    };
    let other = value_floor(reserves.asset, price.unwrap_or_default())?;

    Ok(reserves.base.checked_add(other)?)
}

/// An amount with a sign.
fn signed(amount: Uint128) -> Result<Int128, SimulationError> {
    Ok(Int128::try_from(amount)?)
}
