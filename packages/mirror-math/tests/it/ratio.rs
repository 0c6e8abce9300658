//! The rule of three, and amounts against prices.

use cosmwasm_std::Decimal;
use mirror_math::ratio::{
    fraction_floor, mul_div_ceil, mul_div_floor, units_ceil, units_floor, value_ceil,
    value_exceeds, value_floor,
};
use mirror_math::MathError;
use num_traits::Zero;
use proptest::prelude::*;

use crate::exact::{
    amount, any_amount, any_decimal, assert_ceil, assert_floor, assert_floor_decimal, config,
    decimal, part, units,
};

#[test]
fn a_quotient_is_cut_or_raised() {
    let (two, three, most) = (amount(2), amount(3), amount(u128::MAX));

    assert_eq!(mul_div_floor(two, two, three), Ok(amount(1)));
    assert_eq!(mul_div_ceil(two, two, three), Ok(amount(2)));
    assert_eq!(mul_div_ceil(two, three, three), Ok(two));
    assert_eq!(mul_div_floor(most, most, most), Ok(most));
    assert_eq!(mul_div_floor(most, three, two), Err(MathError::Overflow));
    assert_eq!(
        mul_div_floor(two, two, amount(0)),
        Err(MathError::DivisionByZero)
    );
    assert_eq!(
        mul_div_ceil(two, two, amount(0)),
        Err(MathError::DivisionByZero)
    );
}

#[test]
fn a_value_cap_is_met_exactly() {
    let price = decimal("0.333333333333333333");

    assert!(!value_exceeds(amount(3), price, amount(1)));
    assert!(!value_exceeds(amount(3), Decimal::one(), amount(3)));
    assert!(value_exceeds(amount(4), price, amount(1)));
    assert!(value_exceeds(
        amount(3),
        decimal("1.000000000000000001"),
        amount(3)
    ));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_rule_of_three_is_exact(a in any_amount(), b in any_amount(), c in any_amount()) {
        prop_assume!(!c.is_zero());
        let exact = units(a) * units(b) / units(c);

        assert_floor(mul_div_floor(a, b, c), &exact);
        assert_ceil(mul_div_ceil(a, b, c), &exact);
        assert_floor_decimal(fraction_floor(a, c), &(units(a) / units(c)));
    }

    #[test]
    fn values_and_units_are_exact(number in any_amount(), price in any_decimal(), cap in any_amount()) {
        let value = units(number) * part(price);

        assert_floor(value_floor(number, price), &value);
        assert_ceil(value_ceil(number, price), &value);
        prop_assert_eq!(value_exceeds(number, price, cap), value > units(cap));
        if !part(price).is_zero() {
            assert_floor(units_floor(number, price), &(units(number) / part(price)));
            assert_ceil(units_ceil(number, price), &(units(number) / part(price)));
        }
    }
}
