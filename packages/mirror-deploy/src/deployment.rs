//! What came out of a deployment.

use serde::{Deserialize, Serialize};

use crate::chain::Artifact;
use crate::profile::Recipient;

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
    pub gov: String,
    pub mint: String,
    pub staking: String,
    pub oracle: String,
    pub collateral_oracle: String,
    pub collector: String,
    pub community: String,
    pub lock: String,
    pub short_reward: String,
    pub admin_manager: String,
    pub limit_order: String,
    /// The airdrop to LUNA stakers.
    pub airdrop: String,
    /// The airdrop to UNI holders.
    pub uni_airdrop: String,
    pub swap_factory: String,
    pub router: String,
}

/// Code numbers by contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    pub factory: u64,
    pub gov: u64,
    pub mint: u64,
    pub staking: u64,
    pub oracle: u64,
    pub collateral_oracle: u64,
    pub collector: u64,
    pub community: u64,
    pub lock: u64,
    pub short_reward: u64,
    pub admin_manager: u64,
    pub limit_order: u64,
    pub airdrop: u64,
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

impl Contracts {
    /// The address of somebody to pay.
    pub fn of<'a>(&'a self, recipient: &'a Recipient) -> &'a str {
        match recipient {
            Recipient::Factory => &self.factory,
            Recipient::Community => &self.community,
            Recipient::Airdrop => &self.airdrop,
            Recipient::UniAirdrop => &self.uni_airdrop,
            Recipient::Account(address) => address,
        }
    }
}

impl Codes {
    /// The number of an artifact.
    pub fn of(&self, artifact: Artifact) -> u64 {
        match artifact {
            Artifact::AdminManager => self.admin_manager,
            Artifact::Airdrop => self.airdrop,
            Artifact::CollateralOracle => self.collateral_oracle,
            Artifact::Collector => self.collector,
            Artifact::Community => self.community,
            Artifact::Factory => self.factory,
            Artifact::Gov => self.gov,
            Artifact::LimitOrder => self.limit_order,
            Artifact::Lock => self.lock,
            Artifact::Mint => self.mint,
            Artifact::Oracle => self.oracle,
            Artifact::ShortReward => self.short_reward,
            Artifact::Staking => self.staking,
            Artifact::TerraswapFactory => self.swap_factory,
            Artifact::TerraswapPair => self.pair,
            Artifact::TerraswapRouter => self.router,
            Artifact::TerraswapToken => self.token,
        }
    }
}
