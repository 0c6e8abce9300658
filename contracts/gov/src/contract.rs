//! The entry points. Each message is handed to its function; nothing else happens here.

use cosmwasm_std::{
    ensure, entry_point, from_json, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply,
    Response,
};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::ballot::Vote;
use crate::content::Texts;
use crate::error::ContractError;
use crate::execute::create_poll::Proposal;
use crate::execute::{
    cast_vote, config, create_poll, deposit_reward, end_poll, execute_poll, expire_poll,
    snapshot_poll, stake, voting_rewards, withdraw,
};
use crate::query::{self, polls, stakers, votes};
use crate::reply;
use crate::state::MIRROR_TOKEN;

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
    config::instantiate(deps, &info.sender, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    let now = env.block.time.seconds();
    let sender = &info.sender;
    match msg {
        ExecuteMsg::Receive(received) => receive(deps, env, info, received),
        ExecuteMsg::UpdateConfig(update) => config::update_config(deps, &env, sender, *update),
        ExecuteMsg::CastVote {
            poll_id,
            vote: option,
            amount,
        } => cast_vote::cast_vote(deps, now, sender, poll_id, Vote { option, amount }),
        ExecuteMsg::WithdrawVotingTokens { amount } => {
            withdraw::withdraw_voting_tokens(deps, &env.block, sender, amount)
        }
        ExecuteMsg::WithdrawVotingRewards { poll_id } => {
            voting_rewards::withdraw_voting_rewards(deps, sender, poll_id)
        }
        ExecuteMsg::StakeVotingRewards { poll_id } => {
            voting_rewards::stake_voting_rewards(deps, now, sender, poll_id)
        }
        ExecuteMsg::EndPoll { poll_id } => end_poll::end_poll(deps, &env, poll_id),
        ExecuteMsg::ExecutePoll { poll_id } => execute_poll::execute_poll(deps, &env, poll_id),
        ExecuteMsg::SnapshotPoll { poll_id } => snapshot_poll::snapshot_poll(deps, now, poll_id),
        ExecuteMsg::ExpirePoll { poll_id } => expire_poll::expire_poll(deps, now, poll_id),
        ExecuteMsg::ExecuteMessages { msgs } => execute_poll::execute_messages(&env, sender, msgs),
    }
}

/// Take MIR. Only the MIR token may send it, and the payload says what it is for.
fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    received: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let token = deps.api.addr_canonicalize(info.sender.as_str())?;
    ensure!(
        token == MIRROR_TOKEN.load(deps.storage)?,
        ContractError::Unauthorized {}
    );

    let hook = from_json(&received.msg).map_err(|error| ContractError::HookNotReadable {
        reason: error.to_string(),
    })?;
    let (sender, amount) = (received.sender, received.amount);
    match hook {
        Cw20HookMsg::StakeVotingTokens {} => {
            stake::stake_voting_tokens(deps, &env.block, sender, amount)
        }
        Cw20HookMsg::CreatePoll {
            title,
            description,
            link,
            execute_msg,
            admin_action,
        } => {
            let proposal = Proposal {
                texts: Texts {
                    title,
                    description,
                    link,
                },
                execute_msg,
                admin_action,
            };
            create_poll::create_poll(deps, &env, &token, sender, amount, proposal)
        }
        Cw20HookMsg::DepositReward {} => {
            deposit_reward::deposit_reward(deps, env.block.time.seconds(), amount)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let now = env.block.time.seconds();
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::State {} => to_json_binary(&query::state(deps, now)?),
        QueryMsg::Staker { address } => to_json_binary(&stakers::staker(deps, now, &address)?),
        QueryMsg::Poll { poll_id } => to_json_binary(&polls::poll(deps, poll_id)?),
        QueryMsg::PollDeposit { kind } => to_json_binary(&polls::poll_deposit(deps, kind)?),
        QueryMsg::Polls {
            filter,
            start_after,
            limit,
            order_by,
        } => to_json_binary(&polls::polls(deps, filter, start_after, limit, order_by)?),
        QueryMsg::Voter { poll_id, address } => {
            to_json_binary(&votes::voter(deps, poll_id, address)?)
        }
        QueryMsg::Voters {
            poll_id,
            start_after,
            limit,
            order_by,
        } => to_json_binary(&votes::voters(deps, poll_id, start_after, limit, order_by)?),
        QueryMsg::Shares {
            start_after,
            limit,
            order_by,
        } => to_json_binary(&stakers::shares(deps, start_after, limit, order_by)?),
        QueryMsg::VotingPower { poll_id, address } => {
            to_json_binary(&votes::voting_power(deps, poll_id, &address)?)
        }
        QueryMsg::RewardHistory { limit } => {
            to_json_binary(&query::reward_history(deps, now, limit)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}

#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    reply::note_failure(deps, &reply)
}
