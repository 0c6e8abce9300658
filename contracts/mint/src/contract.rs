//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::mint::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::asset::{ListingUpdate, NewListing};
use crate::error::ContractError;
use crate::execute::open_position::Opening;
use crate::execute::{
    accept_collateral, assets, config, deposit, ensure_coin, mint, open_position, receive, withdraw,
};
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
    ensure_paid(&info, &msg)?;
    let sender = &info.sender;
    match msg {
        ExecuteMsg::Receive(hook) => receive::receive(deps, &env, sender, hook),
        ExecuteMsg::UpdateConfig(update) => config::update_config(deps, sender, update),
        ExecuteMsg::RegisterAsset {
            asset_token,
            auction_discount,
            min_collateral_ratio,
            ipo_params,
            debt_cap,
            collateral,
        } => {
            let new = NewListing {
                auction_discount,
                min_ratio: min_collateral_ratio,
                ipo_params,
                debt_cap,
                collateral: collateral.unwrap_or_default(),
            };
            assets::register_asset(deps, &env, sender, &asset_token, new)
        }
        ExecuteMsg::UpdateAsset {
            asset_token,
            auction_discount,
            min_collateral_ratio,
            ipo_params,
            debt_cap,
        } => {
            let update = ListingUpdate {
                auction_discount,
                min_ratio: min_collateral_ratio,
                ipo_params,
                debt_cap,
            };
            assets::update_asset(deps, &env, sender, &asset_token, update)
        }
        ExecuteMsg::RegisterMigration {
            asset_token,
            end_price,
        } => assets::register_migration(deps, sender, &asset_token, end_price),
        ExecuteMsg::AnnounceDelisting {
            asset_token,
            end_price,
        } => assets::announce_delisting(deps, sender, &asset_token, end_price),
        ExecuteMsg::AcceptCollateral { asset_token } => {
            accept_collateral::accept_collateral(deps, &env, sender, &asset_token)
        }
        ExecuteMsg::TriggerIPO { asset_token } => {
            assets::trigger_ipo(deps, &env, sender, &asset_token)
        }
        ExecuteMsg::OpenPosition {
            collateral,
            asset_info,
            collateral_ratio,
            short_params,
        } => {
            let opening = Opening {
                asset_info,
                collateral_ratio,
                short_params,
            };
            open_position::open_position(deps, &env, sender, collateral, opening)
        }
        ExecuteMsg::Deposit {
            position_idx,
            collateral,
        } => deposit::deposit(deps, &env, sender, position_idx, &collateral),
        ExecuteMsg::Withdraw {
            position_idx,
            collateral,
        } => withdraw::withdraw(deps, &env, sender, position_idx, collateral),
        ExecuteMsg::Mint {
            position_idx,
            asset,
            short_params,
        } => mint::mint(deps, &env, sender, position_idx, &asset, short_params),
    }
}

/// What each message has to bring: the coin that it names, or nothing.
fn ensure_paid(info: &MessageInfo, msg: &ExecuteMsg) -> Result<(), ContractError> {
    match msg {
        ExecuteMsg::OpenPosition { collateral, .. } | ExecuteMsg::Deposit { collateral, .. } => {
            ensure_coin(info, collateral)
        }
        ExecuteMsg::Receive(_)
        | ExecuteMsg::UpdateConfig(_)
        | ExecuteMsg::RegisterAsset { .. }
        | ExecuteMsg::UpdateAsset { .. }
        | ExecuteMsg::RegisterMigration { .. }
        | ExecuteMsg::AnnounceDelisting { .. }
        | ExecuteMsg::AcceptCollateral { .. }
        | ExecuteMsg::TriggerIPO { .. }
        | ExecuteMsg::Withdraw { .. }
        | ExecuteMsg::Mint { .. } => Ok(funds::none(info)?),
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::AssetConfig { asset_token } => {
            to_json_binary(&query::asset_config(deps, asset_token)?)
        }
        QueryMsg::Position { position_idx } => {
            to_json_binary(&query::position(deps, position_idx)?)
        }
        QueryMsg::Positions {
            owner_addr,
            asset_token,
            start_after,
            limit,
            order_by,
        } => to_json_binary(&query::positions(
            deps,
            owner_addr,
            asset_token,
            query::Page {
                start_after,
                limit,
                order_by,
            },
        )?),
        QueryMsg::NextPositionIdx {} => to_json_binary(&query::next_position_idx(deps)?),
        QueryMsg::AssetStatus { asset_token } => {
            to_json_binary(&query::asset_status(deps, &env, &asset_token)?)
        }
        QueryMsg::BadDebt { asset_token } => to_json_binary(&query::bad_debt(deps, asset_token)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
