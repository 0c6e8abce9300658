//! The worked examples of mint.md 10 and safety.md 8.

use cosmwasm_std::Decimal;
use mirror_math::debt::{
    collateral_ratio, effective_discount, is_covered, meets_minimum, minimum_ratio, mintable,
    protocol_fee, redeem, required_collateral, Redemption,
};
use mirror_math::MathError;

use crate::exact::{amount, decimal};

const ENDLESS: u128 = u128::MAX;

fn covered(collateral: u128, prices: [&str; 2], debt: u128, ratio: &str, multiplier: &str) -> bool {
    let [collateral_price, asset_price] = prices.map(decimal);
    let (ratio, multiplier) = (decimal(ratio), decimal(multiplier));
    let (collateral, debt) = (amount(collateral), amount(debt));
    let answer = is_covered(
        collateral,
        collateral_price,
        debt,
        asset_price,
        ratio,
        multiplier,
    );

    let required = required_collateral(debt, asset_price, ratio, multiplier, collateral_price);
    assert_eq!(answer, collateral >= required.unwrap());
    answer
}

fn fee(burned: u128, prices: [&str; 2], rate: &str, payable: u128) -> u128 {
    let [asset_price, collateral_price] = prices.map(decimal);
    let (burned, payable) = (amount(burned), amount(payable));

    protocol_fee(
        burned,
        asset_price,
        collateral_price,
        decimal(rate),
        payable,
    )
    .unwrap()
    .u128()
}

fn open(collateral: u128, prices: [&str; 2], ratio: &str) -> u128 {
    let [collateral_price, asset_price] = prices.map(decimal);

    mintable(
        amount(collateral),
        collateral_price,
        asset_price,
        decimal(ratio),
    )
    .unwrap()
    .u128()
}

fn redeemed(burned: u128, collateral: u128, debt: u128, end_price: &str) -> [u128; 3] {
    let paid = redeem(
        amount(burned),
        decimal(end_price),
        Decimal::one(),
        amount(collateral),
        amount(debt),
        decimal("0.015"),
    );
    let Redemption { gross, fee, net } = paid.unwrap();

    [gross, fee, net].map(|part| part.u128())
}

#[test]
fn opening_mints_what_the_ratio_allows() {
    assert_eq!(open(1_000_000, ["1", "100"], "1.5"), 6_666);
    assert_eq!(open(9_000, ["1", "10"], "1.5"), 600);
    assert_eq!(open(1_000_000_000, ["5", "10"], "2.0000001"), 249_999_987);
    assert_eq!(open(0, ["1", "10"], "1.5"), 0);
}

/// safety.md section 8, example W-1.
#[test]
fn a_tiny_price_loses_no_digits() {
    assert_eq!(
        open(1_000_000_000, ["1", "0.0000000019"], "1.5"),
        350_877_192_982_456_140
    );
}

#[test]
fn opening_without_a_price_or_a_ratio_is_refused() {
    let (one, zero) = (Decimal::one(), Decimal::zero());

    assert_eq!(
        mintable(amount(1), one, zero, one),
        Err(MathError::DivisionByZero)
    );
    assert_eq!(
        mintable(amount(1), one, one, zero),
        Err(MathError::DivisionByZero)
    );
}

#[test]
fn a_position_is_safe_down_to_exactly_its_minimum() {
    assert!(covered(999_900, ["1", "100"], 6_666, "1.5", "1"));
    assert!(!covered(999_899, ["1", "100"], 6_666, "1.5", "1"));
    assert!(covered(75_000_000, ["2", "1"], 100_000_000, "1.5", "1"));
    assert!(!covered(75_000_000, ["2", "1"], 100_000_000, "1.51", "1"));
    assert!(covered(1_000_000, ["1", "115"], 6_666, "1.3", "1"));
    assert!(!covered(1_000_000, ["1", "116"], 6_666, "1.3", "1"));
}

/// safety.md section 8, example W-3.
#[test]
fn liquidation_starts_one_unit_below_the_minimum() {
    assert!(covered(1_500_000_000, ["1", "10"], 100_000_000, "1.5", "1"));
    assert!(!covered(
        1_499_999_999,
        ["1", "10"],
        100_000_000,
        "1.5",
        "1"
    ));
}

#[test]
fn debt_needs_collateral_even_if_it_is_one_unit() {
    assert!(covered(0, ["1000000000", "1"], 0, "1.5", "1"));
    assert!(!covered(
        0,
        ["1000000000", "0.000000000000000001"],
        1,
        "1.1",
        "1"
    ));
    assert!(covered(
        1,
        ["1000000000", "0.000000000000000001"],
        1,
        "1.1",
        "1"
    ));
}

#[test]
fn the_multiplier_raises_the_minimum() {
    let (ratio, multiplier) = (decimal("1.5"), decimal("1.3333334"));

    assert_eq!(minimum_ratio(ratio, multiplier), Ok(decimal("2.0000001")));
    assert!(!meets_minimum(decimal("2.0"), ratio, multiplier));
    assert!(!meets_minimum(
        decimal("2.000000099999999999"),
        ratio,
        multiplier
    ));
    assert!(meets_minimum(decimal("2.0000001"), ratio, multiplier));
}

#[test]
fn the_ratio_shown_is_value_over_debt() {
    let (one, two) = (decimal("1"), decimal("2"));

    let ratio = collateral_ratio(amount(75_000_000), two, amount(100_000_000), one);
    let none = collateral_ratio(amount(1), one, amount(0), one);

    assert_eq!(ratio, Ok(decimal("1.5")));
    assert_eq!(none, Err(MathError::DivisionByZero));
}

#[test]
fn the_fee_of_a_burn_is_rounded_up() {
    assert_eq!(fee(13_333, ["100", "1"], "0.01", ENDLESS), 13_333);
    assert_eq!(fee(13_333, ["100", "1"], "0.015", ENDLESS), 20_000);
    assert_eq!(fee(666_666, ["100", "50"], "0.01", ENDLESS), 13_334);
    assert_eq!(fee(6_000_000, ["1", "1"], "0.015", ENDLESS), 90_000);
    assert_eq!(fee(1, ["0.000001", "1"], "0.015", ENDLESS), 1);
    assert_eq!(fee(1, ["1", "1"], "0", ENDLESS), 0);
}

#[test]
fn the_fee_never_exceeds_what_it_is_taken_from() {
    assert_eq!(fee(13_333, ["100", "1"], "0.015", 19_999), 19_999);
    assert_eq!(fee(13_333, ["100", "1"], "0.015", 0), 0);
    assert_eq!(
        fee(u128::MAX, ["1000000000", "0.000000000000000001"], "0.9", 7),
        7
    );
}

#[test]
fn the_discount_is_at_most_what_the_ratio_leaves() {
    let discount = |own, ratio| effective_discount(decimal(own), decimal(ratio));

    assert_eq!(discount("0.2", "1.5"), decimal("0.2"));
    assert_eq!(discount("0.2", "1.1"), decimal("0.1"));
    assert_eq!(discount("0.2", "1"), decimal("0"));
    assert_eq!(discount("0.2", "0.9"), decimal("0"));
}

#[test]
fn a_delisted_asset_is_redeemed_at_its_end_price() {
    assert_eq!(
        redeemed(40_000_000, 150_000_000, 100_000_000, "1.2"),
        [48_000_000, 720_000, 47_280_000]
    );
    assert_eq!(
        redeemed(60_000_000, 102_000_000, 60_000_000, "1.2"),
        [72_000_000, 1_080_000, 70_920_000]
    );
}

#[test]
fn a_delisted_asset_under_water_is_redeemed_by_share() {
    assert_eq!(
        redeemed(10_000_000, 90_000_000, 100_000_000, "1.2"),
        [9_000_000, 135_000, 8_865_000]
    );
    assert_eq!(
        redeemed(10_000_000, 1_000_000, 100_000_000, "1.2"),
        [100_000, 1_500, 98_500]
    );
    assert_eq!(redeemed(10_000_000, 5, 100_000_000, "1.2"), [0, 0, 0]);
    assert_eq!(redeemed(4_000_000, 1, 4_000_000, "1.25"), [1, 0, 1]);
}

/// safety.md section 8, example W-4.
#[test]
fn the_fee_of_a_redemption_comes_out_of_it() {
    assert_eq!(
        redeemed(100_000_000, 10_000_000, 100_000_000, "10"),
        [10_000_000, 150_000, 9_850_000]
    );
    assert_eq!(redeemed(10_000_000, 5, 100_000_000, "10"), [0, 0, 0]);
}

#[test]
fn a_redemption_of_more_than_the_debt_is_refused() {
    let one = Decimal::one();
    let burn =
        |burned, debt, price| redeem(amount(burned), one, price, amount(9), amount(debt), one);

    assert_eq!(burn(6, 5, one), Err(MathError::Underflow));
    assert_eq!(burn(0, 0, one), Err(MathError::DivisionByZero));
    assert_eq!(burn(1, 5, Decimal::zero()), Err(MathError::DivisionByZero));
}
