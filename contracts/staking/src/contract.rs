//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, from_json, to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::staking::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::execute::{auto_stake, bond, config, deposit, pools, premium, short, withdraw};
use crate::query;

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    config::instantiate(deps, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::AutoStake { .. }) {
        funds::none(&info)?;
    }
    let sender = &info.sender;
    let now = env.block.time.seconds();
    match msg {
        ExecuteMsg::Receive(received) => receive(deps, env, info, received),
        ExecuteMsg::UpdateConfig {
            owner,
            premium_min_update_interval,
            short_reward_contract,
            minimum_reserve,
        } => config::update_config(
            deps,
            sender,
            config::Update {
                owner,
                premium_min_update_interval,
                short_reward_contract,
                minimum_reserve,
            },
        ),
        ExecuteMsg::RegisterAsset {
            asset_token,
            staking_token,
        } => pools::register_asset(deps, now, sender, asset_token, &staking_token),
        ExecuteMsg::DeprecateStakingToken {
            asset_token,
            new_staking_token,
        } => pools::deprecate_staking_token(deps, now, sender, asset_token, &new_staking_token),
        ExecuteMsg::Unbond {
            asset_token,
            amount,
        } => bond::unbond(deps, now, sender, asset_token, amount),
        ExecuteMsg::Withdraw { asset_token } => withdraw::withdraw(deps, now, sender, asset_token),
        ExecuteMsg::AutoStake {
            assets,
            slippage_tolerance,
        } => auto_stake::auto_stake(deps, &env, &info, assets, slippage_tolerance),
        ExecuteMsg::AutoStakeHook {
            asset_token,
            staking_token,
            staker_addr,
            prev_staking_token_amount,
            ..
        } => auto_stake::auto_stake_hook(
            deps,
            &env,
            sender,
            asset_token,
            &staking_token,
            staker_addr,
            prev_staking_token_amount,
        ),
        ExecuteMsg::AdjustPremium { asset_tokens } => {
            premium::adjust_premium(deps, now, asset_tokens)
        }
        ExecuteMsg::IncreaseShortToken {
            asset_token,
            staker_addr,
            amount,
        } => short::increase(
            deps,
            now,
            sender,
            short::Change {
                asset_token,
                staker_addr,
                amount,
            },
        ),
        ExecuteMsg::DecreaseShortToken {
            asset_token,
            staker_addr,
            amount,
        } => short::decrease(
            deps,
            now,
            sender,
            short::Change {
                asset_token,
                staker_addr,
                amount,
            },
        ),
    }
}

/// The sender is the token; the payload says what the tokens are for.
fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    received: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let hook = from_json(&received.msg).map_err(|error| ContractError::HookNotReadable {
        reason: error.to_string(),
    })?;
    let token = &info.sender;
    let now = env.block.time.seconds();
    match hook {
        Cw20HookMsg::Bond { asset_token } => bond::bond(
            deps,
            now,
            token,
            received.sender,
            asset_token,
            received.amount,
        ),
        Cw20HookMsg::DepositReward { rewards } => {
            let from = Addr::unchecked(received.sender);
            deposit::deposit_reward(deps, now, token, &from, received.amount, rewards)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let now = env.block.time.seconds();
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::PoolInfo { asset_token } => {
            to_json_binary(&query::pool_info(deps, now, asset_token)?)
        }
        QueryMsg::RewardInfo {
            staker_addr,
            asset_token,
        } => to_json_binary(&query::reward_info(deps, now, staker_addr, asset_token)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
