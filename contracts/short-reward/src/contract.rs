//! Entry points. There is one question and no message, so the rules stand here too.

use cosmwasm_std::{
    ensure, entry_point, to_json_binary, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_math::premium;
use mirror_protocol::short_reward::{
    ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, ShortRewardWeightResponse,
};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::state::MAX_WEIGHT;

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the curve rises to unless told: the doubled curve of May 2022.
pub const DEFAULT_MAX_WEIGHT: Decimal = Decimal::percent(80);

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;

    let max_weight = msg.max_weight.unwrap_or(DEFAULT_MAX_WEIGHT);
    ensure!(
        !max_weight.is_zero() && max_weight <= Decimal::one(),
        ContractError::MaxWeightOutOfRange { max_weight }
    );

    MAX_WEIGHT.save(deps.storage, &max_weight)?;

    Ok(Response::new())
}

/// Nothing can be sent to a calculator: no message decodes.
#[entry_point]
pub fn execute(
    _deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {}
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::ShortRewardWeight { premium_rate } => {
            to_json_binary(&short_reward_weight(deps, premium_rate)?)
        }
    };
    Ok(answer?)
}

/// The weight survives: only an instantiation sets it.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}

fn short_reward_weight(
    deps: Deps,
    premium_rate: Decimal,
) -> Result<ShortRewardWeightResponse, ContractError> {
    let max_weight = MAX_WEIGHT.load(deps.storage)?;

    Ok(ShortRewardWeightResponse {
        short_reward_weight: premium::short_weight(premium_rate, max_weight)?,
    })
}
