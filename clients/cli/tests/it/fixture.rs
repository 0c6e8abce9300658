//! An outcome that looks like one, made up from real prices and a fixed random walk, so that the
//! report can be drawn and looked at. It exists in tests only.

mod governance;

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Int128, SignedDecimal, Uint128};
use mirror_simulation::outcome::{
    AssetDay, AssetRecord, AssetSummary, DayRecord, GroupRecord, KindProfit, Liquidation, Mark,
    MarkKind, Outcome, PollCounts, Pool, PoolRelease, Ratios, Summary, Timing, Value,
};
use mirror_simulation::plan::Plan;
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{Document, EventKind, Override, DEFAULT_SCENARIO};
use time::Date;

pub(crate) fn default_plan(changes: &[&str]) -> Plan {
    let overrides: Vec<Override> = changes
        .iter()
        .map(|text| Override::parse(text).unwrap())
        .collect();
    let document = Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides,
    };
    let texts = overrides
        .iter()
        .map(|change| change.text().to_string())
        .collect();

    Plan::new(
        "default".into(),
        texts,
        document.read().unwrap(),
        &Prices::built_in().unwrap(),
    )
    .unwrap()
}

/// `mood` moves everything a little, so that two outcomes can be told apart.
pub(crate) fn outcome(plan: &Plan, mood: f64) -> Outcome {
    Walk::new(plan, mood).outcome()
}

/// One token on its way through the days.
struct Token {
    record: AssetRecord,
    position: usize,
    gap: f64,
    debt: f64,
    bad_debt: f64,
    released: f64,
    last: f64,
    liquidations: u64,
    extremes: (f64, f64),
}

struct Walk<'a> {
    plan: &'a Plan,
    mood: f64,
    state: u64,
    tokens: Vec<Token>,
    marks: Vec<Mark>,
    liquidations: Vec<Liquidation>,
    bad_debt: f64,
    fees: f64,
    commission: f64,
    mir: f64,
    mir_price: f64,
    gains: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(plan: &'a Plan, mood: f64) -> Self {
        Self {
            plan,
            mood,
            state: plan.seed(),
            tokens: Vec::new(),
            marks: Vec::new(),
            liquidations: Vec::new(),
            bad_debt: 0.0,
            fees: 0.0,
            commission: 0.0,
            mir: 0.0,
            mir_price: 1.0,
            gains: vec![0.0; plan.scenario.agents.len()],
        }
    }

    /// Between -1 and 1, thickest in the middle.
    fn noise(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..4 {
            self.state = self
                .state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695);
            sum += (self.state >> 33) as f64 / (1u64 << 31) as f64;
        }

        sum / 2.0 - 1.0
    }

    fn outcome(mut self) -> Outcome {
        let days: Vec<DayRecord> = (0..self.plan.days.len())
            .map(|number| self.day(number))
            .collect();
        let groups: Vec<GroupRecord> = self
            .plan
            .scenario
            .agents
            .iter()
            .map(|group| GroupRecord {
                name: group.name.clone(),
                kind: group.strategy.kind().to_string(),
                agents: u64::from(group.count),
            })
            .collect();

        Outcome {
            summary: self.summary(&days, &groups),
            assets: self.tokens.into_iter().map(|token| token.record).collect(),
            groups,
            polls: governance::polls(&days),
            days,
            liquidations: self.liquidations,
            marks: self.marks,
            violations: Vec::new(),
        }
    }

    fn mark(
        &mut self,
        date: Date,
        until: Option<Date>,
        kind: MarkKind,
        asset: Option<usize>,
        text: String,
    ) {
        self.marks.push(Mark {
            date,
            until,
            kind,
            asset,
            text,
        });
    }

    fn list(&mut self, position: usize, date: Date, label: String) {
        let plan = &self.plan.scenario.assets[position];
        let index = self.tokens.len();
        self.tokens.push(Token {
            record: AssetRecord {
                label: label.clone(),
                symbol: plan.symbol.clone(),
                ticker: plan.ticker().to_string(),
                listed: date,
                ipo: None,
                delisted: None,
                end_price: None,
                min_collateral_ratio: self.plan.scenario.min_collateral_ratio(plan),
            },
            position,
            gap: 0.01,
            debt: 2_000.0,
            bad_debt: 0.0,
            released: 0.0,
            last: plan
                .pre_ipo
                .as_ref()
                .map_or(40.0, |before| before.price.to_string().parse().unwrap()),
            liquidations: 0,
            extremes: (0.0, 0.0),
        });
        let already = self
            .marks
            .iter()
            .position(|mark| mark.date == date && mark.kind == MarkKind::Listing);
        match already {
            Some(mark) => {
                self.marks[mark].asset = None;
                self.marks[mark].text = format!("{}, {label}", self.marks[mark].text);
            }
            None => self.mark(
                date,
                None,
                MarkKind::Listing,
                Some(index),
                format!("Listed: {label}"),
            ),
        }
    }

    fn events(&mut self, number: usize) {
        let plan = self.plan;
        let day = &plan.days[number];
        for position in &day.listings {
            let label = format!("m{}", plan.scenario.assets[*position].symbol);
            self.list(*position, day.date(), label);
        }
        for event in &day.events {
            let of = |symbol: &str| {
                self.tokens
                    .iter()
                    .rposition(|token| token.record.symbol == symbol)
            };
            let until = event.kind.until();
            match &event.kind {
                EventKind::Ipo { asset } => {
                    let index = of(asset);
                    self.tokens[index.unwrap()].record.ipo = Some(day.date());
                    self.mark(
                        day.date(),
                        None,
                        MarkKind::Ipo,
                        index,
                        format!("{asset} goes public"),
                    );
                }
                EventKind::Split { asset, ratio, .. } => {
                    let index = of(asset).unwrap();
                    self.tokens[index].record.delisted = Some(day.date());
                    let position = self.tokens[index].position;
                    self.list(position, day.date(), format!("m{asset} (2)"));
                    self.marks.pop();
                    let text =
                        format!("{asset} splits {ratio}:1; m{asset} migrates to m{asset} (2)");
                    self.mark(day.date(), None, MarkKind::Split, None, text);
                }
                EventKind::FeederOutage { asset, .. } => {
                    let text = format!("No prices of {}", asset.as_deref().unwrap_or("anything"));
                    self.mark(day.date(), until, MarkKind::Outage, None, text);
                }
                EventKind::LiquidityCrash { .. } => {
                    self.mark(
                        day.date(),
                        until,
                        MarkKind::Crash,
                        None,
                        "Providers leave".into(),
                    );
                }
                EventKind::LiquidatorsAbsent { .. } => {
                    self.mark(
                        day.date(),
                        until,
                        MarkKind::Absence,
                        None,
                        "Nobody liquidates".into(),
                    );
                }
                EventKind::KeeperAbsent { .. } => {
                    self.mark(
                        day.date(),
                        until,
                        MarkKind::Absence,
                        None,
                        "No keeper".into(),
                    );
                }
                EventKind::Delisting { .. }
                | EventKind::AnnouncedDelisting { .. }
                | EventKind::Halt { .. }
                | EventKind::ParameterChange { .. }
                | EventKind::Grant { .. } => {}
            }
        }
    }

    fn day(&mut self, number: usize) -> DayRecord {
        self.events(number);
        let plan = self.plan;
        let day = &plan.days[number];
        let crash = day.date().year() == 2008 && day.date().ordinal() > 250;
        let before = self.liquidations.len();
        let mut assets = Vec::new();
        let mut value = [0.0; 3];
        for index in 0..self.tokens.len() {
            if self.tokens[index]
                .record
                .delisted
                .is_some_and(|gone| (day.date() - gone).whole_days() > 30)
            {
                continue;
            }
            assets.push(self.asset_day(index, number, crash, &mut value));
        }
        self.fees += 400.0 + 300.0 * self.noise();
        self.commission += if crash { 6_000.0 } else { 1_500.0 } * (1.0 + self.noise());
        self.mir = schedule(number) * 3.0 / 16.0;
        self.mir_price = (self.mir_price * (1.0 + 0.02 * self.noise() - 0.0002)).max(0.05);
        for (position, gain) in self.gains.clone().into_iter().enumerate() {
            let drift = [
                0.02, 0.03, -0.01, 0.02, 0.05, 0.03, 0.04, 0.06, 0.05, 0.02, 0.01, -0.02,
            ][position % 12];
            self.gains[position] = gain + (drift + 0.7 * self.noise()) / 100.0 * (1.0 + self.mood);
        }

        DayRecord {
            date: day.date(),
            messages: 180 + number as u64 % 60,
            refused: 3,
            refused_stale: u64::from(number.is_multiple_of(3)),
            liquidations: (self.liquidations.len() - before) as u64,
            bad_debt: coins(self.bad_debt),
            protocol_fees: coins(self.fees),
            commission: coins(self.commission),
            value: Value {
                collateral: coins(value[0]),
                liquidity: coins(value[1] + 2_000_000.0 * self.mir_price),
                locked: coins(value[0] * 0.06),
                debt: coins(value[2]),
            },
            ratios: assets
                .first()
                .and_then(|asset: &AssetDay| asset.ratios.clone()),
            mir_price: Some(rate(self.mir_price)),
            mir: governance::mir_day(number),
            releases: self.releases(),
            groups: self.profits(),
            assets,
        }
    }

    fn asset_day(
        &mut self,
        index: usize,
        number: usize,
        crash: bool,
        value: &mut [f64; 3],
    ) -> AssetDay {
        let (position, delisted) = (
            self.tokens[index].position,
            self.tokens[index].record.delisted,
        );
        let noise = self.noise();
        let spread = self.noise().abs();
        let growth = 0.012 * self.noise();
        let token = &mut self.tokens[index];
        if let (Some(bar), None) = (&self.plan.days[number].bars[position], delisted) {
            token.last = bar.close.to_string().parse().unwrap();
        }
        let wild = if crash { 3.0 } else { 1.0 };
        token.gap = token.gap * 0.93 + 0.004 * wild * noise + 0.0008 * (1.0 + self.mood);
        token.debt = (token.debt * (1.0 + growth + 0.0004)).min(900_000.0 / token.last * 4.0);
        token.extremes = (
            token.extremes.0.max(token.gap),
            token.extremes.1.min(token.gap),
        );
        if delisted.is_some() {
            token.debt *= 0.85;
        } else {
            token.released = schedule(number) * 13.0 / 16.0 / 4.0 * (1.0 - 0.02 * position as f64);
        }
        let (last, debt) = (token.last, token.debt);
        let ratio = 1.9 + 0.5 * self.mood - if crash { 0.25 } else { 0.0 } + 0.2 * noise;
        let limit = if crash { 0.45 } else { 0.62 };
        if spread > limit && delisted.is_none() {
            self.liquidate(index, number, 1.5 - 0.6 * (spread - limit), last, crash);
        }
        let token = &self.tokens[index];
        let liquidity = debt * last * if crash { 0.5 } else { 1.1 };
        value[0] += debt * last * (ratio + 0.6);
        value[1] += liquidity;
        value[2] += debt * last;
        let ratios = (0..80)
            .map(|step| {
                rate(
                    1.45 + (ratio - 1.4) * f64::from(step) / 30.0
                        + f64::from(step).powi(2) / 3_000.0,
                )
            })
            .collect();

        AssetDay {
            asset: index,
            oracle_price: Some(rate(last)),
            market_price: Some(rate(last * (1.0 + token.gap))),
            premium: Some(signed(token.gap)),
            supply: coins(debt + token.bad_debt),
            debt: coins(debt),
            short_debt: coins(debt * 0.2),
            bad_debt: coins(token.bad_debt),
            collateral: coins(debt * last * (ratio + 0.6)),
            liquidity: coins(liquidity),
            short_weight: rate((token.gap * 10.0).clamp(0.02, 0.8)),
            long_apr: Some(rate(
                (2_000_000.0 / (number as f64 + 200.0) / (liquidity / 1_000.0 + 200.0)).min(3.0),
            )),
            short_apr: Some(rate((0.1 + 14.0 * token.gap.max(0.0)).min(4.0))),
            ratios: Ratios::of(ratios, u64::from(crash)),
        }
    }

    fn liquidate(&mut self, index: usize, number: usize, ratio: f64, price: f64, crash: bool) {
        let size = 40.0 + 300.0 * self.noise().abs();
        let lost = if crash && ratio < 1.42 {
            size * 0.2
        } else {
            0.0
        };
        let token = &mut self.tokens[index];
        token.liquidations += 1;
        token.bad_debt += lost;
        self.bad_debt += lost * price;
        self.liquidations.push(Liquidation {
            date: self.plan.days[number].date(),
            asset: index,
            position_idx: Uint128::new(self.liquidations.len() as u128 + 1),
            debt: coins(size),
            collateral_value: coins(size * price * ratio),
            ratio: rate(ratio),
            bad_debt: coins(lost),
        });
    }

    fn releases(&self) -> Vec<PoolRelease> {
        let release = |pool, amount: f64| PoolRelease {
            pool,
            released: coins(amount * 0.9995),
            scheduled: coins(amount),
        };
        let assets = self
            .tokens
            .iter()
            .enumerate()
            .map(|(index, token)| release(Pool::Asset(index), token.released));

        std::iter::once(release(Pool::Mir, self.mir))
            .chain(assets)
            .collect()
    }

    fn profits(&self) -> Vec<KindProfit> {
        let agents = &self.plan.scenario.agents;
        agents
            .iter()
            .zip(&self.gains)
            .map(|(group, gain)| {
                let invested = group.budget.u128() as f64 * f64::from(group.count) / 1e6;
                KindProfit {
                    agents: u64::from(group.count),
                    invested: coins(invested),
                    worth: Int128::new((invested * (1.0 + gain) * 1e6) as i128),
                    rewards: coins(invested * 0.04),
                }
            })
            .collect()
    }

    fn summary(&self, days: &[DayRecord], groups: &[GroupRecord]) -> Summary {
        let last = days.last().unwrap();
        let count = |value: fn(&DayRecord) -> u64| days.iter().map(value).sum::<u64>();
        let messages = count(|day| day.messages);
        let mut profit: BTreeMap<String, KindProfit> = BTreeMap::new();
        for (group, one) in groups.iter().zip(&last.groups) {
            let sum = profit.entry(group.kind.clone()).or_default();
            sum.agents += one.agents;
            sum.invested += one.invested;
            sum.worth += one.worth;
            sum.rewards += one.rewards;
        }
        let run = &self.plan.scenario.run;

        Summary {
            name: run.name.clone(),
            overrides: self.plan.overrides.clone(),
            seed: run.seed,
            from: run.from,
            to: run.to,
            trading_days: days.len() as u64,
            agents: u64::from(self.plan.scenario.agent_count()),
            messages,
            transactions: messages / 3,
            refused: count(|day| day.refused),
            refusals: BTreeMap::new(),
            refused_stale: count(|day| day.refused_stale),
            violations: 0,
            liquidations: self.liquidations.len() as u64,
            bad_debt: last.bad_debt,
            migrations: 1,
            ipos: 2,
            halts: 0,
            announced_delistings: 0,
            skipped_posts: 0,
            mir_released: last.releases.iter().map(|one| one.released).sum(),
            mir_scheduled: last.releases.iter().map(|one| one.scheduled).sum(),
            hand_over: governance::hand_over(),
            polls: PollCounts::of(&governance::polls(days)),
            quorum: self.plan.scenario.governance.quorum,
            mir_supply_by_year: governance::supply_by_year(),
            mir_staked: last.mir.staked,
            fees_converted: last.mir.fees_converted,
            fees_distributed: last.mir.fees_distributed,
            mir_to_stakers: last.mir.to_stakers,
            mir_to_voters: last.mir.to_voters,
            mir_flowing: Uint128::zero(),
            granted: last.mir.granted,
            airdrop_claimed: last.mir.airdrop_claimed,
            orders_placed: 900,
            orders_filled: 410,
            protocol_fees: last.protocol_fees,
            commission: last.commission,
            total_value: last.value.total(),
            assets: self
                .tokens
                .iter()
                .map(|token| (token.record.label.clone(), asset_summary(token)))
                .collect(),
            profit,
            notices: self.plan.notices.clone(),
            timing: Timing {
                seconds: 21.4,
                messages_per_second: messages as f64 / 21.4,
                peak_memory_bytes: Some(312_000_000),
            },
        }
    }
}

fn asset_summary(token: &Token) -> AssetSummary {
    AssetSummary {
        listed: token.record.listed,
        delisted: token.record.delisted,
        supply: coins(token.debt + token.bad_debt),
        debt: coins(token.debt),
        premium: signed(token.gap),
        highest_premium: signed(token.extremes.0),
        lowest_premium: signed(token.extremes.1),
        bad_debt: coins(token.bad_debt),
        liquidations: token.liquidations,
    }
}

/// What both tracks have released after so many trading days, in MIR.
fn schedule(day: usize) -> f64 {
    let years = day as f64 / 252.0;
    let halves = [109_800_000.0, 54_900_000.0, 27_450_000.0, 13_725_000.0];

    halves
        .iter()
        .enumerate()
        .map(|(year, amount)| amount * (years - year as f64).clamp(0.0, 1.0))
        .sum()
}

fn coins(amount: f64) -> Uint128 {
    Uint128::new((amount.max(0.0) * 1e6) as u128)
}

fn rate(value: f64) -> Decimal {
    Decimal::from_atomics((value.max(0.0) * 1e9) as u128, 9).unwrap()
}

fn signed(value: f64) -> SignedDecimal {
    SignedDecimal::from_atomics((value * 1e9) as i128, 9).unwrap()
}
