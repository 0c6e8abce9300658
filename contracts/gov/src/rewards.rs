//! What voters of an ended poll share, and what was shared out day by day.

use cosmwasm_std::{Storage, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::ratio::mul_div_floor;

use crate::error::ContractError;
use crate::state::DAYS;

/// Seconds of a day.
const DAY: u64 = 86_400;
/// Days that are remembered, today among them: more than the fifteen full days of the APR.
const REMEMBERED_DAYS: u64 = 32;

/// What is left of an ended poll's reward. There is one as long as somebody has not claimed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pot {
    pub rewards_left: Uint128,
    /// The votes that have not claimed.
    pub votes_left: Uint128,
}

in_bytes!(Pot {
    rewards_left,
    votes_left
});

impl Pot {
    /// What a vote gets now, down; the last one gets the rest.
    pub fn part_of(&self, votes: Uint128) -> Result<Uint128, ContractError> {
        Ok(mul_div_floor(self.rewards_left, votes, self.votes_left)?)
    }

    /// Pay a vote.
    pub fn pay(&mut self, votes: Uint128) -> Result<Uint128, ContractError> {
        let paid = self.part_of(votes)?;
        self.rewards_left = self.rewards_left.checked_sub(paid)?;
        self.votes_left = self.votes_left.checked_sub(votes)?;
        Ok(paid)
    }

    /// Everybody has claimed.
    pub fn is_empty(&self) -> bool {
        self.votes_left.is_zero()
    }
}

/// What came on a day to be shared out. It flows for days after, which is no matter to an average
/// over days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayEntry {
    /// UNIX seconds divided by 86400.
    pub day: u64,
    pub amount: Uint128,
    /// What was staked when the last of it came.
    pub total_staked: Uint128,
}

in_bytes!(DayEntry {
    day,
    amount,
    total_staked
});

impl DayEntry {
    /// Whether all days since this one are remembered as well. An entry stays until another day
    /// takes its place, so an older one may stand where newer ones are gone.
    pub fn is_recent(&self, now: u64) -> bool {
        (now / DAY).saturating_sub(self.day) < REMEMBERED_DAYS
    }
}

/// Note that a reward was shared out, over the entry of the day 32 days ago.
pub fn note(
    storage: &mut dyn Storage,
    now: u64,
    amount: Uint128,
    total_staked: Uint128,
) -> Result<(), ContractError> {
    let day = now / DAY;
    let key = (day % REMEMBERED_DAYS).to_be_bytes();
    let [.., slot] = key;

    let before = DAYS
        .may_load(storage, &[slot])?
        .filter(|entry| entry.day == day)
        .map_or(Uint128::zero(), |entry| entry.amount);
    let entry = DayEntry {
        day,
        amount: before.checked_add(amount)?,
        total_staked,
    };

    DAYS.save(storage, &[slot], &entry);
    Ok(())
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;
    use cosmwasm_std::Order;

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

    /// Rule T-06.
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

    #[test]
    fn rewards_of_a_day_add_up_and_are_overwritten_after_32_days() {
        let mut storage = MockStorage::new();
        let mut note = |day: u64, amount: u128, staked: u128| {
            note(&mut storage, day * DAY, amount.into(), staked.into()).unwrap();
        };

        note(100, 1, 10);
        note(100, 2, 20);
        note(101, 4, 30);
        note(132, 8, 40);

        let entries: Vec<_> = DAYS
            .range(&storage, &[], None, Order::Ascending)
            .map(|entry| entry.unwrap().1)
            .map(|entry| (entry.day, entry.amount.u128(), entry.total_staked.u128()))
            .collect();
        assert_eq!(vec![(132, 8, 40), (101, 4, 30)], entries);
    }
}
