//! How everything stands at the end of a day, and what it comes to at the end of the run.

mod astray;
mod mir;

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};

use self::astray::Astray;
use super::agents::Agent;
use super::book::{Asset, Collateral};
use super::chain::Counts;
use super::net_worth::{net_worths, NetWorth};
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::{
    AssetDay, AssetSummary, DayRecord, GroupRecord, KindProfit, Outcome, PollCounts, PollRecord,
    Pool, PoolRelease, Ratios, Summary, Timing, Value, Violation,
};

/// The days so far.
pub(super) struct Measured {
    days: Vec<DayRecord>,
    groups: Vec<GroupRecord>,
    /// Counts at the end of the day before.
    before: Counts,
    liquidations_before: usize,
    /// Highest premium and deepest discount by asset.
    extremes: BTreeMap<usize, (SignedDecimal, SignedDecimal)>,
    astray: Astray,
}

/// What positions of an asset come to.
#[derive(Default)]
struct Debts {
    debt: Uint128,
    short: Uint128,
    collateral: Uint128,
    ratios: Vec<Decimal>,
    below: u64,
}

impl Measured {
    pub(super) fn new(world: &World) -> Self {
        let groups = world.scenario().agents.iter().map(|group| GroupRecord {
            name: group.name.clone(),
            kind: group.strategy.kind().to_string(),
            agents: u64::from(group.count),
        });

        Self {
            days: Vec::with_capacity(world.plan.days.len()),
            groups: groups.collect(),
            before: world.chain.counts().clone(),
            liquidations_before: 0,
            extremes: BTreeMap::new(),
            astray: Astray::default(),
        }
    }

    /// Adds the day that has just ended.
    pub(super) fn day(&mut self, world: &World, agents: &[Agent]) -> Result<(), SimulationError> {
        let counts = world.chain.counts().clone();
        let tally = &world.book.tally;
        let debts = debts(world)?;
        let assets = self.assets(world, &debts)?;
        self.astray.day(world, agents, &assets)?;
        let all: Vec<Decimal> = debts.values().flat_map(|sum| sum.ratios.clone()).collect();
        let below = debts.values().map(|sum| sum.below).sum();

        self.days.push(DayRecord {
            date: world.date(),
            messages: counts.messages.saturating_sub(self.before.messages),
            refused: counts.refused.saturating_sub(self.before.refused),
            refused_stale: counts
                .refused_stale
                .saturating_sub(self.before.refused_stale),
            liquidations: (tally.liquidations.len() - self.liquidations_before) as u64,
            bad_debt: tally.bad_debt,
            protocol_fees: tally.protocol_fees,
            commission: tally.commission,
            value: value(world, &debts, &assets)?,
            ratios: Ratios::of(all, below),
            mir_price: world.book.mirror_price(),
            mir: mir::mir_day(world)?,
            assets,
            releases: releases(world)?,
            groups: self.profits(world, agents)?,
        });
        self.liquidations_before = tally.liquidations.len();
        self.before = counts;

        Ok(())
    }

    fn assets(
        &mut self,
        world: &World,
        debts: &BTreeMap<usize, Debts>,
    ) -> Result<Vec<AssetDay>, SimulationError> {
        let now = world.chain.now();
        let none = Debts::default();
        let mut days = Vec::new();
        for (number, asset) in world.book.assets.iter().enumerate() {
            let supply = world.book.ledger.supply(asset.token);
            if supply.is_zero() && asset.reserves.price().is_none() {
                continue;
            }
            let sum = debts.get(&number).unwrap_or(&none);
            let premium = premium(asset);
            if let Some(premium) = premium.filter(|_| asset.is_live()) {
                let seen = self.extremes.entry(number).or_insert((premium, premium));
                *seen = (seen.0.max(premium), seen.1.min(premium));
            }
            days.push(AssetDay {
                asset: number,
                oracle_price: asset.price(),
                market_price: asset.reserves.price(),
                premium,
                supply,
                debt: sum.debt,
                short_debt: sum.short,
                bad_debt: world.book.positions.bad_debt(number),
                collateral: sum.collateral,
                liquidity: asset.reserves.base.checked_add(asset.reserves.base)?,
                short_weight: world.book.short_weight(Pool::Asset(number)),
                long_apr: world.book.long_apr(Pool::Asset(number), now)?,
                short_apr: world.book.short_apr(number, now)?,
                ratios: Ratios::of(sum.ratios.clone(), sum.below),
            });
        }

        Ok(days)
    }

    /// What each group of agents has made.
    fn profits(&self, world: &World, agents: &[Agent]) -> Result<Vec<KindProfit>, SimulationError> {
        let mut profits = vec![KindProfit::default(); self.groups.len()];
        let worths = net_worths(world)?;
        let today = world.date();
        for agent in agents.iter().filter(|agent| agent.arrives <= today) {
            let worth = worths
                .get(&agent.me.person.account)
                .cloned()
                .unwrap_or_default();
            let profit = &mut profits[agent.group];
            profit.agents += 1;
            profit.invested = profit.invested.checked_add(agent.me.budget)?;
            let NetWorth { all, rewards } = worth;
            profit.worth = profit.worth.checked_add(all)?;
            profit.rewards = profit.rewards.checked_add(rewards)?;
        }

        Ok(profits)
    }

    /// Everything the run leaves behind; the timing is for the caller to fill in.
    pub(super) fn outcome(
        self,
        world: &World,
        agents: &[Agent],
        violations: Vec<Violation>,
    ) -> Result<Outcome, SimulationError> {
        let polls = mir::polls(world);
        let summary = self.summary(world, agents, &violations, &polls)?;

        Ok(Outcome {
            summary,
            assets: world.records.clone(),
            groups: self.groups,
            days: self.days,
            liquidations: world.book.tally.liquidations.clone(),
            polls,
            marks: world.marks.clone(),
            violations,
        })
    }

    fn summary(
        &self,
        world: &World,
        agents: &[Agent],
        violations: &[Violation],
        polls: &[PollRecord],
    ) -> Result<Summary, SimulationError> {
        let run = &world.scenario().run;
        let tally = &world.book.tally;
        let counts = world.chain.counts();
        let last = self.days.last();

        Ok(Summary {
            name: run.name.clone(),
            overrides: world.plan.overrides.clone(),
            seed: run.seed,
            from: run.from,
            to: run.to,
            trading_days: self.days.len() as u64,
            agents: agents.len() as u64,
            messages: counts.messages,
            transactions: counts.transactions,
            refused: counts.refused,
            refusals: counts.refusals.clone(),
            refused_stale: counts.refused_stale,
            violations: violations.len() as u64,
            liquidations: tally.liquidations.len() as u64,
            bad_debt: tally.bad_debt,
            migrations: tally.migrations,
            ipos: tally.ipos,
            halts: tally.halts,
            announced_delistings: tally.announced,
            skipped_posts: tally.skipped_posts,
            mir_released: self.released()?,
            mir_scheduled: world.book.release.scheduled(world.chain.now())?,
            hand_over: world.hand_over.clone(),
            polls: PollCounts::of(polls),
            quorum: world.scenario().governance.quorum,
            mir_supply_by_year: world.supplies.clone(),
            mir_staked: world.book.gov.staked_at(world.chain.now())?,
            fees_converted: world.book.conversion.spent,
            fees_distributed: world.book.conversion.distributed,
            mir_to_stakers: world.book.gov.shared.to_stakers,
            mir_to_voters: world.book.gov.shared.to_voters,
            mir_flowing: flowing(world)?,
            granted: world.book.grants.granted,
            airdrop_claimed: world.book.airdrops.claimed,
            orders_placed: world.book.orders.placed,
            orders_filled: world.book.orders.filled,
            protocol_fees: tally.protocol_fees,
            commission: tally.commission,
            total_value: last.map_or(Uint128::zero(), |day| day.value.total()),
            assets: self.asset_summaries(world),
            profit: self.profit_by_kind()?,
            notices: [world.plan.notices.clone(), self.astray.notices(world)].concat(),
            timing: Timing::default(),
        })
    }

    /// MIR that all pools got, and should have got, by the last day.
    fn released(&self) -> Result<Uint128, SimulationError> {
        let releases = self.days.last().map_or(&[][..], |day| &day.releases);
        let mut sum = Uint128::zero();
        for pool in releases {
            sum = sum.checked_add(pool.released)?;
        }
        Ok(sum)
    }

    fn asset_summaries(&self, world: &World) -> BTreeMap<String, AssetSummary> {
        let last = |number: usize| {
            let mut days = self.days.iter().rev();
            days.find_map(|day| day.assets.iter().find(|asset| asset.asset == number))
        };
        let records = world.records.iter().enumerate();

        records
            .map(|(number, record)| {
                let day = last(number);
                let (highest, lowest) = self.extremes.get(&number).copied().unwrap_or_default();
                let auctions = world.book.tally.liquidations.iter();
                let summary = AssetSummary {
                    listed: record.listed,
                    delisted: record.delisted,
                    supply: day.map_or(Uint128::zero(), |day| day.supply),
                    debt: day.map_or(Uint128::zero(), |day| day.debt),
                    premium: day.and_then(|day| day.premium).unwrap_or_default(),
                    highest_premium: highest,
                    lowest_premium: lowest,
                    bad_debt: world.book.positions.bad_debt(number),
                    liquidations: auctions.filter(|auction| auction.asset == number).count() as u64,
                };
                (record.label.clone(), summary)
            })
            .collect()
    }

    fn profit_by_kind(&self) -> Result<BTreeMap<String, KindProfit>, SimulationError> {
        let mut kinds: BTreeMap<String, KindProfit> = BTreeMap::new();
        let last = self.days.last();
        for (group, profit) in self
            .groups
            .iter()
            .zip(last.map_or(&[][..], |day| &day.groups))
        {
            let sum = kinds.entry(group.kind.clone()).or_default();
            sum.agents += profit.agents;
            sum.invested = sum.invested.checked_add(profit.invested)?;
            sum.worth = sum.worth.checked_add(profit.worth)?;
            sum.rewards = sum.rewards.checked_add(profit.rewards)?;
        }

        Ok(kinds)
    }
}

/// Debts and collateral by asset owed.
fn debts(world: &World) -> Result<BTreeMap<usize, Debts>, SimulationError> {
    let book = &world.book;
    let mut sums: BTreeMap<usize, Debts> = BTreeMap::new();
    for position in book.positions.iter() {
        let sum = sums.entry(position.asset).or_default();
        sum.debt = sum.debt.checked_add(position.debt)?;
        if position.is_short {
            sum.short = sum.short.checked_add(position.debt)?;
        }
        let collateral = book.backing_value(position.backing, position.collateral)?;
        sum.collateral = sum.collateral.checked_add(collateral)?;
        if let Some(ratio) = book.ratio(position) {
            sum.ratios.push(ratio);
            sum.below += u64::from(ratio < book.assets[position.asset].min_ratio);
        }
    }

    Ok(sums)
}

fn value(
    world: &World,
    debts: &BTreeMap<usize, Debts>,
    assets: &[AssetDay],
) -> Result<Value, SimulationError> {
    let mirror = world.book.mirror.reserves.base;
    let mut value = Value {
        liquidity: mirror.checked_add(mirror)?,
        ..Value::default()
    };
    for asset in assets {
        value.liquidity = value.liquidity.checked_add(asset.liquidity)?;
    }
    for (asset, sum) in debts {
        value.collateral = value.collateral.checked_add(sum.collateral)?;
        let owed = Collateral::Asset(*asset);
        let debt = world.book.backing_value(owed, sum.debt)?;
        value.debt = value.debt.checked_add(debt)?;
    }
    for (_, lock) in world.book.locks.iter() {
        value.locked = value.locked.checked_add(lock.amount)?;
    }

    Ok(value)
}

/// What is on its way to the stakers of MIR.
fn flowing(world: &World) -> Result<Uint128, SimulationError> {
    let flowing = world.book.gov.flowing_at(world.chain.now())?;
    Ok(flowing.map_or(Uint128::zero(), |(left, _)| left))
}

/// What each pool got and should have got, the MIR pool first.
fn releases(world: &World) -> Result<Vec<PoolRelease>, SimulationError> {
    let release = &world.book.release;
    let due = release.due(world.chain.now())?;
    let pools = [Pool::Mir]
        .into_iter()
        .chain((0..world.book.assets.len()).map(Pool::Asset));

    Ok(pools
        .map(|pool| PoolRelease {
            pool,
            released: release.sent_to(pool),
            scheduled: due.get(&pool).copied().unwrap_or_default(),
        })
        .collect())
}

fn premium(asset: &Asset) -> Option<SignedDecimal> {
    let gap = asset.gap()?;
    let size = SignedDecimal::try_from(gap.size).ok()?;
    let is_negative = !gap.above;

    Some(if is_negative {
        SignedDecimal::zero().checked_sub(size).ok()?
    } else {
        size
    })
}
