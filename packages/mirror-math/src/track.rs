//! The price track of a pair: a price that the trades of this block cannot move (terraswap.md 4.7).
//!
//! The track sums price times seconds. A price over a window is the difference of two such sums
//! over its length, so the pair keeps the running sum and its value at two marks. What every
//! operation writes ([`PriceTrack`]) and what changes once in ten minutes ([`Marks`]) are stored
//! apart, each number in no more bytes than it has, since a chain charges for each byte.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::wide::{self, narrow};
use crate::MathError;

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
    /// Time of the newer mark.
    pub newer_time: u64,
}

/// The part written only when the newer mark moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    pub older_time: u64,
    pub older_cum: [Uint256; 2],
    pub newer_cum: [Uint256; 2],
}

/// Average prices, and the seconds they were averaged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWeightedPrices {
    /// Price of asset 0 in asset 1, price of asset 1 in asset 0; down at the 18th digit.
    pub prices: [Decimal; 2],
    pub window: u64,
}

impl PriceTrack {
    /// The track of a pair whose first liquidity comes now; `close` adds its reserves.
    pub fn start(now: u64) -> PriceTrack {
        PriceTrack {
            last_time: now,
            last_reserves: [Uint128::zero(); 2],
            cum: [Uint256::zero(); 2],
            newer_time: now,
        }
    }

    /// Counts the seconds since the last operation at the prices that it left. To be called before
    /// an operation touches anything, so that neither it nor a gift counts for the past. A second
    /// call in the same second does nothing, and time without reserves adds nothing.
    ///
    /// The sums stay below 2^188 · 2^64 and cannot overflow.
    pub fn advance(&mut self, now: u64) -> Result<(), MathError> {
        let seconds = Uint256::from(Uint128::from(now.saturating_sub(self.last_time)));
        let [reserve_0, reserve_1] = self.last_reserves;

        if !seconds.is_zero() && !reserve_0.is_zero() && !reserve_1.is_zero() {
            let [cum_0, cum_1] = self.cum;
            let grown_0 = wide::fraction(reserve_1, reserve_0)?.checked_mul(seconds)?;
            let grown_1 = wide::fraction(reserve_0, reserve_1)?.checked_mul(seconds)?;
            self.cum = [cum_0.checked_add(grown_0)?, cum_1.checked_add(grown_1)?];
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
        self.newer_time = self.last_time;
    }

    /// Keeps the reserves that an operation leaves.
    pub fn close(&mut self, reserves: [Uint128; 2]) {
        self.last_reserves = reserves;
    }

    /// Average prices from the newer mark if it is 600 s old, else from the older one, until now:
    /// `floor((cumᵢ − start.cumᵢ) / window)`.
    ///
    /// Fails with `HistoryTooShort` when the window is below 600 s or a reserve is zero, and
    /// `Overflow` when a price exceeds Decimal's maximum.
    pub fn prices(&self, marks: &Marks, now: u64) -> Result<TimeWeightedPrices, MathError> {
        self.prices_over(marks, now, WINDOW)
    }

    /// The same of a pair that may be younger: its whole life, if that is `least` seconds or more.
    pub fn prices_over(
        &self,
        marks: &Marks,
        now: u64,
        least: u64,
    ) -> Result<TimeWeightedPrices, MathError> {
        let mut track = *self;
        track.advance(now)?;

        let (start_time, start_cum) = if track.is_mark_due() {
            (track.newer_time, marks.newer_cum)
        } else {
            (marks.older_time, marks.older_cum)
        };
        let window = track.last_time.saturating_sub(start_time);
        if window < least.max(1) || track.last_reserves.contains(&Uint128::zero()) {
            return Err(MathError::HistoryTooShort);
        }

        let ([cum_0, cum_1], [start_0, start_1]) = (track.cum, start_cum);
        Ok(TimeWeightedPrices {
            prices: [
                average(cum_0, start_0, window)?,
                average(cum_1, start_1, window)?,
            ],
            window,
        })
    }

    /// last_time, the two reserves, the two sums and the age of the newer mark, which is a shorter
    /// number than its time.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![];
        write(&mut bytes, &self.last_time.to_be_bytes());
        for reserve in self.last_reserves {
            write(&mut bytes, &reserve.to_be_bytes());
        }
        write_sums(&mut bytes, self.cum);
        let age = self.last_time.saturating_sub(self.newer_time);
        write(&mut bytes, &age.to_be_bytes());

        bytes
    }

    /// Fails with `Damaged` unless there are these six numbers and nothing more.
    pub fn from_bytes(bytes: &[u8]) -> Result<PriceTrack, MathError> {
        let mut rest = bytes;
        let last_time = u64::from_be_bytes(take(&mut rest)?);
        let last_reserves = [
            Uint128::new(u128::from_be_bytes(take(&mut rest)?)),
            Uint128::new(u128::from_be_bytes(take(&mut rest)?)),
        ];
        let cum = take_sums(&mut rest)?;
        let age = u64::from_be_bytes(take(&mut rest)?);
        let track = PriceTrack {
            last_time,
            last_reserves,
            cum,
            newer_time: last_time.checked_sub(age).ok_or(MathError::Damaged)?,
        };
        ensure_used_up(rest)?;

        Ok(track)
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
        }
    }

    /// older_time, the older two sums and the newer two.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![];
        write(&mut bytes, &self.older_time.to_be_bytes());
        write_sums(&mut bytes, self.older_cum);
        write_sums(&mut bytes, self.newer_cum);

        bytes
    }

    /// Fails with `Damaged` unless there are these five numbers and nothing more.
    pub fn from_bytes(bytes: &[u8]) -> Result<Marks, MathError> {
        let mut rest = bytes;
        let marks = Marks {
            older_time: u64::from_be_bytes(take(&mut rest)?),
            older_cum: take_sums(&mut rest)?,
            newer_cum: take_sums(&mut rest)?,
        };
        ensure_used_up(rest)?;

        Ok(marks)
    }
}

fn average(cum: Uint256, start: Uint256, window: u64) -> Result<Decimal, MathError> {
    let grown = cum.checked_sub(start)?;
    let atomics = narrow(grown.checked_div(Uint128::from(window).into())?)?;

    Ok(Decimal::new(atomics))
}

fn write_sums(bytes: &mut Vec<u8>, sums: [Uint256; 2]) {
    for sum in sums {
        write(bytes, &sum.to_be_bytes());
    }
}

fn take_sums(rest: &mut &[u8]) -> Result<[Uint256; 2], MathError> {
    Ok([
        Uint256::from_be_bytes(take(rest)?),
        Uint256::from_be_bytes(take(rest)?),
    ])
}

/// Appends a big-endian number as one byte that counts its bytes from the first that is not zero,
/// and those bytes.
fn write(bytes: &mut Vec<u8>, number: &[u8]) {
    let significant = number.iter().skip_while(|byte| **byte == 0);
    bytes.push(significant.clone().map(|_| 1u8).sum());
    bytes.extend(significant);
}

/// The number at the start of `rest`, with its leading zeros again.
fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], MathError> {
    let (length, tail) = rest.split_first().ok_or(MathError::Damaged)?;
    let (significant, tail) = tail
        .split_at_checked(usize::from(*length))
        .ok_or(MathError::Damaged)?;
    *rest = tail;

    let zeros = N.checked_sub(significant.len()).ok_or(MathError::Damaged)?;
    let mut number = [0; N];
    for (place, byte) in number.iter_mut().skip(zeros).zip(significant) {
        *place = *byte;
    }
    Ok(number)
}

fn ensure_used_up(rest: &[u8]) -> Result<(), MathError> {
    if !rest.is_empty() {
        return Err(MathError::Damaged);
    }

    Ok(())
}
