//! Everything that the admin manager stores. All of it is JSON: its messages are rare.

use cosmwasm_std::{Addr, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::config::Config;
use crate::record::{AuthRecord, MigrationRecord};

/// The configuration.
pub const CONFIG: Item<Config> = Item::new("config");

/// The last second of each account's latest authorisation, by address.
pub const CLAIM_ENDS: Map<&Addr, u64> = Map::new("claim_end");

/// Records of one kind, by their second and a number that no two records share.
pub type Records<T> = Map<(u64, u64), T>;

/// The records of authorisations.
pub const AUTH_RECORDS: Records<AuthRecord> = Map::new("auth");

/// The records of migrations.
pub const MIGRATION_RECORDS: Records<MigrationRecord> = Map::new("migration");

/// How many records of both kinds there are, which is the number of the next one.
const SEQUENCE: Item<u64> = Item::new("sequence");

/// Store a record of second `now`, beside all others of that second.
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
    use cosmwasm_std::Binary;

    use super::*;
    use crate::record::Migration;

    /// T-14: storage traps. See docs/upgrades.md.
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let [gov, ada, mint] = ["gov", "ada", "mint"].map(Addr::unchecked);
        let config = Config {
            owner: gov.clone(),
            admin_claim_period: 86_400,
        };
        let auth = AuthRecord {
            address: ada.clone(),
            end_time: 86_700,
        };
        let migration = MigrationRecord {
            executor: gov,
            migrations: vec![Migration {
                contract: mint,
                new_code_id: 8,
                msg: Binary::from(b"{}"),
            }],
        };

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            CONFIG => CONFIG.save(storage, &config);
            CLAIM_ENDS => CLAIM_ENDS.save(storage, &ada, &86_700);
            AUTH_RECORDS => AUTH_RECORDS.save(storage, (300, 7), &auth);
            MIGRATION_RECORDS => MIGRATION_RECORDS.save(storage, (300, 7), &migration);
            SEQUENCE => SEQUENCE.save(storage, &8);
        });
    }
}
