//! The caps on an asset's debt and on a collateral's worth: exits are never capped.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::ExecuteMsg as TellCollateralOracle;
use mirror_protocol::mint::ExecuteMsg;
use mirror_testing::assert_refused;

use crate::setup::{base, luna, Setup};

fn cap_debt(setup: &mut Setup, cap: u128) {
    let msg = ExecuteMsg::UpdateAsset {
        asset_token: setup.token("mAAPL").into_string(),
        auction_discount: None,
        min_collateral_ratio: None,
        ipo_params: None,
        debt_cap: Some(Uint128::new(cap)),
    };
    setup.owner_tries(&msg).unwrap();
}

fn cap_luna(setup: &mut Setup, cap: Option<u128>) {
    setup.tell_collateral_oracle(TellCollateralOracle::UpdateCollateralCap {
        asset: luna(0).info,
        value_cap: cap.map(Uint128::new),
    });
}

/// T-42: one collateral sinks the system.
#[test]
fn debt_grows_to_its_cap_and_not_beyond() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    cap_debt(&mut setup, 1_000);
    let idx = setup.opens("alice", base(2_000), "mAAPL", "2.5");
    let exceeded = |setup: &Setup| ContractError::DebtCapExceeded {
        asset_token: setup.token("mAAPL").into_string(),
        cap: Uint128::new(1_000),
    };
    let [more, most] = [201, 200].map(|amount| setup.of("mAAPL", amount));

    assert_refused(
        setup.tries_to_open("alice", base(402), "mAAPL", "2", None),
        exceeded(&setup),
    );
    assert_refused(setup.tries_to_mint("alice", idx, more), exceeded(&setup));
    setup.tries_to_mint("alice", idx, most).unwrap();

    assert_eq!(Some((2_000, 1_000)), setup.amounts(idx));
}

/// T-42: one collateral sinks the system.
#[test]
fn exits_are_open_above_the_cap_and_a_cap_can_be_removed() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(2_000), "mAAPL", "2");
    cap_debt(&mut setup, 1);
    let burned = setup.of("mAAPL", 500);

    setup.tries_to_deposit("alice", idx, base(1)).unwrap();
    setup.tries_to_burn("alice", idx, burned).unwrap();
    setup
        .tries_to_withdraw("alice", idx, Some(base(100)))
        .unwrap();
    assert!(setup
        .tries_to_open("alice", base(10), "mAAPL", "2", None)
        .is_err());
    cap_debt(&mut setup, u128::MAX);

    setup.opens("alice", base(10), "mAAPL", "2");
    assert_eq!(None, setup.listing("mAAPL").debt_cap);
}

/// T-42: one collateral sinks the system.
#[test]
fn collateral_grows_to_its_cap_and_not_beyond() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "5", "1");
    cap_luna(&mut setup, Some(5_000));
    let exceeded = || ContractError::CollateralCapExceeded {
        asset: "uluna".to_string(),
        cap: Uint128::new(5_000),
    };

    assert_refused(
        setup.tries_to_open("alice", luna(1_001), "mAAPL", "2", None),
        exceeded(),
    );
    let idx = setup.opens("alice", luna(999), "mAAPL", "2");
    let debt = setup.of("mAAPL", 2_497);
    setup.tries_to_burn("alice", idx, debt).unwrap();
    // 2,497 of 0.015 in luna at 5.
    assert_eq!(Some((991, 0)), setup.amounts(idx));
    assert_refused(setup.tries_to_deposit("alice", idx, luna(10)), exceeded());
    setup.tries_to_deposit("alice", idx, luna(9)).unwrap();

    assert_eq!(Some((1_000, 0)), setup.amounts(idx));
}

/// A cap that others had filled once kept a victim from depositing, and he was liquidated.
#[test]
fn a_full_cap_keeps_nobody_from_saving_a_position() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "5", "1");
    setup.gives("bob", "mAAPL", 3_000);
    let idx = setup.opens("alice", luna(900), "mAAPL", "1.5");
    cap_luna(&mut setup, Some(5_000));
    setup.opens("carol", luna(100), "mAAPL", "2");
    setup.feed(&[("mAAPL", "1.1")]);
    let (whole, one) = (setup.of("mAAPL", 3_000), setup.of("mAAPL", 1));

    setup.tries_to_deposit("alice", idx, luna(90)).unwrap();

    assert_refused(
        setup.tries_to_auction("bob", idx, whole),
        ContractError::PositionSafe { idx },
    );
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::CollateralCapExceeded {
            asset: "uluna".to_string(),
            cap: Uint128::new(5_000),
        },
    );
}

/// T-42: one collateral sinks the system.
#[test]
fn above_the_cap_there_is_no_new_debt_and_every_exit_is_open() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "5", "1");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    cap_luna(&mut setup, Some(1));
    let (one, debt) = (setup.of("mAAPL", 1), setup.of("mAAPL", 2_500));

    assert_refused(
        setup.tries_to_mint("alice", idx, one.clone()),
        ContractError::CollateralCapExceeded {
            asset: "uluna".to_string(),
            cap: Uint128::one(),
        },
    );
    setup
        .tries_to_withdraw("alice", idx, Some(luna(1)))
        .unwrap();
    setup.tries_to_burn("alice", idx, debt).unwrap();
    cap_luna(&mut setup, Some(u128::MAX));

    setup.tries_to_mint("alice", idx, one).unwrap();
}
