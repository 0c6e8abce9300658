//! `update_config` and `update_weight`.

use cosmwasm_std::{Addr, DepsMut, Env, Response};
use mirror_protocol::factory::ConfigUpdate;

use crate::error::ContractError;
use crate::execute::distribute::ensure_covered;
use crate::execute::weights;
use crate::plan::fixed_tracks;
use crate::pools::checked_weight;
use crate::state::{self, CONFIG, PLAN};

/// Change the owner, the token code or the schedules. The time until now is paid by the former
/// schedules.
pub fn update_config(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    let (mut config, mut peers) = state::config(deps.storage)?;

    peers.ensure_owner(sender)?;

    if let Some(owner) = update.owner {
        peers.owner = deps.api.addr_validate(&owner)?;
    }
    if let Some(token_code_id) = update.token_code_id {
        config.token_code_id = token_code_id;
    }

    let changes_plan = update.distribution_schedule.is_some()
        || update.mirror_distribution_schedule.is_some()
        || update.fixed_distributions.is_some();
    if changes_plan {
        let now = env.block.time.seconds();
        let mut plan = PLAN.load(deps.storage)?;
        let sent = weights::settle(deps.storage, deps.api, &plan, now)?;
        plan.close(now)?;
        if let Some(schedule) = update.distribution_schedule {
            plan.pools = schedule;
        }
        if let Some(schedule) = update.mirror_distribution_schedule {
            plan.mirror = Some(schedule);
        }
        if let Some(fixed) = update.fixed_distributions {
            plan.fixed = fixed_tracks(deps.api, fixed)?;
        }
        let owed = plan.check()?.checked_sub(sent)?;
        ensure_covered(deps.as_ref(), &env.contract.address, &plan, owed)?;
        PLAN.save(deps.storage, &plan);
    }
    CONFIG.save(deps.storage, &config.with(peers));

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Change a pool's weight from now on.
pub fn update_weight(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
    weight: u32,
) -> Result<Response, ContractError> {
    let (_, peers) = state::config(deps.storage)?;

    peers.ensure_owner(sender)?;

    let asset = deps.api.addr_validate(asset_token)?;
    let now = env.block.time.seconds();
    let weight = checked_weight(weight)?;
    weights::reweigh(deps.storage, deps.api, &asset, weight, now)?;

    Ok(Response::new()
        .add_attribute("action", "update_weight")
        .add_attribute("asset_token", asset)
        .add_attribute("weight", weight.to_string()))
}
