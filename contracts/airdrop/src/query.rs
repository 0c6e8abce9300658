//! The queries.

use cosmwasm_std::Deps;
use mirror_protocol::airdrop::{
    ConfigResponse, IsClaimedResponse, LatestStageResponse, MerkleRootResponse,
};

use crate::error::ContractError;
use crate::state::{self, CLAIMS, LATEST_STAGE, MIRROR_TOKEN, OWNER};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(ConfigResponse {
        owner: OWNER.load(deps.storage)?.into_string(),
        mirror_token: MIRROR_TOKEN.load(deps.storage)?.into_string(),
    })
}

/// A stage.
pub fn merkle_root(deps: Deps, number: u8) -> Result<MerkleRootResponse, ContractError> {
    let stage = state::stage(deps.storage, number)?;
    Ok(MerkleRootResponse {
        stage: number,
        merkle_root: stage.root()?.to_string(),
        total_amount: stage.total_amount,
        expiration: stage.expiration,
        claimed_amount: state::claimed_amount(deps.storage, number)?,
    })
}

/// The number of stages.
pub fn latest_stage(deps: Deps) -> Result<LatestStageResponse, ContractError> {
    Ok(LatestStageResponse {
        latest_stage: LATEST_STAGE.load(deps.storage)?,
    })
}

/// Whether an account has claimed.
pub fn is_claimed(
    deps: Deps,
    stage: u8,
    address: String,
) -> Result<IsClaimedResponse, ContractError> {
    // To canonicalize alone would accept an address in capitals too.
    deps.api.addr_validate(&address)?;
    let account = deps.api.addr_canonicalize(&address)?;
    Ok(IsClaimedResponse {
        is_claimed: CLAIMS.has(deps.storage, (stage, account.as_slice())),
    })
}
