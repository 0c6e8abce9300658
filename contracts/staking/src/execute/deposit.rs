//! Share MIR out among stakers.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};

use crate::error::ContractError;
use crate::execute::check_list;
use crate::state::{self, INDEXES, MIRROR_TOKEN};

/// Share out the MIR that was sent here, pool by pool.
pub fn deposit_reward(
    deps: DepsMut,
    token: &Addr,
    received: Uint128,
    rewards: Vec<(String, Uint128)>,
) -> Result<Response, ContractError> {
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;

    ensure!(mirror_token == *token, ContractError::Unauthorized {});

    ensure!(!received.is_zero(), ContractError::ZeroAmount {});
    check_list(rewards.iter().map(|(asset_token, _)| asset_token))?;
    let sum = rewards
        .iter()
        .try_fold(Uint128::zero(), |sum, (_, amount)| sum.checked_add(*amount));
    ensure!(
        sum == Ok(received),
        ContractError::RewardsDiffer { received }
    );

    for (asset_token, amount) in rewards {
        let asset = state::key(deps.api, &asset_token)?;
        let mut indexes = state::indexes(deps.storage, &asset, &asset_token)?;
        let totals = state::totals(deps.storage, &asset)?;
        let premium = state::premium(deps.storage, &asset)?;

        indexes.share_out(amount, premium.short_weight, &totals)?;

        INDEXES.save(deps.storage, &asset, &indexes);
    }

    Ok(Response::new()
        .add_attribute("action", "deposit_reward")
        .add_attribute("rewards_amount", received))
}
