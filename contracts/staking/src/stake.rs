//! What one staker has in one pool, of LP tokens or short.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::rewards;

use crate::error::ContractError;

/// A stake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stake {
    /// The index of the pool up to which rewards were counted.
    pub index: Decimal,
    /// How much is staked.
    pub bond: Uint128,
    /// Rewards counted and not yet withdrawn.
    pub pending: Uint128,
    /// Whether it is a stake of the new LP token, after another one was replaced.
    pub migrated: bool,
}

in_bytes!(Stake {
    index,
    bond,
    pending,
    migrated
});

impl Stake {
    /// Whether nothing is staked or owed.
    pub fn is_empty(&self) -> bool {
        self.bond.is_zero() && self.pending.is_zero()
    }

    /// Count the rewards up to an index.
    pub fn settle(&mut self, index: Decimal) -> Result<(), ContractError> {
        let earned = rewards::earned(self.bond, self.index, index)?;
        self.pending = self.pending.checked_add(earned)?;
        self.index = index;
        Ok(())
    }

    /// Stake more.
    pub fn add(&mut self, amount: Uint128) -> Result<(), ContractError> {
        self.bond = self.bond.checked_add(amount)?;
        Ok(())
    }

    /// Stake less.
    pub fn take(&mut self, amount: Uint128) -> Result<(), ContractError> {
        self.ensure_covers(amount)?;
        self.bond = self.bond.checked_sub(amount)?;
        Ok(())
    }

    /// Refuse to take more than is staked.
    pub fn ensure_covers(&self, amount: Uint128) -> Result<(), ContractError> {
        let bonded = self.bond;
        ensure!(
            amount <= bonded,
            ContractError::BondExceeded { amount, bonded }
        );
        Ok(())
    }

    /// Take out everything that is owed.
    pub fn claim(&mut self) -> Uint128 {
        std::mem::take(&mut self.pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stake(bond: u128) -> Stake {
        Stake {
            bond: bond.into(),
            ..Stake::default()
        }
    }

    fn index(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_stake_is_floored_once_for_the_time_between_two_settlements() {
        let [mut seldom, mut often] = [stake(1), stake(1)];
        for step in 1..=30u128 {
            let index = Decimal::raw(step * 333_333_333_333_333_333);
            often.settle(index).unwrap();
        }

        seldom.settle(index("9.99999999999999999")).unwrap();

        assert_eq!((9, 0), (seldom.pending.u128(), often.pending.u128()));
    }

    #[test]
    fn settling_twice_adds_nothing() {
        let mut stake = stake(100);
        stake.settle(index("1.6")).unwrap();

        stake.settle(index("1.6")).unwrap();

        assert_eq!(Uint128::new(160), stake.pending);
    }

    #[test]
    fn all_can_be_taken_and_no_more() {
        let mut stake = stake(7);

        let refusal = stake.take(8u128.into());
        stake.take(7u128.into()).unwrap();

        let [amount, bonded] = [8u128, 7].map(Uint128::new);
        assert_eq!(Err(ContractError::BondExceeded { amount, bonded }), refusal);
        assert_eq!(Uint128::zero(), stake.bond);
    }

    #[test]
    fn a_stake_is_empty_when_nothing_is_staked_or_owed() {
        let mut leaving = stake(100);
        leaving.settle(index("0.01")).unwrap();
        leaving.take(100u128.into()).unwrap();
        assert!(!leaving.is_empty());

        assert_eq!(Uint128::one(), leaving.claim());

        assert!(leaving.is_empty());
        assert!(!stake(1).is_empty());
    }

    /// T-52: index precision and overflow.
    #[test]
    fn the_largest_stake_and_the_largest_index_are_counted() {
        let all_mir = 370_575_000_000_000u128;
        let mut smallest = stake(1);
        smallest
            .settle(Decimal::from_ratio(all_mir, 1u128))
            .unwrap();
        assert_eq!(Uint128::new(all_mir), smallest.pending);

        let mut largest = stake(1 << 100);
        largest.settle(index("0.000000000000000001")).unwrap();
        assert_eq!(Uint128::new((1 << 100) / 10u128.pow(18)), largest.pending);
    }
}
