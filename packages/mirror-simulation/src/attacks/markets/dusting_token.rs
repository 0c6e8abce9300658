//! A hostile token: it puts dust into a new pair just before the first liquidity arrives. It makes
//! every transfer without asking for an allowance.

use cosmwasm_std::{
    coins, from_json, to_json_binary, to_json_vec, wasm_execute, Addr, Binary, Deps, DepsMut,
    Empty, Env, MessageInfo, Response, StdResult, Storage, Uint128,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, TokenInfoResponse};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_testing::BASE;
use serde::{Deserialize, Serialize};
use terraswap::asset::Asset;
use terraswap::pair;

/// Where the number of decimals is stored.
const DECIMALS: &[u8] = b"decimals";
/// Set after the dust was provided.
const DONE: &[u8] = b"done";
/// The dust: base coins, which the contract has to own, and tokens.
const DUST: [u128; 2] = [2, 1_000_000];

/// How the token is made.
#[derive(Serialize, Deserialize, Debug)]
pub(super) struct InstantiateMsg {
    /// The decimals that it reports.
    pub(super) decimals: u8,
    /// Who owns tokens at the start, besides the contract.
    pub(super) holder: Addr,
    /// How many tokens each of the two owns.
    pub(super) amount: Uint128,
}

/// The code, to be stored on the chain.
pub(super) fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

fn instantiate(
    deps: DepsMut,
    env: Env,
    _: MessageInfo,
    msg: InstantiateMsg,
) -> StdResult<Response> {
    deps.storage.set(DECIMALS, &[msg.decimals]);
    save(deps.storage, msg.holder.as_str(), msg.amount)?;
    save(deps.storage, env.contract.address.as_str(), msg.amount)?;
    Ok(Response::new())
}

fn execute(deps: DepsMut, env: Env, _: MessageInfo, msg: Cw20ExecuteMsg) -> StdResult<Response> {
    match msg {
        Cw20ExecuteMsg::TransferFrom {
            owner,
            recipient,
            amount,
        } => {
            let left = load(deps.storage, &owner)?.checked_sub(amount)?;
            save(deps.storage, &owner, left)?;
            let sum = load(deps.storage, &recipient)?.checked_add(amount)?;
            save(deps.storage, &recipient, sum)?;
            Ok(Response::new())
        }
        Cw20ExecuteMsg::IncreaseAllowance { spender, .. } => calls_back(deps, &env, spender),
        _ => Ok(Response::new()),
    }
}

/// Provides the dust once, when the first allowance names the pair.
fn calls_back(deps: DepsMut, env: &Env, pair: String) -> StdResult<Response> {
    let coin = deps.querier.query_balance(&env.contract.address, BASE)?;
    let [base, tokens] = DUST;
    if deps.storage.get(DONE).is_some() || coin.amount.u128() < base {
        return Ok(Response::new());
    }
    deps.storage.set(DONE, &[1]);
    let provide = pair::ExecuteMsg::ProvideLiquidity {
        assets: [
            Asset::native(BASE, base),
            Asset::token(&env.contract.address, tokens),
        ],
        receiver: None,
        deadline: None,
        slippage_tolerance: None,
    };
    let call = wasm_execute(pair, &provide, coins(base, BASE))?;
    Ok(Response::new().add_message(call))
}

fn query(deps: Deps, _: Env, msg: Cw20QueryMsg) -> StdResult<Binary> {
    match msg {
        Cw20QueryMsg::Balance { address } => to_json_binary(&BalanceResponse {
            balance: load(deps.storage, &address)?,
        }),
        Cw20QueryMsg::TokenInfo {} => to_json_binary(&TokenInfoResponse {
            name: "hostile".to_string(),
            symbol: "HOST".to_string(),
            decimals: deps.storage.get(DECIMALS).unwrap_or_default().iter().sum(),
            total_supply: Uint128::MAX,
        }),
        _ => Ok(Binary::default()),
    }
}

fn load(storage: &dyn Storage, holder: &str) -> StdResult<Uint128> {
    let stored = storage.get(&key(holder));
    stored.map_or(Ok(Uint128::zero()), from_json)
}

fn save(storage: &mut dyn Storage, holder: &str, amount: Uint128) -> StdResult<()> {
    storage.set(&key(holder), &to_json_vec(&amount)?);
    Ok(())
}

fn key(holder: &str) -> Vec<u8> {
    [b"of ", holder.as_bytes()].concat()
}
