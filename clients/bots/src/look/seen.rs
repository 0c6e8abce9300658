//! All that is asked for.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::collateral_oracle::{CollateralInfoResponse, CollateralPriceResponse};
use mirror_protocol::factory::{self, DistributionInfoResponse};
use mirror_protocol::gov::{PollResponse, StateResponse};
use mirror_protocol::limit_order::OrderResponse;
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::{AssetConfigResponse, AssetStatusResponse, PositionResponse};
use mirror_protocol::oracle::PriceResponse;
use mirror_protocol::staking::PoolInfoResponse;
use terraswap::pair::PoolResponse;

use super::told::Told;

/// A deployment at one height, as its contracts tell it. Amounts are micro units, times UNIX seconds.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The chain.
    pub chain_id: String,
    /// The height after which it was so.
    pub height: u64,
    /// The time of that block.
    pub time: u64,
    /// Whether that is the last block, so that its age says something.
    pub is_last: bool,
    /// The denom everything is stated in.
    pub base: String,
    /// The MIR token.
    pub mir: String,
    /// MIR, the assets of the deployment file, what was listed since, and what positions owe besides.
    pub assets: Vec<SeenAsset>,
    /// What contracts tell as a whole.
    pub lists: Lists,
    /// What contracts have.
    pub money: Money,
    /// What stands behind positions and orders.
    pub behind: Behind,
}

impl Seen {
    /// An asset by its token.
    pub fn asset(&self, token: &str) -> Option<&SeenAsset> {
        self.assets.iter().find(|asset| asset.token == token)
    }

    /// What a token is called; what is no listed token is called by its denom or address.
    pub fn symbol_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.asset(id).map_or(id, |asset| asset.symbol.as_str())
    }
}

/// What contracts tell as a whole.
#[derive(Clone, Debug)]
pub struct Lists {
    /// The factory's configuration.
    pub factory: Told<factory::ConfigResponse>,
    /// The weights of the pools, and when MIR was last released.
    pub distribution: Told<DistributionInfoResponse>,
    /// The sums of gov.
    pub gov: Told<StateResponse>,
    /// The shares of all stakers together; absent if they were not asked at this height.
    pub shares: Option<Told<Uint128>>,
    /// The polls in progress, then those that passed, then those whose action failed.
    pub polls: Told<Vec<PollResponse>>,
    /// All positions, ascending by number.
    pub positions: Told<Vec<PositionResponse>>,
    /// The number that the next position gets.
    pub next_position: Told<Uint128>,
    /// All collaterals, revoked ones included.
    pub collaterals: Told<Vec<CollateralInfoResponse>>,
    /// All open limit orders, ascending by number.
    pub orders: Told<Vec<OrderResponse>>,
}

/// What contracts have.
#[derive(Clone, Debug)]
pub struct Money {
    /// Base coins that wait in the collector.
    pub base_fees: Told<Uint128>,
    /// Base coins in the lock.
    pub locked_coins: Told<Uint128>,
    /// The sum of all locks, as the lock has it in its store.
    pub total_locked: Told<Uint128>,
    /// How much MIR its token lets there be.
    pub mir_cap: Told<Uint128>,
    /// MIR in gov.
    pub gov_mir: Told<Uint128>,
    /// MIR in staking.
    pub staking_mir: Told<Uint128>,
}

/// What stands behind positions and orders.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The price of each collateral that backs a position.
    pub backing: BTreeMap<String, Told<CollateralPriceResponse>>,
    /// What mint has of each of them.
    pub held: BTreeMap<String, Told<Uint128>>,
    /// What is locked for short positions, ascending by number.
    pub locks: Told<Vec<PositionLockInfoResponse>>,
    /// What the contract of limit orders has of each offered asset.
    pub offered: BTreeMap<String, Told<Uint128>>,
}

/// An asset with a pool: an mAsset, or MIR.
#[derive(Clone, Debug)]
pub struct SeenAsset {
    /// What it is called; its address where its token does not say.
    pub symbol: String,
    /// Its token.
    pub token: String,
    /// Its market against the base denom; "" if it is not known.
    pub pair: String,
    /// The LP token of that market; "" if it is not known.
    pub lp: String,
    /// How much of it there is.
    pub supply: Told<Uint128>,
    /// At which stage of its life it is, as mint says; of mAssets only, as the next two.
    pub status: Option<Told<AssetStatusResponse>>,
    /// Its terms.
    pub config: Option<Told<AssetConfigResponse>>,
    /// What was written off of debts in it.
    pub bad_debt: Option<Told<Uint128>>,
    /// What the oracle tells.
    pub price: Told<PriceResponse>,
    /// What its pair holds.
    pub pool: Told<PoolResponse>,
    /// Its pool in staking.
    pub staked: Told<PoolInfoResponse>,
    /// LP tokens that staking has.
    pub lp_held: Told<Uint128>,
    /// What waits of it in the collector.
    pub fees: Told<Uint128>,
}
