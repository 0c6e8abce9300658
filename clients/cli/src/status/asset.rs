//! One asset with its pool, everything asked at once.

use cosmwasm_std::Uint128;
use mirror_chain::{ChainError, Node};
use mirror_deploy::{Contracts, Deployment};
use mirror_protocol::mint::BadDebtResponse;
use serde_json::{json, Value};
use terraswap::asset::{AssetInfo, PairInfo};

use super::asker::Asker;
use super::seen::SeenAsset;

/// An asset and its market.
pub(super) struct Market {
    pub(super) symbol: String,
    pub(super) token: String,
    pub(super) pair: String,
    pub(super) lp: String,
    pub(super) is_mir: bool,
}

/// The market of a token that the deployment file does not know.
pub(super) async fn market(
    node: &Node,
    protocol: &Deployment,
    token: &str,
) -> Result<Market, ChainError> {
    let info: Value = node.smart(token, &json!({ "token_info": {} })).await?;
    let base = AssetInfo::native(protocol.base_denom.as_str());
    let question = json!({ "pair": { "asset_infos": [AssetInfo::token(token), base] } });
    let factory = &protocol.contracts.swap_factory;
    let pair: PairInfo = node.smart(factory, &question).await?;
    let symbol = info.get("symbol").and_then(Value::as_str);
    Ok(Market {
        symbol: symbol.unwrap_or(token).to_string(),
        token: token.to_string(),
        pair: pair.contract_addr,
        lp: pair.liquidity_token,
        is_mir: false,
    })
}

/// What the contracts tell of an asset.
pub(super) async fn observe(
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
        ask.smart::<Value>(token, json!({ "token_info": {} })),
        ask.smart(&of.oracle, price),
        ask.smart(&market.pair, json!({ "pool": {} })),
        ask.smart(&of.staking, json!({ "pool_info": about })),
        ask.balance(&market.lp, &of.staking),
        ask.balance(token, &of.collector),
    );
    let mut seen = SeenAsset {
        symbol: market.symbol,
        supply: supply?.and_then(supply_of),
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

fn supply_of(info: &Value) -> Result<Uint128, String> {
    let supply = info.get("total_supply").and_then(Value::as_str);
    let supply = supply.and_then(|supply| supply.parse().ok());
    supply.ok_or_else(|| "the token tells no supply".to_string())
}
