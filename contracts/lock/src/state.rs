//! What the lock remembers.

use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::Item;
use mirror_bytes::{Slot, Table};

use crate::lock::{Lock, Terms};

/// Who changes the terms. Apart from them, since only that needs it.
pub const OWNER: Item<Addr> = Item::new("owner");

/// Mint, denom and period: what every message reads.
pub const TERMS: Item<Terms> = Item::new("terms");

/// The sum of all locks. Coins above it are gifts and belong to nobody.
pub const TOTAL_LOCKED_FUNDS: Slot<Uint128> = Slot::new(b"s");

/// What positions have locked, by position index. An entry goes when it is paid.
pub const LOCKS: Table<Lock> = Table::new(b'l');
