//! How well positions are backed, as a few figures.

use cosmwasm_std::Decimal;

/// The spread of collateral ratios over positions with debt, each position counting once.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratios {
    /// Positions with debt.
    pub positions: u64,
    /// Positions below their minimum at the end of the day.
    pub below_minimum: u64,
    /// The worst of all.
    pub lowest: Decimal,
    /// 5 of 100 are below.
    pub percentile_5: Decimal,
    /// A quarter of all are below.
    pub percentile_25: Decimal,
    /// Half of all are below.
    pub median: Decimal,
    /// Three quarters of all are below.
    pub percentile_75: Decimal,
    /// 95 of 100 are below.
    pub percentile_95: Decimal,
}

impl Ratios {
    /// The spread of a list of ratios, by the nearest-rank method; `None` of an empty one.
    pub fn of(mut ratios: Vec<Decimal>, below_minimum: u64) -> Option<Self> {
        ratios.sort_unstable();
        let count = ratios.len();
        let rank = |percent: usize| {
            let position = count
                .saturating_mul(percent)
                .div_ceil(100)
                .saturating_sub(1);
            ratios.get(position).copied()
        };

        Some(Self {
            positions: u64::try_from(count).ok()?,
            below_minimum,
            lowest: rank(0)?,
            percentile_5: rank(5)?,
            percentile_25: rank(25)?,
            median: rank(50)?,
            percentile_75: rank(75)?,
            percentile_95: rank(95)?,
        })
    }
}
