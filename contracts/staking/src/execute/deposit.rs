//! Take in MIR that flows to stakers.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};
use mirror_bytes::canonical;
use mirror_math::rewards;

use crate::error::ContractError;
use crate::execute::check_list;
use crate::state::{self, LIQUIDITY, MIRROR_TOKEN, OWNER, SHORT};

/// Take in the MIR that was sent here, pool by pool.
pub fn deposit_reward(
    deps: DepsMut,
    now: u64,
    token: &Addr,
    from: &Addr,
    received: Uint128,
    rewards: Vec<(String, Uint128)>,
) -> Result<Response, ContractError> {
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;

    ensure!(mirror_token == *token, ContractError::Unauthorized {});

    check_list(rewards.iter().map(|(asset_token, _)| asset_token))?;
    let amounts = || rewards.iter().map(|(_, amount)| *amount);
    ensure!(
        !received.is_zero() && !amounts().any(|amount| amount.is_zero()),
        ContractError::ZeroAmount {}
    );
    let sum = amounts().try_fold(Uint128::zero(), Uint128::checked_add);
    ensure!(
        sum == Ok(received),
        ContractError::RewardsDiffer { received }
    );

    // A deposit of anybody else is split like a release but does not count as one. Otherwise a single
    // unit would shorten the time over which the weights of the next release are averaged.
    let is_release = OWNER.load(deps.storage)? == *from;
    for (asset_token, amount) in rewards {
        let asset = canonical(deps.api, &asset_token)?;
        let mut liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
        let premium = state::premium(deps.storage, &asset)?;

        let weight = premium.average_weight(liquidity.released, now)?;
        let parts = rewards::split(amount, weight);
        liquidity.side.add_reward(now, parts.normal)?;
        if is_release {
            liquidity.released = now;
        }

        LIQUIDITY.save(deps.storage, &asset, &liquidity);
        if !parts.short.is_zero() {
            let mut short = state::short(deps.storage, &asset, &asset_token)?;
            short.add_reward(now, parts.short)?;
            SHORT.save(deps.storage, &asset, &short);
        }
    }

    Ok(Response::new()
        .add_attribute("action", "deposit_reward")
        .add_attribute("rewards_amount", received))
}
