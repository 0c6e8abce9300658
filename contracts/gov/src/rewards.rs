//! The rewards that voters of ended polls share, and the rewards of each day.

use cosmwasm_std::Uint128;
use mirror_bytes::in_bytes;
use mirror_math::ratio::mul_div_floor;

use crate::error::ContractError;

/// How many seconds a day has.
const DAY: u64 = 86_400;
/// How many days are stored, with the present one. An APR needs fifteen full days.
const STORED_DAYS: u64 = 32;

/// The rest of an ended poll's reward. It is stored until all voters have claimed their parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pot {
    /// The reward that has not been claimed.
    pub rewards_left: Uint128,
    /// The votes whose parts have not been claimed.
    pub votes_left: Uint128,
}

in_bytes!(Pot {
    rewards_left,
    votes_left
});

impl Pot {
    /// The part of a vote, rounded down. The last vote to claim gets all that is left.
    pub fn part_of(&self, votes: Uint128) -> Result<Uint128, ContractError> {
        Ok(mul_div_floor(self.rewards_left, votes, self.votes_left)?)
    }

    /// Pay out the part of a vote.
    pub fn pay(&mut self, votes: Uint128) -> Result<Uint128, ContractError> {
        let paid = self.part_of(votes)?;
        self.rewards_left = self.rewards_left.checked_sub(paid)?;
        self.votes_left = self.votes_left.checked_sub(votes)?;
        Ok(paid)
    }

    /// Whether everybody has claimed.
    pub fn is_empty(&self) -> bool {
        self.votes_left.is_zero()
    }
}

/// The rewards that arrived on a day. They flow in the days after it; an average over many days is
/// the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayEntry {
    /// UNIX seconds divided by 86400.
    pub day: u64,
    /// How much arrived.
    pub amount: Uint128,
    /// The stake when the last of it arrived.
    pub total_staked: Uint128,
}

in_bytes!(DayEntry {
    day,
    amount,
    total_staked
});

impl DayEntry {
    /// The day of second `now`, without any reward.
    pub fn new(now: u64) -> Self {
        Self {
            day: now / DAY,
            amount: Uint128::zero(),
            total_staked: Uint128::zero(),
        }
    }

    /// The entry's key: days 32 days apart share one, so a new entry overwrites an old one.
    pub fn key(&self) -> [u8; 1] {
        let [.., key] = (self.day % STORED_DAYS).to_be_bytes();
        [key]
    }

    /// Add a reward that arrives at this stake.
    pub fn add(&mut self, amount: Uint128, total_staked: Uint128) -> Result<(), ContractError> {
        self.amount = self.amount.checked_add(amount)?;
        self.total_staked = total_staked;
        Ok(())
    }

    /// Whether all days since this one are stored as well. An entry stays until another day
    /// takes its place, so an older one may stand where newer ones are gone.
    pub fn is_recent(&self, now: u64) -> bool {
        (now / DAY).saturating_sub(self.day) < STORED_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pot(rewards_left: u128, votes_left: u128) -> Pot {
        Pot {
            rewards_left: rewards_left.into(),
            votes_left: votes_left.into(),
        }
    }

    /// gov.md section 9, example 5.
    #[test]
    fn the_last_to_claim_gets_the_rest() {
        let mut pot = pot(16_666_666, 3_000_000);

        let first = pot.pay(1_000_000u128.into()).unwrap();
        assert!(!pot.is_empty());
        let second = pot.pay(2_000_000u128.into()).unwrap();

        assert_eq!((5_555_555, 11_111_111), (first.u128(), second.u128()));
        assert_eq!(super::tests::pot(0, 0), pot);
        assert!(pot.is_empty());
    }

    /// T-06: overflow, truncation, wrap.
    #[test]
    fn the_largest_reward_is_paid_to_the_largest_vote() {
        let mut pot = pot(u128::MAX, u128::MAX);

        assert_eq!(Ok(Uint128::MAX), pot.pay(Uint128::MAX));
    }

    #[test]
    fn a_vote_that_is_not_in_the_pot_is_an_error() {
        assert!(pot(5, 5).pay(6u128.into()).is_err());
        assert!(pot(0, 0).pay(1u128.into()).is_err());
    }
}
