//! Set up a pair, which makes its own LP token.

use cosmwasm_std::{to_json_binary, Addr, Deps, DepsMut, Response, StdResult, SubMsg, WasmMsg};
use cw20::MinterResponse;
use mirror_bytes::Bytes;
use terraswap::asset::AssetInfo;
use terraswap::pair::InstantiateMsg;
use terraswap::token::{self, Token};

use crate::error::ContractError;
use crate::pair::Traded;
use crate::reply::MAKE_LIQUIDITY_TOKEN;

/// Make the LP token, whose only minter is this contract. The reply keeps the pair, once.
pub fn instantiate(
    deps: DepsMut,
    contract: Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let are_known = are_known(deps.as_ref(), &msg)?;
    let traded = Traded::new(deps.api, &msg.asset_infos, msg.asset_decimals, are_known)?;
    let liquidity_token = token::InstantiateMsg {
        name: "terraswap liquidity token".to_string(),
        symbol: "uLP".to_string(),
        decimals: 6,
        initial_balances: vec![],
        mint: Some(MinterResponse {
            minter: contract.into_string(),
            cap: None,
        }),
        marketing: None,
    };
    let make_liquidity_token = WasmMsg::Instantiate {
        admin: None,
        code_id: msg.token_code_id,
        msg: to_json_binary(&liquidity_token)?,
        funds: vec![],
        label: "lp".to_string(),
    };

    Ok(Response::new().add_submessage(
        SubMsg::reply_on_success(make_liquidity_token, MAKE_LIQUIDITY_TOKEN)
            .with_payload(traded.to_bytes()),
    ))
}

/// Which of the assets are tokens of the LP token's code that nobody can give another.
fn are_known(deps: Deps, msg: &InstantiateMsg) -> StdResult<[bool; 2]> {
    let is_known = |info: &AssetInfo| match info {
        AssetInfo::Token { contract_addr } => {
            let token = Token(Addr::unchecked(contract_addr));
            token.runs_for_ever(&deps.querier, msg.token_code_id)
        }
        AssetInfo::NativeToken { .. } => Ok(false),
    };
    let [first, second] = &msg.asset_infos;
    Ok([is_known(first)?, is_known(second)?])
}
