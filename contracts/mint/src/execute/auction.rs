//! Sell the collateral of a position below its minimum ratio for the mAsset it owes.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response, Uint128};
use mirror_math::debt::{self, Auction, AuctionInput};
use terraswap::asset::Asset;
use terraswap::token::Token;

use crate::delivery::undo_short;
use crate::error::ContractError;
use crate::position::{Position, Valuation};
use crate::prices::Prices;
use crate::state::{self, FEES};

/// Sell collateral of a position that is below its minimum. `paid` is the mAsset that `buyer` has
/// sent, who may be anybody, the owner too.
pub fn auction(
    deps: DepsMut,
    env: &Env,
    buyer: &Addr,
    position_idx: Uint128,
    paid: &Asset,
) -> Result<Response, ContractError> {
    let mut position = state::position(deps.storage, deps.api, position_idx)?;
    let fees = FEES.load(deps.storage)?;

    let sale = decide(deps.as_ref(), env, &position, paid, fees.rate)?;
    let debt_before = position.debt;
    position.repay(sale.liquidated)?;
    position.withdraw(sale.gross)?;

    let written_off = state::write_off(deps.storage, &mut position, sale.bad_debt)?;
    let rest = position.take_excess();
    state::settle_position(deps.storage, deps.api, &position)?;

    let info = &position.collateral.info;
    let net = info.clone().amount(sale.net);
    let fee = info.clone().amount(sale.fee);
    let refund = paid.amount.checked_sub(sale.liquidated)?;
    let refund = Asset::token(&position.asset, refund);
    let liquidated = Asset::token(&position.asset, sale.liquidated);
    Ok(Response::new()
        .add_messages(refund.transfer_to(buyer)?)
        .add_messages(rest.transfer_to(&position.owner)?)
        .add_message(Token(position.asset.clone()).burn(sale.liquidated)?)
        .add_messages(net.transfer_to(buyer)?)
        .add_messages(fee.transfer_to(&fees.collector)?)
        .add_messages(undo_short(&deps, &position, debt_before)?)
        .add_attribute("action", "auction")
        .add_attribute("position_idx", position_idx)
        .add_attribute("owner", &position.owner)
        .add_attribute("return_collateral_amount", net.to_string())
        .add_attribute("liquidated_amount", liquidated.to_string())
        .add_attribute("tax_amount", format!("0{info}"))
        .add_attribute("protocol_fee", fee.to_string())
        .add_attributes(written_off.map(|debt| ("bad_debt", debt.to_string()))))
}

fn decide(
    deps: Deps,
    env: &Env,
    position: &Position,
    paid: &Asset,
    fee_rate: Decimal,
) -> Result<Auction, ContractError> {
    position.ensure_asset(paid)?;
    let token = position.asset.as_str();
    let listing = state::listing(deps.storage, token)?;
    listing.ensure_listed(token)?;
    let prices = Prices::new(deps, env)?;
    let collateral = prices.collateral(&position.collateral.info)?;
    let asset_price = prices.asset(token, &listing)?;
    ensure!(
        !position.is_covered(&Valuation {
            collateral_price: collateral.quote.price,
            asset_price,
            min_ratio: listing.min_ratio,
            multiplier: collateral.multiplier,
        }),
        ContractError::PositionSafe { idx: position.idx }
    );

    // A bid above the debt buys all of it. If it were refused, whoever bought one unit first would
    // make every bid for the whole debt fail.
    let offered = paid.amount.min(position.debt);
    let sale = debt::auction(&AuctionInput {
        offered,
        debt: position.debt,
        collateral: position.collateral.amount,
        asset_price,
        collateral_price: collateral.quote.price,
        discount: listing.discount(),
        fee_rate,
    })?;
    ensure!(
        !sale.net.is_zero(),
        ContractError::AuctionTooSmall {
            received: paid.amount
        }
    );
    Ok(sale)
}
