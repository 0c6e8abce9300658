//! What the admin manager remembers.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::error::ContractError;
use crate::record::{AuthRecord, MigrationRecord};

/// The configuration.
#[cw_serde]
pub struct Config {
    /// Who decides.
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

/// The configuration.
pub const CONFIG: Item<Config> = Item::new("config");

/// The last second of everybody's latest authorisation, by address.
pub const CLAIM_ENDS: Map<&Addr, u64> = Map::new("claim_end");

/// Records of one kind, by the second they are of and a number that no two records share.
pub type Records<T> = Map<(u64, u64), T>;

/// Who was authorised.
pub const AUTH_RECORDS: Records<AuthRecord> = Map::new("auth");

/// What was migrated.
pub const MIGRATION_RECORDS: Records<MigrationRecord> = Map::new("migration");

/// How many records there are of both kinds: the number of the next one.
const SEQUENCE: Item<u64> = Item::new("sequence");

/// Keep a record of second `now`, beside all others of that second.
pub fn append<T: Serialize + DeserializeOwned>(
    storage: &mut dyn Storage,
    records: &Records<T>,
    now: u64,
    record: &T,
) -> StdResult<()> {
    let sequence = SEQUENCE.may_load(storage)?.unwrap_or_default();

    records.save(storage, (now, sequence), record)?;
    // Each record takes a message of its own, so the last number is never reached.
    SEQUENCE.save(storage, &sequence.saturating_add(1))
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

    /// T-14.
    #[test]
    fn no_name_in_storage_begins_another() {
        let names = [
            "config",
            "claim_end",
            "auth",
            "migration",
            "sequence",
            "contract_info",
        ];

        for (place, name) in names.iter().enumerate() {
            for other in names.iter().skip(place + 1) {
                assert!(
                    !name.starts_with(other) && !other.starts_with(name),
                    "{name} {other}"
                );
            }
        }
    }
}
