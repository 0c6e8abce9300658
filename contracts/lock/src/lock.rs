//! The terms of every lock, and what one position has locked.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

/// What every lock and payment needs to know.
#[cw_serde]
pub struct Terms {
    /// Who locks and releases.
    pub mint_contract: Addr,
    /// The denom of the proceeds.
    pub base_denom: String,
    /// How long they stay, in seconds.
    pub lockup_period: u64,
}

impl Terms {
    /// Refuse everybody but mint.
    pub fn ensure_mint(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(
            self.mint_contract == *sender,
            ContractError::Unauthorized {}
        );
        Ok(())
    }

    /// When a lock made or added to at second `now` ends.
    pub fn unlock_time(&self, now: u64) -> Result<u64, ContractError> {
        now.checked_add(self.lockup_period)
            .ok_or(ContractError::UnlockTimeOverflow {
                lockup_period: self.lockup_period,
            })
    }

    /// An amount as attributes show it.
    pub fn coin_text(&self, amount: Uint128) -> String {
        format!("{amount}{}", self.base_denom)
    }
}

/// The proceeds of one position. They are stored in bytes, with the receiver's canonical address,
/// since each short sale pays for each byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// Who gets them.
    pub receiver: CanonicalAddr,
    /// How much, above 0.
    pub amount: Uint128,
    /// From which second on the receiver may take it.
    pub unlock_time: u64,
}

in_bytes!(Lock {
    receiver,
    amount,
    unlock_time
});

impl Lock {
    /// Whether `receiver` may take it at second `now`.
    pub fn is_free_for(&self, receiver: &CanonicalAddr, now: u64) -> bool {
        self.receiver == *receiver && now >= self.unlock_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(lockup_period: u64) -> Terms {
        Terms {
            mint_contract: Addr::unchecked("mint"),
            base_denom: "uusd".to_string(),
            lockup_period,
        }
    }

    #[test]
    fn a_lock_is_free_for_its_receiver_from_its_unlock_time_on() {
        let [owner, stranger] = [1u8, 2].map(|byte| CanonicalAddr::from(vec![byte; 20]));
        let lock = Lock {
            receiver: owner.clone(),
            amount: Uint128::one(),
            unlock_time: 100,
        };

        assert!(!lock.is_free_for(&owner, 99));
        assert!(lock.is_free_for(&owner, 100));
        assert!(lock.is_free_for(&owner, u64::MAX));
        assert!(!lock.is_free_for(&stranger, 100));
    }

    #[test]
    fn an_unlock_time_fits_or_is_an_error() {
        assert_eq!(Ok(7), terms(0).unlock_time(7));
        assert_eq!(Ok(u64::MAX), terms(u64::MAX - 7).unlock_time(7));
        assert_eq!(
            Err(ContractError::UnlockTimeOverflow {
                lockup_period: u64::MAX - 6
            }),
            terms(u64::MAX - 6).unlock_time(7)
        );
    }
}
