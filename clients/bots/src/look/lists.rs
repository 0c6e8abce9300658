//! Lists that come in pages.

use cosmwasm_std::Uint128;
use mirror_chain::{pages, ChainError, Node, PAGE};
use mirror_protocol::collateral_oracle::{CollateralInfoResponse, CollateralInfosResponse};
use mirror_protocol::gov::{
    PollResponse, PollStatus, PollsResponse, SharesResponse, SharesResponseItem,
};
use mirror_protocol::limit_order::{OrderResponse, OrdersResponse};
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::{PositionResponse, PositionsResponse};
use serde_json::json;
use tokio::task::JoinSet;

use super::gather::{next, AT_ONCE};

/// A page of collaterals, which is longer than other pages.
const COLLATERALS: usize = 100;

/// All positions, ascending by number.
pub(super) async fn positions(
    node: &Node,
    mint: &str,
) -> Result<Vec<PositionResponse>, ChainError> {
    let ask = |last: Option<PositionResponse>| async move {
        positions_after(node, mint, last.map(|last| last.idx)).await
    };
    pages(ask).await
}

/// A page of positions: those after a number, ascending.
pub(super) async fn positions_after(
    node: &Node,
    mint: &str,
    last: Option<Uint128>,
) -> Result<Vec<PositionResponse>, ChainError> {
    let question = json!({ "positions": {
        "start_after": last, "limit": PAGE, "order_by": "asc",
    } });
    let page: PositionsResponse = node.smart(mint, &question).await?;
    Ok(page.positions)
}

/// Positions by their numbers; those that are gone are left out.
pub(super) async fn positions_of(
    node: &Node,
    mint: &str,
    numbers: impl Iterator<Item = Uint128>,
) -> Result<Vec<PositionResponse>, ChainError> {
    let questions = numbers.map(|idx| json!({ "position": { "position_idx": idx } }));
    those_there_are(node, mint, questions).await
}

/// What is locked for the short ones of these positions; one whose proceeds were paid out has no lock any
/// more.
pub(super) async fn locks(
    node: &Node,
    lock: &str,
    positions: impl Iterator<Item = &PositionResponse>,
) -> Result<Vec<PositionLockInfoResponse>, ChainError> {
    let shorts = positions.filter(|position| position.is_short);
    let questions =
        shorts.map(|position| json!({ "position_lock_info": { "position_idx": position.idx } }));
    let mut found: Vec<PositionLockInfoResponse> = those_there_are(node, lock, questions).await?;
    found.sort_by_key(|lock| lock.idx);
    Ok(found)
}

/// Those that are voted on, and those that may still be carried out.
pub(crate) async fn live_polls(node: &Node, gov: &str) -> Result<Vec<PollResponse>, ChainError> {
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

/// The shares of all stakers.
pub(super) async fn shares(node: &Node, gov: &str) -> Result<Vec<SharesResponseItem>, ChainError> {
    let ask = |last: Option<SharesResponseItem>| async move {
        let question = json!({ "shares": {
            "start_after": last.map(|last| last.staker), "limit": PAGE, "order_by": "asc",
        } });
        let page: SharesResponse = node.smart(gov, &question).await?;
        Ok(page.stakers)
    };
    pages(ask).await
}

/// All open limit orders, ascending by number.
pub(super) async fn orders(node: &Node, contract: &str) -> Result<Vec<OrderResponse>, ChainError> {
    let ask = |last: Option<OrderResponse>| async move {
        let question = json!({ "orders": {
            "start_after": last.map(|last| last.order_id), "limit": PAGE, "order_by": "asc",
        } });
        let page: OrdersResponse = node.smart(contract, &question).await?;
        Ok(page.orders)
    };
    pages(ask).await
}

/// Orders by their numbers; those that are gone are left out.
pub(super) async fn orders_of(
    node: &Node,
    contract: &str,
    numbers: impl Iterator<Item = u64>,
) -> Result<Vec<OrderResponse>, ChainError> {
    let questions = numbers.map(|id| json!({ "order": { "order_id": id } }));
    those_there_are(node, contract, questions).await
}

/// All collaterals.
pub(super) async fn collaterals(
    node: &Node,
    oracle: &str,
) -> Result<Vec<CollateralInfoResponse>, ChainError> {
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

/// Ask a contract for several things, each of which it refuses if there is no such thing. They come in
/// any order.
async fn those_there_are<T: serde::de::DeserializeOwned + Send + 'static>(
    node: &Node,
    contract: &str,
    questions: impl Iterator<Item = serde_json::Value>,
) -> Result<Vec<T>, ChainError> {
    let mut asking = JoinSet::new();
    let mut found = Vec::new();
    for question in questions {
        if asking.len() >= AT_ONCE {
            found.extend(next(&mut asking).await?);
        }
        let (node, contract) = (node.clone(), contract.to_string());
        asking.spawn(async move {
            match node.smart::<T>(&contract, &question).await {
                Ok(one) => Ok(Some(one)),
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
