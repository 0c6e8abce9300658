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

/// A deployment at one height, as its contracts tell it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) chain_id: String,
    pub(super) height: u64,
    /// The time of that block.
    pub(super) time: u64,
    /// Whether that is the last block, so that its age says something.
    pub(super) is_last: bool,
    pub(super) base: String,
    pub(super) mir: String,
    pub(super) assets: Vec<SeenAsset>,
    pub(super) lists: Lists,
    pub(super) money: Money,
    pub(super) behind: Behind,
}

/// What contracts tell as a whole.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    pub(super) factory: Told<factory::ConfigResponse>,
    pub(super) distribution: Told<DistributionInfoResponse>,
    pub(super) gov: Told<StateResponse>,
    pub(super) polls: Told<Vec<PollResponse>>,
    pub(super) positions: Told<Vec<PositionResponse>>,
    pub(super) next_position: Told<Uint128>,
    pub(super) collaterals: Told<Vec<CollateralInfoResponse>>,
    pub(super) orders: Told<Vec<OrderResponse>>,
}

/// What contracts have.
#[derive(Clone, Debug)]
pub(super) struct Money {
    /// Base coins that wait in the collector.
    pub(super) base_fees: Told<Uint128>,
    /// Base coins in the lock.
    pub(super) locked_coins: Told<Uint128>,
    /// How much MIR its token lets there be.
    pub(super) mir_cap: Told<Uint128>,
    pub(super) gov_mir: Told<Uint128>,
    pub(super) staking_mir: Told<Uint128>,
}

/// What stands behind positions and orders.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    /// The price of each collateral that backs a position.
    pub(super) backing: BTreeMap<String, Told<CollateralPriceResponse>>,
    /// What mint has of each of them.
    pub(super) held: BTreeMap<String, Told<Uint128>>,
    /// What is locked for short positions.
    pub(super) locks: Told<Vec<PositionLockInfoResponse>>,
    /// What the contract of limit orders has of each offered asset.
    pub(super) offered: BTreeMap<String, Told<Uint128>>,
}

/// An asset with a pool: an mAsset, or MIR.
#[derive(Clone, Debug)]
pub(super) struct SeenAsset {
    pub(super) symbol: String,
    pub(super) token: String,
    pub(super) pair: String,
    pub(super) lp: String,
    pub(super) supply: Told<Uint128>,
    /// Of mAssets only, as the next two.
    pub(super) status: Option<Told<AssetStatusResponse>>,
    pub(super) config: Option<Told<AssetConfigResponse>>,
    pub(super) bad_debt: Option<Told<Uint128>>,
    pub(super) price: Told<PriceResponse>,
    pub(super) pool: Told<PoolResponse>,
    pub(super) staked: Told<PoolInfoResponse>,
    /// LP tokens that staking has.
    pub(super) lp_held: Told<Uint128>,
    /// What waits in the collector.
    pub(super) fees: Told<Uint128>,
}
