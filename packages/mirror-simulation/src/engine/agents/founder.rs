//! The first provider of every pool: it borrows what it puts in, with collateral to spare, and
//! never trades.

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::trade;
use super::upkeep::Upkeep;
use super::winding_up;
use crate::engine::book::Collateral;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

pub(crate) struct Founder {
    me: AgentAccount,
    upkeep: Upkeep,
}

impl Founder {
    pub(crate) fn new(world: &World) -> Self {
        let person = world.people.founder.clone();

        Self {
            me: AgentAccount {
                budget: world.coins(&person),
                person,
                assets: (0..world.scenario().assets.len()).collect(),
            },
            upkeep: Upkeep {
                margin: Decimal::percent(150),
                top_up_below: Decimal::percent(60),
                relax_above: None,
            },
        }
    }

    /// Opens the pools that have none yet, looks after its debts, and winds up what was delisted.
    pub(crate) fn act(&self, world: &mut World) -> Result<(), SimulationError> {
        winding_up::settle(world, &self.me)?;
        self.upkeep.tend(world, &self.me)?;
        for plan in &self.me.assets {
            let Some(asset) = world.book.present(*plan) else {
                continue;
            };
            let now = world.chain.now();
            let listed = &world.book.assets[asset];
            if listed.reserves.price().is_none() && listed.is_mintable(now) && listed.is_fresh(now)
            {
                self.open_market(world, asset)?;
            }
        }

        Ok(())
    }

    fn open_market(&self, world: &mut World, asset: usize) -> Result<(), SimulationError> {
        let listed = &world.book.assets[asset];
        let coins = world.scenario().assets[listed.plan].liquidity;
        let Some(price) = listed.price() else {
            return Ok(());
        };
        let tokens = trade::units(coins, price)?;
        let missing = tokens.saturating_sub(world.tokens(&self.me.person, asset));
        if !missing.is_zero() {
            let ratio = self.upkeep.target(world, asset);
            // One more micro coin for each of two roundings down.
            let collateral = trade::worth(missing, price)?
                .mul_ceil(ratio)
                .saturating_add(Uint128::new(2_000_000));
            let base = Collateral::Base;
            world.open(&self.me.person, asset, base, collateral, ratio, false)?;
        }
        let tokens = tokens.min(world.tokens(&self.me.person, asset));
        world.provide(&self.me.person, Pool::Asset(asset), coins, tokens)?;

        Ok(())
    }
}
