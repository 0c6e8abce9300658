//! The parts of a scenario: what its file may hold.

use std::path::PathBuf;

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;
use time::Date;

use super::agents::AgentGroup;
use super::events::{Event, EventKind};
use super::governance::{Airdrop, Governance};
use super::{defaults, value};

/// A decoded scenario whose parts fit together.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What is run: `[run]`.
    pub run: Run,
    /// What is deployed: `[protocol]`.
    pub protocol: Protocol,
    /// Who calls what anybody may call: `[keeper]`.
    pub keeper: Keeper,
    /// Who governs it: `[governance]`.
    pub governance: Governance,
    /// Who comes for the airdrop: `[airdrop]`.
    pub airdrop: Airdrop,
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

    /// Whether somebody may halt prices, as an event needs it.
    pub fn has_guardian(&self) -> bool {
        self.events
            .iter()
            .any(|event| matches!(event.kind, EventKind::Halt { .. }))
    }

    /// The asset of a symbol.
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields, default)]
pub struct Protocol {
    /// The native coin that prices are quoted in.
    pub base_denom: String,
    /// Part of the burned value that a burn or an auction pays, below 1.
    #[serde(deserialize_with = "value::rate")]
    pub protocol_fee_rate: Decimal,
    /// Minimum collateral ratio of every asset that names none of its own, at least 1.1.
    #[serde(deserialize_with = "value::rate")]
    pub min_collateral_ratio: Decimal,
    /// Discount at which collateral is auctioned, for every asset that names none; 0.05 to 0.3.
    #[serde(deserialize_with = "value::rate")]
    pub auction_discount: Decimal,
    /// Largest move of a price that the oracle takes without a second post; 0 takes any.
    #[serde(deserialize_with = "value::rate")]
    pub max_price_deviation: Decimal,
    /// How long a larger move waits for that post, in seconds, 60 to 86,400.
    pub confirm_seconds: u64,
    /// How long a guardian's halt lasts, in seconds, 60 to 86,400.
    pub halt_seconds: u64,
    /// Base coins that what mint holds of a new mAsset as collateral may be worth; 0 sets no limit.
    #[serde(deserialize_with = "value::amount")]
    pub default_value_cap: Uint128,
    /// How long an mAsset is listed before it may back others, in days: 0, or 15 to 365. Those of
    /// the first day may at once.
    pub collateral_delay_days: u32,
    /// Base coins a pool must hold for its price to move rewards; 0 asks for none.
    #[serde(deserialize_with = "value::amount")]
    pub minimum_reserve: Uint128,
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
    /// Base coins in the MIR pool when it opens; as much MIR in value lies beside them, which the
    /// first provider has of the UNI airdrop.
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
            confirm_seconds: 1_800,
            halt_seconds: 21_600,
            default_value_cap: Uint128::new(250_000_000_000),
            collateral_delay_days: 30,
            minimum_reserve: Uint128::new(10_000_000_000),
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
#[serde(deny_unknown_fields, default)]
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
#[serde(deny_unknown_fields)]
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
    /// Its part in the MIR rewards, against the weights of the others; at most 300, that of MIR. A genesis
    /// mAsset has 100.
    #[serde(default = "defaults::number::<100>")]
    pub weight: u32,
    /// Its own minimum collateral ratio, at least 1.1. Of a pre-IPO asset: the one after the IPO.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub min_collateral_ratio: Option<Decimal>,
    /// Its own auction discount, 0.05 to 0.3.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub auction_discount: Option<Decimal>,
    /// Base coins that the first provider puts into its pool, with as much of the asset in value.
    #[serde(
        default = "defaults::coins::<500_000>",
        deserialize_with = "value::amount"
    )]
    pub liquidity: Uint128,
    /// Present: the asset is listed before its company is; an `ipo` event ends that.
    #[serde(default)]
    pub pre_ipo: Option<PreIpo>,
}

impl AssetPlan {
    /// Which prices it follows.
    pub fn ticker(&self) -> &str {
        self.ticker.as_deref().unwrap_or(&self.symbol)
    }
}

/// `[asset.pre_ipo]`: the time before there is a market price.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
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
