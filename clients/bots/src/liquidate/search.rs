//! Which amount to send: the one with the largest gain.
//!
//! What the collateral brings bends down with the amount and what the mAsset costs bends up, so that
//! the gain has one summit, and thirds of the range find it. Rounding makes the slope uneven by a few
//! units, so the last stretch is tried whole. Amounts that buy the same collateral differ in cost only;
//! where a unit of collateral is worth more than one of the mAsset, the search therefore goes from unit
//! to unit of collateral, by the least amount that buys it.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};
use mirror_math::MathError;

use super::profit::{Deal, Offer, Tried};

/// So many neighbours are tried one by one.
const STRETCH: u128 = 64;

/// The deal with the largest gain; `None` where no amount can be sent. Of equal ones the smallest
/// amount.
pub fn best(offer: &Offer) -> Result<Option<Deal>, MathError> {
    if offer.debt.is_zero() || offer.collateral.is_zero() {
        return Ok(None);
    }
    // What more than this would pay for comes back.
    let whole = offer.auction(offer.debt)?;
    let top = whole.liquidated;
    let steps = Steps {
        offer,
        top,
        by_collateral: whole.gross < top,
    };
    let last = if steps.by_collateral {
        whole.gross
    } else {
        top
    }
    .u128();
    let (mut low, mut high) = (1_u128, last.max(1));
    while high.saturating_sub(low) > STRETCH {
        let third = high.saturating_sub(low) / 3;
        let (left, right) = (low.saturating_add(third), high.saturating_sub(third));
        match (steps.at(left)?, steps.at(right)?) {
            (Tried::TooSmall, _) => low = left.saturating_add(1),
            (_, Tried::TooLarge) => high = right.saturating_sub(1),
            (Tried::Deal(one), Tried::Deal(other)) if one.gain() < other.gain() => low = left,
            _ => high = right,
        }
    }
    let mut found: Option<Deal> = None;
    // The ends besides: the whole debt buys a unit where a little less buys none.
    for step in (low..=high).chain([1]) {
        better(&mut found, steps.at(step)?);
    }
    better(&mut found, offer.at(top)?);
    Ok(found)
}

fn better(found: &mut Option<Deal>, tried: Tried) {
    let Tried::Deal(deal) = tried else {
        return;
    };
    let gains = |known: &Deal| (deal.gain(), known.amount) > (known.gain(), deal.amount);
    if found.as_ref().is_none_or(gains) {
        *found = Some(deal);
    }
}

/// The range that is searched.
struct Steps<'a> {
    offer: &'a Offer,
    top: Uint128,
    /// Whether a step is a unit of collateral, not of the mAsset.
    by_collateral: bool,
}

impl Steps<'_> {
    fn at(&self, step: u128) -> Result<Tried, MathError> {
        let step = Uint128::new(step);
        if !self.by_collateral {
            return self.offer.at(step);
        }
        let amount = self.least_for(step)?.min(self.top).max(Uint128::one());
        self.offer.at(amount)
    }

    /// The least amount that buys so much collateral: `ceil(g·Pc·(1−d) / Pa)`.
    fn least_for(&self, gross: Uint128) -> Result<Uint128, MathError> {
        let terms = &self.offer.terms;
        let kept = Decimal::one().saturating_sub(terms.discount).atomics();
        let price = terms.collateral_price.atomics().full_mul(kept);
        let worth = Uint256::from(gross).full_mul(price);
        let unit = terms
            .asset_price
            .atomics()
            .full_mul(Decimal::one().atomics());
        let unit = Uint512::from(unit);
        let whole = worth.checked_div(unit)?;
        let is_exact = whole.checked_mul(unit)? == worth;
        let least = Uint128::try_from(whole)?;
        Ok(if is_exact {
            least
        } else {
            least.checked_add(Uint128::one())?
        })
    }
}

#[cfg(test)]
mod tests;
