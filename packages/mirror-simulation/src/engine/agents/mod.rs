//! The agents of a run: a file for each kind, with its strategy from the scenario.
//!
//! An agent decides by the book alone, which is what a careful person could read from the chain.

mod account;
mod arbitrageur;
mod bidder;
mod filler;
mod founder;
mod holder;
mod liquidator;
mod minter;
mod provider;
mod short_farmer;
mod staker;
mod trade;
mod upkeep;
mod winding_up;

use cosmwasm_std::Decimal;
use time::{Date, Duration};

use account::AgentAccount;
pub(super) use arbitrageur::TradingCapacity;
pub(super) use founder::Founder;

use super::world::World;
use crate::error::SimulationError;
use crate::scenario::{AgentGroup, Strategy};

/// Somebody with money and a strategy.
pub(super) struct Agent {
    pub(super) me: AgentAccount,
    /// Position in `Scenario::agents`.
    pub(super) group: usize,
    pub(super) arrives: Date,
    pub(super) activity: Decimal,
    behaviour: Behaviour,
}

enum Behaviour {
    Minter(minter::Minter),
    ShortFarmer(short_farmer::ShortFarmer),
    Provider(provider::Provider),
    Arbitrageur(arbitrageur::Arbitrageur),
    Liquidator(liquidator::Liquidator),
    Holder(holder::Holder),
    Staker(staker::Staker),
    Bidder(bidder::Bidder),
}

impl Agent {
    /// Everybody in the scenario, in its order.
    pub(super) fn all(world: &mut World) -> Vec<Self> {
        let groups = world.scenario().agents.clone();
        let mut agents = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            for member in 0..group.count {
                agents.push(Self::new(world, number, group, member));
            }
        }

        agents
    }

    fn new(world: &mut World, number: usize, group: &AgentGroup, member: u32) -> Self {
        let budget = world.chance.around(group.budget, group.budget_spread);
        let person = world.person(&format!("agent {number}-{member}"), budget);
        let first = group.arrives.unwrap_or(world.scenario().run.from);
        let wait =
            u64::from(group.arrives_over_days) * u64::from(member) / u64::from(group.count.max(1));
        let wait = Duration::days(i64::try_from(wait).unwrap_or_default());
        let listed = world.scenario().assets.iter().enumerate();
        let dealt_in = listed
            .filter(|(_, asset)| group.assets.is_empty() || group.assets.contains(&asset.symbol));

        Self {
            me: AgentAccount {
                person,
                budget,
                assets: dealt_in.map(|(plan, _)| plan).collect(),
            },
            group: number,
            arrives: first.checked_add(wait).unwrap_or(first),
            activity: group.activity,
            behaviour: Behaviour::of(&group.strategy, world),
        }
    }

    /// Whether it follows the market all day when it looks at all.
    pub(super) fn watches(&self) -> bool {
        matches!(
            self.behaviour,
            Behaviour::Arbitrageur(_) | Behaviour::Liquidator(_)
        )
    }

    /// What it could trade with against the gap of an asset; `None` if it does not trade on gaps, or not
    /// on this one.
    pub(super) fn means(
        &self,
        world: &World,
        asset: usize,
    ) -> Result<Option<TradingCapacity>, SimulationError> {
        let deals_in_it = self.me.assets.contains(&world.book.assets[asset].plan);
        match &self.behaviour {
            Behaviour::Arbitrageur(behaviour) if deals_in_it => {
                behaviour.means(world, &self.me, asset).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// One look at the market and what follows from it.
    pub(super) fn act(&mut self, world: &mut World) -> Result<(), SimulationError> {
        winding_up::settle(world, &self.me)?;

        match &mut self.behaviour {
            Behaviour::Minter(behaviour) => behaviour.act(world, &self.me),
            Behaviour::ShortFarmer(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Provider(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Arbitrageur(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Liquidator(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Holder(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Staker(behaviour) => behaviour.act(world, &self.me),
            Behaviour::Bidder(behaviour) => behaviour.act(world, &self.me),
        }
    }

    /// The earliest day by which it wants to have redeemed a delisted asset, if it has any.
    pub(super) fn deadline(&self, world: &World) -> Option<usize> {
        winding_up::deadline(world, &self.me)
    }
}

impl Behaviour {
    fn of(strategy: &Strategy, world: &World) -> Self {
        match strategy {
            Strategy::Minter(strategy) => Self::Minter(minter::Minter::new(strategy, world)),
            Strategy::ShortFarmer(strategy) => {
                Self::ShortFarmer(short_farmer::ShortFarmer::new(strategy))
            }
            Strategy::LiquidityProvider(strategy) => {
                Self::Provider(provider::Provider::new(strategy))
            }
            Strategy::Arbitrageur(strategy) => {
                Self::Arbitrageur(arbitrageur::Arbitrageur::new(strategy))
            }
            Strategy::Liquidator(strategy) => {
                Self::Liquidator(liquidator::Liquidator::new(strategy))
            }
            Strategy::Holder(strategy) => Self::Holder(holder::Holder::new(strategy)),
            Strategy::Staker(strategy) => Self::Staker(staker::Staker::new(strategy)),
            Strategy::Bidder(strategy) => Self::Bidder(bidder::Bidder::new(strategy)),
        }
    }
}
