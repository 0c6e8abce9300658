//! What is owed to the pools and to the recipients of fixed distributions.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, CanonicalAddr, Uint128};

use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::pools::PoolEntry;

/// Everything that is owed.
pub struct Dues {
    /// To the pools.
    pub pools: Vec<PoolEntry>,
    /// To the recipients of fixed distributions, ascending by address.
    pub fixed: BTreeMap<Addr, Uint128>,
}

impl Dues {
    /// Divide the plan until `now` among all pools, and add what the fixed distributions give to
    /// `owed`: what was owed to their recipients before.
    pub fn until(
        plan: &Plan,
        ledger: &mut Ledger,
        mirror_token: &CanonicalAddr,
        mut pools: Vec<PoolEntry>,
        owed: BTreeMap<Addr, Uint128>,
        now: u64,
    ) -> Result<Self, ContractError> {
        let mut fixed = owed;
        for track in &plan.fixed {
            let due = plan.due(&track.schedule, ledger.divided, now)?;
            let owed = fixed.entry(track.recipient.clone()).or_default();
            *owed = owed.checked_add(due)?;
        }
        ledger.divide(plan, mirror_token, &mut pools, now)?;

        Ok(Self { pools, fixed })
    }
}
