//! The hook `withdraw_liquidity`.

use mirror_testing::{assert_refused, attributes};
use terraswap::asset::Asset;
use terraswap_pair::ContractError;

use crate::setup::{base, Setup, RICH};

/// terraswap.md section 9, example A9.
#[test]
fn all_shares_but_the_locked_ones_are_paid_out() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let response = setup.withdraws(&alice, 99_999_000).unwrap();

    let expected = [
        ("action", "withdraw_liquidity".to_string()),
        ("sender", alice.to_string()),
        ("withdrawn_share", "99999000".to_string()),
        (
            "refund_assets",
            format!("999990000uusd, 9999900{}", setup.token.id()),
        ),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value));
    assert_eq!(expected.to_vec(), attributes(&response, &setup.contract()));
    assert_eq!([RICH - 10_000, RICH - 100, 0], setup.purse(&alice));
    assert_eq!([10_000, 100], setup.reserves());
    assert_eq!(1_000, setup.supply());
}

/// terraswap.md section 9, example A9.
#[test]
fn a_part_is_rounded_down_once() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    setup.withdraws(&alice, 12_345_678).unwrap();

    assert_eq!(
        [1_000_000_000 - 123_456_780, 10_000_000 - 1_234_567],
        setup.reserves()
    );
}

#[test]
fn a_third_of_the_pool_is_a_third() {
    let mut setup = Setup::with_reserves(3_000, 3_000);
    let alice = setup.alice.clone();

    setup.withdraws(&alice, 1_000).unwrap();

    assert_eq!([2_000, 2_000], setup.reserves());
}

#[test]
fn the_shares_are_burned_before_anything_is_paid() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let response = setup.withdraws(&alice, 1_000).unwrap();

    let actions: Vec<_> = response
        .events
        .iter()
        .flat_map(|event| &event.attributes)
        .filter(|attribute| attribute.key == "action")
        .map(|attribute| attribute.value.as_str())
        .collect();
    assert_eq!(["send", "withdraw_liquidity", "burn", "transfer"], *actions);
}

/// T-84: withdraw all, drain, single-side gift.
#[test]
fn a_drained_pair_is_filled_again_at_its_ratio() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.withdraws(&alice, 99_999_000).unwrap();

    setup.swaps(&bob, base(10)).unwrap();
    setup.provides(&bob, 1_001_000, 10_000).unwrap();

    assert_eq!([1_011_010, 10_100], setup.reserves());
    assert_eq!(101_000, setup.supply());
}

#[test]
fn at_least_the_named_amounts_come_out() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let enough = [setup.tokens(1_000), base(100_000)];
    setup.withdraws_at_least(&alice, 10_000, enough).unwrap();

    let more = [
        ([base(100_001), setup.tokens(0)], base(100_000)),
        ([base(0), setup.tokens(1_001)], setup.tokens(1_000)),
        ([setup.tokens(1_001), base(0)], setup.tokens(1_000)),
    ];
    for (min_assets, paid) in more {
        let wanted = min_assets.iter().max_by_key(|asset| asset.amount).unwrap();
        let expected = ContractError::MinAmountAssertion {
            paid: paid.to_string(),
            wanted: wanted.to_string(),
        };
        let refusal = setup.withdraws_at_least(&alice, 10_000, min_assets.clone());
        assert_refused(refusal, expected);
    }
}

#[test]
fn of_a_foreign_asset_nothing_comes_out() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    for amount in [0u128, 1] {
        let foreign = Asset::native("uluna", amount);
        let refusal = setup.withdraws_at_least(&alice, 10_000, [base(1), foreign.clone()]);

        let expected = ContractError::MinAmountAssertion {
            paid: "nothing".to_string(),
            wanted: foreign.to_string(),
        };
        assert_refused(refusal, expected);
    }
}

/// T-04: zero amounts.
#[test]
fn a_withdrawal_of_nothing_is_refused() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let refusal = setup.withdraws(&alice, 0);

    assert_refused(refusal, ContractError::InvalidZeroAmount {});
}

#[test]
fn a_share_may_be_worth_less_than_a_unit_of_one_side() {
    let mut setup = Setup::with_reserves(1, 4_000_000);
    let alice = setup.alice.clone();

    // One of 2000 shares: a two-thousandth of a unit of base, and 2000 tokens.
    let response = setup.withdraws(&alice, 1).unwrap();

    assert_eq!([1, 3_998_000], setup.reserves());
    let (key, paid) = attributes(&response, &setup.contract()).pop().unwrap();
    assert_eq!("refund_assets", key);
    assert_eq!(format!("0uusd, 2000{}", setup.token.id()), paid);
}
