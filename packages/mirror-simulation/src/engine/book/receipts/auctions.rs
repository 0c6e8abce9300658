//! Auctions as mint tells them, and what they must come to.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::engine::book::attributes::Attributes;
use crate::engine::book::positions::{Position, Sale};
use crate::engine::book::Book;
use crate::error::SimulationError;
use crate::outcome::Liquidation;

/// The prices of an auction, in atomics.
struct Terms {
    /// The price of a unit of debt, times one.
    owed: Uint256,
    /// The price of a unit of collateral, times one less the discount.
    sold: Uint256,
}

impl Book {
    pub(super) fn auctioned(&mut self, told: &Attributes, now: u64) -> Result<(), SimulationError> {
        let idx = told.number("position_idx")?;
        let before = self.position(idx)?.clone();
        let ratio = self.ratio(&before).unwrap_or_default();
        if self.is_covered(&before) {
            let detail = format!("a safe position was auctioned: {before:?}");
            self.find("I-07", detail);
        }
        self.expect_unhalted("auction", &before, now);

        let fee = told.amount("protocol_fee")?;
        let net = told.amount("return_collateral_amount")?;
        let gross = net.checked_add(fee)?;
        let liquidated = told.amount("liquidated_amount")?;
        let written_off = match told.get("bad_debt") {
            Some(_) => told.amount("bad_debt")?,
            None => Uint128::zero(),
        };
        let sale = Sale {
            liquidated,
            written_off,
            gross,
        };
        self.expect_fair(&before, &sale)?;
        self.positions.auction(idx, sale)?;

        self.tally.liquidations.push(Liquidation {
            date: self.today,
            asset: before.asset,
            position_idx: Uint128::new(idx),
            debt: liquidated,
            collateral_value: self.backing_value(before.backing, gross)?,
            ratio,
            bad_debt: written_off,
        });
        self.fee_paid(before.backing, fee)?;
        self.bad_debt(before.asset, written_off)
    }

    /// I-08: collateral given out is worth at most what was paid, over one less the discount; a whole
    /// debt buys a unit at least. I-02: what is written off is what nothing pays for, to the unit.
    fn expect_fair(&mut self, position: &Position, sale: &Sale) -> Result<(), SimulationError> {
        let Some(terms) = self.auction_terms(position) else {
            return Ok(());
        };
        let given = Uint256::from(sale.gross).full_mul(terms.sold);
        let paid = Uint256::from(sale.liquidated).full_mul(terms.owed);
        if given > paid && sale.gross > Uint128::one() {
            let detail = format!("too cheap {sale:?} of {position:?}");
            self.find("I-08", detail);
        }

        let due = unpaid(position, sale.gross, &terms)?;
        if sale.written_off != due {
            let detail = format!("{sale:?} where {due} is bad debt of {position:?}");
            self.find("I-02", detail);
        }

        Ok(())
    }

    fn auction_terms(&self, position: &Position) -> Option<Terms> {
        let asset = &self.assets[position.asset];
        let price = asset.price()?;
        let backing_price = self.backing_price(position.backing)?;
        let discount = mirror_math::debt::effective_discount(asset.discount, asset.min_ratio);
        let kept = Decimal::one().saturating_sub(discount);

        Some(Terms {
            owed: price.atomics().full_mul(Decimal::one().atomics()),
            sold: backing_price.atomics().full_mul(kept.atomics()),
        })
    }
}

/// Debt that is written off when so much collateral is sold (mint.md 6.4): its share of the debt, up,
/// less what it is worth at the discount, up; nothing while all collateral can pay for all debt.
fn unpaid(position: &Position, gross: Uint128, terms: &Terms) -> Result<Uint128, SimulationError> {
    let worth = |amount: Uint128, price: Uint256| Uint256::from(amount).full_mul(price);
    if worth(position.debt, terms.owed) <= worth(position.collateral, terms.sold) {
        return Ok(Uint128::zero());
    }
    let left = position.collateral.checked_sub(gross)?;
    let left = position.debt.full_mul(left) / Uint256::from(position.collateral);
    let pays = up(worth(gross, terms.sold), Uint512::from(terms.owed));
    let unpaid = Uint512::from(Uint256::from(position.debt))
        .checked_sub(Uint512::from(left))?
        .checked_sub(pays)?;

    Ok(Uint128::try_from(unpaid)?)
}

fn up(amount: Uint512, by: Uint512) -> Uint512 {
    (amount + by - Uint512::one()) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Accounts;
    use crate::engine::book::positions::Collateral;

    /// Bad debt where so much of a position's collateral is sold at a discount of 0.2; prices in
    /// hundredths.
    fn bad_debt(collateral: u128, debt: u128, prices: [u64; 2], gross: u128) -> u128 {
        let position = Position {
            idx: 1,
            owner: Accounts::default().number("owner"),
            asset: 0,
            debt: debt.into(),
            backing: Collateral::Base,
            collateral: collateral.into(),
            is_short: false,
        };
        let [owed, sold] = prices.map(|price| Decimal::percent(price).atomics());
        let terms = Terms {
            owed: owed.full_mul(Decimal::one().atomics()),
            sold: sold.full_mul(Decimal::percent(80).atomics()),
        };

        unpaid(&position, gross.into(), &terms).unwrap().u128()
    }

    /// Examples 5, 6, 14 and 15 of mint.md section 10.
    #[test]
    fn bad_debt_falls_with_what_is_sold_and_only_under_water() {
        let (c, a) = (75_000_000, 100_000_000);
        assert_eq!(bad_debt(c, a, [160, 200], c), 25_000_000);
        assert_eq!(bad_debt(c, a, [101, 200], 25_250_000), 0);
        assert_eq!(bad_debt(c, a, [160, 200], 40_000_000), 13_333_334);
        let rest = bad_debt(35_000_000, 46_666_666, [160, 200], 35_000_000);
        assert_eq!(rest, 11_666_666);

        let short = (1_500_000_000, 10_000_000, [15_000, 100]);
        assert_eq!(
            bad_debt(short.0, short.1, short.2, 1_499_999_812),
            2_000_000
        );
        assert_eq!(bad_debt(188, 1, short.2, 187), 0);
        let long = bad_debt(150_000_001, 100_000_000, [125, 100], 150_000_000);
        assert_eq!(long, 4_000_000);
    }
}
