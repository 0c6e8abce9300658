//! Exact numbers to compare with, and random inputs from nothing to the largest.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::MathError;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use proptest::prelude::*;

/// How often a random check runs at least; PROPTEST_CASES raises the number.
const CASES: u32 = 2_000;

pub(crate) fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = default.cases.max(CASES);

    ProptestConfig {
        cases,
        max_global_rejects: cases.saturating_mul(20),
        ..default
    }
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn amount(number: u128) -> Uint128 {
    Uint128::new(number)
}

/// Amounts of every magnitude, one in four at an edge.
pub(crate) fn any_amount() -> impl Strategy<Value = Uint128> {
    any_number().prop_map(Uint128::new)
}

/// Decimals of every magnitude, one in four at an edge.
pub(crate) fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => any_number().prop_map(Decimal::raw),
        1 => Just(Decimal::one()),
    ]
}

/// Amounts up to 10^18, as a token may have.
pub(crate) fn usual_amount() -> impl Strategy<Value = Uint128> {
    (1u32..60, any::<u64>()).prop_map(|(bits, number)| Uint128::from(number >> (64 - bits)))
}

/// Prices that an oracle accepts: above zero, up to 10^9.
pub(crate) fn usual_price() -> impl Strategy<Value = Decimal> {
    (1u32..90, any::<u128>())
        .prop_map(|(bits, number)| Decimal::raw((number >> (128 - bits)).clamp(1, 10u128.pow(27))))
}

/// Fractions from 0 to just below 1.
pub(crate) fn below_one() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        1 => Just(Decimal::zero()),
        1 => Just(Decimal::raw(999_999_999_999_999_999)),
        6 => (0u128..1_000_000_000_000_000_000).prop_map(Decimal::raw),
    ]
}

fn any_number() -> impl Strategy<Value = u128> {
    let edges = vec![
        0,
        1,
        2,
        3,
        u128::from(u64::MAX),
        1 << 127,
        u128::MAX - 1,
        u128::MAX,
    ];

    prop_oneof![
        1 => proptest::sample::select(edges),
        3 => (0u32..128, any::<u128>()).prop_map(|(shift, number)| number >> shift),
    ]
}

pub(crate) fn whole(number: impl Into<u128>) -> BigRational {
    BigRational::from(BigInt::from(number.into()))
}

pub(crate) fn units(amount: Uint128) -> BigRational {
    whole(amount.u128())
}

pub(crate) fn part(decimal: Decimal) -> BigRational {
    BigRational::new(
        decimal.atomics().u128().into(),
        BigInt::from(10u128.pow(18)),
    )
}

/// 10^18, to turn an exact fraction into atomics.
pub(crate) fn atomics(exact: &BigRational) -> BigRational {
    exact * whole(10u128.pow(18))
}

/// The result is the exact value rounded down, or an overflow if that does not fit.
pub(crate) fn assert_floor(result: Result<Uint128, MathError>, exact: &BigRational) {
    match result {
        Ok(found) => {
            let found = units(found);
            assert!(found <= *exact && *exact < found + BigRational::one());
        }
        Err(error) => assert_overflow(error, &exact.floor()),
    }
}

/// The result is the exact value rounded up, or an overflow if that does not fit.
pub(crate) fn assert_ceil(result: Result<Uint128, MathError>, exact: &BigRational) {
    match result {
        Ok(found) => {
            let found = units(found);
            assert!(found >= *exact && *exact > found - BigRational::one());
        }
        Err(error) => assert_overflow(error, &exact.ceil()),
    }
}

pub(crate) fn assert_floor_decimal(result: Result<Decimal, MathError>, exact: &BigRational) {
    assert_floor(result.map(|found| found.atomics()), &atomics(exact));
}

pub(crate) fn assert_ceil_decimal(result: Result<Decimal, MathError>, exact: &BigRational) {
    assert_ceil(result.map(|found| found.atomics()), &atomics(exact));
}

fn assert_overflow(error: MathError, rounded: &BigRational) {
    assert_eq!(error, MathError::Overflow);
    assert!(
        *rounded > whole(u128::MAX),
        "refused although the result fits: {rounded}"
    );
}
