//! The pools that share the release, with their weights.

use cosmwasm_std::{ensure, CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

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
