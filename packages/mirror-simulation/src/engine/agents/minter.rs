//! Borrows an mAsset against collateral and sells part of it.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::mintable;

use super::account::AgentAccount;
use super::trade;
use super::upkeep::{self, Upkeep};
use crate::engine::book::Collateral;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

/// A minter has at most this many debts at once.
const MOST_POSITIONS: usize = 2;

/// It does not sell into a market that is so much cheaper than the oracle.
const DEEPEST_DISCOUNT: Decimal = Decimal::percent(1);

/// The chance, per cent and look, that it closes a position.
const CLOSES: u64 = 2;

pub(super) struct Minter {
    upkeep: Upkeep,
    sells: Decimal,
    /// The scenario's asset that it uses as collateral; base coins if none.
    collateral: Option<usize>,
}

impl Minter {
    pub(super) fn new(strategy: &scenario::Minter, world: &World) -> Self {
        let symbol = strategy.collateral.as_ref();
        let assets = &world.scenario().assets;

        Self {
            upkeep: Upkeep {
                margin: strategy.margin,
                top_up_below: strategy.top_up_below,
                relax_above: strategy.relax_above,
            },
            sells: strategy.sells,
            collateral: symbol
                .and_then(|symbol| assets.iter().position(|asset| asset.symbol == *symbol)),
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        for (asset, minted) in self.upkeep.tend(world, me)? {
            trade::sell_some(world, me, Pool::Asset(asset), minted.mul_floor(self.sells))?;
        }
        let open = world.book.positions.of(me.person.account);
        if let Some(idx) = world.chance.pick(&open) {
            if world.chance.percent(CLOSES) {
                upkeep::close(world, me, idx)?;
                return Ok(());
            }
        }

        if open.len() < MOST_POSITIONS {
            self.open_one(world, me)?;
        }
        Ok(())
    }

    fn open_one(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let Some(asset) = self.choice(world, me) else {
            return Ok(());
        };
        let half = world.coins(&me.person) / Uint128::new(2);
        let Some((backing, amount)) = self.backing(world, me, half)? else {
            return Ok(());
        };
        let amount = self.not_too_much(world, asset, backing, amount)?;
        if amount.is_zero() {
            return Ok(());
        }
        let ratio = self.upkeep.target(world, asset);
        let Some(idx) = world.open(&me.person, asset, backing, amount, ratio, false)? else {
            return Ok(());
        };
        let minted = world.book.positions.get(idx).map(|position| position.debt);
        let sold = minted.unwrap_or_default().mul_floor(self.sells);

        trade::sell_some(world, me, Pool::Asset(asset), sold)
    }

    /// An asset that may be minted, that it does not owe yet, and whose market is not too cheap.
    fn choice(&self, world: &mut World, me: &AgentAccount) -> Option<usize> {
        let now = world.chain.now();
        let own: Vec<usize> = world
            .book
            .positions
            .of(me.person.account)
            .into_iter()
            .filter_map(|idx| world.book.positions.get(idx))
            .map(|position| position.asset)
            .collect();
        let mut choices = me.traded(world);
        choices.retain(|asset| {
            let listed = &world.book.assets[*asset];
            let discount = listed.gap().map(|gap| gap.discount());
            let is_worth_it =
                self.sells.is_zero() || discount.is_some_and(|size| size <= DEEPEST_DISCOUNT);
            let is_own_collateral = self.collateral == Some(listed.plan);
            let takes_tokens = self.collateral.is_none() || listed.is_live();

            listed.is_mintable(now)
                && is_worth_it
                && takes_tokens
                && !is_own_collateral
                && !own.contains(asset)
        });

        world.chance.pick(&choices)
    }

    /// The collateral; tokens are bought first.
    fn backing(
        &self,
        world: &mut World,
        me: &AgentAccount,
        coins: Uint128,
    ) -> Result<Option<(Collateral, Uint128)>, SimulationError> {
        let Some(plan) = self.collateral else {
            let affords = coins >= me.least();
            return Ok(affords.then_some((Collateral::Base, coins)));
        };
        let Some(token) = world.book.present(plan) else {
            return Ok(None);
        };
        if !world.book.assets[token].is_backing() {
            return Ok(None);
        }
        if coins >= me.least() {
            trade::buy_for(world, me, Pool::Asset(token), coins)?;
        }
        let held = world.tokens(&me.person, token);
        let worth = world.book.backing_value(Collateral::Asset(token), held)?;

        Ok((worth >= me.least()).then_some((Collateral::Asset(token), held)))
    }

    /// Collateral for no more tokens than a usual sale to the pool.
    fn not_too_much(
        &self,
        world: &World,
        asset: usize,
        backing: Collateral,
        amount: Uint128,
    ) -> Result<Uint128, SimulationError> {
        let listed = &world.book.assets[asset];
        let prices = listed.price().zip(world.book.backing_price(backing));
        let Some((price, backing_price)) = prices else {
            return Ok(Uint128::zero());
        };
        let minted = mintable(
            amount,
            backing_price,
            price,
            self.upkeep.target(world, asset),
        )?;
        let sold = minted.mul_floor(self.sells);
        let most = trade::most_to_sell(listed.reserves);
        if sold <= most {
            return Ok(amount);
        }

        Ok(amount.multiply_ratio(most, sold))
    }
}
