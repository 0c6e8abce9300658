//! The queries.

use cosmwasm_std::Deps;
use mirror_protocol::paging::page_size;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::{ConfigResponse, NativeTokenDecimalsResponse, PairsResponse};
use terraswap::registry::{pair_key, PAIRS};

use crate::error::ContractError;
use crate::state::{self, CONFIG, NATIVE_DECIMALS};

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
    state::pair(deps, &key)?.ok_or_else(|| ContractError::PairNotFound {
        pair: format!("{first}-{second}"),
    })
}

/// A page of pairs.
pub fn pairs(
    deps: Deps,
    start_after: Option<[AssetInfo; 2]>,
    limit: Option<u32>,
) -> Result<PairsResponse, ContractError> {
    let mut start = PAIRS.to_vec();
    if let Some(infos) = start_after {
        // The first key after the last one.
        start = [pair_key(deps.api, &infos)?, vec![0]].concat();
    }

    let pairs = state::pairs(deps, &start).take(page_size(limit));
    Ok(PairsResponse {
        pairs: pairs.collect::<Result<_, _>>()?,
    })
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
