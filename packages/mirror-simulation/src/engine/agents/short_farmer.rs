//! Opens short positions for the MIR they earn.

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::trade;
use super::upkeep::{self, Upkeep};
use crate::engine::book::{Collateral, Position};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;
use crate::scenario;

/// It keeps a position for so many trading days before it decides whether it earns enough.
const PATIENCE: usize = 20;

/// The chance, per cent and look, that it claims its rewards and sells them.
const CLAIMS: u64 = 30;

pub(super) struct ShortFarmer {
    upkeep: Upkeep,
    enter_premium: Decimal,
    exit_apr: Decimal,
    /// When it last opened a position.
    opened: usize,
}

impl ShortFarmer {
    pub(super) fn new(strategy: &scenario::ShortFarmer) -> Self {
        Self {
            upkeep: Upkeep {
                margin: strategy.margin,
                top_up_below: strategy.top_up_below,
                relax_above: None,
            },
            enter_premium: strategy.enter_premium,
            exit_apr: strategy.exit_apr,
            opened: 0,
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        world.unlock(&me.person)?;
        self.upkeep.tend(world, me)?;
        if world.chance.percent(CLAIMS) {
            claim_and_sell(world, me)?;
        }

        let own = shorts(world, me);
        for position in &own {
            if self.is_fruitless(world, position)? {
                upkeep::close(world, me, position.idx)?;
                return Ok(());
            }
        }

        self.enter(world, me, &own)
    }

    fn is_fruitless(&self, world: &World, position: &Position) -> Result<bool, SimulationError> {
        let is_new = world.today < self.opened.saturating_add(PATIENCE);
        let apr = world.book.short_apr(position.asset, world.chain.now())?;

        Ok(!is_new && apr.unwrap_or_default() < self.exit_apr)
    }

    /// Shorts the asset whose market is highest above its oracle price.
    fn enter(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
        own: &[Position],
    ) -> Result<(), SimulationError> {
        let now = world.chain.now();
        let mut dearest: Option<(Decimal, usize)> = None;
        for asset in me.traded(world) {
            let listed = &world.book.assets[asset];
            let premium = listed.gap().map_or(Decimal::zero(), |gap| gap.premium());
            let is_owned = own.iter().any(|position| position.asset == asset);
            let is_dearer = dearest.is_none_or(|(most, _)| premium > most);
            if listed.is_mintable(now) && premium >= self.enter_premium && !is_owned && is_dearer {
                dearest = Some((premium, asset));
            }
        }
        let Some((_, asset)) = dearest else {
            return Ok(());
        };

        let listed = &world.book.assets[asset];
        let Some(price) = listed.price() else {
            return Ok(());
        };
        let ratio = self.upkeep.target(world, asset);
        let sold = trade::worth(trade::most_to_sell(listed.reserves), price)?;
        let amount = (world.coins(&me.person) / Uint128::new(2)).min(sold.mul_floor(ratio));
        if amount < me.least() {
            return Ok(());
        }
        self.opened = world.today;
        world.open(&me.person, asset, Collateral::Base, amount, ratio, true)?;

        Ok(())
    }
}

fn shorts(world: &World, me: &AgentAccount) -> Vec<Position> {
    let positions = &world.book.positions;

    positions
        .of(me.person.account)
        .into_iter()
        .filter_map(|idx| positions.get(idx))
        .filter(|position| !world.book.assets[position.asset].is_delisted())
        .cloned()
        .collect()
}

/// Claims rewards, if there are any, and sells what the market takes well.
pub(super) fn claim_and_sell(world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
    let earned = world
        .book
        .stakes
        .claim_of(me.person.account, world.chain.now())?;
    if !earned.is_zero() {
        world.claim(&me.person)?;
    }

    let mirror = world.holding(&me.person, Pool::Mir);
    trade::sell_some(world, me, Pool::Mir, mirror)
}
