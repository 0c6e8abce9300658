//! What a run found out: the types the engine fills and the report, the screen and the files show.
//!
//! Amounts are micro units and rates exact decimals, so that the same seed writes the same bytes.
//! Nothing here depends on the clock except [`Timing`], which is kept apart and ignored by
//! [`Outcome::same_but_for_timing`].

mod astray;
mod governance;
mod notices;
mod ratios;

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Int128, SignedDecimal, Uint128};
use serde::Serialize;
use time::Date;

pub use astray::{Obstacle, Period};
pub use governance::{HandOver, MirDay, PollCounts, PollRecord, PollStatus};
pub use notices::{sentences, short, Night, Notice};
pub use ratios::Ratios;

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// Everything a run leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub summary: Summary,
    /// Every token that was ever listed, in the order of listing. A migration adds a second entry
    /// with the same symbol; day records point here by position.
    pub assets: Vec<AssetRecord>,
    /// Every agent group, in the order of the scenario; profits point here by position.
    pub groups: Vec<GroupRecord>,
    /// One record per trading day, in order; fewer than planned after a violation.
    pub days: Vec<DayRecord>,
    pub liquidations: Vec<Liquidation>,
    /// Every poll, in the order of their numbers.
    pub polls: Vec<PollRecord>,
    /// What happened when, for the time axis of the charts.
    pub marks: Vec<Mark>,
    /// What broke; the run stops with the day that broke something.
    pub violations: Vec<Violation>,
}

impl Outcome {
    /// Equality of everything that the seed decides.
    pub fn same_but_for_timing(&self, other: &Self) -> bool {
        let mut other = other.clone();
        other.summary.timing = self.summary.timing.clone();

        *self == other
    }
}

/// The figures of `summary.json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The title of the scenario.
    pub name: String,
    /// What `--set`, `--from`, `--to` and `--seed` changed, as written.
    pub overrides: Vec<String>,
    pub seed: u64,
    #[serde(with = "day")]
    pub from: Date,
    #[serde(with = "day")]
    pub to: Date,
    pub trading_days: u64,
    pub agents: u64,
    /// Protocol messages that the chain executed: every entry into a contract by an execute
    /// message, whether an account sent it or another contract. Opening a short is eight or so.
    pub messages: u64,
    /// Transactions of accounts that were carried out, each one message and what came of it.
    pub transactions: u64,
    /// Transactions that the protocol refused, stale prices included.
    pub refused: u64,
    /// The same by the first words of the refusal.
    pub refusals: BTreeMap<String, u64>,
    /// Position changes tried while the price was stale, all of them refused.
    pub refused_stale: u64,
    /// Invariants found broken; anything but 0 ends the run and the exit code is 1.
    pub violations: u64,
    pub liquidations: u64,
    /// Debt written off, valued at the oracle price of its day, in base coins.
    pub bad_debt: Uint128,
    pub migrations: u64,
    pub ipos: u64,
    /// Halts by the guardian, of one asset each.
    pub halts: u64,
    /// Delistings that feeders announced.
    pub announced_delistings: u64,
    /// Lines of prices that the oracle passed over.
    pub skipped_posts: u64,
    /// MIR that reached the pools.
    pub mir_released: Uint128,
    /// MIR that the schedule holds for the pools up to the last day.
    pub mir_scheduled: Uint128,
    pub hand_over: HandOver,
    pub polls: PollCounts,
    /// The part of the stake that had to vote.
    pub quorum: Decimal,
    /// MIR at the end of each year of its release; 0 is the start.
    pub mir_supply_by_year: BTreeMap<u64, Uint128>,
    /// MIR staked in gov on the last day.
    pub mir_staked: Uint128,
    /// Base coins of fees that the collector turned into MIR.
    pub fees_converted: Uint128,
    /// The MIR that it sent to stakers and voters.
    pub fees_distributed: Uint128,
    /// That and lost deposits, by whose it is.
    pub mir_to_stakers: Uint128,
    pub mir_to_voters: Uint128,
    /// The part of what is the stakers' that is still on its way to them.
    pub mir_flowing: Uint128,
    /// MIR that the community granted.
    pub granted: Uint128,
    /// MIR that was claimed of all stages of both airdrops.
    pub airdrop_claimed: Uint128,
    /// Limit orders.
    pub orders_placed: u64,
    /// Those of them that were filled to the last unit.
    pub orders_filled: u64,
    /// Protocol fees of burns and auctions in base coins.
    pub protocol_fees: Uint128,
    /// Commission that traders left with the providers of liquidity, in base coins.
    pub commission: Uint128,
    /// All value in the protocol on the last day, in base coins.
    pub total_value: Uint128,
    /// By display name (`AssetRecord::label`).
    pub assets: BTreeMap<String, AssetSummary>,
    /// By kind of agent.
    pub profit: BTreeMap<String, KindProfit>,
    #[serde(serialize_with = "notices::told")]
    pub notices: Vec<Notice>,
    #[serde(flatten)]
    pub timing: Timing,
}

/// The only figures that differ between two runs of one seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timing {
    /// Wall clock of the whole run.
    pub seconds: f64,
    /// Executed protocol messages for each second of the run.
    pub messages_per_second: f64,
    /// Largest resident memory, where the system tells.
    pub peak_memory_bytes: Option<u64>,
}

/// The last state of an asset.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssetSummary {
    #[serde(with = "day")]
    pub listed: Date,
    #[serde(with = "day::option")]
    pub delisted: Option<Date>,
    pub supply: Uint128,
    pub debt: Uint128,
    /// Market price over oracle price less 1; below 0 when the market is cheaper.
    pub premium: SignedDecimal,
    /// The largest premium and discount of any day.
    pub highest_premium: SignedDecimal,
    pub lowest_premium: SignedDecimal,
    /// In units of the asset.
    pub bad_debt: Uint128,
    pub liquidations: u64,
}

/// What one kind of agent brought and has now, in base coins at market prices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KindProfit {
    pub agents: u64,
    /// What they brought.
    pub invested: Uint128,
    /// What they have: coins, tokens, claims, positions less debts.
    pub worth: Int128,
    /// The part of `worth` that MIR rewards are, claimed or not.
    pub rewards: Uint128,
}

impl KindProfit {
    /// What they have less what they brought.
    pub fn profit(&self) -> Option<Int128> {
        let invested = Int128::try_from(self.invested).ok()?;

        self.worth.checked_sub(invested).ok()
    }
}

/// A token that was listed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssetRecord {
    /// Unique display name: `mAAPL`, after a migration `mAAPL (2)`.
    pub label: String,
    /// The bare symbol of the scenario.
    pub symbol: String,
    pub ticker: String,
    #[serde(with = "day")]
    pub listed: Date,
    #[serde(with = "day::option")]
    pub ipo: Option<Date>,
    #[serde(with = "day::option")]
    pub delisted: Option<Date>,
    /// The price it is redeemed at after delisting.
    pub end_price: Option<Decimal>,
    /// The minimum collateral ratio that liquidation measures by.
    pub min_collateral_ratio: Decimal,
}

/// A group of agents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupRecord {
    pub name: String,
    pub kind: String,
    pub agents: u64,
}

/// One trading day, after its last message.
#[derive(Clone, Debug, PartialEq)]
pub struct DayRecord {
    pub date: Date,
    /// Executed, refused and refused for a stale price, on this day.
    pub messages: u64,
    pub refused: u64,
    pub refused_stale: u64,
    /// On this day.
    pub liquidations: u64,
    /// Since the start, in base coins.
    pub bad_debt: Uint128,
    /// Since the start, in base coins.
    pub protocol_fees: Uint128,
    /// Since the start, in base coins.
    pub commission: Uint128,
    pub value: Value,
    /// Open positions and the spread of their ratios; absent while nobody has debt.
    pub ratios: Option<Ratios>,
    /// Market price of MIR.
    pub mir_price: Option<Decimal>,
    pub mir: MirDay,
    /// One entry per listed or delisted asset that still has supply or a pool.
    pub assets: Vec<AssetDay>,
    /// Since the start: the MIR pool first, then the assets that ever had a weight.
    pub releases: Vec<PoolRelease>,
    /// Per agent group (position in `Outcome::groups`), in order.
    pub groups: Vec<KindProfit>,
}

/// What lies in the protocol, in base coins.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Value {
    /// Collateral of all positions at oracle prices.
    pub collateral: Uint128,
    /// Both sides of all pools, MIR's included.
    pub liquidity: Uint128,
    /// Proceeds of shorts that are locked.
    pub locked: Uint128,
    /// All debts at oracle prices.
    pub debt: Uint128,
}

impl Value {
    /// Total value locked: debts are owed to holders outside and do not lower it.
    pub fn total(&self) -> Uint128 {
        self.collateral
            .saturating_add(self.liquidity)
            .saturating_add(self.locked)
    }
}

/// How an asset stood at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetDay {
    /// Position in `Outcome::assets`.
    pub asset: usize,
    /// Last accepted price, or the pre-IPO or end price.
    pub oracle_price: Option<Decimal>,
    /// Spot price of the pool; absent when a side is empty.
    pub market_price: Option<Decimal>,
    /// Market over oracle less 1; absent without both.
    pub premium: Option<SignedDecimal>,
    pub supply: Uint128,
    pub debt: Uint128,
    /// The part of `debt` that short positions owe.
    pub short_debt: Uint128,
    /// Since the start, in units of the asset.
    pub bad_debt: Uint128,
    /// Collateral behind it, in base coins.
    pub collateral: Uint128,
    /// Both sides of its pool, in base coins.
    pub liquidity: Uint128,
    /// The part of its reward that goes to shorts.
    pub short_weight: Decimal,
    /// Yearly reward of staked liquidity and of shorts against their value; absent without either.
    pub long_apr: Option<Decimal>,
    pub short_apr: Option<Decimal>,
    /// Absent while nobody owes it.
    pub ratios: Option<Ratios>,
}

/// MIR of one pool since the start.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolRelease {
    pub pool: Pool,
    /// Sent to the pool.
    pub released: Uint128,
    /// Due to it by the schedule and the weights.
    pub scheduled: Uint128,
}

/// A pool that earns MIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pool {
    Mir,
    /// Position in `Outcome::assets`.
    Asset(usize),
}

/// A position that lost collateral to an auction.
#[derive(Clone, Debug, PartialEq)]
pub struct Liquidation {
    pub date: Date,
    /// Position in `Outcome::assets`.
    pub asset: usize,
    pub position_idx: Uint128,
    /// Debt that was bought, in units of the asset.
    pub debt: Uint128,
    /// Collateral that was given out, in base coins.
    pub collateral_value: Uint128,
    /// The ratio just before.
    pub ratio: Decimal,
    /// Debt written off, in units of the asset.
    pub bad_debt: Uint128,
}

/// A flag on the time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub date: Date,
    /// The last day of something that lasted.
    pub until: Option<Date>,
    pub kind: MarkKind,
    /// Position in `Outcome::assets`; absent when it concerns all.
    pub asset: Option<usize>,
    /// A few words for the chart: "AAPL split 2:1".
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Gov takes over.
    HandOver,
    Listing,
    Ipo,
    Split,
    Delisting,
    /// New terms of an asset.
    Change,
    Grant,
    /// A planned poll that did not bring about what it was to.
    Poll,
    Airdrop,
    Outage,
    /// By the guardian.
    Halt,
    Crash,
    Absence,
}

/// A rule of the protocol that did not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Violation {
    #[serde(with = "day")]
    pub date: Date,
    /// The rule's number in the safety document: "I-02".
    pub invariant: String,
    /// What was found against what should be.
    pub detail: String,
    pub seed: u64,
    /// The messages since the last check, in order, each with sender, contract and funds.
    pub messages: Vec<ReplayMessage>,
}

/// One message, as it can be sent again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReplayMessage {
    /// Block time in seconds.
    pub time: u64,
    pub sender: String,
    pub contract: String,
    pub funds: Uint128,
    /// The message itself, as JSON.
    pub message: serde_json::Value,
}
