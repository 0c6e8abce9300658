//! Winding up delisted assets: liquidity is taken out, tokens are burned at the end price against
//! any open debt, and owners take what their debts no longer need.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::required_collateral;

use super::account::AgentAccount;
use crate::engine::book::{Collateral, Position};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// At one look tokens are burned against so many debts.
const BURNS: usize = 3;

/// Collateral worth less than this is left where it is.
const DUST: Uint128 = Uint128::new(1_000);

pub(super) fn settle(world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
    let delisted: Vec<usize> = world.redeemed_by.keys().copied().collect();
    for asset in delisted {
        let staked = stake(world, me, asset);
        if !staked.is_zero() {
            world.take_out(&me.person, Pool::Asset(asset), staked)?;
        }
        burn_all(world, me, asset)?;
        free_collateral(world, me, asset)?;
    }

    Ok(())
}

pub(super) fn deadline(world: &World, me: &AgentAccount) -> Option<usize> {
    let concerned = |asset: usize| {
        !stake(world, me, asset).is_zero()
            || !world.tokens(&me.person, asset).is_zero()
            || positions(world, me, asset).next().is_some()
    };

    world
        .redeemed_by
        .iter()
        .filter(|(asset, _)| concerned(**asset))
        .map(|(_, day)| *day)
        .min()
}

fn stake(world: &World, me: &AgentAccount, asset: usize) -> Uint128 {
    let pool = world.book.stakes.get(Pool::Asset(asset));

    pool.map_or(Uint128::zero(), |pool| {
        pool.liquidity.stake_of(me.person.account)
    })
}

fn positions<'a>(
    world: &'a World,
    me: &AgentAccount,
    asset: usize,
) -> impl Iterator<Item = &'a Position> {
    world
        .book
        .positions
        .of(me.person.account)
        .into_iter()
        .filter_map(|idx| world.book.positions.get(idx))
        .filter(move |position| position.asset == asset)
}

/// One's own debts first, then the largest of others, base coins before tokens.
fn burn_all(world: &mut World, me: &AgentAccount, asset: usize) -> Result<(), SimulationError> {
    for _ in 0..BURNS {
        let tokens = world.tokens(&me.person, asset);
        if tokens.is_zero() {
            break;
        }
        let open = world.book.positions.iter();
        let owed = open.filter(|position| {
            position.asset == asset && !position.debt.is_zero() && !position.collateral.is_zero()
        });
        let best = owed.max_by_key(|position| {
            (
                position.owner == me.person.account,
                position.backing == Collateral::Base,
                position.debt,
                position.idx,
            )
        });
        let Some((idx, debt)) = best.map(|position| (position.idx, position.debt)) else {
            break;
        };
        if !world.burn(&me.person, idx, asset, tokens.min(debt))? {
            break;
        }
    }

    Ok(())
}

/// Takes out of one's own positions what the end price does not hold back.
fn free_collateral(
    world: &mut World,
    me: &AgentAccount,
    asset: usize,
) -> Result<(), SimulationError> {
    let own: Vec<Position> = positions(world, me, asset).cloned().collect();
    for position in own {
        if position.debt.is_zero() {
            world.withdraw(&me.person, position.idx, None)?;
            continue;
        }
        let end_price = world.book.assets[asset].end_price();
        let prices = end_price.zip(world.book.backing_price(position.backing));
        let Some((end_price, backing_price)) = prices else {
            continue;
        };
        let held_back = required_collateral(
            position.debt,
            end_price,
            Decimal::one(),
            Decimal::one(),
            backing_price,
        )?;
        let free = position.collateral.saturating_sub(held_back);
        if free > DUST {
            world.withdraw(&me.person, position.idx, Some((position.backing, free)))?;
        }
    }

    Ok(())
}
