//! What a liquidation gains, as the contracts round it (clients.md section 6).
//!
//! `gain = exit(net) − cost(a)`, in base units before gas: what the collateral brings, less what the
//! mAsset costs. All of it comes from the functions that the contracts themselves use, so that the
//! figure is what the account has more afterwards, to the unit.

use cosmwasm_std::{Decimal, Int256, Uint128};
use mirror_math::debt::{self, Auction, AuctionInput};
use mirror_math::pool::{reverse_swap, swap};
use mirror_math::ratio::{mul_div_ceil, value_ceil, value_floor};
use mirror_math::MathError;
use serde::Serialize;

use super::terms::Terms;

/// What a pair holds, in micro units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pool {
    /// Of the base denom.
    pub base: Uint128,
    /// Of the other asset.
    pub asset: Uint128,
}

/// Where the mAsset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is bought in this pool within the same transaction.
    Buy(Pool),
    /// The account has this much of it, which counts at the pool's price of the moment.
    Held {
        /// Micro units that the account has.
        amount: Uint128,
        /// The mAsset's pool.
        pool: Pool,
    },
}

/// What becomes of the collateral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It is the base denom: one for one.
    Base,
    /// It is sold in this pool within the same transaction.
    Sell(Pool),
    /// It is kept, and counts at this price: its oracle's less a haircut.
    Keep(Decimal),
}

/// A position for sale, and how a buyer comes and goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What the position holds.
    pub collateral: Uint128,
    /// What it owes.
    pub debt: Uint128,
    /// What it is sold by.
    pub terms: Terms,
    /// Where the mAsset comes from.
    pub source: Source,
    /// What becomes of the collateral.
    pub exit: Exit,
    /// The most that may be paid for the mAsset, in base units.
    pub budget: Uint128,
}

/// A liquidation with everything that it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// What is sent to mint, in units of the mAsset.
    pub amount: Uint128,
    /// What mint does with it.
    pub auction: Auction,
    /// What the mAsset costs, in base units.
    pub cost: Uint128,
    /// What the collateral brings, in base units.
    pub proceeds: Uint128,
}

/// What became of trying an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It buys nothing: mint refuses it.
    TooSmall,
    /// There is not that much in the pool, in the account or in the budget.
    TooLarge,
    /// It can be done.
    Deal(Deal),
}

impl Deal {
    /// What is left of the proceeds, before gas; below zero where the collateral brings less than the
    /// mAsset costs.
    pub fn gain(&self) -> Int256 {
        difference(self.proceeds, self.cost)
    }
}

/// `left − right`, which may be below zero.
pub fn difference(left: Uint128, right: Uint128) -> Int256 {
    // Both have 128 bits, so the difference fits.
    Int256::from(left).saturating_sub(Int256::from(right))
}

impl Offer {
    /// What mint does with an amount.
    pub fn auction(&self, amount: Uint128) -> Result<Auction, MathError> {
        debt::auction(&AuctionInput {
            offered: amount,
            debt: self.debt,
            collateral: self.collateral,
            asset_price: self.terms.asset_price,
            collateral_price: self.terms.collateral_price,
            discount: self.terms.discount,
            fee_rate: self.terms.fee_rate,
        })
    }

    /// What sending an amount comes to. Fails where a product or a price is beyond what the contracts
    /// can count with, in which they fail too.
    pub fn at(&self, amount: Uint128) -> Result<Tried, MathError> {
        let auction = self.auction(amount)?;
        if auction.net.is_zero() {
            return Ok(Tried::TooSmall);
        }
        let cost = match self.source {
            Source::Buy(pool) => match reverse_swap(pool.base, pool.asset, amount) {
                Ok(bought) => bought.offer_amount,
                Err(MathError::NotEnoughLiquidity) => return Ok(Tried::TooLarge),
                Err(error) => return Err(error),
            },
            Source::Held { amount: held, .. } if amount > held => return Ok(Tried::TooLarge),
            // Up: what is given away is worth a little more rather than less.
            Source::Held { pool, .. } => mul_div_ceil(amount, pool.base, pool.asset)?,
        };
        if cost > self.budget {
            return Ok(Tried::TooLarge);
        }
        let proceeds = match self.exit {
            Exit::Base => auction.net,
            Exit::Sell(pool) => swap(pool.asset, pool.base, auction.net)?.return_amount,
            Exit::Keep(price) => value_floor(auction.net, price)?,
        };
        Ok(Tried::Deal(Deal {
            amount,
            auction,
            cost,
            proceeds,
        }))
    }

    /// An upper bound of the gain without any pool, whose prices are at most `gap` from the oracle's.
    /// Cheap, to pass over what can not pay.
    pub fn most(&self, gap: Decimal) -> Result<Uint128, MathError> {
        let kept = Decimal::one().saturating_sub(self.terms.discount);
        let held = value_floor(self.collateral, self.terms.collateral_price)?;
        let paid = value_floor(self.debt, self.terms.asset_price)?.min(value_floor(held, kept)?);
        // A unit of worth brings 1 / (1 − d) of it.
        let brings = mul_div_ceil(paid, Decimal::one().atomics(), kept.atomics())?;
        let brings = value_ceil(brings, Decimal::one().saturating_add(gap))?;
        let costs = value_floor(paid, Decimal::one().saturating_sub(gap))?;
        Ok(brings
            .saturating_sub(costs)
            .saturating_add(self.rounding()?))
    }

    /// What cutting off parts of units may hide: a unit of each.
    fn rounding(&self) -> Result<Uint128, MathError> {
        let units = [self.terms.asset_price, self.terms.collateral_price];
        units.into_iter().try_fold(Uint128::new(4), |sum, price| {
            let unit = value_ceil(Uint128::new(2), price)?;
            Ok(sum.saturating_add(unit))
        })
    }
}

#[cfg(test)]
mod tests;
