//! What single values may be.

use cosmwasm_std::Decimal;

use crate::scenario::rule::Rule;

/// Of a minimum ratio, if there is one.
pub(super) fn ratio(key: &'static str, value: impl Into<Option<Decimal>>) -> Result<(), Rule> {
    value.into().map_or(Ok(()), |value| {
        ensure(key, value, value >= Decimal::percent(110), "1.1 or more")
    })
}

/// Within what mint takes, if there is one: no poll makes auctions worthless or a gift.
pub(super) fn discount(value: impl Into<Option<Decimal>>) -> Result<(), Rule> {
    let usual = Decimal::percent(5)..=Decimal::percent(30);

    value.into().map_or(Ok(()), |value| {
        ensure(
            "auction_discount",
            value,
            usual.contains(&value),
            "0.05 to 0.3",
        )
    })
}

pub(super) fn below_one(key: &'static str, value: Decimal) -> Result<(), Rule> {
    ensure(key, value, value < Decimal::one(), "below 1")
}

pub(super) fn at_most_one(key: &'static str, value: Decimal) -> Result<(), Rule> {
    ensure(key, value, value <= Decimal::one(), "at most 1")
}

pub(super) fn positive(key: &'static str, value: Decimal) -> Result<(), Rule> {
    ensure(key, value, !value.is_zero(), "above 0")
}

pub(super) fn share(key: &'static str, value: Decimal) -> Result<(), Rule> {
    let is_part = !value.is_zero() && value <= Decimal::one();

    ensure(key, value, is_part, "above 0 and at most 1")
}

pub(super) fn ensure(
    key: &'static str,
    value: impl ToString,
    holds: bool,
    allowed: &'static str,
) -> Result<(), Rule> {
    if holds {
        return Ok(());
    }
    Err(Rule::OutOfRange {
        key,
        value: value.to_string(),
        allowed,
    })
}
