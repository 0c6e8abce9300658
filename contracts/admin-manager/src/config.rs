//! The configuration: who decides, and for how long a right is lent.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr};

use crate::error::ContractError;

/// The configuration.
#[cw_serde]
pub struct Config {
    /// The owner, who decides.
    pub owner: Addr,
    /// How long an authorisation lasts, in seconds.
    pub admin_claim_period: u64,
}

impl Config {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// The last second of an authorisation given at second `now`.
    pub fn claim_end(&self, now: u64) -> Result<u64, ContractError> {
        let admin_claim_period = self.admin_claim_period;
        now.checked_add(admin_claim_period)
            .ok_or(ContractError::ClaimEndOverflow { admin_claim_period })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_end_fits_or_is_an_error() {
        let config = |admin_claim_period| Config {
            owner: Addr::unchecked("gov"),
            admin_claim_period,
        };

        assert_eq!(Ok(1_604_800), config(604_800).claim_end(1_000_000));
        assert_eq!(Ok(u64::MAX), config(u64::MAX - 7).claim_end(7));
        let admin_claim_period = u64::MAX - 6;
        assert_eq!(
            Err(ContractError::ClaimEndOverflow { admin_claim_period }),
            config(admin_claim_period).claim_end(7)
        );
    }
}
