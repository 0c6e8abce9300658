//! Set up a pair, which makes its own LP token.

use cosmwasm_std::{to_json_binary, Addr, DepsMut, Response, SubMsg, WasmMsg};
use cw20::MinterResponse;
use terraswap::pair::InstantiateMsg;
use terraswap::token;

use crate::error::ContractError;
use crate::pair::StoredPair;
use crate::reply::MAKE_LIQUIDITY_TOKEN;
use crate::state::PAIR;

/// Keep the assets and make the LP token, whose only minter is this contract.
pub fn instantiate(
    deps: DepsMut,
    contract: Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let pair = StoredPair::new(deps.api, &msg.asset_infos, msg.asset_decimals)?;
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

    PAIR.save(deps.storage, &pair)?;

    Ok(Response::new().add_submessage(SubMsg::reply_on_success(
        make_liquidity_token,
        MAKE_LIQUIDITY_TOKEN,
    )))
}
