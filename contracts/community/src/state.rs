//! Everything that the pool stores. What is changed together is one record. The records are bytes,
//! since JSON would need more code for each of their types.

use cosmwasm_std::Storage;
use mirror_bytes::{BytesError, Slot};

use crate::limits::{Limits, Spent};
use crate::parties::Parties;

/// The owner and the MIR token.
pub const PARTIES: Slot<Parties> = Slot::new(b"o");

/// The limits, with pending changes.
pub const LIMITS: Slot<Limits> = Slot::new(b"l");

/// The sum of the grants of the last window; none before its first grant.
pub const SPENT: Slot<Option<Spent>> = Slot::new(b"s");

/// The sum of the grants of the last window, if there was one.
pub fn spent(storage: &dyn Storage) -> Result<Option<Spent>, BytesError> {
    Ok(SPENT.may_load(storage)?.flatten())
}

#[cfg(test)]
mod tests;
