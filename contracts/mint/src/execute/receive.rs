//! Take tokens, and do what they were sent for.

use cosmwasm_std::{from_json, Addr, DepsMut, Env, Response};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::mint::Cw20HookMsg;
use terraswap::asset::Asset;

use crate::error::ContractError;
use crate::execute::open_position::Opening;
use crate::execute::{auction, burn, deposit, open_position};

/// `token` has booked the amount to this contract, and says who sent it. A false token can say
/// anything, so each of these takes only a token that the position or the list of collateral names.
pub fn receive(
    deps: DepsMut,
    env: &Env,
    token: &Addr,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let paid = Asset::token(token, hook.amount);
    let sender = deps.api.addr_validate(&hook.sender)?;
    let msg = from_json(&hook.msg).map_err(|_| ContractError::InvalidHook {})?;
    match msg {
        Cw20HookMsg::OpenPosition {
            asset_info,
            collateral_ratio,
            short_params,
        } => {
            let opening = Opening {
                asset_info,
                collateral_ratio,
                short_params,
            };
            open_position::open_position(deps, env, &sender, paid, opening)
        }
        Cw20HookMsg::Deposit { position_idx } => {
            deposit::deposit(deps, env, &sender, position_idx, &paid)
        }
        Cw20HookMsg::Burn { position_idx } => burn::burn(deps, env, &sender, position_idx, &paid),
        Cw20HookMsg::Auction { position_idx } => {
            auction::auction(deps, env, &sender, position_idx, &paid)
        }
    }
}
