//! Proceeds of shorts as the events of the lock tell them.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;

use crate::accounts::Account;
use crate::error::SimulationError;

/// What a short position has locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) receiver: Account,
    pub(crate) amount: Uint128,
    pub(crate) unlock_time: u64,
}

/// The locks, by position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Locks(BTreeMap<u128, Lock>);

impl Locks {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u128, &Lock)> {
        self.0.iter().map(|(idx, lock)| (*idx, lock))
    }

    /// Adds to what a position has locked; the time starts anew for all of it.
    pub(crate) fn add(
        &mut self,
        idx: u128,
        receiver: Account,
        amount: Uint128,
        unlock_time: u64,
    ) -> Result<(), SimulationError> {
        let lock = self.0.entry(idx).or_insert(Lock {
            receiver,
            amount: Uint128::zero(),
            unlock_time,
        });
        lock.amount = lock.amount.checked_add(amount)?;
        lock.unlock_time = unlock_time;

        Ok(())
    }

    pub(crate) fn release(&mut self, idx: u128) {
        self.0.remove(&idx);
    }

    /// The positions whose proceeds somebody may take now; people always ask for all of them.
    pub(crate) fn free_for(&self, receiver: Account, now: u64) -> Vec<u128> {
        self.iter()
            .filter(|(_, lock)| lock.receiver == receiver && lock.unlock_time <= now)
            .map(|(idx, _)| idx)
            .collect()
    }

    /// Takes these out; the answer is their sum.
    pub(crate) fn unlock(
        &mut self,
        receiver: Account,
        now: u64,
    ) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for idx in self.free_for(receiver, now) {
            if let Some(lock) = self.0.remove(&idx) {
                sum = sum.checked_add(lock.amount)?;
            }
        }

        Ok(sum)
    }
}
