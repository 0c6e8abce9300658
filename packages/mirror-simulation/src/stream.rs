//! Rewards on their way, by formulas of the book's own: they have an absolute end here, where the
//! contracts keep what is left of the time (staking.md 6.1, gov.md section 6).

use cosmwasm_std::{Uint128, Uint256};

use crate::error::SimulationError;
use crate::fractions::fraction;

/// MIR that flows out evenly until its end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Stream {
    pub(crate) left: Uint128,
    pub(crate) end: u64,
}

impl Stream {
    /// What flows out between two seconds.
    pub(crate) fn flows(&mut self, from: u64, now: u64) -> Result<Uint128, SimulationError> {
        let mut out = self.left;
        if now < self.end {
            out = fraction(self.left, now - from, self.end - from)?;
        }
        self.left = self.left.checked_sub(out)?;

        Ok(out)
    }

    /// Nobody earns between two seconds: the end moves by that time.
    pub(crate) fn stands_still(&mut self, from: u64, now: u64) {
        self.end = self.end.max(from) + (now - from);
    }

    /// Adds an amount. The end becomes the average of both ends, weighted by amount, and never earlier.
    pub(crate) fn joins(
        &mut self,
        part: Uint128,
        now: u64,
        spread: u64,
    ) -> Result<(), SimulationError> {
        if part.is_zero() {
            return Ok(());
        }
        let remaining = self.end.saturating_sub(now);
        let weighed = Uint256::from(self.left) * Uint256::from(remaining)
            + Uint256::from(part) * Uint256::from(spread);
        self.left = self.left.checked_add(part)?;
        let average = Uint128::try_from(weighed / Uint256::from(self.left))?;
        let average = u64::try_from(average.u128()).unwrap_or(u64::MAX);
        self.end = now + average.max(remaining).max(1);

        Ok(())
    }
}
