//! What came out of a deployment.

use cosmwasm_schema::schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chain::Artifact;
use crate::profile::Recipient;

/// A protocol on a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(crate = "cosmwasm_schema::schemars")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(crate = "cosmwasm_schema::schemars")]
pub struct Contracts {
    /// The address of the factory.
    pub factory: String,
    /// The address of gov.
    pub gov: String,
    /// The address of mint.
    pub mint: String,
    /// The address of staking.
    pub staking: String,
    /// The address of the oracle.
    pub oracle: String,
    /// The address of the collateral oracle.
    pub collateral_oracle: String,
    /// The address of the collector.
    pub collector: String,
    /// The address of the community pool.
    pub community: String,
    /// The address of the lock.
    pub lock: String,
    /// The address of the short reward's curve.
    pub short_reward: String,
    /// The address of the admin manager.
    pub admin_manager: String,
    /// The address of limit orders.
    pub limit_order: String,
    /// The airdrop to LUNA stakers.
    pub airdrop: String,
    /// The airdrop to UNI holders.
    pub uni_airdrop: String,
    /// The address of the factory of pairs.
    pub swap_factory: String,
    /// The address of the router.
    pub router: String,
}

/// Code numbers by contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(crate = "cosmwasm_schema::schemars")]
pub struct Codes {
    /// The code of the factory.
    pub factory: u64,
    /// The code of gov.
    pub gov: u64,
    /// The code of mint.
    pub mint: u64,
    /// The code of staking.
    pub staking: u64,
    /// The code of the oracle.
    pub oracle: u64,
    /// The code of the collateral oracle.
    pub collateral_oracle: u64,
    /// The code of the collector.
    pub collector: u64,
    /// The code of the community pool.
    pub community: u64,
    /// The code of the lock.
    pub lock: u64,
    /// The code of the short reward's curve.
    pub short_reward: u64,
    /// The code of the admin manager.
    pub admin_manager: u64,
    /// The code of limit orders.
    pub limit_order: u64,
    /// The code of the airdrops.
    pub airdrop: u64,
    /// The code of the factory of pairs.
    pub swap_factory: u64,
    /// The code of pairs.
    pub pair: u64,
    /// The code of the router.
    pub router: u64,
    /// The code of tokens.
    pub token: u64,
}

/// An mAsset, its market and the market's LP token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(crate = "cosmwasm_schema::schemars")]
pub struct ListedAsset {
    /// The symbol of the mAsset.
    pub symbol: String,
    /// Its token.
    pub token: String,
    /// Its pair against the base denom.
    pub pair: String,
    /// The LP token of that pair.
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

    /// Note another number for an artifact, after an upgrade.
    pub fn set(&mut self, artifact: Artifact, code_id: u64) {
        let number = match artifact {
            Artifact::AdminManager => &mut self.admin_manager,
            Artifact::Airdrop => &mut self.airdrop,
            Artifact::CollateralOracle => &mut self.collateral_oracle,
            Artifact::Collector => &mut self.collector,
            Artifact::Community => &mut self.community,
            Artifact::Factory => &mut self.factory,
            Artifact::Gov => &mut self.gov,
            Artifact::LimitOrder => &mut self.limit_order,
            Artifact::Lock => &mut self.lock,
            Artifact::Mint => &mut self.mint,
            Artifact::Oracle => &mut self.oracle,
            Artifact::ShortReward => &mut self.short_reward,
            Artifact::Staking => &mut self.staking,
            Artifact::TerraswapFactory => &mut self.swap_factory,
            Artifact::TerraswapPair => &mut self.pair,
            Artifact::TerraswapRouter => &mut self.router,
            Artifact::TerraswapToken => &mut self.token,
        };
        *number = code_id;
    }
}
