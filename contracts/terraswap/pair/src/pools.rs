//! What the pair has of its two assets: its balances, as the bank and the tokens tell them.

use cosmwasm_std::{Addr, Deps, StdResult, Uint128};
use terraswap::asset::AssetInfo;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::pair::Pair;

/// Both pools, without what the pair has `received` in this message.
pub fn pools(
    deps: Deps,
    pair: &Pair,
    contract: &Addr,
    received: [Uint128; 2],
) -> Result<[Uint128; 2], ContractError> {
    let ([first, second], [first_is_known, second_is_known]) = (&pair.asset_infos, pair.are_known);
    let [received_first, received_second] = received;
    let first = balance(deps, contract, first, first_is_known)?;
    let second = balance(deps, contract, second, second_is_known)?;
    Ok([
        first.checked_sub(received_first)?,
        second.checked_sub(received_second)?,
    ])
}

fn balance(deps: Deps, holder: &Addr, info: &AssetInfo, is_known: bool) -> StdResult<Uint128> {
    match info {
        AssetInfo::Token { contract_addr } if is_known => {
            let token = Token(Addr::unchecked(contract_addr));
            token.ledger_balance(&deps.querier, deps.api, holder)
        }
        _ => info.balance_of(&deps.querier, holder),
    }
}
