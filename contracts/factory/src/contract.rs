//! The entry points: they hand each message to its function and do nothing else.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response,
};
use mirror_protocol::factory::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::execute::carry_out::Wanted;
use crate::execute::{
    announce, config, distribute, migrate_asset, pass_command, revoke_asset, whitelist,
};
use crate::listing::TOKEN_MADE;
use crate::{execute, query, reply as replies};

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    execute::set_up::instantiate(deps, &env, &info.sender, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    let sender = &info.sender;
    match msg {
        ExecuteMsg::PostInitialize {
            owner,
            terraswap_factory,
            mirror_token,
            staking_contract,
            oracle_contract,
            mint_contract,
            commission_collector,
            fixed_distributions,
        } => {
            let peers = execute::set_up::PeerNames {
                owner,
                mirror_token,
                mint_contract,
                oracle_contract,
                terraswap_factory,
                staking_contract,
                commission_collector,
            };
            execute::set_up::post_initialize(deps, &env, sender, peers, fixed_distributions)
        }
        ExecuteMsg::UpdateConfig(update) => config::update_config(deps, &env, sender, update),
        ExecuteMsg::UpdateWeight {
            asset_token,
            weight,
        } => config::update_weight(deps, &env, sender, &asset_token, weight),
        ExecuteMsg::Whitelist {
            name,
            symbol,
            oracle_feeder,
            params,
        } => whitelist::whitelist(
            deps,
            &env,
            sender,
            whitelist::Request {
                name,
                symbol,
                oracle_feeder,
                params,
            },
        ),
        ExecuteMsg::PassCommand { contract_addr, msg } => {
            pass_command::pass_command(deps, &env, sender, &contract_addr, msg)
        }
        ExecuteMsg::RevokeAsset {
            asset_token,
            end_price,
        } => revoke_asset::revoke_asset(deps, &env, sender, &asset_token, end_price),
        ExecuteMsg::MigrateAsset {
            name,
            symbol,
            from_token,
            end_price,
            oracle_feeder,
        } => migrate_asset::migrate_asset(
            deps,
            &env,
            sender,
            migrate_asset::Request {
                from_token,
                end_price,
                wanted: Wanted {
                    name,
                    symbol,
                    oracle_feeder,
                    owner_set_price: false,
                },
            },
        ),
        ExecuteMsg::ExecuteDelisting { asset_token } => {
            announce::execute_delisting(deps, &env, &asset_token)
        }
        ExecuteMsg::CancelDelisting { asset_token } => {
            announce::cancel_delisting(deps, &env, sender, &asset_token)
        }
        ExecuteMsg::StartRelease {} => execute::set_up::start_release(deps, &env, sender),
        ExecuteMsg::Distribute {} => distribute::distribute(deps, &env),
    }
}

#[entry_point]
pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> Result<Response, ContractError> {
    match reply.id {
        TOKEN_MADE => replies::list_token(deps, &env, reply),
        replies::PAIR_MADE => replies::open_pool(deps, &reply),
        id => Err(ContractError::UnknownReply { id }),
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::DistributionInfo {} => to_json_binary(&query::distribution_info(deps)?),
        QueryMsg::Delisting { asset_token } => {
            to_json_binary(&query::delisting(deps, asset_token)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
