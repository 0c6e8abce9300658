//! The worked examples of oracle.md 9 and collateral-oracle.md 10.

use cosmwasm_std::Decimal;
use mirror_math::price::{deviates, product_of_prices, ratio_of_prices};
use mirror_math::MathError;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use crate::exact::{any_decimal, assert_floor_decimal, config, decimal, part};

fn outside(accepted: &str, posted: &str, band: &str) -> bool {
    deviates(decimal(accepted), decimal(posted), decimal(band))
}

#[test]
fn a_rate_is_base_over_quote() {
    let rate = |base, quote| ratio_of_prices(decimal(base), decimal(quote));

    assert_eq!(rate("1.2", "1"), Ok(decimal("1.2")));
    assert_eq!(rate("1", "1.2"), Ok(decimal("0.833333333333333333")));
    assert_eq!(rate("1.2", "0.5"), Ok(decimal("2.4")));
    assert_eq!(rate("0", "1"), Ok(Decimal::zero()));
    assert_eq!(rate("1", "0"), Err(MathError::DivisionByZero));
    assert_eq!(
        rate("1000", "0.000000000000000001"),
        Err(MathError::Overflow)
    );
    assert_eq!(
        ratio_of_prices(Decimal::MAX, Decimal::one()),
        Ok(Decimal::MAX)
    );
}

#[test]
fn an_intermediate_price_multiplies() {
    let chain = |first, second| product_of_prices(decimal(first), decimal(second));

    assert_eq!(chain("0.1", "5"), Ok(decimal("0.5")));
    assert_eq!(chain("1.1", "5"), Ok(decimal("5.5")));
    assert_eq!(
        chain("0.000000000000000001", "0.999999999999999999"),
        Ok(Decimal::zero())
    );
    assert_eq!(
        product_of_prices(Decimal::MAX, decimal("1.1")),
        Err(MathError::Overflow)
    );
}

#[test]
fn the_band_includes_its_ends() {
    assert!(!outside("100", "150", "0.5"));
    assert!(!outside("100", "50", "0.5"));
    assert!(outside("100", "150.000000000000000001", "0.5"));
    assert!(outside("100", "49.999999999999999999", "0.5"));
    assert!(outside("100", "151", "0.5"));
    assert!(!outside("100", "140", "0.5"));
}

#[test]
fn a_pending_post_is_confirmed_within_a_tenth() {
    assert!(!outside("25", "25.5", "0.1"));
    assert!(!outside("25", "27", "0.1"));
    assert!(!outside("25", "27.5", "0.1"));
    assert!(outside("25", "28", "0.1"));
}

/// T-41: feeder error or theft.
#[test]
fn a_price_of_the_wrong_coin_is_outside() {
    assert!(outside("0.0001", "9.8", "0.5"));
    assert!(outside("400", "100", "0.5"));
    assert!(!outside("100", "55", "0.5"));
    assert!(outside("100", "1", "0.5"));
}

#[test]
fn the_first_post_is_inside_every_band() {
    assert!(!outside("0", "1000000000", "0.5"));
    assert!(!outside("0", "0.000000000000000001", "0"));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn rates_are_cut_down(base in any_decimal(), quote in any_decimal()) {
        if !quote.is_zero() {
            assert_floor_decimal(ratio_of_prices(base, quote), &(part(base) / part(quote)));
        }
        assert_floor_decimal(product_of_prices(base, quote), &(part(base) * part(quote)));
    }

    #[test]
    fn the_band_is_exact(
        accepted in any_decimal(),
        posted in any_decimal(),
        band in any_decimal(),
    ) {
        let distance = (part(posted) - part(accepted)).abs();
        let outside = distance > part(band) * part(accepted);

        let first = part(accepted).is_zero();
        prop_assert_eq!(deviates(accepted, posted, band), outside && !first);
    }
}
