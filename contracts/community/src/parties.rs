//! The accounts that the pool knows.

use cosmwasm_std::{ensure, Addr};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

/// The owner of the pool and the token that it pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Parties {
    /// The account that may grant and configure.
    pub owner: Addr,
    /// The MIR token.
    pub mirror_token: Addr,
}

in_bytes!(Parties {
    owner,
    mirror_token
});

impl Parties {
    /// Refuse a sender who is not the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}
