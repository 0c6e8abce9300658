//! Values of keys that a file may leave out.

use cosmwasm_std::{Decimal, Uint128};

pub(super) fn seed() -> u64 {
    1
}

/// The weight of a genesis mAsset.
pub(super) fn weight() -> u32 {
    100
}

pub(super) fn liquidity() -> Uint128 {
    Uint128::new(500_000_000_000)
}

pub(super) fn budget_spread() -> Decimal {
    Decimal::percent(30)
}

pub(super) fn activity() -> Decimal {
    Decimal::percent(20)
}

pub(super) fn zero() -> Decimal {
    Decimal::zero()
}

pub(super) fn one() -> Decimal {
    Decimal::one()
}

pub(super) fn trade_share() -> Decimal {
    Decimal::percent(5)
}

pub(super) fn auctions() -> u32 {
    20
}

pub(super) fn holds_days() -> u32 {
    60
}

pub(super) fn support() -> Decimal {
    Decimal::percent(90)
}

pub(super) fn discount() -> Decimal {
    Decimal::percent(2)
}

pub(super) fn patience_days() -> u32 {
    20
}

/// About a month of trading.
pub(super) fn burn_days() -> u32 {
    20
}
