//! The agents of a run: a file for each kind, with its strategy from the scenario.
//!
//! An agent decides by the book alone, which is what a careful person could read from the chain.

mod arbitrageur;
mod bidder;
mod filler;
mod founder;
mod holder;
mod liquidator;
mod me;
mod minter;
mod provider;
mod short_farmer;
mod staker;
mod trade;
mod upkeep;
mod winding_up;

use cosmwasm_std::Decimal;
use time::{Date, Duration};

pub(super) use arbitrageur::Means;
pub(super) use founder::Founder;
use me::Me;

use super::world::World;
use crate::error::SimulationError;
use crate::scenario::{AgentGroup, Strategy};

/// Somebody with money and a strategy.
pub(super) struct Agent {
    pub(super) me: Me,
    /// Position in `Scenario::agents`.
    pub(super) group: usize,
    pub(super) arrives: Date,
    pub(super) activity: Decimal,
    mind: Mind,
}

enum Mind {
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
            me: Me {
                person,
                budget,
                assets: dealt_in.map(|(plan, _)| plan).collect(),
            },
            group: number,
            arrives: first.checked_add(wait).unwrap_or(first),
            activity: group.activity,
            mind: Mind::of(&group.strategy, world),
        }
    }

    /// Whether it follows the market all day when it looks at all.
    pub(super) fn watches(&self) -> bool {
        matches!(self.mind, Mind::Arbitrageur(_) | Mind::Liquidator(_))
    }

    /// What it could trade with against the gap of an asset; `None` if it does not trade on gaps, or not
    /// on this one.
    pub(super) fn means(
        &self,
        world: &World,
        asset: usize,
    ) -> Result<Option<Means>, SimulationError> {
        let deals_in_it = self.me.assets.contains(&world.book.assets[asset].plan);
        match &self.mind {
            Mind::Arbitrageur(mind) if deals_in_it => mind.means(world, &self.me, asset).map(Some),
            _ => Ok(None),
        }
    }

    /// One look at the market and what follows from it.
    pub(super) fn act(&mut self, world: &mut World) -> Result<(), SimulationError> {
        winding_up::settle(world, &self.me)?;

        match &mut self.mind {
            Mind::Minter(mind) => mind.act(world, &self.me),
            Mind::ShortFarmer(mind) => mind.act(world, &self.me),
            Mind::Provider(mind) => mind.act(world, &self.me),
            Mind::Arbitrageur(mind) => mind.act(world, &self.me),
            Mind::Liquidator(mind) => mind.act(world, &self.me),
            Mind::Holder(mind) => mind.act(world, &self.me),
            Mind::Staker(mind) => mind.act(world, &self.me),
            Mind::Bidder(mind) => mind.act(world, &self.me),
        }
    }

    /// The earliest day by which it wants to have redeemed a delisted asset, if it has any.
    pub(super) fn deadline(&self, world: &World) -> Option<usize> {
        winding_up::deadline(world, &self.me)
    }
}

impl Mind {
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
