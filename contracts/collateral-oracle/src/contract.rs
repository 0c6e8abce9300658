//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::collateral_oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
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
    _env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    match msg {
        ExecuteMsg::UpdateConfig(update) => execute::update_config(deps, &info.sender, update),
        ExecuteMsg::RegisterCollateralAsset {
            asset,
            price_source,
            multiplier,
            value_cap,
        } => {
            let terms = execute::Terms {
                price_source,
                multiplier,
                value_cap,
            };
            execute::register_collateral_asset(deps, &info.sender, &asset, terms)
        }
        ExecuteMsg::RevokeCollateralAsset { asset } => {
            execute::revoke_collateral_asset(deps, &info.sender, &asset)
        }
        ExecuteMsg::UpdateCollateralPriceSource {
            asset,
            price_source,
        } => execute::update_collateral_price_source(deps, &info.sender, &asset, price_source),
        ExecuteMsg::UpdateCollateralMultiplier { asset, multiplier } => {
            execute::update_collateral_multiplier(deps, &info.sender, &asset, multiplier)
        }
        ExecuteMsg::UpdateCollateralCap { asset, value_cap } => {
            execute::update_collateral_cap(deps, &info.sender, &asset, value_cap)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::CollateralPrice {
            asset,
            timeframe,
            // The field of an older version; it never had an effect.
            block_height: _,
        } => to_json_binary(&query::collateral_price(deps, &env, asset, timeframe)?),
        QueryMsg::CollateralAssetInfo { asset } => {
            to_json_binary(&query::collateral_asset_info(deps, asset)?)
        }
        QueryMsg::CollateralAssetInfos { start_after, limit } => {
            to_json_binary(&query::collateral_asset_infos(deps, start_after, limit)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
