//! The operations, one file each.

pub mod instantiate;
pub mod provide;
pub mod swap;
pub mod withdraw;

use cosmwasm_std::{ensure, Addr};

use crate::error::ContractError;

/// Refuse to pay the pair out of its own pools, whoever wants it and by whatever way.
fn ensure_other(receiver: &Addr, contract: &Addr) -> Result<(), ContractError> {
    ensure!(receiver != contract, ContractError::ReceiverIsPair {});
    Ok(())
}
