//! Rewards since the start.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::apr::AVERAGED_DAYS;

use crate::error::SimulationError;

/// Rewards since the start, in MIR.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// What has flowed to the shares since, or will.
    pub to_stakers: Uint128,
    /// What was set aside for voters, less what came back because few or none had voted.
    pub to_voters: Uint128,
    /// Deposits that were part of it.
    pub forfeited: Uint128,
    /// What one MIR has earned beside that has voted in every poll that reached its quorum.
    pub for_each_vote: Decimal,
    /// By the days since 1970, as gov's `reward_history`: today and the days that the APR of staking
    /// is averaged over, if each had some.
    pub by_day: Vec<(u64, Uint128)>,
}

impl Shared {
    pub(super) fn note(&mut self, reward: Uint128, day: u64) -> Result<(), SimulationError> {
        match self.by_day.last_mut() {
            Some((last, amount)) if *last == day => *amount = amount.checked_add(reward)?,
            _ => self.by_day.push((day, reward)),
        }
        if self.by_day.len() as u64 > AVERAGED_DAYS + 1 {
            self.by_day.remove(0);
        }

        Ok(())
    }
}
