//! Values of keys that a file may leave out; they stand beside the key.

use cosmwasm_std::{Decimal, Uint128};

pub(super) fn seed() -> u64 {
    1
}

pub(super) fn number<const NUMBER: u32>() -> u32 {
    NUMBER
}

pub(super) fn percent<const PERCENT: u64>() -> Decimal {
    Decimal::percent(PERCENT)
}

/// In micro units.
pub(super) fn coins<const COINS: u128>() -> Uint128 {
    Uint128::new(COINS * 1_000_000)
}
