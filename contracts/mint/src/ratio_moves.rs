//! How far the minimum ratio of an asset has moved of late.
//!
//! A higher minimum makes positions for sale at once, so nobody may raise it by more than a tenth
//! in any seven days (mint.md section 4). So what was in force is stored for seven days, in a
//! record of its own: every message about a position reads the listing, and none of them needs
//! this.

use cosmwasm_std::{ensure, Decimal};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

/// By how much the ratio may move in [`WINDOW`].
pub const LARGEST_MOVE: Decimal = Decimal::percent(10);
/// Seven days, in seconds.
pub const WINDOW: u64 = 604_800;
/// The most spans that are kept. With more moves in seven days the oldest two become one. So nobody
/// can use up the places, and a further move is compared with somewhat more than it would have to
/// be.
const MOST_SPANS: usize = 8;

/// The former ratios of an asset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatioMoves {
    /// The ratios of a public asset, and before its IPO the ratios agreed for afterwards: a change
    /// of these terms before the IPO counts like one of the ratio after it.
    pub public: Track,
    /// The ratios before the IPO.
    pub before_ipo: Track,
}

/// What one ratio was of late, oldest first, without the present one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track(Vec<Span>);

/// A stretch of time with its lowest and its highest ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    /// Its end, in UNIX seconds.
    until: u64,
    lowest: Decimal,
    highest: Decimal,
}

in_bytes!(RatioMoves { public, before_ipo });
in_bytes!(Span {
    until,
    lowest,
    highest
});

in_bytes!(Track { 0 });

impl Track {
    /// Note that the ratio moves at second `now`, unless it would be more than [`LARGEST_MOVE`]
    /// away from one that was in force less than [`WINDOW`] ago.
    pub fn note(
        &mut self,
        present: Decimal,
        ratio: Decimal,
        now: u64,
    ) -> Result<(), ContractError> {
        self.0
            .retain(|span| span.until.saturating_add(WINDOW) > now);
        let (mut lowest, mut highest) = (present, present);
        for span in &self.0 {
            lowest = lowest.min(span.lowest);
            highest = highest.max(span.highest);
        }
        let least = highest.saturating_sub(LARGEST_MOVE);
        let most = lowest.saturating_add(LARGEST_MOVE);
        ensure!(
            least <= ratio && ratio <= most,
            ContractError::MinRatioMovesTooFar { ratio, least, most }
        );

        if ratio != present {
            self.push(Span {
                until: now,
                lowest: present,
                highest: present,
            });
        }
        Ok(())
    }

    fn push(&mut self, span: Span) {
        if self.0.len() >= MOST_SPANS {
            let oldest = self.0.remove(0);
            if let Some(next) = self.0.first_mut() {
                next.lowest = next.lowest.min(oldest.lowest);
                next.highest = next.highest.max(oldest.highest);
            }
        }
        self.0.push(span);
    }
}

#[cfg(test)]
mod tests;
