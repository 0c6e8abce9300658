//! The auctions among the worked examples of mint.md 10 and safety.md 8.

use mirror_math::debt::{auction, is_covered, Auction, AuctionInput};
use mirror_math::MathError;

use crate::exact::{amount, decimal};

/// gross, liquidated, refund, fee, net, collateral left, debt left, bad debt
fn outcome(numbers: [u128; 8]) -> Auction {
    let [gross, liquidated, refund, fee, net, collateral_left, debt_left, bad_debt] =
        numbers.map(amount);

    Auction {
        gross,
        liquidated,
        refund,
        fee,
        net,
        collateral_left,
        debt_left,
        bad_debt,
    }
}

fn offer(
    [offered, debt, collateral]: [u128; 3],
    [asset_price, collateral_price]: [&str; 2],
    [discount, fee_rate]: [&str; 2],
) -> AuctionInput {
    AuctionInput {
        offered: amount(offered),
        debt: amount(debt),
        collateral: amount(collateral),
        asset_price: decimal(asset_price),
        collateral_price: decimal(collateral_price),
        discount: decimal(discount),
        fee_rate: decimal(fee_rate),
    }
}

#[test]
fn an_auction_may_take_the_whole_debt() {
    let paid = auction(&offer(
        [100_000_000, 100_000_000, 75_000_000],
        ["1", "2"],
        ["0.2", "0.015"],
    ));

    let expected = [
        62_500_000,
        100_000_000,
        0,
        750_000,
        61_750_000,
        12_500_000,
        0,
        0,
    ];
    assert_eq!(paid, Ok(outcome(expected)));
    assert!(outcome(expected).closes());
}

#[test]
fn an_auction_under_water_writes_the_rest_off() {
    let sold = auction(&offer(
        [100_000_000, 100_000_000, 75_000_000],
        ["1.6", "2"],
        ["0.2", "0.015"],
    ));

    let expected = [
        75_000_000, 75_000_000, 25_000_000, 900_000, 74_100_000, 0, 0, 25_000_000,
    ];
    assert_eq!(sold, Ok(outcome(expected)));
    assert!(outcome(expected).closes());
}

#[test]
fn an_auction_may_take_a_part() {
    let sold = auction(&offer(
        [40_000_000, 100_000_000, 75_000_000],
        ["1.01", "2"],
        ["0.2", "0.015"],
    ));

    let expected = [
        25_250_000, 40_000_000, 0, 303_000, 24_947_000, 49_750_000, 60_000_000, 0,
    ];
    assert_eq!(sold, Ok(outcome(expected)));
    assert!(!outcome(expected).closes());
    let (price, backing_price, one) = (decimal("1.01"), decimal("2"), decimal("1"));
    let (left, owed) = (amount(49_750_000), amount(60_000_000));
    let ratio = decimal("1.51");
    assert!(is_covered(left, backing_price, owed, price, ratio, one));
}

#[test]
fn auctions_in_base_and_other_collateral() {
    let base = auction(&offer(
        [6_666, 6_666, 1_000_000],
        ["116", "1"],
        ["0.2", "0.01"],
    ));
    let other = auction(&offer(
        [210_000, 333_333, 1_000_000],
        ["2", "0.5"],
        ["0.2", "0.01"],
    ));

    assert_eq!(
        base,
        Ok(outcome([966_570, 6_666, 0, 7_733, 958_837, 33_430, 0, 0]))
    );
    let expected = [1_000_000, 200_000, 10_000, 8_000, 992_000, 0, 0, 133_333];
    assert_eq!(other, Ok(outcome(expected)));
}

#[test]
fn a_low_ratio_lowers_the_discount() {
    let sold = auction(&offer([909, 909, 1_000], ["1.01", "1"], ["0.1", "0.01"]));

    assert_eq!(sold, Ok(outcome([1_000, 892, 17, 10, 990, 0, 0, 17])));
}

#[test]
fn a_short_under_water_leaves_bad_debt() {
    let sold = auction(&offer(
        [6_000_000, 6_000_000, 10_000_000],
        ["1.6", "1"],
        ["0.2", "0.015"],
    ));

    let expected = [
        10_000_000, 5_000_000, 1_000_000, 120_000, 9_880_000, 0, 0, 1_000_000,
    ];
    assert_eq!(sold, Ok(outcome(expected)));
}

/// safety.md section 8, example W-2.
#[test]
fn the_refund_is_exact() {
    let sold = auction(&offer(
        [100_000_000, 100_000_000, 900_000_000],
        ["10", "1"],
        ["0.2", "0.015"],
    ));

    let expected = [
        900_000_000,
        72_000_000,
        28_000_000,
        10_800_000,
        889_200_000,
        0,
        0,
        28_000_000,
    ];
    assert_eq!(sold, Ok(outcome(expected)));
}

#[test]
fn an_auction_that_buys_nothing_says_so() {
    let terms = (["1", "2"], ["0.2", "0.015"]);
    let under_water = auction(&offer([1, 10, 5], terms.0, terms.1));
    let above = auction(&offer([1, 10, 9], terms.0, terms.1));

    assert_eq!(under_water, Ok(outcome([0, 0, 1, 0, 0, 5, 10, 0])));
    assert_eq!(above, Ok(outcome([0, 1, 0, 0, 0, 9, 9, 0])));
}

#[test]
fn the_fee_leaves_the_buyer_a_unit() {
    let sold = auction(&offer([2, 10, 5], ["1", "2"], ["0.2", "0.015"]));

    assert_eq!(sold, Ok(outcome([1, 2, 0, 0, 1, 4, 8, 0])));
}

#[test]
fn a_debt_worth_less_than_a_unit_of_collateral_is_sold_for_one() {
    let rates = ["0.2", "0.015"];
    let alone = auction(&offer([1, 1, 1], ["0.7", "1"], rates));
    let of_two = auction(&offer([3, 3, 2], ["0.2", "1"], rates));
    let not_whole = auction(&offer([2, 3, 2], ["0.2", "1"], rates));

    assert_eq!(alone, Ok(outcome([1, 1, 0, 0, 1, 0, 0, 0])));
    assert_eq!(of_two, Ok(outcome([1, 3, 0, 0, 1, 1, 0, 0])));
    assert_eq!(not_whole, Ok(outcome([0, 2, 0, 0, 0, 2, 1, 0])));
}

#[test]
fn a_part_sold_under_water_writes_off_its_share() {
    let terms = (["1.6", "2"], ["0.2", "0.015"]);
    let part = [40_000_000, 100_000_000, 75_000_000];
    let rest = [46_666_666, 46_666_666, 35_000_000];

    let expected = [
        40_000_000, 40_000_000, 0, 480_000, 39_520_000, 35_000_000, 46_666_666, 13_333_334,
    ];
    assert_eq!(
        auction(&offer(part, terms.0, terms.1)),
        Ok(outcome(expected))
    );
    let expected = [
        35_000_000, 35_000_000, 11_666_666, 420_000, 34_580_000, 0, 0, 11_666_666,
    ];
    assert_eq!(
        auction(&offer(rest, terms.0, terms.1)),
        Ok(outcome(expected))
    );
}

/// A position of which all but one unit had been bought could be sold to nobody any more, and a short
/// position of this kind would have earned rewards for ever.
#[test]
fn nothing_is_left_that_nobody_can_buy() {
    let rates = ["0.2", "0.015"];
    let short = auction(&offer(
        [7_999_999, 10_000_000, 1_500_000_000],
        ["150", "1"],
        rates,
    ));
    let last = auction(&offer([1, 1, 188], ["150", "1"], rates));
    let long = auction(&offer(
        [96_000_000, 100_000_000, 150_000_001],
        ["1.25", "1"],
        rates,
    ));

    let expected = [
        1_499_999_812,
        7_999_999,
        0,
        17_999_998,
        1_481_999_814,
        188,
        1,
        2_000_000,
    ];
    assert_eq!(short, Ok(outcome(expected)));
    assert_eq!(last, Ok(outcome([187, 1, 0, 3, 184, 1, 0, 0])));
    let expected = [
        150_000_000,
        96_000_000,
        0,
        1_800_000,
        148_200_000,
        1,
        0,
        4_000_000,
    ];
    assert_eq!(long, Ok(outcome(expected)));
    assert!(outcome(expected).closes());
}

#[test]
fn an_auction_with_impossible_terms_is_refused() {
    let refused = |input| auction(&input).unwrap_err();

    let (prices, rates) = (["1", "2"], ["0.2", "0.015"]);
    assert_eq!(
        refused(offer([11, 10, 5], prices, rates)),
        MathError::Underflow
    );
    assert_eq!(
        refused(offer([1, 10, 5], ["0", "2"], rates)),
        MathError::DivisionByZero
    );
    assert_eq!(
        refused(offer([1, 10, 5], ["1", "0"], rates)),
        MathError::DivisionByZero
    );
    assert_eq!(
        refused(offer([1, 10, 0], prices, rates)),
        MathError::DivisionByZero
    );
    assert_eq!(
        refused(offer([1, 10, 5], prices, ["1", "0"])),
        MathError::NotBelowOne
    );
}
