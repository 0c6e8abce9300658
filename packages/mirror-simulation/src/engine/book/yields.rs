//! What a year of rewards is worth against what earns them, at the pace of now: the figures that a
//! front end shows.

use cosmwasm_std::Decimal;
use mirror_math::apr;

use super::Book;
use crate::error::SimulationError;
use crate::outcome::Pool;

impl Book {
    /// Yearly reward of a pool's liquidity against its value, zero of a pool that is not paid;
    /// `None` of an empty pool or while MIR has no price.
    pub(crate) fn long_apr(
        &self,
        pool: Pool,
        now: u64,
    ) -> Result<Option<Decimal>, SimulationError> {
        let base = self.reserves(pool).base;
        let liquidity = base.checked_add(base)?;
        let Some(mir_price) = self.mirror_price() else {
            return Ok(None);
        };

        let (pace, weight) = (self.release.pace(pool, now), self.short_weight(pool));
        Ok(apr::long_farm(pace, weight, mir_price, liquidity)?)
    }

    /// The same of the shorts of an asset, against the market price of what they sold.
    pub(crate) fn short_apr(
        &self,
        asset: usize,
        now: u64,
    ) -> Result<Option<Decimal>, SimulationError> {
        let pool = Pool::Asset(asset);
        let shorted = self.stakes.get(pool).map(|pool| pool.shorts.total);
        let prices = self.mirror_price().zip(self.reserves(pool).price());
        let Some((shorted, (mir_price, price))) = shorted.zip(prices) else {
            return Ok(None);
        };

        let (pace, weight) = (self.release.pace(pool, now), self.short_weight(pool));
        Ok(apr::short_farm(pace, weight, mir_price, shorted, price)?)
    }

    /// What a year of MIR in gov brings to a staker who votes, at the pace of the last 15 days;
    /// `None` while nobody stakes.
    pub(crate) fn staking_apr(&self, now: u64) -> Result<Option<Decimal>, SimulationError> {
        let rewards = apr::recent_rewards(&self.gov.shared.by_day, now)?;

        Ok(apr::mir_staking(rewards, self.gov.staked_at(now)?)?)
    }

    pub(crate) fn short_weight(&self, pool: Pool) -> Decimal {
        self.stakes
            .get(pool)
            .map_or(Decimal::zero(), |pool| pool.short_weight)
    }
}
