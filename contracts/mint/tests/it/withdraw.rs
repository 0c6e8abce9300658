//! `withdraw`.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{base, luna, pairs, Setup, FORTUNE};

#[test]
fn what_the_minimum_does_not_need_can_be_withdrawn() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(base(101))),
        ContractError::WithdrawUncovered { idx },
    );
    let answer = setup.tries_to_withdraw("alice", idx, Some(base(100)));

    let expected = pairs(&[
        ("action", "withdraw"),
        ("position_idx", "1"),
        ("withdraw_amount", "100uusd"),
        ("tax_amount", "0uusd"),
    ]);
    assert_eq!(expected, setup.event(&answer.unwrap()));
    assert_eq!(Some((999_900, 6_666)), setup.amounts(idx));
    assert_eq!(FORTUNE - 999_900, setup.balance("alice", &base(0).info));
}

#[test]
fn a_withdrawal_counts_the_multiplier() {
    let mut setup =
        Setup::new()
            .with_asset("mAAPL", "10")
            .with_collateral(luna(0).info, "5", "1.3333334");
    let idx = setup.opens("alice", luna(1_000_000_000), "mAAPL", "2.0000001");

    // 249,999,987 at 10 need 2.0000001 times that, 999,999,997.9999974 at 5.
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(luna(3))),
        ContractError::WithdrawUncovered { idx },
    );
    setup
        .tries_to_withdraw("alice", idx, Some(luna(2)))
        .unwrap();
}

#[test]
fn with_debt_not_everything_can_be_withdrawn() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    assert_refused(
        setup.tries_to_withdraw("alice", idx, None),
        ContractError::WithdrawUncovered { idx },
    );
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(base(1_000_001))),
        ContractError::WithdrawTooMuch {
            received: Uint128::new(1_000_001),
            held: Uint128::new(1_000_000),
        },
    );
}

#[test]
fn a_position_without_debt_is_closed_by_withdrawing_everything_and_needs_no_price() {
    let mut setup = Setup::new().with_fee("0").with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
    let debt = setup.of("mAAPL", 6_666);
    setup.tries_to_burn("alice", idx, debt).unwrap();

    setup.at(1_000_000);
    setup
        .tries_to_withdraw("alice", idx, Some(base(1)))
        .unwrap();
    assert_eq!(Some((999_999, 0)), setup.amounts(idx));
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    assert_eq!(None, setup.amounts(idx));
    assert_eq!(FORTUNE, setup.balance("alice", &base(0).info));
    assert_refused(
        setup.tries_to_withdraw("alice", idx, None),
        ContractError::PositionNotFound { idx },
    );
}

#[test]
fn a_stranger_may_not_withdraw() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    assert_refused(
        setup.tries_to_withdraw("bob", idx, Some(base(1))),
        ContractError::NotOwner { idx },
    );
}

#[test]
fn only_the_positions_own_collateral_can_be_withdrawn() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    for wrong in [base(0), luna(1), setup.of("mAAPL", 1)] {
        assert_refused(
            setup.tries_to_withdraw("alice", idx, Some(wrong.clone())),
            ContractError::WrongCollateral {
                received: wrong.to_string(),
            },
        );
    }
}

/// T-48: revoked collateral trap.
#[test]
fn revoked_collateral_can_be_withdrawn() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "10")
        .with_collateral(luna(0).info, "5", "1");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");

    setup.revoke(luna(0).info);

    setup
        .tries_to_withdraw("alice", idx, Some(luna(250)))
        .unwrap();
    assert_eq!(Some((750, 250)), setup.amounts(idx));
}
