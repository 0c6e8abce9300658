//! The pools that share the release: their weights, and what is owed to them.

use std::collections::BTreeMap;

use cosmwasm_std::{ensure, Addr, CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::plan::Plan;

/// The most pools that may have a weight, since every release pays all of them.
pub const MOST_POOLS: u32 = 128;
/// The weight of the MIR pool.
pub const MIRROR_WEIGHT: u32 = 300;
/// The highest weight of any pool: a higher one would take the release from all others (factory.md
/// section 3).
pub const MOST_WEIGHT: u32 = 300;
/// The weight of an asset that is listed without one.
pub const DEFAULT_WEIGHT: u32 = 30;

/// A pool as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// Its share in the release; `None` once its asset is delisted.
    pub weight: Option<u32>,
    /// MIR that was divided to it and is not yet sent.
    pub unsent: Uint128,
}

/// A pool while the release is divided: the asset it belongs to, its new values and the stored ones.
pub struct PoolEntry {
    /// The asset.
    pub asset: CanonicalAddr,
    /// The pool with its new values.
    pub pool: Pool,
    stored: Pool,
}

/// Everything that is owed.
pub struct Dues {
    /// To the pools.
    pub pools: Vec<PoolEntry>,
    /// To the recipients of fixed distributions, ascending by address.
    pub fixed: BTreeMap<Addr, Uint128>,
}

in_bytes!(Pool { weight, unsent });

impl Pool {
    /// A pool with this weight, to which nothing is owed.
    pub fn new(weight: u32) -> Self {
        Self {
            weight: Some(weight),
            unsent: Uint128::zero(),
        }
    }
}

impl PoolEntry {
    /// An entry whose values are the stored ones.
    pub fn new(asset: CanonicalAddr, stored: Pool) -> Self {
        Self {
            asset,
            pool: stored.clone(),
            stored,
        }
    }

    /// Whether a value differs from the stored one.
    pub fn has_changed(&self) -> bool {
        self.pool != self.stored
    }

    /// Whether the pool has neither a weight nor unsent MIR, so that its entry can be removed.
    pub fn is_over(&self) -> bool {
        self.pool.weight.is_none() && self.pool.unsent.is_zero()
    }
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

/// A weight that a message names; refuse one that is too high.
pub fn checked_weight(weight: u32) -> Result<u32, ContractError> {
    ensure!(
        weight <= MOST_WEIGHT,
        ContractError::WeightTooHigh {
            weight,
            most: MOST_WEIGHT
        }
    );
    Ok(weight)
}
