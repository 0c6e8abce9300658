//! Debt positions: what collateral backs, when it no longer does, and how debt is bought or
//! redeemed (mint.md 6). Contracts and liquidators get their answers from the same functions.
//!
//! Amounts are micro units, prices are in base units per micro unit. Products are exact in up to
//! 512 bits.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::ratio::{mul_div_ceil, mul_div_floor};
use crate::wide::{div_ceil_256, div_ceil_512, narrow, narrow_512, ONE};
use crate::MathError;

/// 10^36, the atomics of a ratio times a multiplier at 1.
const ONE_SQUARED: Uint256 = Uint256::from_u128(1_000_000_000_000_000_000_000_000_000_000_000_000);

/// Debt that `collateral` opens at `ratio`: `floor(C·Pc / (Pa·ratio))` (mint.md 6.1).
///
/// Down: the remainder stays in the position as extra collateral. Fails with `DivisionByZero` when
/// the asset price or the ratio is zero, and `Overflow`.
pub fn mintable(
    collateral: Uint128,
    collateral_price: Decimal,
    asset_price: Decimal,
    ratio: Decimal,
) -> Result<Uint128, MathError> {
    let value = collateral
        .full_mul(collateral_price.atomics())
        .full_mul(ONE);
    let per_unit = asset_price.atomics().full_mul(ratio.atomics());

    narrow_512(value.checked_div(per_unit.into())?)
}

/// Whether a position is safe: `A·Pa·r·z <= C·Pc`, compared exactly (mint.md 6.2). A position exactly
/// at the minimum is safe; one that is not safe may be auctioned.
pub fn is_covered(
    collateral: Uint128,
    collateral_price: Decimal,
    debt: Uint128,
    asset_price: Decimal,
    min_ratio: Decimal,
    multiplier: Decimal,
) -> bool {
    let owed = debt.full_mul(asset_price.atomics());
    let held = collateral.full_mul(collateral_price.atomics());
    let ratio = min_ratio.atomics().full_mul(multiplier.atomics());

    owed.full_mul(ratio) <= held.full_mul(ONE_SQUARED)
}

/// The least collateral that covers a debt: `ceil(A·Pa·r·z / Pc)` (safety.md T-22). For messages
/// and clients; [`is_covered`] says the same without dividing.
///
/// Fails with `DivisionByZero` for a collateral price of zero, and `Overflow`.
pub fn required_collateral(
    debt: Uint128,
    asset_price: Decimal,
    min_ratio: Decimal,
    multiplier: Decimal,
    collateral_price: Decimal,
) -> Result<Uint128, MathError> {
    let owed = debt.full_mul(asset_price.atomics());
    let ratio = min_ratio.atomics().full_mul(multiplier.atomics());
    let per_unit = Uint256::from(collateral_price.atomics()).full_mul(ONE_SQUARED);

    narrow_512(div_ceil_512(owed.full_mul(ratio), per_unit)?)
}

/// Collateral value over debt value, `floor(C·Pc / (A·Pa))` at the 18th digit, for display and for
/// choosing whom to liquidate; no check may rest on it.
///
/// Fails with `DivisionByZero` when there is no debt or no price, and `Overflow`.
pub fn collateral_ratio(
    collateral: Uint128,
    collateral_price: Decimal,
    debt: Uint128,
    asset_price: Decimal,
) -> Result<Decimal, MathError> {
    let held = collateral
        .full_mul(collateral_price.atomics())
        .full_mul(ONE);
    let owed = debt.full_mul(asset_price.atomics());

    Ok(Decimal::new(narrow_512(held.checked_div(owed.into())?)?))
}

/// The minimum ratio of a position, `ceil(r·z)` at the 18th digit. Up, so that a ratio meets
/// `r·z` exactly when it is at least this. Fails with `Overflow`.
pub fn minimum_ratio(min_ratio: Decimal, multiplier: Decimal) -> Result<Decimal, MathError> {
    Ok(Decimal::new(mul_div_ceil(
        min_ratio.atomics(),
        multiplier.atomics(),
        ONE,
    )?))
}

/// Whether a position may be opened at `ratio`: `ratio >= r·z`, compared exactly (mint.md 4).
pub fn meets_minimum(ratio: Decimal, min_ratio: Decimal, multiplier: Decimal) -> bool {
    ratio.atomics().full_mul(ONE) >= min_ratio.atomics().full_mul(multiplier.atomics())
}

/// Fee in collateral on `burned` asset units, `min(ceil(x·Pa·f / Pc), payable)` (mint.md 6.3).
///
/// Up, so that small amounts pay too; never above `payable`, what the fee is taken from. Fails with
/// `DivisionByZero` for a collateral price of zero.
pub fn protocol_fee(
    burned: Uint128,
    asset_price: Decimal,
    collateral_price: Decimal,
    rate: Decimal,
    payable: Uint128,
) -> Result<Uint128, MathError> {
    let worth = burned
        .full_mul(asset_price.atomics())
        .full_mul(rate.atomics());
    let per_unit = collateral_price.atomics().full_mul(ONE);
    let fee = div_ceil_512(worth, per_unit.into())?;

    narrow_512(fee.min(payable.into()))
}

/// The discount of an auction: `min(auction_discount, r − 1)` (mint.md 6.4). The multiplier does
/// not count, and a ratio below one leaves no discount.
pub fn effective_discount(auction_discount: Decimal, min_ratio: Decimal) -> Decimal {
    auction_discount.min(min_ratio.saturating_sub(Decimal::one()))
}

/// A buyer's offer for the collateral of a position that is not covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuctionInput {
    /// Asset units sent by the buyer, at most the debt.
    pub offered: Uint128,
    /// Asset units that the position owes.
    pub debt: Uint128,
    /// Collateral units that the position has.
    pub collateral: Uint128,
    /// What an asset unit is worth in base units.
    pub asset_price: Decimal,
    /// What a collateral unit is worth in base units.
    pub collateral_price: Decimal,
    /// From [`effective_discount`]; below one.
    pub discount: Decimal,
    /// The part of what is burned that the collector gets.
    pub fee_rate: Decimal,
}

impl AuctionInput {
    fn check(&self) -> Result<(), MathError> {
        if self.asset_price.is_zero() || self.collateral_price.is_zero() {
            return Err(MathError::DivisionByZero);
        }
        if self.discount >= Decimal::one() {
            return Err(MathError::NotBelowOne);
        }
        if self.offered > self.debt {
            return Err(MathError::Underflow);
        }
        Ok(())
    }
}

/// How an auction ends: `gross = net + fee` and `offered = liquidated + refund`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Auction {
    /// Collateral that leaves the position.
    pub gross: Uint128,
    /// Asset units burned.
    pub liquidated: Uint128,
    /// Asset units returned to the buyer.
    pub refund: Uint128,
    /// Collateral for the collector.
    pub fee: Uint128,
    /// Collateral for the buyer; the caller refuses an auction in which it is zero.
    pub net: Uint128,
    /// What remains of the position's collateral.
    pub collateral_left: Uint128,
    /// What remains of its debt, paid and written off parts gone.
    pub debt_left: Uint128,
    /// Debt written off, since what is sold cannot pay its share of it.
    pub bad_debt: Uint128,
}

impl Auction {
    /// Whether the position ends here, since no debt is left. What is left of the collateral then
    /// belongs to the position's owner.
    pub fn closes(&self) -> bool {
        self.debt_left.is_zero()
    }
}

/// Sells collateral at a discount for asset units (mint.md 6.4).
///
/// The buyer gets `floor(a·Pa / (Pc·(1−d)))`, down for the position's owner, at most what there is,
/// and at least one unit for the whole debt. What he gets pays its exact share of the debt as long
/// as the collateral is worth that, `A·Pa <= C·Pc·(1−d)`. Under water he pays for it
/// `ceil(g·Pc·(1−d) / Pa)`, up for the protocol, the debt falls to `floor(A·C'/C)`, down so that the
/// rest never stands worse, and the difference is written off: a sale in parts writes off what one
/// sale does, and less than one unit more. The fee is [`protocol_fee`] of what is burned, out of the
/// buyer's part, of which it leaves him a unit at least.
///
/// Fails with `DivisionByZero` when a price or the collateral is zero, `NotBelowOne` when the
/// discount is not below one, `Underflow` when more is offered than owed.
pub fn auction(input: &AuctionInput) -> Result<Auction, MathError> {
    input.check()?;

    let asset_price = input.asset_price.atomics().full_mul(ONE);
    let kept = ONE.checked_sub(input.discount.atomics())?;
    let collateral_price = input.collateral_price.atomics().full_mul(kept);

    let bought = value(input.offered, asset_price).checked_div(collateral_price.into())?;
    let bought = narrow_512(bought.min(input.collateral.into()))?;
    let stock = value(input.collateral, collateral_price);
    let (gross, liquidated, debt_left) = if value(input.debt, asset_price) > stock {
        let worth = div_ceil_512(value(bought, collateral_price), asset_price.into())?;
        let rest = input.collateral.checked_sub(bought)?;
        let debt_left = mul_div_floor(input.debt, rest, input.collateral)?;
        (bought, narrow_512(worth)?, debt_left)
    } else {
        let debt_left = input.debt.checked_sub(input.offered)?;
        // Else a debt worth less than one unit of collateral could never be sold.
        let least = u8::from(debt_left.is_zero() && !input.debt.is_zero());
        (bought.max(least.into()), input.offered, debt_left)
    };

    let fee = protocol_fee(
        liquidated,
        input.asset_price,
        input.collateral_price,
        input.fee_rate,
        gross.saturating_sub(Uint128::one()),
    )?;
    Ok(Auction {
        gross,
        liquidated,
        refund: input.offered.checked_sub(liquidated)?,
        fee,
        net: gross.checked_sub(fee)?,
        collateral_left: input.collateral.checked_sub(gross)?,
        debt_left,
        // Under water a share of the debt is worth more than the collateral that pays for it.
        bad_debt: input.debt.checked_sub(debt_left)?.checked_sub(liquidated)?,
    })
}

/// What an amount is worth at a price of 36 digits, exactly.
fn value(amount: Uint128, price: Uint256) -> Uint512 {
    Uint256::from(amount).full_mul(price)
}

/// What burning a delisted asset pays: `gross = net + fee`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redemption {
    /// Collateral that leaves the position.
    pub gross: Uint128,
    /// Collateral for the collector.
    pub fee: Uint128,
    /// Collateral for the burner.
    pub net: Uint128,
}

/// Redeems a delisted asset at its end price out of a position:
/// `gross = min(floor(b·end_price / Pc), floor(b·C / A))`, fee `min(ceil(gross·f), gross − 1)`
/// (mint.md 5).
///
/// Down, and never more than the burned share of the collateral, so no burner takes from another.
/// The fee leaves the burner a unit, or nobody would redeem the last one.
/// Fails with `DivisionByZero` when the position has no debt or the collateral no price, and
/// `Underflow` when more is burned than owed.
pub fn redeem(
    burned: Uint128,
    end_price: Decimal,
    collateral_price: Decimal,
    collateral: Uint128,
    debt: Uint128,
    fee_rate: Decimal,
) -> Result<Redemption, MathError> {
    if burned > debt {
        return Err(MathError::Underflow);
    }

    let worth = burned
        .full_mul(end_price.atomics())
        .checked_div(collateral_price.atomics().into())?;
    let share = mul_div_floor(burned, collateral, debt)?;
    let gross = narrow(worth.min(share.into()))?;
    let fee = div_ceil_256(gross.full_mul(fee_rate.atomics()), ONE.into())?;
    let fee = narrow(fee.min(gross.saturating_sub(Uint128::one()).into()))?;

    Ok(Redemption {
        gross,
        fee,
        net: gross.checked_sub(fee)?,
    })
}
