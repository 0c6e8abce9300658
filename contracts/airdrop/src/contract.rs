//! The entry points: they hand each message to its function and do nothing else.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::airdrop::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::{execute, query};

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
    execute::instantiate(deps, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    match msg {
        ExecuteMsg::UpdateConfig { owner } => execute::update_config(deps, &info.sender, owner),
        ExecuteMsg::RegisterMerkleRoot {
            merkle_root,
            total_amount,
            expiration,
        } => {
            let terms = execute::Terms {
                merkle_root,
                total_amount,
                expiration,
            };
            execute::register_merkle_root(deps, &env, &info.sender, terms)
        }
        ExecuteMsg::UpdateMerkleRoot { stage, merkle_root } => {
            execute::update_merkle_root(deps, &info.sender, stage, merkle_root)
        }
        ExecuteMsg::Claim {
            stage,
            amount,
            proof,
            address,
        } => {
            let entry = execute::Entry {
                stage,
                amount,
                proof,
                address,
            };
            execute::claim(deps, &env, info.sender, entry)
        }
        ExecuteMsg::Clawback { stage, recipient } => {
            let now = env.block.time.seconds();
            execute::clawback(deps, now, &info.sender, stage, recipient)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::MerkleRoot { stage } => to_json_binary(&query::merkle_root(deps, stage)?),
        QueryMsg::LatestStage {} => to_json_binary(&query::latest_stage(deps)?),
        QueryMsg::IsClaimed { stage, address } => {
            to_json_binary(&query::is_claimed(deps, stage, address)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
