//! `auction`. Numbers: mint.md section 10.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{base, luna, pairs, Setup, FORTUNE};

/// 100 mXXX against 75 mYYY at a minimum of 1.5, and a buyer with mXXX.
fn in_tokens() -> (Setup, Uint128) {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 75_000_000);
    setup.gives("bob", "mXXX", 1_000_000_000);
    let paid = setup.of("mYYY", 75_000_000);
    let idx = setup.opens("alice", paid, "mXXX", "1.5");
    (setup, idx)
}

/// 6,666 mAAPL against 1,000,000 base at a minimum of 1.3 and a fee of 0.01, and a buyer.
fn in_base(price: &str) -> (Setup, Uint128) {
    let mut setup = Setup::new()
        .with_fee("0.01")
        .with_asset_of("mAAPL", "100", "1.3", "0.2");
    setup.gives("bob", "mAAPL", 1_000_000_000);
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
    setup.feed(&[("mAAPL", price)]);
    (setup, idx)
}

#[test]
fn exactly_at_the_minimum_a_position_is_safe() {
    let (mut setup, idx) = in_tokens();
    let all = setup.of("mXXX", 100_000_000);

    assert_refused(
        setup.tries_to_auction("bob", idx, all),
        ContractError::PositionSafe { idx },
    );
}

#[test]
fn a_buyer_of_everything_pays_the_debt_and_the_owner_gets_the_rest() {
    let (mut setup, idx) = in_tokens();
    setup.demand("mXXX", "1.51");
    let all = setup.of("mXXX", 100_000_000);
    let collateral = setup.of("mYYY", 0).info;

    let answer = setup.tries_to_auction("bob", idx, all.clone()).unwrap();

    let (net, fee) = (
        format!("61750000{collateral}"),
        format!("750000{collateral}"),
    );
    let (tax, liquidated) = (format!("0{collateral}"), all.to_string());
    let expected = pairs(&[
        ("action", "auction"),
        ("position_idx", &idx.to_string()),
        ("owner", setup.who("alice").as_str()),
        ("return_collateral_amount", &net),
        ("liquidated_amount", &liquidated),
        ("tax_amount", &tax),
        ("protocol_fee", &fee),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(None, setup.amounts(idx));
    let balances = ["bob", "alice", "collector"].map(|who| setup.balance(who, &collateral));
    assert_eq!([61_750_000, 12_500_000, 750_000], balances);
    assert_eq!(900_000_000, setup.balance("bob", &all.info));
}

#[test]
fn a_position_under_water_is_sold_whole_and_its_unpaid_debt_written_off() {
    let (mut setup, idx) = in_tokens();
    setup.feed(&[("mXXX", "1.6")]);
    let all = setup.of("mXXX", 100_000_000);
    let collateral = setup.of("mYYY", 0).info;

    let answer = setup.tries_to_auction("bob", idx, all).unwrap();

    let paid = setup.of("mXXX", 75_000_000).to_string();
    let unpaid = setup.of("mXXX", 25_000_000).to_string();
    assert_eq!(paid, setup.event_value(&answer, "liquidated_amount"));
    assert_eq!(unpaid, setup.event_value(&answer, "bad_debt"));
    assert_eq!(None, setup.amounts(idx));
    let balances = ["bob", "alice", "collector"].map(|who| setup.balance(who, &collateral));
    assert_eq!([74_100_000, 0, 900_000], balances);
    let left = setup.of("mXXX", 0).info;
    assert_eq!(925_000_000, setup.balance("bob", &left));
    assert_eq!(25_000_000, setup.bad_debt("mXXX"));
}

#[test]
fn a_part_can_be_bought_until_the_position_is_safe() {
    let (mut setup, idx) = in_tokens();
    setup.feed(&[("mXXX", "1.01")]);
    let part = setup.of("mXXX", 40_000_000);
    let collateral = setup.of("mYYY", 0).info;

    setup.tries_to_auction("bob", idx, part.clone()).unwrap();

    assert_eq!(Some((49_750_000, 60_000_000)), setup.amounts(idx));
    let balances = ["bob", "alice", "collector"].map(|who| setup.balance(who, &collateral));
    assert_eq!([24_947_000, 0, 303_000], balances);
    assert_refused(
        setup.tries_to_auction("bob", idx, part),
        ContractError::PositionSafe { idx },
    );
}

#[test]
fn a_base_collateral_is_sold_at_a_small_fee() {
    let (mut setup, idx) = in_base("115");
    let all = setup.of("mAAPL", 6_666);
    assert_refused(
        setup.tries_to_auction("bob", idx, all.clone()),
        ContractError::PositionSafe { idx },
    );

    setup.feed(&[("mAAPL", "116")]);
    let before = setup.balance("bob", &base(0).info);
    setup.tries_to_auction("bob", idx, all).unwrap();

    assert_eq!(958_837, setup.balance("bob", &base(0).info) - before);
    assert_eq!(7_733, setup.balance("collector", &base(0).info));
    let alice = setup.balance("alice", &base(0).info);
    assert_eq!(FORTUNE - 1_000_000 + 33_430, alice);
}

#[test]
fn a_part_that_is_worth_all_collateral_closes_the_position() {
    let mut setup = Setup::new()
        .with_fee("0.01")
        .with_asset_of("mXXX", "1", "1.3", "0.2")
        .with_asset("mYYY", "1");
    setup.gives("alice", "mYYY", 1_000_000);
    setup.gives("bob", "mXXX", 210_000);
    let paid = setup.of("mYYY", 1_000_000);
    let idx = setup.opens("alice", paid, "mXXX", "3");
    assert_eq!(Some((1_000_000, 333_333)), setup.amounts(idx));

    setup.feed(&[("mXXX", "2"), ("mYYY", "0.5")]);
    let bid = setup.of("mXXX", 210_000);
    setup.tries_to_auction("bob", idx, bid.clone()).unwrap();

    let collateral = setup.of("mYYY", 0).info;
    let balances = ["bob", "alice", "collector"].map(|who| setup.balance(who, &collateral));
    assert_eq!([992_000, 0, 8_000], balances);
    assert_eq!(10_000, setup.balance("bob", &bid.info));
    assert_eq!(133_333, setup.bad_debt("mXXX"));
}

#[test]
fn a_low_minimum_limits_the_discount() {
    let mut setup = Setup::new()
        .with_fee("0.01")
        .with_asset_of("mAAPL", "1", "1.1", "0.2");
    setup.gives("bob", "mAAPL", 909);
    let idx = setup.opens("alice", base(1_000), "mAAPL", "1.1");
    let all = setup.of("mAAPL", 909);

    setup.feed(&[("mAAPL", "1.01")]);
    let before = setup.balance("bob", &base(0).info);
    let answer = setup.tries_to_auction("bob", idx, all.clone()).unwrap();

    assert_eq!(990, setup.balance("bob", &base(0).info) - before);
    assert_eq!("10uusd", setup.event_value(&answer, "protocol_fee"));
    assert_eq!(17, setup.balance("bob", &all.info));
    assert_eq!(17, setup.bad_debt("mAAPL"));
}

/// Whoever bought one unit before others made every bid for the whole debt fail.
#[test]
fn a_bid_of_more_than_the_debt_buys_all_of_it() {
    for (price, left) in [("1.1", 0), ("1.6", 25_000_000)] {
        let (mut setup, idx) = in_tokens();
        setup.feed(&[("mXXX", price)]);
        let (ahead, whole) = (setup.of("mXXX", 10), setup.of("mXXX", 100_000_000));
        setup.tries_to_auction("alice", idx, ahead).unwrap();

        setup.tries_to_auction("bob", idx, whole.clone()).unwrap();

        assert_eq!(None, setup.amounts(idx));
        assert_eq!(left, setup.bad_debt("mXXX"));
        let paid = 1_000_000_000 - setup.balance("bob", &whole.info);
        assert_eq!(100_000_000 - 10 - left, paid);
    }
}

#[test]
fn a_bid_has_to_buy_something() {
    let (mut setup, idx) = in_tokens();
    let (one, two) = (setup.of("mXXX", 1), setup.of("mXXX", 2));

    // 1 * 1.1 / (2 * 0.8) = 0.6875 units, and at 1.59 under water 0.99375.
    for price in ["1.1", "1.59"] {
        setup.feed(&[("mXXX", price)]);
        assert_refused(
            setup.tries_to_auction("bob", idx, one.clone()),
            ContractError::AuctionTooSmall {
                received: Uint128::one(),
            },
        );
    }
    // Two buy one, of which the fee takes nothing.
    setup.feed(&[("mXXX", "1.1")]);
    setup.tries_to_auction("bob", idx, two).unwrap();

    assert_eq!(Some((74_999_999, 99_999_998)), setup.amounts(idx));
}

#[test]
fn a_part_sold_under_water_writes_off_its_share_of_the_debt() {
    let (mut setup, idx) = in_tokens();
    setup.feed(&[("mXXX", "1.6")]);
    let part = setup.of("mXXX", 40_000_000);
    let collateral = setup.of("mYYY", 0).info;

    let answer = setup.tries_to_auction("bob", idx, part.clone()).unwrap();

    let written_off = setup.of("mXXX", 13_333_334).to_string();
    assert_eq!(written_off, setup.event_value(&answer, "bad_debt"));
    assert_eq!(Some((35_000_000, 46_666_666)), setup.amounts(idx));
    assert_eq!(13_333_334, setup.bad_debt("mXXX"));
    let rest = setup.of("mXXX", 46_666_666);
    setup.tries_to_auction("bob", idx, rest).unwrap();

    // As much as one sale pays and writes off.
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(25_000_000, setup.bad_debt("mXXX"));
    assert_eq!(925_000_000, setup.balance("bob", &part.info));
    let balances = ["bob", "alice", "collector"].map(|who| setup.balance(who, &collateral));
    assert_eq!([74_100_000, 0, 900_000], balances);
}

#[test]
fn the_last_unit_of_a_debt_buys_one_of_the_collateral() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "100", "1");
    setup.gives("bob", "mAAPL", 66);
    let idx = setup.opens("alice", luna(1), "mAAPL", "1.5");
    setup.feed(&[("mAAPL", "1.1")]);
    let (whole, part) = (setup.of("mAAPL", 66), setup.of("mAAPL", 65));
    let before = setup.balance("bob", &luna(0).info);

    // 66 * 1.1 / (100 * 0.8) = 0.9075 units.
    assert_refused(
        setup.tries_to_auction("bob", idx, part),
        ContractError::AuctionTooSmall {
            received: Uint128::new(65),
        },
    );
    setup.tries_to_auction("bob", idx, whole).unwrap();

    assert_eq!(None, setup.amounts(idx));
    assert_eq!(1, setup.balance("bob", &luna(0).info) - before);
    assert_eq!(0, setup.bad_debt("mAAPL"));
}

#[test]
fn only_the_asset_owed_buys() {
    let (mut setup, idx) = in_tokens();
    setup.feed(&[("mXXX", "1.6")]);
    setup.gives("bob", "mYYY", 1);

    for wrong in [setup.of("mXXX", 0), setup.of("mYYY", 1)] {
        assert_refused(
            setup.tries_to_auction("bob", idx, wrong.clone()),
            ContractError::WrongAsset {
                received: wrong.to_string(),
            },
        );
    }
    let unknown = Uint128::new(99);
    let one = setup.of("mXXX", 1);
    assert_refused(
        setup.tries_to_auction("bob", unknown, one),
        ContractError::PositionNotFound { idx: unknown },
    );
}

#[test]
fn the_owner_may_buy_too() {
    let (mut setup, idx) = in_tokens();
    setup.demand("mXXX", "1.51");
    let all = setup.of("mXXX", 100_000_000);

    setup.tries_to_auction("alice", idx, all).unwrap();

    let collateral = setup.of("mYYY", 0).info;
    assert_eq!(74_250_000, setup.balance("alice", &collateral));
}

/// T-48: revoked collateral trap.
#[test]
fn revoked_collateral_is_sold() {
    let (mut setup, idx) = in_tokens();
    let collateral = setup.of("mYYY", 0).info;
    setup.revoke(collateral.clone());
    setup.demand("mXXX", "1.51");
    let all = setup.of("mXXX", 100_000_000);

    setup.tries_to_auction("bob", idx, all).unwrap();

    assert_eq!(61_750_000, setup.balance("bob", &collateral));
}

#[test]
fn a_position_in_a_delisted_asset_is_not_sold() {
    let (mut setup, idx) = in_tokens();
    setup.feed(&[("mXXX", "1.6")]);
    setup.delist("mXXX", "1.6");
    let one = setup.of("mXXX", 1);

    assert_refused(
        setup.tries_to_auction("bob", idx, one),
        ContractError::AssetDeprecated {
            asset_token: setup.token("mXXX").into_string(),
        },
    );
}
