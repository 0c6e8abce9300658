//! How the keeper looks: everything at one height, many questions at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{pages, ChainError, Node, PAGE};
use mirror_protocol::collector::PreviewResponse;
use mirror_protocol::factory::{
    ConfigResponse as FactoryConfig, DelistingResponse, DistributionInfoResponse,
};
use mirror_protocol::gov::ConfigResponse as GovConfig;
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::{
    AssetConfigResponse, AssetStatus, AssetStatusResponse, PositionResponse, PositionsResponse,
};
use mirror_protocol::staking::{ConfigResponse as StakingConfig, PoolInfoResponse};
use serde::Deserialize;
use serde_json::json;
use tokio::task::JoinSet;

use super::seen::{Due, Fees, LockedProceeds, Pool, Seen};
use crate::frame::At;
use crate::look::live_polls;

/// Assets asked about at a time, each with half a dozen questions.
const AT_ONCE: usize = 4;

/// What somebody has of a token.
#[derive(Deserialize)]
struct Balance {
    balance: Uint128,
}

/// Looks at everything. `owner` is whose proceeds are looked for, if anybody's.
pub(super) async fn observe(
    node: &Node,
    file: &DeploymentFile,
    at: At,
    owner: Option<&str>,
) -> Result<Seen, ChainError> {
    let node = &node.at(at.height);
    let of = &file.protocol.contracts;
    let config = json!({ "config": {} });
    let distribution = json!({ "distribution_info": {} });
    let (factory, info, staking, gov) = tokio::try_join!(
        node.smart::<FactoryConfig>(&of.factory, &config),
        node.smart::<DistributionInfoResponse>(&of.factory, &distribution),
        node.smart::<StakingConfig>(&of.staking, &config),
        node.smart::<GovConfig>(&of.gov, &config),
    )?;
    let mir = &file.protocol.mirror_token;
    let mut assets: Vec<String> = info
        .weights
        .iter()
        .map(|(asset, _)| asset.clone())
        .collect();
    // Fees of a delisted asset may still lie in the collector; the file knows those of the start.
    let listed = file.protocol.assets.iter().map(|asset| &asset.token);
    let gone: Vec<_> = listed
        .filter(|token| !assets.contains(token))
        .cloned()
        .collect();
    assets.extend(gone);
    let (about, base, collected, polls, locks) = tokio::try_join!(
        about_all(node, file, &assets),
        base_fees(node, file),
        balance(node, mir, &of.collector),
        live_polls(node, &of.gov),
        locks(node, file, owner),
    )?;
    let mut seen = Seen {
        at,
        last_distributed: (factory.genesis_time > 0).then_some(info.last_distributed),
        premium_interval: staking.premium_min_update_interval,
        pools: Vec::new(),
        fees: Vec::new(),
        collected,
        polls,
        snapshot_period: gov.snapshot_period,
        self_governed_from: gov.self_governed_from,
        delistings: Vec::new(),
        candidates: Vec::new(),
        locks,
    };
    for one in about {
        seen.pools.extend(one.pool);
        seen.fees.extend(one.fees);
        seen.delistings.extend(one.delisting);
        seen.candidates.extend(one.candidate);
    }
    // What the assets were swapped for is swapped for MIR last.
    seen.fees.extend(base);
    Ok(seen)
}

/// What there is to know about one asset.
#[derive(Default)]
struct About {
    pool: Option<Pool>,
    fees: Option<Fees>,
    delisting: Option<Due>,
    candidate: Option<Due>,
}

async fn about_all(
    node: &Node,
    file: &DeploymentFile,
    assets: &[String],
) -> Result<Vec<About>, ChainError> {
    let file = Arc::new(file.clone());
    let mut waiting = assets.iter().cloned().enumerate();
    let mut asking = JoinSet::new();
    let mut found = BTreeMap::new();
    loop {
        while asking.len() < AT_ONCE {
            let Some((number, asset)) = waiting.next() else {
                break;
            };
            let (node, file) = (node.clone(), Arc::clone(&file));
            asking.spawn(async move { Ok((number, about(&node, &file, &asset).await?)) });
        }
        match asking.join_next().await {
            None => return Ok(found.into_values().collect()),
            Some(Ok(answer)) => {
                let (number, one) = answer?;
                found.insert(number, one);
            }
            Some(Err(error)) => return Err(ChainError::Unexpected(error.to_string())),
        }
    }
}

async fn about(node: &Node, file: &DeploymentFile, asset: &str) -> Result<About, ChainError> {
    let of = &file.protocol.contracts;
    let question = json!({ "pool_info": { "asset_token": asset } });
    let pool = told(node.smart::<PoolInfoResponse>(&of.staking, &question).await)?;
    let pool = pool.map(|pool| Pool {
        asset: asset.to_string(),
        premium_updated: pool.premium_updated_time,
    });
    // MIR has a pool and is no mAsset; what the collector has of it is sent, not swapped.
    if asset == file.protocol.mirror_token {
        return Ok(About {
            pool,
            ..About::default()
        });
    }
    let status = json!({ "asset_status": { "asset_token": asset } });
    let config = json!({ "asset_config": { "asset_token": asset } });
    let (status, config, fees) = tokio::try_join!(
        async { told(node.smart::<AssetStatusResponse>(&of.mint, &status).await) },
        async { told(node.smart::<AssetConfigResponse>(&of.mint, &config).await) },
        balance(node, asset, &of.collector),
    )?;
    let Some(status) = status else {
        return Ok(About {
            pool,
            ..About::default()
        });
    };
    let is_open = status.status == AssetStatus::Open;
    let candidate = config.and_then(|config| config.collateral_due);
    Ok(About {
        pool,
        fees: match fees.is_zero() {
            true => None,
            false => preview(node, file, asset, &status).await?,
        },
        delisting: match status.status {
            AssetStatus::Delisting => delisting(node, &of.factory, asset).await?,
            _ => None,
        },
        candidate: candidate.filter(|_| is_open).map(|due| Due {
            asset: asset.to_string(),
            due,
        }),
    })
}

/// What the collector would swap of an asset; nothing where its contract would refuse.
async fn preview(
    node: &Node,
    file: &DeploymentFile,
    asset: &str,
    status: &AssetStatusResponse,
) -> Result<Option<Fees>, ChainError> {
    let question = json!({ "preview": { "asset_token": asset } });
    let collector = &file.protocol.contracts.collector;
    let preview = told(node.smart::<PreviewResponse>(collector, &question).await)?;
    let price = status.end_price.or(status.price);
    Ok(preview.map(|preview| Fees {
        asset: asset.to_string(),
        amount: preview.amount,
        worth: price.and_then(|price| preview.amount.checked_mul_floor(price).ok()),
    }))
}

async fn base_fees(node: &Node, file: &DeploymentFile) -> Result<Option<Fees>, ChainError> {
    let base = &file.protocol.base_denom;
    let question = json!({ "preview": { "asset_token": base } });
    let collector = &file.protocol.contracts.collector;
    let preview = told(node.smart::<PreviewResponse>(collector, &question).await)?;
    Ok(preview.map(|preview| Fees {
        asset: base.clone(),
        amount: preview.amount,
        worth: Some(preview.amount),
    }))
}

async fn delisting(node: &Node, factory: &str, asset: &str) -> Result<Option<Due>, ChainError> {
    let question = json!({ "delisting": { "asset_token": asset } });
    let found = told(node.smart::<DelistingResponse>(factory, &question).await)?;
    Ok(found.map(|found| Due {
        asset: found.asset_token,
        due: found.due,
    }))
}

async fn locks(
    node: &Node,
    file: &DeploymentFile,
    owner: Option<&str>,
) -> Result<Vec<LockedProceeds>, ChainError> {
    let Some(owner) = owner else {
        return Ok(Vec::new());
    };
    let of = &file.protocol.contracts;
    let ask = |last: Option<PositionResponse>| async move {
        let question = json!({ "positions": {
            "owner_addr": owner, "start_after": last.map(|last| last.idx), "limit": PAGE,
            "order_by": "asc",
        } });
        let page: PositionsResponse = node.smart(&of.mint, &question).await?;
        Ok(page.positions)
    };
    let mut found = Vec::new();
    for position in pages(ask).await? {
        if !position.is_short {
            continue;
        }
        let question = json!({ "position_lock_info": { "position_idx": position.idx } });
        // One whose proceeds were taken has no lock any more.
        let info = told(
            node.smart::<PositionLockInfoResponse>(&of.lock, &question)
                .await,
        )?;
        found.extend(info.map(|info| LockedProceeds {
            position: info.idx,
            unlock_time: info.unlock_time,
        }));
    }
    Ok(found)
}

async fn balance(node: &Node, token: &str, owner: &str) -> Result<Uint128, ChainError> {
    let question = json!({ "balance": { "address": owner } });
    let answer: Balance = node.smart(token, &question).await?;
    Ok(answer.balance)
}

/// An answer, or nothing where the contract refuses to give one: then there is no such thing.
fn told<T>(answer: Result<T, ChainError>) -> Result<Option<T>, ChainError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(ChainError::QueryRefused { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
