//! Keeping a position between two ratios, and closing it.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt;

use super::account::AgentAccount;
use super::trade;
use crate::engine::book::{Collateral, Position};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// How much room an agent leaves above the minimum.
#[derive(Clone, Debug)]
pub(super) struct Upkeep {
    /// Where it opens, and where it returns to.
    pub(super) margin: Decimal,
    /// Below this it adds collateral or burns debt; zero: never.
    pub(super) top_up_below: Decimal,
    /// Above this it mints more; none: never.
    pub(super) relax_above: Option<Decimal>,
}

impl Upkeep {
    /// The ratio it opens at.
    pub(super) fn target(&self, world: &World, asset: usize) -> Decimal {
        world.book.assets[asset]
            .min_ratio
            .saturating_add(self.margin)
    }

    /// Looks after all positions of listed assets. The answer is what was minted more, by asset.
    pub(super) fn tend(
        &self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<Vec<(usize, Uint128)>, SimulationError> {
        let mut minted = Vec::new();
        for idx in world.book.positions.of(me.person.account) {
            let Some(position) = world.book.positions.get(idx).cloned() else {
                continue;
            };
            let asset = position.asset;
            let Some(ratio) = world.book.ratio(&position) else {
                continue;
            };
            if world.book.assets[asset].is_delisted() {
                continue;
            }
            let room = ratio.saturating_sub(world.book.assets[asset].min_ratio);
            if room < self.top_up_below {
                self.top_up(world, me, &position)?;
            } else if self.relax_above.is_some_and(|most| room > most) {
                let more = self.mint_more(world, me, &position)?;
                minted.push((asset, more));
            }
        }

        Ok(minted)
    }

    /// Adds collateral until the ratio is at the target, and burns tokens if that is not enough.
    fn top_up(
        &self,
        world: &mut World,
        me: &AgentAccount,
        position: &Position,
    ) -> Result<(), SimulationError> {
        let needed = self.needed(world, position)?;
        let at_hand = match position.backing {
            Collateral::Base => world.coins(&me.person),
            Collateral::Asset(token) if world.book.assets[token].is_delisted() => Uint128::zero(),
            Collateral::Asset(token) => {
                let most = trade::most_to_spend(world.book.assets[token].reserves);
                trade::buy_up_to(world, me, token, needed, most)?
            }
        };
        let amount = needed.min(at_hand);
        if !amount.is_zero() {
            world.deposit(&me.person, position.idx, position.backing, amount)?;
        }
        let tokens = world.tokens(&me.person, position.asset).min(position.debt);
        if amount < needed && !tokens.is_zero() {
            world.burn(&me.person, position.idx, position.asset, tokens)?;
        }

        Ok(())
    }

    /// The collateral that is missing to the target.
    fn needed(&self, world: &World, position: &Position) -> Result<Uint128, SimulationError> {
        let price = world.book.assets[position.asset].price();
        let prices = price.zip(world.book.backing_price(position.backing));
        let Some((price, backing_price)) = prices else {
            return Ok(Uint128::zero());
        };
        let target = self.target(world, position.asset);
        let wanted =
            debt::required_collateral(position.debt, price, target, Decimal::one(), backing_price)?;

        Ok(wanted.saturating_sub(position.collateral))
    }

    /// Mints until the ratio is at the target, but no more than a usual sale to the pool. The answer is the
    /// amount.
    fn mint_more(
        &self,
        world: &mut World,
        me: &AgentAccount,
        position: &Position,
    ) -> Result<Uint128, SimulationError> {
        let asset = &world.book.assets[position.asset];
        let prices = asset
            .price()
            .zip(world.book.backing_price(position.backing));
        let Some((price, backing_price)) = prices else {
            return Ok(Uint128::zero());
        };
        let most = trade::most_to_sell(asset.reserves);
        let whole = debt::mintable(
            position.collateral,
            backing_price,
            price,
            self.target(world, position.asset),
        )?;
        let amount = whole.saturating_sub(position.debt).min(most);
        let is_revoked = match position.backing {
            Collateral::Base => false,
            Collateral::Asset(token) => !world.book.assets[token].is_backing(),
        };
        let now = world.chain.now();
        if is_revoked || !world.book.assets[position.asset].is_mintable(now) || amount.is_zero() {
            return Ok(Uint128::zero());
        }
        let minted = world.mint_more(&me.person, position.idx, position.asset, amount)?;

        Ok(if minted { amount } else { Uint128::zero() })
    }
}

/// Buys back a debt, burns it and takes all collateral out. Whether it came to that.
pub(super) fn close(
    world: &mut World,
    me: &AgentAccount,
    idx: u128,
) -> Result<bool, SimulationError> {
    let Some(position) = world.book.positions.get(idx).cloned() else {
        return Ok(false);
    };
    let reserves = world.book.reserves(Pool::Asset(position.asset));
    let most = trade::most_to_spend(reserves);
    let tokens = trade::buy_up_to(world, me, position.asset, position.debt, most)?;
    let burned = tokens.min(position.debt);
    if burned.is_zero() || !world.burn(&me.person, idx, position.asset, burned)? {
        return Ok(false);
    }
    if burned < position.debt {
        return Ok(false);
    }

    world.withdraw(&me.person, idx, None)
}
