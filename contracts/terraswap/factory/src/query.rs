//! The questions.

use cosmwasm_std::{Deps, Order};
use cw_storage_plus::Bound;
use mirror_protocol::common::page_size;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::{ConfigResponse, NativeTokenDecimalsResponse, PairsResponse};
use terraswap::pair_record::{from_bytes, pair_key};

use crate::error::ContractError;
use crate::state::{CONFIG, NATIVE_DECIMALS, PAIRS};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        pair_code_id: config.pair_code_id,
        token_code_id: config.token_code_id,
    })
}

/// The pair of two assets, named in any order.
pub fn pair(deps: Deps, asset_infos: &[AssetInfo; 2]) -> Result<PairInfo, ContractError> {
    let key = pair_key(deps.api, asset_infos)?;
    let [first, second] = asset_infos;
    let stored =
        PAIRS
            .may_load(deps.storage, &key)?
            .ok_or_else(|| ContractError::PairNotFound {
                pair: format!("{first}-{second}"),
            })?;
    Ok(from_bytes(deps.api, &stored)?)
}

/// A page of pairs.
pub fn pairs(
    deps: Deps,
    start_after: Option<[AssetInfo; 2]>,
    limit: Option<u32>,
) -> Result<PairsResponse, ContractError> {
    let start = start_after
        .map(|infos| pair_key(deps.api, &infos))
        .transpose()?;
    let start = start.as_deref().map(Bound::exclusive);

    let pairs = PAIRS
        .range(deps.storage, start, None, Order::Ascending)
        .take(page_size(limit))
        .map(|entry| Ok(from_bytes(deps.api, &entry?.1)?))
        .collect::<Result<_, ContractError>>()?;
    Ok(PairsResponse { pairs })
}

/// How many decimals a denom has.
pub fn native_token_decimals(
    deps: Deps,
    denom: String,
) -> Result<NativeTokenDecimalsResponse, ContractError> {
    let decimals = NATIVE_DECIMALS
        .may_load(deps.storage, &denom)?
        .ok_or(ContractError::DecimalsNotFound { denom })?;
    Ok(NativeTokenDecimalsResponse { decimals })
}
