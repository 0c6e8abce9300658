//! The stake of one account and the votes that lock it. This is one record, since voting,
//! withdrawing and staking need all of it.

use cosmwasm_std::{ensure, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;
use crate::marks::Marks;
use crate::pool::Pool;
use crate::share_price::Price;
use crate::votes::LiveVotes;

/// The stake of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staker {
    /// Its share of the pool.
    pub share: Uint128,
    /// The block of the last stake; 0 if only rewards were staked.
    pub last_stake_height: u64,
    /// How much of the share counts in which polls.
    pub marks: Marks,
    /// The votes that lock stake.
    pub votes: LiveVotes,
}

in_bytes!(Staker {
    share,
    last_stake_height,
    marks,
    votes
});

/// A withdrawal that was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withdrawal {
    /// The shares that are burned.
    pub burned: Uint128,
    /// The MIR that is paid.
    pub paid: Uint128,
}

impl Staker {
    /// The amount that may vote in a poll: the worth of the least share held since its creation, at
    /// the share price of the creation. So rewards that come later give nobody more votes.
    pub fn voting_power(&self, poll_id: u64, start: Price) -> Result<Uint128, ContractError> {
        Ok(start.worth(self.marks.least_since(poll_id, self.share))?)
    }

    /// Add shares. They do not count in polls that exist.
    pub fn grow(&mut self, share: Uint128, pool: &Pool) -> Result<(), ContractError> {
        let oldest_open = pool.open.oldest();
        self.marks
            .before_growth(self.share, pool.poll_count, oldest_open);
        self.share = self.share.checked_add(share)?;
        Ok(())
    }

    /// Remove shares.
    pub fn shrink(&mut self, share: Uint128) -> Result<(), ContractError> {
        self.share = self.share.checked_sub(share)?;
        self.marks.lower_to(self.share);
        Ok(())
    }

    /// Work out a withdrawal of `amount`, or of everything that no vote locks.
    pub fn withdrawal(
        &self,
        amount: Option<Uint128>,
        pool: &Pool,
    ) -> Result<Withdrawal, ContractError> {
        let price = pool.price();
        let free = self.share.saturating_sub(self.votes.locked());
        let withdrawal = match amount {
            Some(amount) => Withdrawal {
                burned: price.shares_for(amount)?,
                paid: amount,
            },
            None => Withdrawal {
                burned: free,
                paid: price.worth(free)?,
            },
        };
        ensure!(
            !withdrawal.paid.is_zero(),
            ContractError::NothingToWithdraw {}
        );
        let burned = withdrawal.burned;
        ensure!(
            burned <= free,
            ContractError::WithdrawalTooLarge { burned, free }
        );
        Ok(withdrawal)
    }
}

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;

    use super::*;
    use crate::kind::Kind;
    use crate::votes::LiveVote;

    fn pool(total_share: u128, total_staked: u128) -> Pool {
        Pool {
            total_share: total_share.into(),
            total_staked: total_staked.into(),
            ..Pool::default()
        }
    }

    fn staker(share: u128, locked: u128) -> Staker {
        let mut staker = Staker {
            share: share.into(),
            ..Staker::default()
        };
        if locked > 0 {
            staker.votes.add(LiveVote {
                poll_id: 1,
                amount: Uint128::one(),
                locked: locked.into(),
            });
        }
        staker
    }

    fn takes(burned: u128, paid: u128) -> Result<Withdrawal, ContractError> {
        Ok(Withdrawal {
            burned: burned.into(),
            paid: paid.into(),
        })
    }

    /// T-64: withdraw burns too few shares. gov.md section 9, example 2.
    #[test]
    fn a_withdrawal_burns_up() {
        let pool = pool(120_000_000, 180_000_000);
        let bob = staker(20_000_000, 0);

        assert_eq!(takes(2, 2), bob.withdrawal(Some(2u128.into()), &pool));
        assert_eq!(
            takes(6_666_668, 10_000_001),
            bob.withdrawal(Some(10_000_001u128.into()), &pool)
        );
    }

    /// gov.md section 9, example 4.
    #[test]
    fn stake_that_votes_is_not_withdrawn() {
        let pool = pool(120_000_000, 180_000_000);
        let locked = pool.price().shares_for(50_000_000u128.into()).unwrap();
        let alice = staker(99_999_000, locked.u128());

        assert_eq!(takes(66_665_666, 99_998_499), alice.withdrawal(None, &pool));
        let refused = alice.withdrawal(Some(99_998_500u128.into()), &pool);
        let [burned, free] = [66_665_667, 66_665_666].map(Uint128::new);
        let expected = ContractError::WithdrawalTooLarge { burned, free };
        assert_eq!(Err(expected), refused);
    }

    #[test]
    fn a_withdrawal_of_zero_is_refused() {
        let pool = pool(120_000_000, 180_000_000);
        let nothing = Err(ContractError::NothingToWithdraw {});

        assert_eq!(
            nothing,
            staker(5, 0).withdrawal(Some(Uint128::zero()), &pool)
        );
        assert_eq!(nothing, staker(5, 7).withdrawal(None, &pool));
        // More locked than held cannot happen; if it did, nothing would be free.
        assert_eq!(nothing, staker(5, 100).withdrawal(None, &pool));
    }

    /// T-60: borrowed votes: stake, create, vote, end, execute, unstake in one tx.
    #[test]
    fn stake_that_came_after_a_poll_has_no_power_in_it() {
        let mut pool = pool(1_000, 2_000);
        pool.poll_count = 1;
        pool.open.open(1, Kind::Default);
        let mut late = Staker::default();

        late.grow(500u128.into(), &pool).unwrap();

        assert_eq!(Ok(Uint128::zero()), late.voting_power(1, pool.price()));
        let later = late.voting_power(2, pool.price());
        assert_eq!(Ok(Uint128::new(1_000)), later);
    }

    #[test]
    fn a_staker_is_read_as_it_was_written() {
        let mut kept = staker(1_000_000, 7);
        kept.last_stake_height = 1_000_000;

        let bytes = kept.to_bytes();

        assert_eq!(3 + 3 + 1 + 4, bytes.len());
        assert_eq!(Ok(kept), Staker::from_bytes(&bytes));
    }
}
