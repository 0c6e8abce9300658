//! Contracts that misbehave, and a money market.

use cosmwasm_std::{
    coins, to_json_binary, BankMsg, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult,
};
use cw20::{BalanceResponse, Cw20QueryMsg, Cw20ReceiveMsg};
use cw20_base::msg::{InstantiateMsg, QueryMsg};
use cw_multi_test::ContractWrapper;
use mirror_protocol::collector::MoneyMarketCw20HookMsg;
use mirror_testing::codes::Code;
use serde::{Deserialize, Serialize};
use terraswap_token::contract as token_code;

/// A token that answers half of the balance that it has stored.
pub(crate) fn halving_token() -> Code {
    Box::new(ContractWrapper::new(
        token_code::execute,
        token_code::instantiate,
        |deps: Deps, env: Env, msg: QueryMsg| -> StdResult<Binary> {
            let is_balance = matches!(msg, QueryMsg::Balance { .. });
            let answer = token_code::query(deps, env, msg)?;
            if !is_balance {
                return Ok(answer);
            }
            let stored: BalanceResponse = cosmwasm_std::from_json(answer)?;
            to_json_binary(&BalanceResponse {
                balance: stored.balance / cosmwasm_std::Uint128::new(2),
            })
        },
    ))
}

/// A token that refuses queries about balances.
pub(crate) fn mute_token() -> Code {
    Box::new(ContractWrapper::new(
        token_code::execute,
        token_code::instantiate,
        |deps: Deps, env: Env, msg: QueryMsg| -> StdResult<Binary> {
            match msg {
                QueryMsg::Balance { .. } => Err(StdError::not_found("voice")),
                msg => token_code::query(deps, env, msg),
            }
        },
    ))
}

/// The message that makes either of these tokens.
pub(crate) fn token(symbol: &str, minter: &str) -> InstantiateMsg {
    InstantiateMsg {
        name: format!("token {symbol}"),
        symbol: symbol.to_string(),
        decimals: 6,
        initial_balances: vec![],
        mint: Some(cw20::MinterResponse {
            minter: minter.to_string(),
            cap: None,
        }),
        marketing: None,
    }
}

/// The messages of the money market.
#[derive(Serialize, Deserialize, Clone, Debug)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MarketMsg {
    Receive(Cw20ReceiveMsg),
}

/// A money market that pays one unit of base for each of its token.
pub(crate) fn money_market() -> Code {
    Box::new(ContractWrapper::new(
        |_deps: DepsMut, _env: Env, _info: MessageInfo, msg: MarketMsg| -> StdResult<Response> {
            let MarketMsg::Receive(received) = msg;
            let MoneyMarketCw20HookMsg::RedeemStable {} = cosmwasm_std::from_json(&received.msg)?;
            Ok(Response::new().add_message(BankMsg::Send {
                to_address: received.sender,
                amount: coins(received.amount.u128(), "uusd"),
            }))
        },
        |_deps: DepsMut, _env: Env, _info: MessageInfo, _msg: Empty| -> StdResult<Response> {
            Ok(Response::new())
        },
        |_deps: Deps, _env: Env, _msg: Cw20QueryMsg| -> StdResult<Binary> {
            Err(StdError::not_found("question"))
        },
    ))
}
