//! The price track of a pair: a price that the trades of this block cannot move (terraswap.md 4.7).
//!
//! The track sums price times seconds. A price over a window is the difference of two such sums
//! over its length, so the pair keeps the running sum and its value at two marks. Time counts, in
//! each direction, at the lowest price that can have stood between what the last operation left
//! and what is found now: what is given to the pair in between can lower an average and cannot raise
//! one. How much higher the price can have stood is summed up beside it, as a doubt. What every
//! operation writes ([`PriceTrack`]) and what changes once in ten minutes ([`Marks`]) are stored
//! apart, each number in no more bytes than it needs, since a chain charges for each byte.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::wide;
use crate::MathError;

mod stored;

pub use stored::read_foreign;

/// Seconds that a window lasts at least, and after which the newer mark moves.
pub const WINDOW: u64 = 600;

/// The part written by every operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceTrack {
    /// Second up to which `cum` counts.
    pub last_time: u64,
    /// Reserves that the last operation left.
    pub last_reserves: [Uint128; 2],
    /// Sums of atomics times seconds: price of asset 0 in asset 1, price of asset 1 in asset 0.
    pub cum: [Uint256; 2],
    /// How much more the sums would have grown since the newer mark at the highest prices that gifts
    /// can have made. It is zero unless somebody gave something to the pair.
    pub doubt: [Uint256; 2],
    /// Time of the newer mark.
    pub newer_time: u64,
}

/// The part written only when the newer mark moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Time of the older mark.
    pub older_time: u64,
    /// The sums at the older mark.
    pub older_cum: [Uint256; 2],
    /// The sums at the newer mark, whose time is in the track.
    pub newer_cum: [Uint256; 2],
    /// The doubt from the older mark to the newer one.
    pub doubt: [Uint256; 2],
}

/// Average prices, and the seconds they were averaged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWeightedPrices {
    /// Price of asset 0 in asset 1, price of asset 1 in asset 0; down at the 18th digit.
    pub prices: [Decimal; 2],
    /// The same at the highest prices that gifts can have made; at most the largest Decimal.
    pub highest: [Decimal; 2],
    /// Over how many seconds.
    pub window: u64,
}

/// An average price from its two sides (terraswap.md 4.7). The rate is never the lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cautious {
    /// The higher one, at which somebody's collateral is sold.
    pub rate: Decimal,
    /// The lower one, which limits what is lent.
    pub lower: Decimal,
}

impl PriceTrack {
    /// The track of a pair whose first liquidity comes now; `close` adds its reserves.
    pub fn start(now: u64) -> PriceTrack {
        PriceTrack {
            last_time: now,
            last_reserves: [Uint128::zero(); 2],
            cum: [Uint256::zero(); 2],
            doubt: [Uint256::zero(); 2],
            newer_time: now,
        }
    }

    /// Counts the seconds since the last operation, in each direction at the lowest price between
    /// the reserves that it left and the balances `found` now. To be called before an operation
    /// touches anything, with the balances without what has come with it. A second call in the
    /// same second does nothing, and time without reserves adds nothing.
    ///
    /// The sums stay below 2^188 · 2^64 and cannot overflow.
    pub fn advance(&mut self, now: u64, found: [Uint128; 2]) -> Result<(), MathError> {
        let seconds = Uint256::from(Uint128::from(now.saturating_sub(self.last_time)));

        if !seconds.is_zero() && is_filled(self.last_reserves) && is_filled(found) {
            let lowest = lowest_prices(self.last_reserves, found)?;
            let cum = grown(self.cum, lowest, seconds)?;
            if self.last_reserves != found {
                let [highest_0, highest_1] = highest_prices(self.last_reserves, found)?;
                let [lowest_0, lowest_1] = lowest;
                let above = [
                    highest_0.checked_sub(lowest_0)?,
                    highest_1.checked_sub(lowest_1)?,
                ];
                self.doubt = grown(self.doubt, above, seconds)?;
            }
            self.cum = cum;
        }
        self.last_time = self.last_time.max(now);

        Ok(())
    }

    /// Whether the newer mark has become old enough to move. To be asked of an advanced track.
    pub fn is_mark_due(&self) -> bool {
        self.last_time.saturating_sub(self.newer_time) >= WINDOW
    }

    /// The newer mark becomes the older one, and now becomes the newer one.
    pub fn move_mark(&mut self, marks: &mut Marks) {
        marks.older_time = self.newer_time;
        marks.older_cum = marks.newer_cum;
        marks.newer_cum = self.cum;
        marks.doubt = self.doubt;
        self.doubt = [Uint256::zero(); 2];
        self.newer_time = self.last_time;
    }

    /// Keeps the reserves that an operation leaves.
    pub fn close(&mut self, reserves: [Uint128; 2]) {
        self.last_reserves = reserves;
    }

    /// Average prices from the newer mark if it is 600 s old, else from the older one, until now,
    /// when the pair's balances are `found`: `floor((cumᵢ − start.cumᵢ) / window)`.
    ///
    /// Fails with `HistoryTooShort` when the window is below 600 s or a reserve is zero, and
    /// `Overflow` when a price exceeds Decimal's maximum.
    pub fn prices(
        &self,
        marks: &Marks,
        now: u64,
        found: [Uint128; 2],
    ) -> Result<TimeWeightedPrices, MathError> {
        self.prices_over(marks, now, found, WINDOW)
    }

    /// The same of a pair that may be younger: its whole life, if that is `least` seconds or more.
    pub fn prices_over(
        &self,
        marks: &Marks,
        now: u64,
        found: [Uint128; 2],
        least: u64,
    ) -> Result<TimeWeightedPrices, MathError> {
        let mut track = *self;
        track.advance(now, found)?;

        let (start_time, start_cum, doubt_before) = if track.is_mark_due() {
            (track.newer_time, marks.newer_cum, [Uint256::zero(); 2])
        } else {
            (marks.older_time, marks.older_cum, marks.doubt)
        };
        let window = track.last_time.saturating_sub(start_time);
        if window < least.max(1) || !is_filled(track.last_reserves) || !is_filled(found) {
            return Err(MathError::HistoryTooShort);
        }

        let ([cum_0, cum_1], [start_0, start_1]) = (track.cum, start_cum);
        let lowest = [cum_0.checked_sub(start_0)?, cum_1.checked_sub(start_1)?];
        let [highest_0, highest_1] = sum(lowest, sum(track.doubt, doubt_before)?)?;
        let [lowest_0, lowest_1] = lowest;
        Ok(TimeWeightedPrices {
            prices: [
                wide::decimal(mean(lowest_0, window)?)?,
                wide::decimal(mean(lowest_1, window)?)?,
            ],
            highest: [mean(highest_0, window)?, mean(highest_1, window)?].map(bounded),
            window,
        })
    }
}

impl TimeWeightedPrices {
    /// Both prices from their cautious sides, when the pair's balances are `found`.
    ///
    /// The rate is the average at the highest prices; a price that stood low for a moment hardly
    /// moves it. The lower side is the lowest of the average, of the harmonic average at the lowest
    /// prices, `floor(1 / average of the inverse)`, which a price that stood high for a moment
    /// hardly moves, and of the price of this moment. If nothing was given to the pair, the two are
    /// the arithmetic and the harmonic mean, and the arithmetic one is never lower. Fails with
    /// `EmptyPool` when a balance is zero.
    pub fn cautious(&self, found: [Uint128; 2]) -> Result<[Cautious; 2], MathError> {
        let ([price_0, price_1], [rate_0, rate_1]) = (self.prices, self.highest);
        let [found_0, found_1] = found;

        if !is_filled(found) {
            return Err(MathError::EmptyPool);
        }

        // An inverse of few digits is inexact; there the average is lower and counts.
        let lower_0 = price_0.min(inverted(rate_1)?);
        let lower_1 = price_1.min(inverted(rate_0)?);
        Ok([
            Cautious {
                rate: rate_0,
                lower: lower_0.min(bounded(wide::fraction(found_1, found_0)?)),
            },
            Cautious {
                rate: rate_1,
                lower: lower_1.min(bounded(wide::fraction(found_0, found_1)?)),
            },
        ])
    }
}

impl Marks {
    /// The marks of a track whose newer mark has not moved yet: both are where it started.
    pub fn at_start(track: &PriceTrack) -> Marks {
        let cum = [Uint256::zero(); 2];

        Marks {
            older_time: track.newer_time,
            older_cum: cum,
            newer_cum: cum,
            doubt: cum,
        }
    }
}

fn is_filled(reserves: [Uint128; 2]) -> bool {
    !reserves.contains(&Uint128::zero())
}

/// For each direction the lowest price that can have stood since an operation left the `noted`
/// reserves, down: the least there was of the one asset for the most there was of the other.
/// Between two operations balances only grow, by gifts, and in which order is not known.
fn lowest_prices(noted: [Uint128; 2], found: [Uint128; 2]) -> Result<[Uint256; 2], MathError> {
    let ([noted_0, noted_1], [found_0, found_1]) = (noted, found);

    Ok([
        wide::fraction(noted_1.min(found_1), noted_0.max(found_0))?,
        wide::fraction(noted_0.min(found_0), noted_1.max(found_1))?,
    ])
}

/// The highest price of the same.
fn highest_prices(noted: [Uint128; 2], found: [Uint128; 2]) -> Result<[Uint256; 2], MathError> {
    let ([noted_0, noted_1], [found_0, found_1]) = (noted, found);

    Ok([
        wide::fraction(noted_1.max(found_1), noted_0.min(found_0))?,
        wide::fraction(noted_0.max(found_0), noted_1.min(found_1))?,
    ])
}

/// The largest Decimal if it is more, which is allowed for an upper bound.
fn bounded(atomics: Uint256) -> Decimal {
    wide::decimal(atomics).unwrap_or(Decimal::MAX)
}

/// `1 / price`, down; the largest Decimal for zero.
fn inverted(price: Decimal) -> Result<Decimal, MathError> {
    if price.is_zero() {
        return Ok(Decimal::MAX);
    }

    wide::decimal(wide::fraction(wide::ONE, price.atomics())?)
}

fn mean(grown: Uint256, window: u64) -> Result<Uint256, MathError> {
    Ok(grown.checked_div(Uint128::from(window).into())?)
}

fn grown(
    sums: [Uint256; 2],
    [first, second]: [Uint256; 2],
    seconds: Uint256,
) -> Result<[Uint256; 2], MathError> {
    sum(
        sums,
        [first.checked_mul(seconds)?, second.checked_mul(seconds)?],
    )
}

fn sum(
    [one_0, one_1]: [Uint256; 2],
    [other_0, other_1]: [Uint256; 2],
) -> Result<[Uint256; 2], MathError> {
    Ok([one_0.checked_add(other_0)?, one_1.checked_add(other_1)?])
}
