//! What a year of rewards is worth against what earns them, at the pace of now.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::ratio::{fraction_floor, value_floor};

use super::book::Book;
use super::SimulationError;
use crate::simulate::outcome::Pool;

impl Book {
    /// Yearly reward of a pool's liquidity against its value; `None` of an empty pool or while MIR
    /// has no price.
    pub(crate) fn long_apr(
        &self,
        pool: Pool,
        now: u64,
    ) -> Result<Option<Decimal>, SimulationError> {
        let weight = self.short_weight(pool);
        let reward = self.yearly_value(pool, Decimal::one().saturating_sub(weight), now)?;
        let base = self.reserves(pool).base;

        fraction(reward, base.checked_add(base)?)
    }

    /// The same of the shorts of an asset, against the market price of what they sold.
    pub(crate) fn short_apr(
        &self,
        asset: usize,
        now: u64,
    ) -> Result<Option<Decimal>, SimulationError> {
        let pool = Pool::Asset(asset);
        let reward = self.yearly_value(pool, self.short_weight(pool), now)?;
        let shorts = self.stakes.get(pool).map(|pool| pool.shorts.total);
        let Some((shorts, price)) = shorts.zip(self.reserves(pool).price()) else {
            return Ok(None);
        };

        fraction(reward, value_floor(shorts, price)?)
    }

    pub(crate) fn short_weight(&self, pool: Pool) -> Decimal {
        self.stakes
            .get(pool)
            .map_or(Decimal::zero(), |pool| pool.short_weight)
    }

    /// `None` while MIR has no price.
    fn yearly_value(
        &self,
        pool: Pool,
        part: Decimal,
        now: u64,
    ) -> Result<Option<Uint128>, SimulationError> {
        let Some(price) = self.mirror_price() else {
            return Ok(None);
        };
        let reward = value_floor(self.release.yearly(pool, now)?, part)?;

        Ok(Some(value_floor(reward, price)?))
    }
}

fn fraction(reward: Option<Uint128>, value: Uint128) -> Result<Option<Decimal>, SimulationError> {
    let Some(reward) = reward.filter(|_| !value.is_zero()) else {
        return Ok(None);
    };

    Ok(Some(fraction_floor(reward, value)?))
}
