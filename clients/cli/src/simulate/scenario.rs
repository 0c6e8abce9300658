//! What a run replays: dates, assets, agents and events, as a person writes them down.
//!
//! A scenario is a TOML file. This file says what it may hold; `document` reads it, applies
//! `--set` and finds the line of every mistake; `checks` holds the rules between its parts.
//! Rates are written as numbers (`1.5`) or per cent (`"150 %"`), money in whole base coins
//! (`20_000`, kept as micro units), dates without quotes (`2004-08-01`).

mod checks;
mod decode;
mod document;
mod keys;
mod value;

use std::path::PathBuf;

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;
use time::Date;

pub use checks::Rule;
pub use document::{Document, Override, Place, ScenarioError};
pub use keys::nearest;

/// The scenario that `mirror simulate` runs when no file is named.
pub const DEFAULT_SCENARIO: &str = include_str!("../../scenarios/default.toml");

/// A decoded scenario whose parts fit together.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub run: Run,
    pub protocol: Protocol,
    pub keeper: Keeper,
    /// `[[asset]]`, in the order of the file. Symbols are unique.
    pub assets: Vec<AssetPlan>,
    /// `[[agents]]`, in the order of the file. Names are unique.
    pub agents: Vec<AgentGroup>,
    /// `[[event]]`, by date, equal dates in the order of the file.
    pub events: Vec<Event>,
}

impl Scenario {
    /// How many actors the groups hold together.
    pub fn agent_count(&self) -> u32 {
        self.agents
            .iter()
            .map(|group| group.count)
            .fold(0, u32::saturating_add)
    }

    pub fn asset(&self, symbol: &str) -> Option<&AssetPlan> {
        self.assets.iter().find(|asset| asset.symbol == symbol)
    }

    /// The minimum ratio of an asset once it trades: its own, else the one for all.
    pub fn min_collateral_ratio(&self, asset: &AssetPlan) -> Decimal {
        asset
            .min_collateral_ratio
            .unwrap_or(self.protocol.min_collateral_ratio)
    }

    /// The auction discount of an asset: its own, else the one for all.
    pub fn auction_discount(&self, asset: &AssetPlan) -> Decimal {
        asset
            .auction_discount
            .unwrap_or(self.protocol.auction_discount)
    }
}

/// `[run]`: what the run is called and which days it covers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Run {
    /// The title of the report.
    pub name: String,
    /// First day, inclusive; need not be a trading day.
    #[serde(deserialize_with = "value::date")]
    pub from: Date,
    /// Last day, inclusive.
    #[serde(deserialize_with = "value::date")]
    pub to: Date,
    /// Everything random comes from this number.
    #[serde(default = "defaults::seed")]
    pub seed: u64,
    /// A price file instead of the one inside the program; relative to the scenario's folder.
    #[serde(default)]
    pub prices: Option<PathBuf>,
}

/// `[protocol]`: the parameters the protocol is deployed with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub struct Protocol {
    /// The native coin that prices are quoted in.
    pub base_denom: String,
    /// Part of the burned value that a burn or an auction pays, below 1.
    #[serde(deserialize_with = "value::rate")]
    pub protocol_fee_rate: Decimal,
    /// Minimum collateral ratio of every asset that names none of its own, at least 1.1.
    #[serde(deserialize_with = "value::rate")]
    pub min_collateral_ratio: Decimal,
    /// Discount at which collateral is auctioned, for every asset that names none; below 1.
    #[serde(deserialize_with = "value::rate")]
    pub auction_discount: Decimal,
    /// Largest move of a price that the oracle takes without a second post; 0 takes any.
    #[serde(deserialize_with = "value::rate")]
    pub max_price_deviation: Decimal,
    /// How long the proceeds of a short stay locked.
    pub lockup_days: u32,
    /// Shortest time between two updates of an asset's premium.
    pub premium_interval_seconds: u64,
    /// Largest part of a pool's reward that shorts can get, above 0, at most 1.
    #[serde(deserialize_with = "value::rate")]
    pub short_reward_max_weight: Decimal,
    /// How MIR is released to the pools.
    pub mir_schedule: MirSchedule,
    /// Price of MIR in base coins when its pool opens.
    #[serde(deserialize_with = "value::rate")]
    pub mir_price: Decimal,
    /// Base coins in the MIR pool when it opens; as much MIR in value lies beside them.
    #[serde(deserialize_with = "value::amount")]
    pub mir_liquidity: Uint128,
}

impl Default for Protocol {
    fn default() -> Self {
        Self {
            base_denom: "uusd".to_string(),
            protocol_fee_rate: Decimal::permille(15),
            min_collateral_ratio: Decimal::percent(150),
            auction_discount: Decimal::percent(20),
            max_price_deviation: Decimal::percent(50),
            lockup_days: 14,
            premium_interval_seconds: 3_600,
            short_reward_max_weight: Decimal::percent(80),
            mir_schedule: MirSchedule::TwoTracks,
            mir_price: Decimal::one(),
            mir_liquidity: Uint128::new(1_000_000_000_000),
        }
    }
}

/// How the four-year schedule of MIR is laid over the pools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MirSchedule {
    /// mAssets and MIR have a schedule each, as the supply table says.
    TwoTracks,
    /// One schedule, divided over all pools by weight, as in Mirror v2.
    OneTrack,
}

/// `[keeper]`: who calls what anybody may call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub struct Keeper {
    /// How often a trading day `distribute` is called.
    pub distributes_per_day: u32,
    /// How often a trading day `adjust_premium` is called for every asset.
    pub adjusts_per_day: u32,
}

impl Default for Keeper {
    fn default() -> Self {
        Self {
            distributes_per_day: 2,
            adjusts_per_day: 2,
        }
    }
}

/// `[[asset]]`: an mAsset and when it is listed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct AssetPlan {
    /// The bare symbol: 2 to 11 capital letters or hyphens (`AAPL` becomes the token mAAPL).
    pub symbol: String,
    /// The token's name.
    pub name: String,
    /// Which prices it follows; the symbol if absent.
    #[serde(default)]
    pub ticker: Option<String>,
    /// The day it is listed (the first trading day from then on).
    #[serde(deserialize_with = "value::date")]
    pub listed: Date,
    /// Its part in the MIR rewards, against the weights of the others.
    #[serde(default = "defaults::weight")]
    pub weight: u32,
    /// Its own minimum collateral ratio, at least 1.1. Of a pre-IPO asset: the one after the IPO.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub min_collateral_ratio: Option<Decimal>,
    /// Its own auction discount, below 1.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub auction_discount: Option<Decimal>,
    /// Base coins that the first provider puts into its pool, with as much of the asset in value.
    #[serde(default = "defaults::liquidity", deserialize_with = "value::amount")]
    pub liquidity: Uint128,
    /// Present: the asset is listed before its company is; an `ipo` event ends that.
    #[serde(default)]
    pub pre_ipo: Option<PreIpo>,
}

impl AssetPlan {
    pub fn ticker(&self) -> &str {
        self.ticker.as_deref().unwrap_or(&self.symbol)
    }
}

/// `[asset.pre_ipo]`: the time before there is a market price.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PreIpo {
    /// The price that counts until the IPO.
    #[serde(deserialize_with = "value::rate")]
    pub price: Decimal,
    /// Minting and burning end with this day, until the IPO.
    #[serde(deserialize_with = "value::date")]
    pub mint_until: Date,
    /// The minimum collateral ratio until the IPO, at least 1.1.
    #[serde(deserialize_with = "value::rate")]
    pub min_collateral_ratio: Decimal,
}

/// `[[agents]]`: a number of actors with one strategy.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentGroup {
    /// Unique; the report and `--set agents.NAME.…` use it.
    pub name: String,
    pub count: u32,
    /// Base coins of each.
    pub budget: Uint128,
    /// How far budgets lie apart: each is `budget * (1 ± budget_spread)`, below 1.
    pub budget_spread: Decimal,
    /// The first of them arrives on this day; the first day of the run if absent.
    pub arrives: Option<Date>,
    /// Over how many days the others follow.
    pub arrives_over_days: u32,
    /// How often each looks at the market: the chance that it acts on a trading day, 0 to 1.
    pub activity: Decimal,
    /// The symbols it deals in; empty means all that are listed.
    pub assets: Vec<String>,
    pub strategy: Strategy,
}

/// What every `[[agents]]` says, whatever its kind.
#[derive(Clone, Debug, Deserialize)]
struct AgentBase {
    name: String,
    count: u32,
    #[serde(deserialize_with = "value::amount")]
    budget: Uint128,
    #[serde(default = "defaults::budget_spread", deserialize_with = "value::rate")]
    budget_spread: Decimal,
    #[serde(default, deserialize_with = "value::optional_date")]
    arrives: Option<Date>,
    #[serde(default)]
    arrives_over_days: u32,
    #[serde(default = "defaults::activity", deserialize_with = "value::rate")]
    activity: Decimal,
    #[serde(default)]
    assets: Vec<String>,
}

/// What a group of agents does; `kind` in the file chooses one, its fields stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Strategy {
    Minter(Minter),
    ShortFarmer(ShortFarmer),
    LiquidityProvider(LiquidityProvider),
    Arbitrageur(Arbitrageur),
    Liquidator(Liquidator),
    Holder(Holder),
}

impl Strategy {
    /// Every kind, as the file spells it.
    pub const KINDS: [&'static str; 6] = [
        "minter",
        "short_farmer",
        "liquidity_provider",
        "arbitrageur",
        "liquidator",
        "holder",
    ];

    /// The kind as the file spells it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Minter(_) => "minter",
            Self::ShortFarmer(_) => "short_farmer",
            Self::LiquidityProvider(_) => "liquidity_provider",
            Self::Arbitrageur(_) => "arbitrageur",
            Self::Liquidator(_) => "liquidator",
            Self::Holder(_) => "holder",
        }
    }
}

/// `kind = "minter"`: borrows an mAsset against collateral and sells part of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Minter {
    /// The safety margin: opens at minimum ratio + margin (0.5 = the recommended 50 points).
    #[serde(deserialize_with = "value::rate")]
    pub margin: Decimal,
    /// Adds collateral or burns when the ratio is below minimum + this; 0 never does.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub top_up_below: Decimal,
    /// Mints more or withdraws when the ratio is above minimum + this; absent: never.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub relax_above: Option<Decimal>,
    /// The part of what it mints that it sells, 0 to 1; the rest it keeps.
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    pub sells: Decimal,
    /// The symbol of an mAsset to use as collateral; base coins if absent.
    #[serde(default)]
    pub collateral: Option<String>,
}

/// `kind = "short_farmer"`: opens short positions for the MIR they earn.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ShortFarmer {
    /// As a minter's.
    #[serde(deserialize_with = "value::rate")]
    pub margin: Decimal,
    /// As a minter's.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub top_up_below: Decimal,
    /// Opens while the asset's premium is at least this.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub enter_premium: Decimal,
    /// Closes when shorts earn less than this a year.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub exit_apr: Decimal,
}

/// `kind = "liquidity_provider"`: puts base coins and mAssets into a pool and stakes the share.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct LiquidityProvider {
    /// Enters while liquidity earns at least this a year.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub enter_apr: Decimal,
    /// Leaves when it earns less than this a year.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub exit_apr: Decimal,
    /// The chance, at each look, that it sells the MIR it has earned, 0 to 1.
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    pub sells_rewards: Decimal,
}

/// `kind = "arbitrageur"`: trades when the pool's price leaves the oracle's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Arbitrageur {
    /// The smallest gap between the two prices that it trades on, above 0.
    #[serde(deserialize_with = "value::rate")]
    pub threshold: Decimal,
    /// The part of the gap that one trade closes, above 0, at most 1.
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    pub closes: Decimal,
    /// The largest part of a pool's base coins that it moves at once, above 0, at most 1.
    #[serde(default = "defaults::trade_share", deserialize_with = "value::rate")]
    pub max_pool_share: Decimal,
}

/// `kind = "liquidator"`: buys the collateral of positions below their minimum.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Liquidator {
    /// Trading days between seeing a position below its minimum and acting on it.
    #[serde(default)]
    pub delay_days: u32,
    /// The smallest profit, as part of what it pays, that it acts for.
    #[serde(default = "defaults::zero", deserialize_with = "value::rate")]
    pub min_profit: Decimal,
    /// The most auctions it takes part in on one day.
    #[serde(default = "defaults::auctions")]
    pub auctions_per_day: u32,
}

/// `kind = "holder"`: buys an mAsset, keeps it for a while, sells it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Holder {
    /// Trading days between buying and selling.
    #[serde(default = "defaults::holds_days")]
    pub holds_days: u32,
    /// The part of its money that it puts into one purchase, above 0, at most 1.
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    pub buys: Decimal,
}

/// `[[event]]`: something that happens on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub date: Date,
    pub kind: EventKind,
}

/// What happens; `kind` in the file chooses one, its fields stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// The company of a pre-IPO asset is traded for the first time.
    Ipo { asset: String },
    /// A stock split: the asset is migrated to a new token at its last price before this day.
    Split {
        asset: String,
        ratio: Decimal,
        burn_days: u32,
    },
    /// The asset is delisted without a successor.
    Delisting { asset: String, burn_days: u32 },
    /// No prices from `date` to `until`, of one asset or of all.
    FeederOutage { asset: Option<String>, until: Date },
    /// Providers take out this share of the liquidity and come back after `until`.
    LiquidityCrash {
        asset: Option<String>,
        until: Date,
        share: Decimal,
    },
    /// Nobody liquidates from `date` to `until`.
    LiquidatorsAbsent { until: Date },
    /// Nobody calls `distribute` or `adjust_premium` from `date` to `until`.
    KeeperAbsent { until: Date },
}

impl EventKind {
    /// Every kind, as the file spells it.
    pub const KINDS: [&'static str; 7] = [
        "ipo",
        "split",
        "delisting",
        "feeder_outage",
        "liquidity_crash",
        "liquidators_absent",
        "keeper_absent",
    ];

    /// The kind as the file spells it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ipo { .. } => "ipo",
            Self::Split { .. } => "split",
            Self::Delisting { .. } => "delisting",
            Self::FeederOutage { .. } => "feeder_outage",
            Self::LiquidityCrash { .. } => "liquidity_crash",
            Self::LiquidatorsAbsent { .. } => "liquidators_absent",
            Self::KeeperAbsent { .. } => "keeper_absent",
        }
    }

    /// The asset it is about, if it is about one.
    pub fn asset(&self) -> Option<&str> {
        match self {
            Self::Ipo { asset } | Self::Split { asset, .. } | Self::Delisting { asset, .. } => {
                Some(asset)
            }
            Self::FeederOutage { asset, .. } | Self::LiquidityCrash { asset, .. } => {
                asset.as_deref()
            }
            Self::LiquidatorsAbsent { .. } | Self::KeeperAbsent { .. } => None,
        }
    }

    /// The last day of an event that lasts.
    pub fn until(&self) -> Option<Date> {
        match self {
            Self::FeederOutage { until, .. }
            | Self::LiquidityCrash { until, .. }
            | Self::LiquidatorsAbsent { until }
            | Self::KeeperAbsent { until } => Some(*until),
            Self::Ipo { .. } | Self::Split { .. } | Self::Delisting { .. } => None,
        }
    }
}

/// Values of keys that a file may leave out.
mod defaults {
    use cosmwasm_std::{Decimal, Uint128};

    pub(super) fn seed() -> u64 {
        1
    }

    /// The weight of a genesis mAsset.
    pub(super) fn weight() -> u32 {
        100
    }

    pub(super) fn liquidity() -> Uint128 {
        Uint128::new(500_000_000_000)
    }

    pub(super) fn budget_spread() -> Decimal {
        Decimal::percent(30)
    }

    pub(super) fn activity() -> Decimal {
        Decimal::percent(20)
    }

    pub(super) fn zero() -> Decimal {
        Decimal::zero()
    }

    pub(super) fn one() -> Decimal {
        Decimal::one()
    }

    pub(super) fn trade_share() -> Decimal {
        Decimal::percent(5)
    }

    pub(super) fn auctions() -> u32 {
        20
    }

    pub(super) fn holds_days() -> u32 {
        60
    }

    /// About a month of trading.
    pub(super) fn burn_days() -> u32 {
        20
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scenario_is_whole_and_has_two_hundred_agents() {
        let document = Document {
            file: "default",
            text: DEFAULT_SCENARIO,
            overrides: &[],
        };

        let scenario = document.read().unwrap();

        assert!(scenario.agent_count() >= 200, "{}", scenario.agent_count());
        assert_eq!(scenario.assets.len(), 5);
        assert_eq!(
            scenario.protocol,
            Protocol {
                mir_liquidity: Uint128::new(2_000_000_000_000),
                ..Protocol::default()
            }
        );
    }
}
