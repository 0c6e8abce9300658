//! Open a pool, or replace its LP token.

use cosmwasm_std::{ensure, Addr, DepsMut, Response};
use mirror_bytes::canonical;

use crate::error::ContractError;
use crate::pool::{Liquidity, Pool};
use crate::state::{self, LIQUIDITY, POOLS};

/// Open the pool of an asset.
pub fn register_asset(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    asset_token: String,
    staking_token: &str,
) -> Result<Response, ContractError> {
    state::ensure_owner(deps.storage, sender)?;

    let asset = canonical(deps.api, &asset_token)?;
    ensure!(
        POOLS.may_load(deps.storage, &asset)?.is_none(),
        ContractError::AlreadyRegistered { asset_token }
    );
    let pool = Pool {
        staking_token: deps.api.addr_validate(staking_token)?,
        deprecated_staking_token: None,
    };

    POOLS.save(deps.storage, &asset, &pool);
    LIQUIDITY.save(deps.storage, &asset, &Liquidity::opened(now));

    Ok(Response::new()
        .add_attribute("action", "register_asset")
        .add_attribute("asset_token", asset_token))
}

/// Replace the LP token of a pool, once. Stakes of the old one have earned up to now.
pub fn deprecate_staking_token(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    asset_token: String,
    new_staking_token: &str,
) -> Result<Response, ContractError> {
    state::ensure_owner(deps.storage, sender)?;

    let asset = canonical(deps.api, &asset_token)?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;
    let mut liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
    ensure!(
        pool.deprecated_staking_token.is_none(),
        ContractError::AlreadyMigrated { asset_token }
    );
    let new_staking_token = deps.api.addr_validate(new_staking_token)?;
    let deprecated = pool.staking_token;
    ensure!(
        new_staking_token != deprecated,
        ContractError::SameStakingToken {
            staking_token: deprecated
        }
    );
    let pool = Pool {
        staking_token: new_staking_token.clone(),
        deprecated_staking_token: Some(deprecated.clone()),
    };
    liquidity.replace(now)?;

    POOLS.save(deps.storage, &asset, &pool);
    LIQUIDITY.save(deps.storage, &asset, &liquidity);

    Ok(Response::new()
        // This misspelling is what indexers know.
        .add_attribute("action", "depcrecate_staking_token")
        .add_attribute("asset_token", asset_token)
        .add_attribute("deprecated_staking_token", deprecated)
        .add_attribute("new_staking_token", new_staking_token))
}
