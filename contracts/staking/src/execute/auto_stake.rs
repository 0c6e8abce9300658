//! Provide liquidity and stake the LP tokens in one step.

use cosmwasm_std::{
    ensure, wasm_execute, Addr, CosmosMsg, Decimal, Deps, DepsMut, Env, MessageInfo, Response,
    Uint128,
};
use mirror_protocol::staking::ExecuteMsg;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::execute::bond;
use crate::market;
use crate::state::{self, CONFIG, POOLS};

/// What this contract had before it provided liquidity. Hooks of former clients name the LP
/// tokens only, and hand nothing back.
pub struct Balances {
    /// Of the LP token.
    pub staking_token: Uint128,
    /// Of the base denom, without the coin that came with the message.
    pub base: Option<Uint128>,
    /// Of the asset.
    pub asset: Option<Uint128>,
}

/// Take the sender's coin and tokens to the pair; the hook stakes what comes of it.
pub fn auto_stake(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    assets: [Asset; 2],
    slippage_tolerance: Option<Decimal>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (base_amount, asset_token, asset_amount) = sides(&assets, &config.base_denom)?;
    funds::exactly(info, &assets)?;
    let asset = state::key(deps.api, &asset_token)?;
    let mut pool = state::pool(deps.storage, &asset, &asset_token)?;

    let market = market::staked(deps.as_ref(), &config, &asset_token, &pool)?;
    let staking = &env.contract.address;
    let token = Token(Addr::unchecked(&asset_token));
    let staking_token = Token(pool.staking_token.clone());
    let coin = deps.querier.query_balance(staking, &config.base_denom)?;
    let hook = ExecuteMsg::AutoStakeHook {
        asset_token: asset_token.clone(),
        staking_token: staking_token.0.to_string(),
        staker_addr: info.sender.to_string(),
        prev_staking_token_amount: staking_token.balance(&deps.querier, staking)?,
        prev_base_amount: Some(coin.amount.checked_sub(base_amount)?),
        prev_asset_amount: Some(token.balance(&deps.querier, staking)?),
    };

    if pool.market.is_none() {
        pool.market = Some(market.clone());
        POOLS.save(deps.storage, &asset, &pool)?;
    }

    let pair = Pair(market.pair);
    Ok(Response::new()
        .add_message(token.transfer_from(&info.sender, staking, asset_amount)?)
        .add_message(token.increase_allowance(&pair.0, asset_amount)?)
        .add_message(pair.provide_liquidity(assets, None, slippage_tolerance)?)
        .add_message(wasm_execute(staking, &hook, vec![])?)
        .add_attribute("action", "auto_stake")
        .add_attribute("asset_token", asset_token)
        .add_attribute("tax_amount", "0"))
}

/// Stake the LP tokens that came of it, and hand back what the pair did not take.
pub fn auto_stake_hook(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: String,
    staking_token: String,
    staker_addr: String,
    before: Balances,
) -> Result<Response, ContractError> {
    let staking = &env.contract.address;

    ensure!(sender == staking, ContractError::Unauthorized {});

    let staking_token = Token(deps.api.addr_validate(&staking_token)?);
    let staker = deps.api.addr_validate(&staker_addr)?;
    let after = staking_token.balance(&deps.querier, staking)?;
    let gained = after.checked_sub(before.staking_token)?;
    let mut refunds = vec![];
    if let Some(before) = before.base {
        refunds.extend(base_refund(deps.as_ref(), staking, before, &staker)?);
    }
    if let Some(before) = before.asset {
        refunds.extend(asset_refund(
            deps.as_ref(),
            staking,
            &asset_token,
            before,
            &staker,
        )?);
    }

    let bonded = bond::add(deps, env.block.height, staker_addr, asset_token, gained)?;

    Ok(bonded.add_messages(refunds))
}

/// The amount of the base denom, the token and its amount: one of each, both above zero.
fn sides(
    assets: &[Asset; 2],
    base_denom: &str,
) -> Result<(Uint128, String, Uint128), ContractError> {
    let base = assets.iter().find(
        |asset| matches!(&asset.info, AssetInfo::NativeToken { denom } if denom == base_denom),
    );
    let base = base.ok_or_else(|| ContractError::BaseMissing {
        base_denom: base_denom.to_string(),
    })?;
    let token = assets.iter().find_map(|asset| match &asset.info {
        AssetInfo::Token { contract_addr } => Some((contract_addr.clone(), asset.amount)),
        AssetInfo::NativeToken { .. } => None,
    });
    let (asset_token, amount) = token.ok_or(ContractError::TokenMissing {})?;
    ensure!(
        !base.amount.is_zero() && !amount.is_zero(),
        ContractError::ZeroAmount {}
    );
    Ok((base.amount, asset_token, amount))
}

fn base_refund(
    deps: Deps,
    staking: &Addr,
    before: Uint128,
    staker: &Addr,
) -> Result<Option<CosmosMsg>, ContractError> {
    let base_denom = CONFIG.load(deps.storage)?.base_denom;
    let coin = deps.querier.query_balance(staking, &base_denom)?;
    let left = coin.amount.checked_sub(before)?;
    Ok(Asset::native(base_denom, left).transfer_to(staker)?)
}

/// The tokens that are left, and the allowance that the pair did not use.
fn asset_refund(
    deps: Deps,
    staking: &Addr,
    asset_token: &str,
    before: Uint128,
    staker: &Addr,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let token = Token(Addr::unchecked(asset_token));
    let left = token.balance(&deps.querier, staking)?.checked_sub(before)?;
    if left.is_zero() {
        return Ok(vec![]);
    }
    let config = CONFIG.load(deps.storage)?;
    let asset = state::key(deps.api, asset_token)?;
    let pool = state::pool(deps.storage, &asset, asset_token)?;
    let pair = market::staked(deps, &config, asset_token, &pool)?.pair;
    Ok(vec![
        token.decrease_allowance(&pair, left)?,
        token.transfer(staker, left)?,
    ])
}
