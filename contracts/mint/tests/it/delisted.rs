//! Burning and withdrawing once an asset is delisted. Numbers: mint.md section 10 and safety.md
//! W-4.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{base, luna, pairs, Setup, FORTUNE};

/// A position of this much base and debt in an asset that is delisted at `end_price`; bob has the
/// asset, too.
fn delisted(collateral: u128, debt: u128, end_price: &str) -> (Setup, Uint128) {
    let mut setup = Setup::new().with_asset("mAAPL", "0.00000001");
    setup.gives("bob", "mAAPL", debt);
    // Opened small, so that the exact debt can be minted.
    let idx = setup.opens("alice", base(collateral), "mAAPL", "100000000");
    let rest = debt - setup.amounts(idx).unwrap().1;
    let rest = setup.of("mAAPL", rest);
    setup.tries_to_mint("alice", idx, rest).unwrap();
    setup.delist("mAAPL", end_price);
    (setup, idx)
}

#[test]
fn a_stranger_burns_for_the_end_price_and_the_owner_withdraws_what_is_left() {
    let (mut setup, idx) = delisted_example();
    let burned = setup.of("mAAPL", 40_000_000);
    let before = setup.balance("bob", &base(0).info);

    let answer = setup.tries_to_burn("bob", idx, burned.clone()).unwrap();

    let burn_amount = burned.to_string();
    let expected = pairs(&[
        ("action", "burn"),
        ("position_idx", &idx.to_string()),
        ("burn_amount", &burn_amount),
        ("protocol_fee", "720000uusd"),
        ("refund_collateral_amount", "47280000uusd"),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(Some((102_000_000, 60_000_000)), setup.amounts(idx));
    assert_eq!(47_280_000, setup.balance("bob", &base(0).info) - before);
    assert_eq!(720_000, setup.balance("collector", &base(0).info));
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(base(30_000_001))),
        ContractError::WithdrawUncovered { idx },
    );
    setup
        .tries_to_withdraw("alice", idx, Some(base(30_000_000)))
        .unwrap();
}

/// 150,000,000 base against 100,000,000 of an asset delisted at 1.2.
fn delisted_example() -> (Setup, Uint128) {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("bob", "mAAPL", 100_000_000);
    let idx = setup.opens("alice", base(150_000_000), "mAAPL", "1.5");
    setup.delist("mAAPL", "1.2");
    (setup, idx)
}

#[test]
fn the_owner_burns_the_rest_and_closes_by_withdrawing() {
    let (mut setup, idx) = delisted_example();
    let [first, rest] = [40_000_000, 60_000_000].map(|amount| setup.of("mAAPL", amount));
    setup.tries_to_burn("bob", idx, first).unwrap();

    let answer = setup.tries_to_burn("alice", idx, rest).unwrap();

    assert_eq!("1080000uusd", setup.event_value(&answer, "protocol_fee"));
    let refund = setup.event_value(&answer, "refund_collateral_amount");
    assert_eq!("70920000uusd", refund);
    assert_eq!(Some((30_000_000, 0)), setup.amounts(idx));
    setup.tries_to_withdraw("alice", idx, None).unwrap();
    assert_eq!(None, setup.amounts(idx));
    let paid_in = 150_000_000 - 70_920_000 - 30_000_000;
    assert_eq!(FORTUNE - paid_in, setup.balance("alice", &base(0).info));
}

/// T-30: stranger's burn or gift used against an owner.
#[test]
fn nobody_takes_more_than_the_burned_share() {
    for (collateral, fee, refund) in [
        (90_000_000, "135000uusd", "8865000uusd"),
        (1_000_000, "1500uusd", "98500uusd"),
    ] {
        let (mut setup, idx) = under_water(collateral);
        let burned = setup.of("mAAPL", 10_000_000);

        let answer = setup.tries_to_burn("bob", idx, burned).unwrap();

        assert_eq!(fee, setup.event_value(&answer, "protocol_fee"));
        let paid = setup.event_value(&answer, "refund_collateral_amount");
        assert_eq!(refund, paid);
    }
}

/// This much base against 100,000,000 of an asset delisted at 1.2.
fn under_water(collateral: u128) -> (Setup, Uint128) {
    delisted(collateral, 100_000_000, "1.2")
}

#[test]
fn only_the_owner_burns_where_it_pays_nothing() {
    let (mut setup, idx) = under_water(5);
    let burned = setup.of("mAAPL", 10_000_000);

    assert_refused(
        setup.tries_to_burn("bob", idx, burned.clone()),
        ContractError::NothingToRefund {
            idx,
            received: Uint128::new(10_000_000),
        },
    );
    let answer = setup.tries_to_burn("alice", idx, burned).unwrap();

    assert_eq!("0uusd", setup.event_value(&answer, "protocol_fee"));
    let refund = setup.event_value(&answer, "refund_collateral_amount");
    assert_eq!("0uusd", refund);
    assert_eq!(Some((5, 90_000_000)), setup.amounts(idx));
}

#[test]
fn the_fee_leaves_the_burner_of_the_last_unit_that_unit() {
    let (mut setup, idx) = delisted(1, 4_000_000, "1.25");
    let all = setup.of("mAAPL", 4_000_000);
    let before = setup.balance("bob", &base(0).info);

    let answer = setup.tries_to_burn("bob", idx, all).unwrap();

    assert_eq!("0uusd", setup.event_value(&answer, "protocol_fee"));
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(1, setup.balance("bob", &base(0).info) - before);
}

/// T-28: fee larger than payout panics, position stuck; W-4.
#[test]
fn a_position_deep_under_water_is_burned_whole_and_closed() {
    let (mut setup, idx) = delisted(10_000_000, 100_000_000, "10");
    let all = setup.of("mAAPL", 100_000_000);
    let collector = setup.balance("collector", &base(0).info);
    let bob = setup.balance("bob", &base(0).info);

    setup.tries_to_burn("bob", idx, all).unwrap();

    let fee = setup.balance("collector", &base(0).info) - collector;
    assert_eq!(150_000, fee);
    assert_eq!(9_850_000, setup.balance("bob", &base(0).info) - bob);
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(0, setup.bad_debt("mAAPL"));
}

/// T-20: delisted asset can't be redeemed because the feed is dead.
#[test]
fn a_dead_feed_does_not_stop_the_burning_of_a_delisted_asset() {
    let (mut setup, idx) = delisted_example();
    setup.at(31_536_000);

    for who in ["bob", "alice"] {
        let burned = setup.of("mAAPL", 10_000_000);
        setup.tries_to_burn(who, idx, burned).unwrap();
    }
    setup
        .tries_to_withdraw("alice", idx, Some(base(1)))
        .unwrap();

    assert_eq!(Some((125_999_999, 80_000_000)), setup.amounts(idx));
}

/// T-20: delisted asset can't be redeemed because the feed is dead.
#[test]
fn delisted_collateral_counts_at_its_end_price_for_ever() {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 75_000_000);
    setup.gives("bob", "mXXX", 40_000_000);
    let paid = setup.of("mYYY", 75_000_000);
    let idx = setup.opens("alice", paid.clone(), "mXXX", "1.5");

    for symbol in ["mXXX", "mYYY"] {
        setup.delist(symbol, "1");
    }
    setup.at(31_536_000);
    let burned = setup.of("mXXX", 40_000_000);
    setup.tries_to_burn("bob", idx, burned).unwrap();

    // At 1 the position holds 0.75 of its debt: a share of 40 % is worth less than 40,000,000.
    assert_eq!(Some((45_000_000, 60_000_000)), setup.amounts(idx));
    assert_eq!(29_550_000, setup.balance("bob", &paid.info));
}

#[test]
fn delisted_collateral_is_revoked_for_mint_whatever_its_list_says() {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 100);
    let paid = setup.of("mYYY", 100);
    setup.delist("mYYY", "2");
    let mut setup = setup.with_collateral(paid.info.clone(), "2", "1");

    assert_refused(
        setup.tries_to_open("alice", paid.clone(), "mXXX", "2", None),
        ContractError::CollateralRevoked {
            asset: paid.info.to_string(),
        },
    );
}

#[test]
fn the_multiplier_does_not_count_for_a_delisted_asset() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "10")
        .with_collateral(luna(0).info, "5", "2");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "3");
    assert_eq!(Some((1_000, 166)), setup.amounts(idx));

    setup.delist("mAAPL", "10");

    // 166 at 10 is worth 332 luna at 5.
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(luna(669))),
        ContractError::WithdrawUncovered { idx },
    );
    setup
        .tries_to_withdraw("alice", idx, Some(luna(668)))
        .unwrap();
}
