//! `deposit`, with coins and with tokens.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_protocol::mint::ExecuteMsg;
use mirror_testing::assert_refused;

use crate::setup::{base, luna, pairs, Setup};

#[test]
fn a_deposit_adds_to_the_collateral() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    let answer = setup.tries_to_deposit("alice", idx, base(1)).unwrap();

    let expected = pairs(&[
        ("action", "deposit"),
        ("position_idx", "1"),
        ("deposit_amount", "1uusd"),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(Some((1_000_001, 6_666)), setup.amounts(idx));
}

#[test]
fn tokens_can_be_deposited() {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 100);
    let (first, second) = (setup.of("mYYY", 75), setup.of("mYYY", 25));
    let idx = setup.opens("alice", first, "mXXX", "1.5");

    setup.tries_to_deposit("alice", idx, second).unwrap();

    assert_eq!(Some((100, 100)), setup.amounts(idx));
}

#[test]
fn a_position_takes_its_own_collateral_and_more_than_nothing() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 1);
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    for wrong in [base(0), luna(1), setup.of("mYYY", 1)] {
        assert_refused(
            setup.tries_to_deposit("alice", idx, wrong.clone()),
            ContractError::WrongCollateral {
                received: wrong.to_string(),
            },
        );
    }
}

#[test]
fn only_the_owner_deposits_into_a_position_that_is_open() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    assert_refused(
        setup.tries_to_deposit("bob", idx, base(1)),
        ContractError::NotOwner { idx },
    );
    for idx in [0, 2, u128::MAX].map(Uint128::new) {
        assert_refused(
            setup.tries_to_deposit("alice", idx, base(1)),
            ContractError::PositionNotFound { idx },
        );
    }
}

#[test]
fn revoked_collateral_and_delisted_assets_take_no_deposit() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_collateral(luna(0).info, "5", "1");
    let in_luna = setup.opens("alice", luna(1_000_000), "mAAPL", "1.5");
    let in_base = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    setup.revoke(luna(0).info);
    assert_refused(
        setup.tries_to_deposit("alice", in_luna, luna(1)),
        ContractError::CollateralRevoked {
            asset: "uluna".to_string(),
        },
    );

    setup.delist("mAAPL", "100");
    assert_refused(
        setup.tries_to_deposit("alice", in_base, base(1)),
        ContractError::AssetDeprecated {
            asset_token: setup.token("mAAPL").into_string(),
        },
    );
}

#[test]
fn a_token_is_paid_by_sending_it_not_by_naming_it() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
    let msg = ExecuteMsg::Deposit {
        position_idx: idx,
        collateral: setup.of("mAAPL", 1),
    };
    let mint = setup.mint.clone();

    assert_refused(
        setup.tries("alice", &mint, &msg),
        ContractError::NotACoin {
            asset_token: setup.token("mAAPL").into_string(),
        },
    );
}
