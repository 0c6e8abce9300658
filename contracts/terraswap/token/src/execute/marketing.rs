//! What wallets show of a token. Nobody pays for this often, so it is cw20-base's own.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw20::Logo;
use cw20_base::contract::{execute_update_marketing, execute_upload_logo};

use crate::error::ContractError;

/// Change the texts, or who may.
pub fn update(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    project: Option<String>,
    description: Option<String>,
    marketing: Option<String>,
) -> Result<Response, ContractError> {
    Ok(execute_update_marketing(
        deps,
        env,
        info,
        project,
        description,
        marketing,
    )?)
}

/// Change the picture.
pub fn upload_logo(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    logo: Logo,
) -> Result<Response, ContractError> {
    Ok(execute_upload_logo(deps, env, info, logo)?)
}
