//! One asset with its pool, everything asked at once.

use std::collections::BTreeMap;

use mirror_chain::{ChainError, Node};
use mirror_deploy::{Contracts, Deployment};
use mirror_protocol::mint::BadDebtResponse;
use serde_json::json;
use terraswap::asset::{AssetInfo, PairInfo};
use tokio::task::JoinSet;

use super::asker::Asker;
use super::gather::next;
use super::seen::SeenAsset;

/// An asset and its market.
#[derive(Clone, Debug)]
pub(super) struct Market {
    symbol: String,
    token: String,
    /// The addresses are "" where they are not known.
    pair: String,
    lp: String,
    is_mir: bool,
}

impl Market {
    /// What it is a market of.
    pub(super) fn token(&self) -> &str {
        &self.token
    }
}

/// MIR and the assets of the deployment file.
pub(super) fn written(protocol: &Deployment) -> Vec<Market> {
    let mut all = vec![Market {
        symbol: "MIR".to_string(),
        token: protocol.mirror_token.clone(),
        pair: protocol.mirror_pair.clone(),
        lp: protocol.mirror_lp.clone(),
        is_mir: true,
    }];
    all.extend(protocol.assets.iter().map(|asset| Market {
        symbol: asset.symbol.clone(),
        token: asset.token.clone(),
        pair: asset.pair.clone(),
        lp: asset.lp_token.clone(),
        is_mir: false,
    }));
    all
}

/// The market of a token that the deployment file does not know.
pub(super) async fn market(
    node: &Node,
    protocol: &Deployment,
    token: &str,
) -> Result<Market, ChainError> {
    let ask = Asker { node };
    let base = AssetInfo::native(protocol.base_denom.as_str());
    let question = json!({ "pair": { "asset_infos": [AssetInfo::token(token), base] } });
    let (info, pair) = tokio::join!(
        ask.token_info(token),
        ask.smart::<PairInfo>(&protocol.contracts.swap_factory, question),
    );
    let (info, pair) = (info?, pair?);
    let symbol = info.known().map(|info| info.symbol.as_str());
    let pair = pair.known();
    Ok(Market {
        symbol: symbol.unwrap_or(token).to_string(),
        token: token.to_string(),
        pair: pair.map_or_else(String::new, |pair| pair.contract_addr.clone()),
        lp: pair.map_or_else(String::new, |pair| pair.liquidity_token.clone()),
        is_mir: false,
    })
}

/// What the contracts tell of several assets, in their order.
pub(super) async fn observe_all(
    node: &Node,
    protocol: &Deployment,
    markets: Vec<Market>,
) -> Result<Vec<SeenAsset>, ChainError> {
    let mut asking = JoinSet::new();
    for (number, market) in markets.into_iter().enumerate() {
        let (node, contracts) = (node.clone(), protocol.contracts.clone());
        let base = protocol.base_denom.clone();
        asking.spawn(async move {
            let seen = observe(&node, &contracts, &base, market).await?;
            Ok(Some((number, seen)))
        });
    }
    let mut found = BTreeMap::new();
    while !asking.is_empty() {
        found.extend(next(&mut asking).await?);
    }
    Ok(found.into_values().collect())
}

/// What the contracts tell of an asset.
async fn observe(
    node: &Node,
    of: &Contracts,
    base: &str,
    market: Market,
) -> Result<SeenAsset, ChainError> {
    let ask = Asker { node };
    let token = &market.token;
    let about = json!({ "asset_token": token });
    let price = json!({ "price": { "base_asset": token, "quote_asset": base } });
    let (supply, price, pool, staked, lp_held, fees) = tokio::join!(
        ask.token_info(token),
        ask.smart(&of.oracle, price),
        ask.smart(&market.pair, json!({ "pool": {} })),
        ask.smart(&of.staking, json!({ "pool_info": about })),
        ask.balance(&market.lp, &of.staking),
        ask.balance(token, &of.collector),
    );
    let mut seen = SeenAsset {
        symbol: market.symbol,
        supply: supply?.map(|info| info.total_supply),
        status: None,
        config: None,
        bad_debt: None,
        price: price?,
        pool: pool?,
        staked: staked?,
        lp_held: lp_held?,
        fees: fees?,
        token: market.token,
        pair: market.pair,
        lp: market.lp,
    };
    if !market.is_mir {
        let (status, config, bad_debt) = tokio::join!(
            ask.smart(&of.mint, json!({ "asset_status": about })),
            ask.smart(&of.mint, json!({ "asset_config": about })),
            ask.smart::<BadDebtResponse>(&of.mint, json!({ "bad_debt": about })),
        );
        seen.status = Some(status?);
        seen.config = Some(config?);
        seen.bad_debt = Some(bad_debt?.map(|answer| answer.amount));
    }
    Ok(seen)
}
