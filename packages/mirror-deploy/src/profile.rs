//! The parameters of a deployment, as data.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::factory::Params;
use serde::{Deserialize, Serialize};
use terraswap::asset::AssetInfo;

mod governance;
mod release;

pub use governance::{CollectorLimits, CommunityLimits, GovRules, Window};
pub use release::{FixedDistribution, Payment, Recipient, Release, Supply};

/// All parameters of a deployment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The denom everything is stated in, of six decimals.
    pub base_denom: String,
    /// The account that may post prices where a listing names no other.
    pub feeder: String,
    /// The part of a burned mAsset's value that goes to the collector.
    pub protocol_fee_rate: Decimal,
    /// How long the proceeds of a short stay locked, in seconds.
    pub lockup_seconds: u64,
    /// The least time between two updates of an asset's premium, in seconds.
    pub premium_interval_seconds: u64,
    /// The largest part of a reward that goes to short stakers.
    pub short_reward_max_weight: Decimal,
    /// The largest part by which a post may move a price away from its anchor; `None` if
    /// there is no limit.
    pub oracle_max_deviation: Option<Decimal>,
    /// For how long an anchor stays, and how long a price outside of that limit waits before it can be
    /// confirmed, in seconds.
    pub oracle_confirm_seconds: u64,
    /// Who may halt the prices of assets for a while; `None` if nobody but the owner
    /// may.
    pub oracle_guardian: Option<String>,
    /// How long a halt lasts, in seconds.
    pub oracle_halt_seconds: u64,
    /// The largest worth that a new mAsset may have as collateral, in base-denom micro units; `None`
    /// if there is no limit.
    pub default_value_cap: Option<Uint128>,
    /// How long an mAsset has to be listed before it may be collateral, in seconds; 0: not at all. What
    /// is listed at the start may be collateral at once.
    pub collateral_delay_seconds: u64,
    /// The least base-denom reserve with which a pool's price counts for rewards, in micro units; 0:
    /// any reserve.
    pub minimum_reserve: Uint128,
    /// The rules of polls, and when gov may take over.
    pub gov: GovRules,
    /// For how long a poll lends the right to migrate, in seconds.
    pub admin_claim_seconds: u64,
    /// The limits of the community's grants.
    pub community: CommunityLimits,
    /// The limits of the collector's swaps.
    pub collector: CollectorLimits,
    /// MIR: what exists at the start and what is released afterwards.
    pub release: Release,
    /// Collateral besides the base denom and the mAssets.
    pub collaterals: Vec<Collateral>,
    /// The mAssets listed at the start.
    pub assets: Vec<Listing>,
}

/// An asset that may be collateral besides the base denom and mAssets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collateral {
    /// The asset.
    pub asset: AssetInfo,
    /// Where its price comes from.
    pub price_source: SourceType,
    /// What the minimum ratio of a position with this collateral is multiplied by.
    pub multiplier: Decimal,
    /// The account that feeds its price to our oracle, if that is the source.
    pub feeder: Option<String>,
    /// The largest worth of it that mint may hold, in base micro units; needed for every other
    /// source.
    pub value_cap: Option<Uint128>,
}

/// An mAsset to list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The name that wallets show.
    pub name: String,
    /// The symbol, such as `mAAPL`.
    pub symbol: String,
    /// The account that posts its price; `None` if it is the profile's feeder.
    pub feeder: Option<String>,
    /// The terms of its positions.
    pub params: Params,
}

impl Profile {
    /// The values of the founding documents and of the specification, with nothing listed.
    pub fn standard(base_denom: &str, feeder: &str) -> Self {
        Self {
            base_denom: base_denom.to_string(),
            feeder: feeder.to_string(),
            protocol_fee_rate: Decimal::permille(15),
            lockup_seconds: 1_209_600,
            premium_interval_seconds: 3_600,
            short_reward_max_weight: Decimal::percent(80),
            oracle_max_deviation: Some(Decimal::percent(50)),
            oracle_confirm_seconds: 1_800,
            oracle_guardian: None,
            oracle_halt_seconds: 21_600,
            default_value_cap: Some(Uint128::new(250_000_000_000)),
            collateral_delay_seconds: 2_592_000,
            minimum_reserve: Uint128::new(10_000_000_000),
            gov: GovRules::standard(),
            admin_claim_seconds: 86_400,
            community: CommunityLimits::standard(),
            collector: CollectorLimits::standard(),
            release: Release::founding(),
            collaterals: vec![],
            assets: vec![],
        }
    }
}
