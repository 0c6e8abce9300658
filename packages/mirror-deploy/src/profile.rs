//! The parameters of a deployment, as data.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::factory::{Params, Schedule};
use serde::{Deserialize, Serialize};
use terraswap::asset::AssetInfo;

/// Seconds of a year of the release schedule.
const YEAR: u64 = 31_536_000;

/// Everything in which two deployments may differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The denom everything is stated in, of six decimals.
    pub base_denom: String,
    /// Accounts that hold a role.
    pub roles: Roles,
    /// The part of a burned mAsset's value that goes to the collector.
    pub protocol_fee_rate: Decimal,
    /// How long the proceeds of a short stay locked, in seconds.
    pub lockup_seconds: u64,
    /// The least time between two updates of an asset's premium, in seconds.
    pub premium_interval_seconds: u64,
    /// The short stakers' part of a reward at most.
    pub short_reward_max_weight: Decimal,
    /// The part by which one post may move a price; none: no limit.
    pub oracle_max_deviation: Option<Decimal>,
    /// MIR: what exists at the start and what is released afterwards.
    pub release: Release,
    /// Collateral besides the base denom and the mAssets.
    pub collaterals: Vec<Collateral>,
    /// The mAssets listed at the start.
    pub assets: Vec<Listing>,
}

/// Accounts that hold a role. Gov, collector and community are contracts of their own in a whole
/// protocol; here an address is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Owns the factory and the pair factory in the end.
    pub gov: String,
    /// Takes the protocol fees.
    pub collector: String,
    /// Holds the community's MIR.
    pub community: String,
    /// Holds the MIR of the two airdrops.
    pub airdrop: String,
    /// May post prices where a listing names no other.
    pub feeder: String,
}

/// How MIR comes into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// No more micro MIR than this will ever exist.
    pub cap: Uint128,
    /// To each of the two airdrops at the start.
    pub genesis_airdrop: Uint128,
    /// To the community at the start.
    pub genesis_community: Uint128,
    /// To the pools of the mAssets, by weight.
    pub distribution_schedule: Schedule,
    /// To the pool of MIR; without it that pool shares in the other schedule.
    pub mirror_distribution_schedule: Option<Schedule>,
    /// To fixed recipients.
    pub fixed_distributions: Vec<FixedDistribution>,
}

/// MIR for one recipient, named by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedDistribution {
    /// Its address.
    pub recipient: String,
    /// What it gets and when.
    pub schedule: Schedule,
}

/// An asset that may back positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collateral {
    pub asset: AssetInfo,
    /// Where its price comes from.
    pub price_source: SourceType,
    /// Times the minimum ratio of what is minted against it.
    pub multiplier: Decimal,
    /// The account that feeds its price to our oracle, if that is the source.
    pub feeder: Option<String>,
}

/// An mAsset to list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub name: String,
    pub symbol: String,
    /// The account that posts its price; none: the profile's feeder.
    pub feeder: Option<String>,
    pub params: Params,
}

impl Release {
    /// The table of the founding documents to the micro unit: two tracks for the pools, and what
    /// the community and the airdrop receive (factory.md section 7).
    pub fn founding(community: &str, airdrop: &str) -> Self {
        let years = |from: u64, amounts: &[u128]| -> Schedule {
            (from..)
                .zip(amounts)
                .map(|(year, amount)| (year * YEAR, (year + 1) * YEAR, Uint128::new(*amount)))
                .collect()
        };
        let fixed = |recipient: &str, schedule| FixedDistribution {
            recipient: recipient.to_string(),
            schedule,
        };
        Self {
            cap: Uint128::new(370_575_000_000_000),
            genesis_airdrop: Uint128::new(9_150_000_000_000),
            genesis_community: Uint128::new(36_600_000_000_000),
            distribution_schedule: years(
                0,
                &[
                    89_212_500_000_000,
                    44_606_250_000_000,
                    22_303_125_000_000,
                    11_151_562_500_000,
                ],
            ),
            mirror_distribution_schedule: Some(years(
                0,
                &[
                    20_587_500_000_000,
                    10_293_750_000_000,
                    5_146_875_000_000,
                    2_573_437_500_000,
                ],
            )),
            fixed_distributions: vec![
                fixed(
                    community,
                    years(
                        1,
                        &[18_300_000_000_000, 36_600_000_000_000, 36_600_000_000_000],
                    ),
                ),
                fixed(airdrop, years(0, &[18_300_000_000_000])),
            ],
        }
    }
}

impl Profile {
    /// The values of the founding documents and of the specification, with nothing listed.
    pub fn standard(base_denom: &str, roles: Roles) -> Self {
        let release = Release::founding(&roles.community, &roles.airdrop);
        Self {
            base_denom: base_denom.to_string(),
            roles,
            protocol_fee_rate: Decimal::permille(15),
            lockup_seconds: 1_209_600,
            premium_interval_seconds: 3_600,
            short_reward_max_weight: Decimal::percent(80),
            oracle_max_deviation: Some(Decimal::percent(50)),
            release,
            collaterals: vec![],
            assets: vec![],
        }
    }
}
