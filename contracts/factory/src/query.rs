//! The queries.

use cosmwasm_std::{Addr, Deps};
use mirror_protocol::factory::{
    ConfigResponse, DelistingResponse, DistributionInfoResponse, FixedDistribution,
};

use crate::config::Peers;
use crate::error::ContractError;
use crate::plan::Fixed;
use crate::state::{self, CONFIG, LEDGER, PLAN};

/// The configuration; an address that is not set yet is "".
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let plan = PLAN.load(deps.storage)?;
    let peers = config.peers.as_ref();
    let peer = |name: fn(&Peers) -> &Addr| {
        peers
            .map(|peers| name(peers).to_string())
            .unwrap_or_default()
    };
    let fixed: Vec<_> = plan.fixed.into_iter().map(described).collect();
    Ok(ConfigResponse {
        owner: peer(|peers| &peers.owner),
        mirror_token: peer(|peers| &peers.mirror_token),
        mint_contract: peer(|peers| &peers.mint_contract),
        staking_contract: peer(|peers| &peers.staking_contract),
        commission_collector: peer(|peers| &peers.commission_collector),
        oracle_contract: peer(|peers| &peers.oracle_contract),
        terraswap_factory: peer(|peers| &peers.terraswap_factory),
        token_code_id: config.token_code_id,
        base_denom: config.base_denom,
        genesis_time: plan.genesis_time.unwrap_or_default(),
        distribution_schedule: plan.pools,
        mirror_distribution_schedule: plan.mirror,
        fixed_distributions: (!fixed.is_empty()).then_some(fixed),
    })
}

/// The weights of all pools, ascending by address, and until when the release is accounted for.
pub fn distribution_info(deps: Deps) -> Result<DistributionInfoResponse, ContractError> {
    let mut weights = vec![];
    for entry in state::pools(deps.storage)? {
        if let Some(weight) = entry.pool.weight {
            let asset = deps.api.addr_humanize(&entry.asset)?;
            weights.push((asset.into_string(), weight));
        }
    }
    weights.sort();
    Ok(DistributionInfoResponse {
        weights,
        last_distributed: LEDGER.load(deps.storage)?.last_distributed(),
    })
}

/// The delisting that an asset's feeder announced.
pub fn delisting(deps: Deps, asset_token: String) -> Result<DelistingResponse, ContractError> {
    let asset = deps.api.addr_validate(&asset_token)?;
    let announcement = state::announcement(deps, &asset)?;
    Ok(DelistingResponse {
        asset_token,
        end_price: announcement.end_price,
        announced: announcement.announced,
        due: announcement.due,
        migrates: announcement.migrates,
    })
}

fn described(fixed: Fixed) -> FixedDistribution {
    FixedDistribution {
        recipient: fixed.recipient.into_string(),
        schedule: fixed.schedule,
    }
}
