//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use cw20_base::msg::{ExecuteMsg, InstantiateMsg, QueryMsg};
use terraswap::version::MigrateMsg;
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::execute::{allowance, instantiate, marketing, spend, supply};
use crate::query;

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[entry_point]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    let response = instantiate::instantiate(deps.branch(), env, info, msg)?;
    // Last: with marketing the library has noted its own name, and a migration asks for ours.
    version::set(deps.storage, NAME, VERSION)?;
    Ok(response)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    let (block, sender) = (&env.block, &info.sender);
    match msg {
        ExecuteMsg::Transfer { recipient, amount } => {
            spend::transfer(deps, sender, &recipient, amount)
        }
        ExecuteMsg::Send {
            contract,
            amount,
            msg,
        } => spend::send(deps, sender, &contract, amount, msg),
        ExecuteMsg::Burn { amount } => supply::burn(deps, sender, amount),
        ExecuteMsg::Mint { recipient, amount } => supply::mint(deps, sender, &recipient, amount),
        ExecuteMsg::UpdateMinter { new_minter } => supply::update_minter(deps, sender, new_minter),
        ExecuteMsg::IncreaseAllowance {
            spender,
            amount,
            expires,
        } => allowance::increase(deps, block, sender, &spender, amount, expires),
        ExecuteMsg::DecreaseAllowance {
            spender,
            amount,
            expires,
        } => allowance::decrease(deps, block, sender, &spender, amount, expires),
        ExecuteMsg::TransferFrom {
            owner,
            recipient,
            amount,
        } => allowance::transfer_from(deps, block, sender, &owner, &recipient, amount),
        ExecuteMsg::SendFrom {
            owner,
            contract,
            amount,
            msg,
        } => allowance::send_from(deps, block, sender, &owner, &contract, amount, msg),
        ExecuteMsg::BurnFrom { owner, amount } => {
            allowance::burn_from(deps, block, sender, &owner, amount)
        }
        ExecuteMsg::UpdateMarketing {
            project,
            description,
            marketing,
        } => marketing::update(deps, env, info, project, description, marketing),
        ExecuteMsg::UploadLogo(logo) => marketing::upload_logo(deps, env, info, logo),
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Balance { address } => to_json_binary(&query::balance(deps, &address)?),
        QueryMsg::TokenInfo {} => to_json_binary(&query::token_info(deps)?),
        QueryMsg::Minter {} => to_json_binary(&query::minter(deps)?),
        QueryMsg::Allowance { owner, spender } => {
            to_json_binary(&query::allowance(deps, &owner, &spender)?)
        }
        QueryMsg::AllAllowances {
            owner,
            start_after,
            limit,
        } => to_json_binary(&query::all_allowances(deps, &owner, start_after, limit)?),
        QueryMsg::AllSpenderAllowances {
            spender,
            start_after,
            limit,
        } => to_json_binary(&query::all_spender_allowances(
            deps,
            &spender,
            start_after,
            limit,
        )?),
        QueryMsg::AllAccounts { start_after, limit } => {
            to_json_binary(&query::all_accounts(deps, start_after, limit)?)
        }
        QueryMsg::MarketingInfo {} => {
            to_json_binary(&cw20_base::contract::query_marketing_info(deps)?)
        }
        QueryMsg::DownloadLogo {} => {
            to_json_binary(&cw20_base::contract::query_download_logo(deps)?)
        }
    }
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
