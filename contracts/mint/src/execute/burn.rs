//! Burn debt: an owner's own or, once the asset is delisted, anybody's.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, DepsMut, Env, Response, StdResult, Uint128};
use mirror_math::debt::{protocol_fee, redeem};
use terraswap::asset::Asset;
use terraswap::token::Token;

use crate::asset::Listing;
use crate::delivery::undo_short;
use crate::error::ContractError;
use crate::position::Position;
use crate::prices::Prices;
use crate::state::{self, FEES};

/// Collateral that a burn takes out of a position.
struct Payout {
    fee: Uint128,
    /// For the burner of a delisted asset. Of a listed one the collateral stays where it is.
    refund: Option<Uint128>,
}

impl Payout {
    fn sum(&self) -> Result<Uint128, ContractError> {
        Ok(self.fee.checked_add(self.refund.unwrap_or_default())?)
    }

    /// Refuse a stranger who would get nothing for what he burns: it is likely a mistake.
    fn ensure_worthwhile(
        &self,
        position: &Position,
        burner: &Addr,
        burned: Uint128,
    ) -> Result<(), ContractError> {
        ensure!(
            self.refund.is_none_or(|net| !net.is_zero()) || position.owner == *burner,
            ContractError::NothingToRefund {
                idx: position.idx,
                received: burned
            }
        );
        Ok(())
    }
}

/// Burn debt of a position. `paid` is the mAsset that `sender` has sent.
pub fn burn(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    position_idx: Uint128,
    paid: &Asset,
) -> Result<Response, ContractError> {
    let mut position = state::position(deps.storage, deps.api, position_idx)?;
    let listing = state::listing(deps.storage, position.asset.as_str())?;
    let fees = FEES.load(deps.storage)?;

    ensure_burnable(env, &position, &listing, paid)?;
    // A delisted asset may be burned by anybody, for its share of the collateral.
    if listing.end_price.is_none() {
        position.ensure_owned_by(sender)?;
    }

    let prices = Prices::new(deps.as_ref(), env)?;
    let valued = value(&prices, &position, &listing, sender)?;
    let payout = decide(&position, &listing, valued, paid.amount, fees.rate)?;
    payout.ensure_worthwhile(&position, sender, paid.amount)?;
    let debt_before = position.debt;
    position.repay(paid.amount)?;
    position.withdraw(payout.sum()?)?;

    let unpaid = position.unpaid();
    let written_off = state::write_off(deps.storage, &mut position, unpaid)?;
    state::settle_position(deps.storage, deps.api, &position)?;

    let info = &position.collateral.info;
    let fee = info.clone().amount(payout.fee);
    let refund = payout.refund.map(|amount| info.clone().amount(amount));
    let response = Response::new()
        .add_message(Token(position.asset.clone()).burn(paid.amount)?)
        .add_messages(fee.transfer_to(&fees.collector)?)
        .add_messages(pay(refund.as_ref(), sender)?)
        .add_messages(undo_short(&deps, &position, debt_before)?)
        .add_attribute("action", "burn")
        .add_attribute("position_idx", position_idx)
        .add_attribute("burn_amount", paid.to_string())
        .add_attribute("protocol_fee", fee.to_string())
        .add_attributes(refund.map(|refund| ("refund_collateral_amount", refund.to_string())))
        .add_attributes(written_off.map(|debt| ("bad_debt", debt.to_string())));
    Ok(response)
}

fn ensure_burnable(
    env: &Env,
    position: &Position,
    listing: &Listing,
    paid: &Asset,
) -> Result<(), ContractError> {
    position.ensure_asset(paid)?;
    ensure!(
        paid.amount <= position.debt,
        ContractError::BurnTooMuch {
            received: paid.amount,
            debt: position.debt
        }
    );
    listing.ensure_burnable_at(env.block.time.seconds())
}

/// The prices of the mAsset and of the collateral. The owner makes his position safer, so he may
/// burn at the last prices while one is halted. A stranger takes collateral for a delisted asset,
/// which needs prices that are fresh and not halted.
fn value(
    prices: &Prices,
    position: &Position,
    listing: &Listing,
    burner: &Addr,
) -> Result<(Decimal, Decimal), ContractError> {
    let (token, info) = (position.asset.as_str(), &position.collateral.info);
    if position.owner == *burner {
        let (asset_price, collateral) = prices.for_saving(token, listing, info)?;
        return Ok((asset_price, collateral.quote.price));
    }
    let collateral = prices.collateral(info)?;
    Ok((prices.asset(token, listing)?, collateral.quote.price))
}

fn decide(
    position: &Position,
    listing: &Listing,
    (asset_price, collateral_price): (Decimal, Decimal),
    burned: Uint128,
    fee_rate: Decimal,
) -> Result<Payout, ContractError> {
    let held = position.collateral.amount;
    if listing.end_price.is_none() {
        let fee = protocol_fee(burned, asset_price, collateral_price, fee_rate, held)?;
        return Ok(Payout { fee, refund: None });
    }

    let redemption = redeem(
        burned,
        asset_price,
        collateral_price,
        held,
        position.debt,
        fee_rate,
    )?;
    Ok(Payout {
        fee: redemption.fee,
        refund: Some(redemption.net),
    })
}

fn pay(asset: Option<&Asset>, recipient: &Addr) -> StdResult<Option<CosmosMsg>> {
    asset.map_or(Ok(None), |asset| asset.transfer_to(recipient))
}
