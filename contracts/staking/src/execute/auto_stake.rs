//! Provide liquidity and stake the LP tokens in one step.

use cosmwasm_std::{
    ensure, wasm_execute, Addr, Decimal, Deps, DepsMut, Env, MessageInfo, Response, Uint128,
};
use mirror_bytes::canonical;
use mirror_protocol::staking::ExecuteMsg;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::execute::bond;
use crate::market;
use crate::pool::Pool;
use crate::state::{self, CONFIG};

/// Bring to the pair what it will use of the sender's coins and tokens, and send the rest of the coins
/// back. The hook then stakes the LP tokens.
pub fn auto_stake(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    assets: [Asset; 2],
    slippage_tolerance: Option<Decimal>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let offered = Sides::of(&assets, &config.base_denom)?;
    funds::exactly(info, &assets)?;
    let asset_token = offered.asset_token;
    let asset = canonical(deps.api, &asset_token)?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;

    let market = market::staked(deps.as_ref(), &config, &asset_token, &pool)?;
    let deposits = [offered.base, offered.asset];
    let used = market::used(
        deps.as_ref(),
        &config,
        &market,
        deposits,
        slippage_tolerance,
    )?;
    let [used_base, used_asset] = used;
    let left = Asset::native(&config.base_denom, offered.base.checked_sub(used_base)?);
    let provided = [
        Asset::native(&config.base_denom, used_base),
        Asset::token(&asset_token, used_asset),
    ];
    let hook = hook(deps.as_ref(), env, info, &asset_token, &pool)?;

    let (pair, staking) = (Pair(market.pair), &env.contract.address);
    let token = Token(Addr::unchecked(&asset_token));
    Ok(Response::new()
        .add_messages(left.transfer_to(&info.sender)?)
        .add_message(token.transfer_from(&info.sender, staking, used_asset)?)
        .add_message(token.increase_allowance(&pair.0, used_asset)?)
        .add_message(pair.provide_liquidity(provided, None, Some(Decimal::zero()))?)
        .add_message(wasm_execute(staking, &hook, vec![])?)
        .add_attribute("action", "auto_stake")
        .add_attribute("asset_token", asset_token)
        .add_attribute("tax_amount", "0"))
}

/// The message to this contract itself. It tells how many LP tokens there were before.
fn hook(
    deps: Deps,
    env: &Env,
    info: &MessageInfo,
    asset_token: &str,
    pool: &Pool,
) -> Result<ExecuteMsg, ContractError> {
    let staking_token = Token(pool.staking_token.clone());
    let before = staking_token.stored_balance(&deps.querier, deps.api, &env.contract.address)?;
    Ok(ExecuteMsg::AutoStakeHook {
        asset_token: asset_token.to_string(),
        staking_token: staking_token.0.into_string(),
        staker_addr: info.sender.to_string(),
        prev_staking_token_amount: before,
        // The pair takes all that it is given, or refuses: nothing is left to send back.
        prev_base_amount: None,
        prev_asset_amount: None,
    })
}

/// Stake the LP tokens that were gained: those above what there were before.
pub fn auto_stake_hook(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: String,
    staking_token: &str,
    staker_addr: String,
    before: Uint128,
) -> Result<Response, ContractError> {
    let staking = &env.contract.address;

    ensure!(sender == staking, ContractError::Unauthorized {});

    let staking_token = Token(deps.api.addr_validate(staking_token)?);
    let after = staking_token.stored_balance(&deps.querier, deps.api, staking)?;
    let gained = after.checked_sub(before)?;

    bond::add(
        deps,
        env.block.time.seconds(),
        staker_addr,
        asset_token,
        gained,
    )
}

/// What the sender offers: an amount of the base denom and one of a token.
struct Sides {
    base: Uint128,
    asset_token: String,
    asset: Uint128,
}

impl Sides {
    /// Read the two sides, both above zero.
    fn of(assets: &[Asset; 2], base_denom: &str) -> Result<Self, ContractError> {
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
        let (asset_token, asset) = token.ok_or(ContractError::TokenMissing {})?;
        ensure!(
            !base.amount.is_zero() && !asset.is_zero(),
            ContractError::ZeroAmount {}
        );
        Ok(Self {
            base: base.amount,
            asset_token,
            asset,
        })
    }
}
