//! Make a token.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, DepsMut, Env, MessageInfo, Response, Uint128};
use cw20::Cw20Coin;
use cw20_base::msg::InstantiateMsg;
use cw20_base::state::TOKEN_INFO;
use cw20_base::ContractError as Cw20Error;
use terraswap::ledger;

use crate::error::ContractError;
use crate::state::{self, Token, TOKEN};

/// Store what the token is, and give the first balances.
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    msg.validate()?;
    let minter = match &msg.mint {
        Some(mint) => {
            let minter = deps.api.addr_validate(&mint.minter)?;
            Some(deps.api.addr_canonicalize(minter.as_str())?)
        }
        None => None,
    };
    let cap = msg.get_cap();

    let supply = give_first_balances(&mut deps, &msg.initial_balances)?;
    ensure!(
        cap.is_none_or(|cap| supply <= cap),
        ContractError::InitialSupplyExceedsCap { supply }
    );

    keep_marketing(deps.branch(), env, info, &msg)?;
    // Nothing is stored yet, and saving zero would pay for a removal.
    if !supply.is_zero() {
        ledger::save(deps.storage, ledger::SUPPLY, supply);
    }
    let token = Token {
        name: msg.name,
        symbol: msg.symbol,
        decimals: msg.decimals,
        minter,
        cap,
    };
    TOKEN.save(deps.storage, &token);

    Ok(Response::new())
}

/// Each account once. Returns the sum.
fn give_first_balances(deps: &mut DepsMut, first: &[Cw20Coin]) -> Result<Uint128, ContractError> {
    let accounts: BTreeSet<_> = first.iter().map(|coin| &coin.address).collect();
    ensure!(
        accounts.len() == first.len(),
        Cw20Error::DuplicateInitialBalanceAddresses {}
    );

    let mut supply = Uint128::zero();
    for coin in first {
        let holder = deps.api.addr_validate(&coin.address)?;
        state::give(deps.storage, deps.api, holder.as_str(), coin.amount)?;
        supply = supply.checked_add(coin.amount)?;
    }
    Ok(supply)
}

/// cw20-base checks and keeps what wallets show. Its own record of the token is not needed.
fn keep_marketing(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: &InstantiateMsg,
) -> Result<(), ContractError> {
    if msg.marketing.is_none() {
        return Ok(());
    }
    let shown = InstantiateMsg {
        initial_balances: vec![],
        mint: None,
        ..msg.clone()
    };
    cw20_base::contract::instantiate(deps.branch(), env, info, shown)?;
    TOKEN_INFO.remove(deps.storage);
    Ok(())
}
