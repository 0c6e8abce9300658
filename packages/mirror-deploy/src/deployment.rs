//! What came out of a deployment.

use serde::{Deserialize, Serialize};

/// A protocol on a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// The denom everything is stated in.
    pub base_denom: String,
    /// The contracts.
    pub contracts: Contracts,
    /// The MIR token.
    pub mirror_token: String,
    /// Its market against the base denom.
    pub mirror_pair: String,
    /// The LP token of that market.
    pub mirror_lp: String,
    /// The stored codes.
    pub code_ids: Codes,
    /// The mAssets listed at the start, in the profile's order.
    pub assets: Vec<ListedAsset>,
}

/// Addresses by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contracts {
    pub factory: String,
    pub mint: String,
    pub oracle: String,
    pub collateral_oracle: String,
    pub lock: String,
    pub staking: String,
    pub short_reward: String,
    pub swap_factory: String,
    pub router: String,
    pub gov: String,
    pub collector: String,
    pub community: String,
}

/// Code numbers by contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    pub factory: u64,
    pub mint: u64,
    pub oracle: u64,
    pub collateral_oracle: u64,
    pub lock: u64,
    pub staking: u64,
    pub short_reward: u64,
    pub swap_factory: u64,
    pub pair: u64,
    pub router: u64,
    pub token: u64,
}

/// An mAsset, its market and the market's LP token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedAsset {
    pub symbol: String,
    pub token: String,
    pub pair: String,
    pub lp_token: String,
}
