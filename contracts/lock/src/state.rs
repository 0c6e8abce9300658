//! What the lock stores, and how it is loaded and saved.

use cosmwasm_std::{Addr, Storage, Uint128};
use cw_storage_plus::Item;
use mirror_bytes::{BytesError, Slot, Table};

use crate::lock::{Lock, Terms};

/// Who changes the terms. A record of its own, since only changing them needs it.
pub const OWNER: Item<Addr> = Item::new("owner");

/// Mint, denom and period: what every message reads.
pub const TERMS: Item<Terms> = Item::new("terms");

/// The sum of all locks. Coins above it are gifts and belong to nobody.
pub const TOTAL_LOCKED_FUNDS: Slot<Uint128> = Slot::new(b"s");

/// What positions have locked, by number of the position. An entry is removed when it is paid.
pub const LOCKS: Table<Lock> = Table::new(b'l');

/// What a position has locked.
pub fn lock(storage: &dyn Storage, position_idx: Uint128) -> Result<Option<Lock>, BytesError> {
    LOCKS.may_load(storage, &position_idx.to_be_bytes())
}

/// Store what a position has locked.
pub fn save_lock(storage: &mut dyn Storage, position_idx: Uint128, lock: &Lock) {
    LOCKS.save(storage, &position_idx.to_be_bytes(), lock);
}

/// Remove what a position has locked.
pub fn remove_lock(storage: &mut dyn Storage, position_idx: Uint128) {
    LOCKS.remove(storage, &position_idx.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::CanonicalAddr;

    use super::*;

    /// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let owner = Addr::unchecked("owner");
        let terms = Terms {
            mint_contract: Addr::unchecked("mint"),
            base_denom: "uusd".to_string(),
            lockup_period: 1_209_600,
        };
        let lock = Lock {
            receiver: CanonicalAddr::from([1, 2]),
            amount: Uint128::new(1_000_000),
            unlock_time: 300,
        };

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            OWNER => OWNER.save(storage, &owner);
            TERMS => TERMS.save(storage, &terms);
            TOTAL_LOCKED_FUNDS => TOTAL_LOCKED_FUNDS.save(storage, &Uint128::new(300));
            LOCKS => save_lock(storage, Uint128::new(7), &lock);
        });
    }
}
