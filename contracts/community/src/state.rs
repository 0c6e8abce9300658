//! What the pool remembers, in parts by what changes them, since every byte written is paid for.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr};
use cw_storage_plus::Item;

use crate::error::ContractError;
use crate::limits::{Limits, Spent};

/// Who grants, and what.
#[cw_serde]
pub struct Parties {
    #[serde(rename = "o")]
    pub owner: Addr,
    #[serde(rename = "m")]
    pub mirror_token: Addr,
}

impl Parties {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}

/// Owner and token.
pub const PARTIES: Item<Parties> = Item::new("o");

/// The limits, with what is pending.
pub const LIMITS: Item<Limits> = Item::new("l");

/// What the last window has paid. None before its first grant and without a window.
pub const SPENT: Item<Spent> = Item::new("s");
