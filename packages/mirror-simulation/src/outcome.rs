//! What a run found out: the types the engine fills and the report, the screen and the files show.
//!
//! Amounts are micro units and rates exact decimals, so that the same seed writes the same bytes.
//! Nothing here depends on the clock except [`Timing`], which is kept apart and ignored by
//! [`Outcome::same_but_for_timing`].

mod astray;
mod day_record;
mod governance;
mod notices;
mod ratios;
mod summary;

use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;
use time::Date;

pub use astray::{Obstacle, Period};
pub use day_record::{AssetDay, DayRecord, Pool, PoolRelease, Value};
pub use governance::{HandOver, MirDay, PollCounts, PollRecord, PollStatus};
pub use notices::{sentences, short, Night, Notice};
pub use ratios::Ratios;
pub use summary::{AssetSummary, KindProfit, Summary, Timing};

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// Everything a run leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The figures of the whole run.
    pub summary: Summary,
    /// Every token that was ever listed, in the order of listing. A migration adds a second entry
    /// with the same symbol; day records point here by position.
    pub assets: Vec<AssetRecord>,
    /// Every agent group, in the order of the scenario; profits point here by position.
    pub groups: Vec<GroupRecord>,
    /// One record per trading day, in order; fewer than planned after a violation.
    pub days: Vec<DayRecord>,
    /// Every position that lost collateral to an auction, in order.
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

/// A token that was listed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssetRecord {
    /// Unique display name: `mAAPL`, after a migration `mAAPL (2)`.
    pub label: String,
    /// The bare symbol of the scenario.
    pub symbol: String,
    /// Its name in the price file.
    pub ticker: String,
    /// The day of its listing.
    #[serde(with = "day")]
    pub listed: Date,
    /// The day it went public.
    #[serde(with = "day::option")]
    pub ipo: Option<Date>,
    /// The day of its delisting.
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
    /// Its name in the scenario.
    pub name: String,
    /// What its agents do.
    pub kind: String,
    /// How many are in it.
    pub agents: u64,
}

/// A position that lost collateral to an auction.
#[derive(Clone, Debug, PartialEq)]
pub struct Liquidation {
    /// The day of the auction.
    pub date: Date,
    /// Position in `Outcome::assets`.
    pub asset: usize,
    /// The position's number in mint.
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// The first day of it.
    #[serde(with = "day")]
    pub date: Date,
    /// The last day of something that lasted.
    #[serde(with = "day::option")]
    pub until: Option<Date>,
    /// What happened.
    pub kind: MarkKind,
    /// Position in `Outcome::assets`; absent when it concerns all.
    pub asset: Option<usize>,
    /// A few words for the chart: "AAPL split 2:1".
    pub text: String,
}

/// What a flag stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Gov takes over.
    HandOver,
    /// An asset is listed.
    Listing,
    /// An asset goes public.
    Ipo,
    /// A stock splits.
    Split,
    /// An asset is delisted.
    Delisting,
    /// New terms of an asset.
    Change,
    /// The community pays MIR.
    Grant,
    /// A planned poll that did not bring about what it was to.
    Poll,
    /// A stage of an airdrop begins.
    Airdrop,
    /// Feeders post nothing.
    Outage,
    /// By the guardian.
    Halt,
    /// Providers leave.
    Crash,
    /// Nobody liquidates, or nobody keeps.
    Absence,
}

/// A rule of the protocol that did not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Violation {
    /// The day it was found.
    #[serde(with = "day")]
    pub date: Date,
    /// Its number in docs/spec/safety.md section 3: "I-02"; [`crate::rules`] has its words.
    pub invariant: String,
    /// What was found against what should be.
    pub detail: String,
    /// The seed of the run.
    pub seed: u64,
    /// The messages since the last check, in order, each with sender, contract and funds.
    pub messages: Vec<ReplayMessage>,
}

/// One message, as it can be sent again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReplayMessage {
    /// Block time in seconds.
    pub time: u64,
    /// Who sent it.
    pub sender: String,
    /// The contract it was sent to.
    pub contract: String,
    /// Base coins sent with it.
    pub funds: Uint128,
    /// The message itself, as JSON.
    pub message: serde_json::Value,
}
