//! One test for each fault that an earlier protocol of this kind had (mint.md section 9, safety.md
//! sections 1, 2.2 and 8).

use mirror_mint::ContractError;
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::setup::{base, luna, Setup};

/// T-21: position opened under the minimum.
/// Rates cut to nine digits gave 599 here.
#[test]
fn a_debt_is_not_cut_short() {
    let mut setup = Setup::new().with_asset("mAAPL", "10");

    let idx = setup.opens("alice", base(9_000), "mAAPL", "1.5");

    assert_eq!(Some((9_000, 600)), setup.amounts(idx));
}

/// T-21: position opened under the minimum; W-1.
/// A price of which nine digits leave 0.000000001 gave a debt of 666,666,666,666,666,666, with a
/// true ratio of 0.789.
#[test]
fn a_tiny_price_opens_at_its_true_ratio() {
    let mut setup = Setup::new().with_asset("mAAPL", "0.0000000019");

    let idx = setup.opens("alice", base(1_000_000_000), "mAAPL", "1.5");

    let expected = Some((1_000_000_000, 350_877_192_982_456_140));
    assert_eq!(expected, setup.amounts(idx));
}

/// T-07: panic or division by zero.
/// A price below the ninth digit was a division by zero.
#[test]
fn the_smallest_price_is_a_price() {
    let mut setup = Setup::new().with_asset("mAAPL", "0.000000000000000001");

    let idx = setup.opens("alice", base(3), "mAAPL", "1.5");

    assert_eq!(Some((3, 2_000_000_000_000_000_000)), setup.amounts(idx));
}

/// T-23: liquidation at exactly the minimum; W-3.
/// A position opened at the minimum could be taken in the same block.
#[test]
fn a_position_at_its_minimum_is_not_for_sale() {
    let mut setup = Setup::new().with_fee("0").with_asset("mAAPL", "10");
    let idx = setup.opens("alice", base(1_500_000_000), "mAAPL", "1.5");
    assert_eq!(Some((1_500_000_000, 100_000_000)), setup.amounts(idx));
    setup.gives("bob", "mAAPL", 1_000);
    let part = setup.of("mAAPL", 1_000);

    assert_refused(
        setup.tries_to_auction("bob", idx, part.clone()),
        ContractError::PositionSafe { idx },
    );
    setup.feed(&[("mAAPL", "10.00000001")]);
    setup.tries_to_auction("bob", idx, part).unwrap();
}

/// T-23: liquidation at exactly the minimum; W-3.
/// The same, one unit of collateral less.
#[test]
fn a_position_one_unit_below_its_minimum_is_for_sale() {
    let mut setup = Setup::new().with_fee("0").with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_499_999_999), "mAAPL", "14.99999999");
    assert_eq!(Some((1_499_999_999, 100_000_000)), setup.amounts(idx));
    setup.gives("bob", "mAAPL", 1_000);

    setup.feed(&[("mAAPL", "10")]);
    let part = setup.of("mAAPL", 1_000);
    setup.tries_to_auction("bob", idx, part).unwrap();

    // 1,000 at 10 buy 10,000 / 0.8 of base coins.
    assert_eq!(Some((1_499_987_499, 99_999_000)), setup.amounts(idx));
}

/// T-22: requirement floored twice.
/// A requirement rounded down let the last unit of collateral go, and the debt stay.
#[test]
fn a_debt_never_stands_without_collateral() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "1000000000", "1");
    let idx = setup.opens("alice", luna(1), "mAAPL", "1000000000");
    assert_eq!(Some((1, 1)), setup.amounts(idx));

    assert_refused(
        setup.tries_to_withdraw("alice", idx, None),
        ContractError::WithdrawUncovered { idx },
    );
}

/// T-26: short closed under water leaves staking weight behind; W-2.
/// A short sold under water kept the stake of the debt that was written off, which earned for ever.
#[test]
fn a_short_under_water_leaves_no_stake_behind() {
    let mut setup =
        Setup::new()
            .with_asset("mAAPL", "4")
            .with_pool("mAAPL", 1_000_000_000, 1_000_000_000);
    setup.gives("bob", "mAAPL", 100_000_000);
    let idx = setup.shorts("alice", base(900_000_000), "mAAPL", "2.25");
    assert_eq!(Some((900_000_000, 100_000_000)), setup.amounts(idx));
    setup.feed(&[("mAAPL", "10")]);
    let (all, info) = (setup.of("mAAPL", 100_000_000), base(0).info);
    let before = setup.balance("bob", &info);

    setup.tries_to_auction("bob", idx, all.clone()).unwrap();

    assert_eq!(889_200_000, setup.balance("bob", &info) - before);
    assert_eq!(28_000_000, setup.balance("bob", &all.info));
    assert_eq!(10_800_000, setup.balance("collector", &info));
    assert_eq!(28_000_000, setup.bad_debt("mAAPL"));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    assert_eq!(None, setup.locked(idx));
}

/// T-07: panic or division by zero.
/// Naming a coin as the asset to mint panicked.
#[test]
fn a_coin_is_no_masset() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.knows("coin", cosmwasm_std::Addr::unchecked("uusd"));
    let mint = setup.mint.clone();
    let alice = setup.who("alice");
    let msg = mirror_protocol::mint::ExecuteMsg::OpenPosition {
        collateral: base(10),
        asset_info: AssetInfo::native("uusd"),
        collateral_ratio: crate::setup::decimal("2"),
        short_params: None,
    };

    let coins = [base(10).as_coin().unwrap()];
    let refusal = setup.market.chain.execute(&alice, &mint, &msg, &coins);

    let asset = "uusd".to_string();
    assert_refused(refusal, ContractError::AssetNotFound { asset });
}

/// T-08: rounding against the protocol.
/// A burn below the price of one unit paid no fee, so splitting a burn was free.
#[test]
fn many_small_burns_cost_at_least_one_large() {
    let fee_of = |parts: u128| {
        let mut setup = Setup::new().with_asset("mAAPL", "1");
        let idx = setup.opens("alice", base(2_000), "mAAPL", "2");
        for _ in 0..parts {
            let part = setup.of("mAAPL", 1_000 / parts);
            setup.tries_to_burn("alice", idx, part).unwrap();
        }
        setup.balance("collector", &base(0).info)
    };

    assert_eq!(15, fee_of(1));
    assert_eq!(20, fee_of(20));
    assert_eq!(100, fee_of(100));
}

/// T-29: collateral dust lost on close.
/// Closing a delisted position lost a unit of collateral.
#[test]
fn closing_leaves_nothing_in_the_contract() {
    let mut setup = Setup::new().with_asset("mAAPL", "3");
    setup.gives("bob", "mAAPL", 1_000);
    let whales = setup.market.balance(&setup.mint.clone(), &base(0).info);
    let idx = setup.opens("alice", base(1_001), "mAAPL", "1.6");
    let debt = setup.amounts(idx).unwrap().1;
    setup.delist("mAAPL", "3.3");

    for amount in [1, 7, debt - 8] {
        let burned = setup.of("mAAPL", amount);
        setup.tries_to_burn("bob", idx, burned).unwrap();
    }
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    let left = setup.market.balance(&setup.mint.clone(), &base(0).info);
    assert_eq!(whales, left);
}

/// T-30: stranger's burn or gift used against an owner.
/// A stranger burning unit by unit must leave the owner the exact share.
#[test]
fn many_small_burns_take_no_more_than_one_large() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("bob", "mAAPL", 1_000);
    let idx = setup.opens("alice", base(2_000_000), "mAAPL", "2");
    setup.delist("mAAPL", "3");

    for _ in 0..1_000 {
        let unit = setup.of("mAAPL", 1);
        setup.tries_to_burn("bob", idx, unit).unwrap();
    }

    let (collateral, debt) = setup.amounts(idx).unwrap();
    assert_eq!(999_000, debt);
    assert!(collateral >= 2 * debt, "{collateral}");
}

/// T-30: stranger's burn or gift used against an owner.
/// A fixed refund rate paid a deep-under-water position's first burners out of other positions.
#[test]
fn a_delisted_position_pays_only_from_itself() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("bob", "mAAPL", 1_000_000);
    let rich = setup.opens("carol", base(10_000_000), "mAAPL", "10");
    let poor = setup.opens("alice", base(1_500_000), "mAAPL", "1.5");
    setup.delist("mAAPL", "100");

    let all = setup.of("mAAPL", 1_000_000);
    setup.tries_to_burn("bob", poor, all).unwrap();

    assert_eq!(None, setup.amounts(poor));
    assert_eq!(Some((10_000_000, 1_000_000)), setup.amounts(rich));
}

/// When all but one unit of its collateral was bought, a short under water kept 2,000,000 of debt
/// that no bid could pay: the owner's stake earned for ever, and nothing was counted as bad debt.
#[test]
fn a_short_sold_but_for_one_unit_keeps_no_debt_that_nobody_can_buy() {
    let deep = 1_000_000_000_000;
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_pool("mAAPL", deep, deep);
    setup.gives("alice", "mAAPL", 10_000_000);
    let idx = setup.shorts("alice", base(1_500_000_000), "mAAPL", "1.5");
    assert_eq!(Some((1_500_000_000, 10_000_000)), setup.amounts(idx));
    setup.feed(&[("mAAPL", "150")]);
    let (most, one) = (setup.of("mAAPL", 7_999_999), setup.of("mAAPL", 1));

    setup.tries_to_auction("alice", idx, most).unwrap();

    assert_eq!(Some((188, 1)), setup.amounts(idx));
    assert_eq!(1, setup.short_stake("alice", "mAAPL"));
    assert_eq!(2_000_000, setup.bad_debt("mAAPL"));
    setup.tries_to_auction("alice", idx, one).unwrap();
    assert_eq!((None, None), (setup.amounts(idx), setup.locked(idx)));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
}

/// The same of a long position: 1 unit of collateral and 4,000,000 of debt stayed for ever.
#[test]
fn a_long_position_sold_but_for_one_unit_is_closed() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("bob", "mAAPL", 100_000_000);
    let idx = setup.opens("alice", base(150_000_001), "mAAPL", "1.5");
    setup.feed(&[("mAAPL", "1.25")]);
    let bid = setup.of("mAAPL", 96_000_000);
    let before = setup.balance("alice", &base(0).info);

    setup.tries_to_auction("bob", idx, bid).unwrap();

    assert_eq!(None, setup.amounts(idx));
    assert_eq!(4_000_000, setup.bad_debt("mAAPL"));
    assert_eq!(1, setup.balance("alice", &base(0).info) - before);
}

/// The same by rounding: a debt worth less than one unit of its collateral was below its minimum,
/// and paying it bought nothing.
#[test]
fn dust_of_a_debt_is_for_sale_too() {
    let setup = Setup::new().with_asset("mAAPL", "0.000001");
    let mut setup = setup.with_collateral(luna(0).info, "1", "1");
    setup.gives("bob", "mAAPL", 1_000_000);
    let idx = setup.opens("alice", luna(1), "mAAPL", "1.5");
    assert_eq!(Some((1, 666_666)), setup.amounts(idx));
    setup.feed(&[("mAAPL", "0.0000011")]);
    let whole = setup.of("mAAPL", 666_666);

    setup.tries_to_auction("bob", idx, whole).unwrap();

    assert_eq!(None, setup.amounts(idx));
}
