//! Provide liquidity.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, DepsMut, Env, Response, StdResult, Uint128};
use mirror_math::pool::{self, Provision, DEFAULT_SLIPPAGE_TOLERANCE};
use mirror_math::shares::DEAD_SHARES;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::token::Token;

use super::ensure_other;
use crate::error::ContractError;
use crate::pair::{texts, Pair};
use crate::pools::pools;
use crate::state;
use crate::track::OpenTrack;

/// What a provider offers, to whom the shares go and how much may come back.
pub struct Offer {
    pub assets: [Asset; 2],
    pub receiver: Option<String>,
    pub slippage_tolerance: Option<Decimal>,
}

/// Take both assets at the pool's ratio and mint shares for them. The ratio is the first
/// provider's, and 1000 shares stay with the pair then.
pub fn provide_liquidity(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    offer: Offer,
) -> Result<Response, ContractError> {
    let (contract, now) = (&env.contract.address, env.block.time.seconds());
    let pair = state::pair(deps.as_ref())?;

    let deposits = pair.amounts_of(&offer.assets)?;
    let receiver = match &offer.receiver {
        Some(receiver) => deps.api.addr_validate(receiver)?,
        None => sender.clone(),
    };
    ensure_other(&receiver, contract)?;
    let tolerance = tolerance(offer.slippage_tolerance)?;
    let liquidity_token = &pair.liquidity_token;
    let pools = pools(
        deps.as_ref(),
        &pair,
        contract,
        native(&pair.assets(deposits)),
    )?;
    let supply = liquidity_token.ledger_supply(&deps.querier)?;
    let provision = provision(deposits, pools, supply)?;
    let left = pair.assets(provision.left);
    ensure_slippage(&pair.assets(deposits), &left, tolerance)?;

    let track = if supply.is_zero() {
        Some(OpenTrack::start(now))
    } else {
        OpenTrack::load(deps.storage, now, pools)?
    };
    if let Some(track) = track {
        let ([pool_0, pool_1], [used_0, used_1]) = (pools, provision.used);
        let reserves = [pool_0.checked_add(used_0)?, pool_1.checked_add(used_1)?];
        track.close(deps.storage, reserves);
    }

    let mut response = Response::new();
    if supply.is_zero() {
        response = response.add_message(liquidity_token.mint(contract, DEAD_SHARES)?);
    }
    Ok(response
        .add_messages(settle(&pair, &provision, sender, contract)?)
        .add_message(liquidity_token.mint(&receiver, provision.share)?)
        .add_attribute("action", "provide_liquidity")
        .add_attribute("sender", sender)
        .add_attribute("receiver", receiver)
        .add_attribute("assets", texts(offer.assets))
        .add_attribute("share", provision.share)
        .add_attribute("refund_assets", texts(left)))
}

/// What is taken and minted. Never nothing.
fn provision(
    deposits: [Uint128; 2],
    pools: [Uint128; 2],
    supply: Uint128,
) -> Result<Provision, ContractError> {
    let provision = if supply.is_zero() {
        first_provision(deposits)?
    } else {
        pool::provide(deposits, pools, supply)?
    };

    ensure!(
        !provision.share.is_zero(),
        ContractError::InvalidZeroAmount {}
    );

    Ok(provision)
}

/// The first provider's deposits are taken whole, whatever was given to the pair before.
fn first_provision(deposits: [Uint128; 2]) -> Result<Provision, ContractError> {
    let share = pool::first_shares(deposits)?;

    ensure!(
        share >= DEAD_SHARES,
        ContractError::MoreInitialLiquidityNeeded {
            share,
            locked: DEAD_SHARES
        }
    );

    Ok(Provision {
        share: share.checked_sub(DEAD_SHARES)?,
        used: deposits,
        left: [Uint128::zero(); 2],
    })
}

/// The default for a provider who names none: that provider has not agreed to just any price.
fn tolerance(given: Option<Decimal>) -> Result<Decimal, ContractError> {
    match given {
        Some(given) if given > Decimal::one() => {
            Err(ContractError::SlippageToleranceTooHigh { given })
        }
        given => Ok(given.unwrap_or(DEFAULT_SLIPPAGE_TOLERANCE)),
    }
}

fn ensure_slippage(
    deposits: &[Asset; 2],
    left: &[Asset; 2],
    tolerance: Decimal,
) -> Result<(), ContractError> {
    for (deposit, left) in deposits.iter().zip(left) {
        ensure!(
            !pool::exceeds_slippage(deposit.amount, left.amount, tolerance),
            ContractError::MaxSlippageAssertion {
                left: left.to_string(),
                deposit: deposit.to_string()
            }
        );
    }
    Ok(())
}

/// The coins have come with the message, so what is left of them goes back. Of tokens only what is used
/// is fetched.
fn settle(
    pair: &Pair,
    provision: &Provision,
    sender: &Addr,
    contract: &Addr,
) -> StdResult<Vec<CosmosMsg>> {
    let used = pair.assets(provision.used);
    let left = pair.assets(provision.left);
    let mut messages = vec![];
    for (used, left) in used.iter().zip(left) {
        match &used.info {
            AssetInfo::NativeToken { .. } => messages.extend(left.transfer_to(sender)?),
            AssetInfo::Token { contract_addr } => {
                let token = Token(Addr::unchecked(contract_addr));
                messages.push(token.transfer_from(sender, contract, used.amount)?);
            }
        }
    }
    Ok(messages)
}

/// The part of the deposits that has come with the message.
fn native(deposits: &[Asset; 2]) -> [Uint128; 2] {
    deposits.each_ref().map(|deposit| {
        if deposit.info.is_native_token() {
            deposit.amount
        } else {
            Uint128::zero()
        }
    })
}
