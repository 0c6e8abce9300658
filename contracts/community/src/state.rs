//! What the pool remembers, in parts by what changes them and in bytes, since each is paid for.

use cosmwasm_std::{ensure, Addr, Storage};
use mirror_bytes::{in_bytes, BytesError, Slot};

use crate::error::ContractError;
use crate::limits::{Limits, Spent};

/// Who grants, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Parties {
    pub owner: Addr,
    pub mirror_token: Addr,
}

in_bytes!(Parties {
    owner,
    mirror_token
});

impl Parties {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}

/// Owner and token.
pub const PARTIES: Slot<Parties> = Slot::new(b"o");

/// The limits, with what is pending.
pub const LIMITS: Slot<Limits> = Slot::new(b"l");

/// What the last window has paid; none before its first grant.
pub const SPENT: Slot<Option<Spent>> = Slot::new(b"s");

/// What the last window has paid, if there was one.
pub fn spent(storage: &dyn Storage) -> Result<Option<Spent>, BytesError> {
    Ok(SPENT.may_load(storage)?.flatten())
}
