//! What users ask of the protocol, as messages ready to be sent.
//!
//! Clients and tests use them. Where a payment may be a coin or a token, the coin goes beside a
//! message and the token goes with a hook; the functions here choose.

use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use serde::Serialize;
use terraswap::asset::{coins_of, Asset, AssetInfo};
use terraswap::token::Token;

use crate::mint::ShortParams;
use crate::{gov, limit_order, lock, mint, staking};

/// A message without a payment.
pub fn tell(contract: &Addr, message: &impl Serialize) -> StdResult<CosmosMsg> {
    Ok(wasm_execute(contract, message, vec![])?.into())
}

/// A payment: a coin with `message`, or a token with `hook`. Nothing of a coin is sent as no coin.
pub fn pay(
    contract: &Addr,
    paid: &Asset,
    message: &impl Serialize,
    hook: &impl Serialize,
) -> StdResult<CosmosMsg> {
    if paid.info.is_native_token() {
        let coins = coins_of(std::slice::from_ref(paid));
        return Ok(wasm_execute(contract, message, coins)?.into());
    }
    pay_tokens(contract, paid, hook)
}

/// A payment in tokens, with `hook`.
pub fn pay_tokens(contract: &Addr, paid: &Asset, hook: &impl Serialize) -> StdResult<CosmosMsg> {
    Token(Addr::unchecked(paid.info.id())).send(contract, paid.amount, hook)
}

/// Open a position against `collateral`; with `short_params` a short one.
pub fn open_position(
    mint: &Addr,
    collateral: &Asset,
    asset_info: AssetInfo,
    collateral_ratio: Decimal,
    short_params: Option<ShortParams>,
) -> StdResult<CosmosMsg> {
    let message = mint::ExecuteMsg::OpenPosition {
        collateral: collateral.clone(),
        asset_info: asset_info.clone(),
        collateral_ratio,
        short_params: short_params.clone(),
    };
    let hook = mint::Cw20HookMsg::OpenPosition {
        asset_info,
        collateral_ratio,
        short_params,
    };
    pay(mint, collateral, &message, &hook)
}

/// Add collateral to a position.
pub fn deposit(mint: &Addr, position_idx: Uint128, collateral: &Asset) -> StdResult<CosmosMsg> {
    let message = mint::ExecuteMsg::Deposit {
        position_idx,
        collateral: collateral.clone(),
    };
    let hook = mint::Cw20HookMsg::Deposit { position_idx };
    pay(mint, collateral, &message, &hook)
}

/// Take collateral out of a position; `None` is all of it.
pub fn withdraw(
    mint: &Addr,
    position_idx: Uint128,
    collateral: Option<Asset>,
) -> StdResult<CosmosMsg> {
    let message = mint::ExecuteMsg::Withdraw {
        position_idx,
        collateral,
    };
    tell(mint, &message)
}

/// Mint more of a position's asset.
pub fn mint_more(
    mint: &Addr,
    position_idx: Uint128,
    asset: Asset,
    short_params: Option<ShortParams>,
) -> StdResult<CosmosMsg> {
    let message = mint::ExecuteMsg::Mint {
        position_idx,
        asset,
        short_params,
    };
    tell(mint, &message)
}

/// Pay a position's debt back, or a part of it.
pub fn burn(mint: &Addr, position_idx: Uint128, debt: &Asset) -> StdResult<CosmosMsg> {
    pay_tokens(mint, debt, &mint::Cw20HookMsg::Burn { position_idx })
}

/// Pay a part of an unsafe position's debt and get collateral for it.
pub fn auction(mint: &Addr, position_idx: Uint128, debt: &Asset) -> StdResult<CosmosMsg> {
    pay_tokens(mint, debt, &mint::Cw20HookMsg::Auction { position_idx })
}

/// Claim the proceeds of these short positions.
pub fn unlock(lock: &Addr, positions_idx: Vec<Uint128>) -> StdResult<CosmosMsg> {
    tell(
        lock,
        &lock::ExecuteMsg::UnlockPositionFunds { positions_idx },
    )
}

/// Stake LP tokens of an asset's pool.
pub fn bond(staking: &Addr, asset_token: &Addr, lp: &Asset) -> StdResult<CosmosMsg> {
    let asset_token = asset_token.to_string();
    pay_tokens(staking, lp, &staking::Cw20HookMsg::Bond { asset_token })
}

/// Take staked LP tokens of an asset's pool out.
pub fn unbond(staking: &Addr, asset_token: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
    let message = staking::ExecuteMsg::Unbond {
        asset_token: asset_token.to_string(),
        amount,
    };
    tell(staking, &message)
}

/// Claim the rewards of one asset's pool, or of all.
pub fn claim_rewards(staking: &Addr, asset_token: Option<&Addr>) -> StdResult<CosmosMsg> {
    let asset_token = asset_token.map(Addr::to_string);
    tell(staking, &staking::ExecuteMsg::Withdraw { asset_token })
}

/// Offer one asset for another.
pub fn submit_order(orders: &Addr, offer: &Asset, ask_asset: Asset) -> StdResult<CosmosMsg> {
    let message = limit_order::ExecuteMsg::SubmitOrder {
        offer_asset: offer.clone(),
        ask_asset: ask_asset.clone(),
    };
    let hook = limit_order::Cw20HookMsg::SubmitOrder { ask_asset };
    pay(orders, offer, &message, &hook)
}

/// Pay for an order, or for a part of it.
pub fn execute_order(orders: &Addr, order_id: u64, paid: &Asset) -> StdResult<CosmosMsg> {
    let message = limit_order::ExecuteMsg::ExecuteOrder {
        execute_asset: paid.clone(),
        order_id,
    };
    let hook = limit_order::Cw20HookMsg::ExecuteOrder { order_id };
    pay(orders, paid, &message, &hook)
}

/// Stake MIR in gov.
pub fn stake_mir(gov: &Addr, mir: &Asset) -> StdResult<CosmosMsg> {
    pay_tokens(gov, mir, &gov::Cw20HookMsg::StakeVotingTokens {})
}
