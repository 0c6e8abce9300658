//! Everything is asked at once, at one height.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{pages, ChainError, Node, PAGE};
use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralInfosResponse, CollateralPriceResponse,
};
use mirror_protocol::gov::{PollResponse, PollStatus, PollsResponse};
use mirror_protocol::limit_order::{OrderResponse, OrdersResponse};
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::{NextPositionIdxResponse, PositionResponse, PositionsResponse};
use serde_json::{json, Value};
use tokio::task::JoinSet;

use super::asker::Asker;
use super::asset;
use super::seen::{Behind, Lists, Money, Seen, SeenAsset};
use super::told::Told;

/// How many questions are on their way at a time.
const AT_ONCE: usize = 32;
/// A page of collaterals, which is longer than other pages.
const COLLATERALS: usize = 100;

/// Looks at a deployment; a node that does not answer is an error.
pub(super) async fn observe(
    node: &Node,
    file: &DeploymentFile,
    height: Option<u64>,
) -> Result<Seen, ChainError> {
    let last = node.carried_out().await?;
    let height = height.unwrap_or(last);
    let time = node.block(height).await?.time;
    let node = node.at(height);
    let (lists, money) = tokio::join!(lists(&node, file), money(&node, file));
    let (lists, money) = (lists?, money?);
    let weights = lists.distribution.known();
    let weights = weights.map(|info| info.weights.as_slice());
    let assets = assets(&node, file, weights.unwrap_or_default());
    let (assets, behind) = tokio::join!(assets, behind(&node, file, &lists));
    Ok(Seen {
        chain_id: file.chain_id.clone(),
        height,
        time,
        is_last: height == last,
        base: file.protocol.base_denom.clone(),
        mir: file.protocol.mirror_token.clone(),
        assets: assets?,
        lists,
        money,
        behind: behind?,
    })
}

/// What contracts tell as a whole.
async fn lists(node: &Node, file: &DeploymentFile) -> Result<Lists, ChainError> {
    let of = &file.protocol.contracts;
    let ask = Asker { node };
    let (factory, distribution, gov, next, polls, positions, collaterals, orders) = tokio::join!(
        ask.smart(&of.factory, json!({ "config": {} })),
        ask.smart(&of.factory, json!({ "distribution_info": {} })),
        ask.smart(&of.gov, json!({ "state": {} })),
        ask.smart::<NextPositionIdxResponse>(&of.mint, json!({ "next_position_idx": {} })),
        polls(node, &of.gov),
        positions(node, &of.mint),
        collaterals(node, &of.collateral_oracle),
        orders(node, &of.limit_order),
    );
    Ok(Lists {
        factory: factory?,
        distribution: distribution?,
        gov: gov?,
        next_position: next?.map(|next| next.next_position_idx),
        polls: Told::of(polls)?,
        positions: Told::of(positions)?,
        collaterals: Told::of(collaterals)?,
        orders: Told::of(orders)?,
    })
}

/// What contracts have.
async fn money(node: &Node, file: &DeploymentFile) -> Result<Money, ChainError> {
    let protocol = &file.protocol;
    let of = &protocol.contracts;
    let ask = Asker { node };
    let (mir_cap, gov_mir, staking_mir, base_fees, locked_coins) = tokio::join!(
        ask.smart::<Value>(&protocol.mirror_token, json!({ "minter": {} })),
        ask.balance(&protocol.mirror_token, &of.gov),
        ask.balance(&protocol.mirror_token, &of.staking),
        ask.coins(&of.collector, &protocol.base_denom),
        ask.coins(&of.lock, &protocol.base_denom),
    );
    Ok(Money {
        mir_cap: mir_cap?.and_then(cap),
        gov_mir: gov_mir?,
        staking_mir: staking_mir?,
        base_fees: base_fees?,
        locked_coins: locked_coins?,
    })
}

/// What stands behind positions and orders.
async fn behind(node: &Node, file: &DeploymentFile, lists: &Lists) -> Result<Behind, ChainError> {
    let of = &file.protocol.contracts;
    let positions = lists.positions.known().map(Vec::as_slice);
    let all = positions.unwrap_or_default();
    let used = all.iter().map(|position| position.collateral.info.id());
    let used: BTreeSet<String> = used.map(str::to_string).collect();
    let orders = lists.orders.known().into_iter().flatten();
    let offers = orders.map(|order| order.offer_asset.info.id().to_string());
    let offers: BTreeSet<String> = offers.collect();
    let (backing, held, locks, offered) = tokio::join!(
        backing(node, &of.collateral_oracle, &used),
        balances(node, &of.mint, &used),
        locks(node, &of.lock, all),
        balances(node, &of.limit_order, &offers),
    );
    let locks = Told::of(locks)?;
    Ok(Behind {
        backing: backing?,
        held: held?,
        locks: match positions {
            Some(_) => locks,
            None => Told::unknown("positions are unknown"),
        },
        offered: offered?,
    })
}

fn cap(minter: &Value) -> Result<Uint128, String> {
    let cap = minter.get("cap").and_then(Value::as_str);
    let cap = cap.and_then(|cap| cap.parse().ok());
    cap.ok_or_else(|| "the token names no cap".to_string())
}

async fn positions(node: &Node, mint: &str) -> Result<Vec<PositionResponse>, ChainError> {
    let ask = |last: Option<PositionResponse>| async move {
        let question = json!({ "positions": {
            "start_after": last.map(|last| last.idx), "limit": PAGE, "order_by": "asc",
        } });
        let page: PositionsResponse = node.smart(mint, &question).await?;
        Ok(page.positions)
    };
    pages(ask).await
}

/// Those that are voted on, and those that may still be carried out.
async fn polls(node: &Node, gov: &str) -> Result<Vec<PollResponse>, ChainError> {
    let mut all = Vec::new();
    for status in [
        PollStatus::InProgress,
        PollStatus::Passed,
        PollStatus::Failed,
    ] {
        let ask = |last: Option<PollResponse>| async move {
            let question = json!({ "polls": {
                "filter": status, "start_after": last.map(|last| last.id), "limit": PAGE,
                "order_by": "asc",
            } });
            let page: PollsResponse = node.smart(gov, &question).await?;
            Ok(page.polls)
        };
        all.extend(pages(ask).await?);
    }
    Ok(all)
}

async fn orders(node: &Node, contract: &str) -> Result<Vec<OrderResponse>, ChainError> {
    let ask = |last: Option<OrderResponse>| async move {
        let question = json!({ "orders": {
            "start_after": last.map(|last| last.order_id), "limit": PAGE, "order_by": "asc",
        } });
        let page: OrdersResponse = node.smart(contract, &question).await?;
        Ok(page.orders)
    };
    pages(ask).await
}

async fn collaterals(node: &Node, oracle: &str) -> Result<Vec<CollateralInfoResponse>, ChainError> {
    let mut all: Vec<CollateralInfoResponse> = Vec::new();
    loop {
        let last = all.last().map(|last| last.asset.clone());
        let question =
            json!({ "collateral_asset_infos": { "start_after": last, "limit": COLLATERALS } });
        let page: CollateralInfosResponse = node.smart(oracle, &question).await?;
        let is_last = page.collaterals.len() < COLLATERALS;
        all.extend(page.collaterals);
        if is_last {
            return Ok(all);
        }
    }
}

async fn backing(
    node: &Node,
    oracle: &str,
    used: &BTreeSet<String>,
) -> Result<BTreeMap<String, Told<CollateralPriceResponse>>, ChainError> {
    let mut found = BTreeMap::new();
    for asset in used {
        let question = json!({ "collateral_price": { "asset": asset } });
        let told = Asker { node }.smart(oracle, question).await?;
        found.insert(asset.clone(), told);
    }
    Ok(found)
}

/// What somebody has of coins and tokens. A contract's address is longer than a denom of a coin.
async fn balances(
    node: &Node,
    owner: &str,
    assets: &BTreeSet<String>,
) -> Result<BTreeMap<String, Told<Uint128>>, ChainError> {
    let prefix = format!("{}1", node.config().bech32_prefix);
    let mut found = BTreeMap::new();
    for asset in assets {
        let ask = Asker { node };
        let told = if asset.starts_with(&prefix) {
            ask.balance(asset, owner).await?
        } else {
            ask.coins(owner, asset).await?
        };
        found.insert(asset.clone(), told);
    }
    Ok(found)
}

/// What is locked for short positions; one whose proceeds were paid out has no lock any more.
async fn locks(
    node: &Node,
    lock: &str,
    positions: &[PositionResponse],
) -> Result<Vec<PositionLockInfoResponse>, ChainError> {
    let mut asking = JoinSet::new();
    let mut found = Vec::new();
    for position in positions.iter().filter(|position| position.is_short) {
        if asking.len() >= AT_ONCE {
            found.extend(next(&mut asking).await?);
        }
        let (node, lock) = (node.clone(), lock.to_string());
        let question = json!({ "position_lock_info": { "position_idx": position.idx } });
        asking.spawn(async move {
            match node
                .smart::<PositionLockInfoResponse>(&lock, &question)
                .await
            {
                Ok(info) => Ok(Some(info)),
                Err(ChainError::QueryRefused { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        });
    }
    while !asking.is_empty() {
        found.extend(next(&mut asking).await?);
    }
    Ok(found)
}

/// The next answer of several.
async fn next<T: 'static>(
    asking: &mut JoinSet<Result<Option<T>, ChainError>>,
) -> Result<Option<T>, ChainError> {
    match asking.join_next().await {
        Some(Ok(answer)) => answer,
        Some(Err(error)) => Err(ChainError::Unexpected(error.to_string())),
        None => Ok(None),
    }
}

/// MIR, the assets of the deployment file, and what was listed since.
async fn assets(
    node: &Node,
    file: &DeploymentFile,
    weights: &[(String, u32)],
) -> Result<Vec<SeenAsset>, ChainError> {
    let protocol = &file.protocol;
    let mut all = vec![asset::Market {
        symbol: "MIR".to_string(),
        token: protocol.mirror_token.clone(),
        pair: protocol.mirror_pair.clone(),
        lp: protocol.mirror_lp.clone(),
        is_mir: true,
    }];
    all.extend(protocol.assets.iter().map(|asset| asset::Market {
        symbol: asset.symbol.clone(),
        token: asset.token.clone(),
        pair: asset.pair.clone(),
        lp: asset.lp_token.clone(),
        is_mir: false,
    }));
    for (token, _) in weights {
        if !all.iter().any(|market| market.token == *token) {
            all.push(asset::market(node, protocol, token).await?);
        }
    }
    let mut asking = JoinSet::new();
    for (number, market) in all.into_iter().enumerate() {
        let (node, contracts) = (node.clone(), protocol.contracts.clone());
        let base = protocol.base_denom.clone();
        asking.spawn(async move {
            let seen = asset::observe(&node, &contracts, &base, market).await?;
            Ok(Some((number, seen)))
        });
    }
    let mut found = BTreeMap::new();
    while !asking.is_empty() {
        found.extend(next(&mut asking).await?);
    }
    Ok(found.into_values().collect())
}
