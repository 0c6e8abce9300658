//! What the answers come to.

use cosmwasm_std::Uint128;
use mirror_bots::look::checks::{self, Check};
use mirror_bots::look::figures::{pool_of, Pool, Price};
use mirror_bots::look::polls::{self, Poll};
use mirror_bots::look::rewards::Rewards;
use mirror_bots::look::risk::{self, Risks};
use mirror_bots::look::{Seen, SeenAsset, Told};
use mirror_protocol::mint::AssetStatus;
use serde::Serialize;

use crate::message::names::Names;

/// A deployment at one height. Amounts are micro units.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Overview {
    pub(super) chain_id: String,
    pub(super) height: u64,
    /// The time of the block, in UNIX seconds.
    pub(super) time: u64,
    /// How old the last block is, in seconds; absent where an earlier one was asked for.
    pub(super) block_age: Option<u64>,
    pub(super) assets: Vec<Asset>,
    pub(super) positions: Told<Risks>,
    pub(super) polls: Told<Vec<Poll>>,
    pub(super) rewards: Rewards,
    pub(super) checks: Vec<Check>,
}

/// An asset and its pool.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Asset {
    pub(super) symbol: String,
    pub(super) token: String,
    /// At which stage of its life it is, as mint says; absent of MIR.
    pub(super) status: Option<Told<AssetStatus>>,
    /// Until when its price is halted.
    pub(super) halted_until: Option<u64>,
    pub(super) price: Told<Price>,
    pub(super) supply: Told<Uint128>,
    pub(super) pool: Told<Pool>,
    /// What it weighs in the release of MIR, and what the whole weighs.
    pub(super) weight: Told<Option<u32>>,
}

impl Overview {
    /// What they come to; `now` is this machine's clock.
    pub(super) fn of(seen: &Seen, now: u64, names: &Names) -> Self {
        Self {
            chain_id: seen.chain_id.clone(),
            height: seen.height,
            time: seen.time,
            block_age: seen.is_last.then(|| now.saturating_sub(seen.time)),
            assets: seen.assets.iter().map(|asset| of(asset, seen)).collect(),
            positions: risk::of(seen),
            polls: seen.lists.polls.map(|all| polls::of(all, seen.time, names)),
            rewards: Rewards::of(seen),
            checks: checks::of(seen),
        }
    }
}

fn of(asset: &SeenAsset, seen: &Seen) -> Asset {
    let price = asset
        .price
        .and_then(|price| Price::of(price, seen.time).ok_or_else(|| "never posted".to_string()));
    let halted = asset.price.known().and_then(|price| price.halted_until);
    Asset {
        symbol: asset.symbol.clone(),
        token: asset.token.clone(),
        status: asset
            .status
            .as_ref()
            .map(|status| status.map(|status| status.status)),
        halted_until: halted,
        supply: asset.supply.clone(),
        pool: asset
            .pool
            .and_then(|pool| pool_of(pool, &seen.base, &price)),
        weight: seen.lists.distribution.map(|info| {
            let mut weights = info.weights.iter();
            let found = weights.find(|(token, _)| *token == asset.token);
            found.map(|(_, weight)| *weight)
        }),
        price,
    }
}
