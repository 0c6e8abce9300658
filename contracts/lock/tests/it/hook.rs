//! `lock_position_funds_hook`. The numbers are those of lock.md section 8.

use cosmwasm_std::Uint128;
use mirror_lock::ContractError;
use mirror_protocol::lock::QueryMsg;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{pairs, Setup, PERIOD};

#[test]
fn a_first_sale_makes_a_record() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let response = setup.sells(1, &alice, 4_900_000).unwrap();

    assert_eq!(Some((alice, 4_900_000, 1_210_600)), setup.record(1));
    assert_eq!(4_900_000, setup.total());
    let expected = pairs(&[
        ("action", "lock_position_funds_hook"),
        ("position_idx", "1"),
        ("locked_amount", "4900000uusd"),
        ("total_locked_amount", "4900000uusd"),
        ("unlock_time", "1210600"),
    ]);
    assert_eq!(expected, attributes(&response, &setup.lock));
}

#[test]
fn a_further_sale_starts_the_time_of_all_anew() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 4_900_000).unwrap();

    setup.chain.at(5_000);
    let response = setup.sells(1, &alice, 970_000).unwrap();

    assert_eq!(Some((alice, 5_870_000, 1_214_600)), setup.record(1));
    assert_eq!(5_870_000, setup.total());
    let expected = pairs(&[
        ("action", "lock_position_funds_hook"),
        ("position_idx", "1"),
        ("locked_amount", "970000uusd"),
        ("total_locked_amount", "5870000uusd"),
        ("unlock_time", "1214600"),
    ]);
    assert_eq!(expected, attributes(&response, &setup.lock));
}

/// T-32: gift captured by the next lock.
#[test]
fn a_gift_before_a_sale_is_locked_for_nobody() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.pay_in(100_000_000_000);

    setup.sells(1, &alice, 4_065_820).unwrap();

    assert_eq!(100_004_065_820, setup.balance(&setup.lock));
    assert_eq!(Some((alice, 4_065_820, 1_210_600)), setup.record(1));
    assert_eq!(4_065_820, setup.total());
}

/// T-32: gift captured by the next lock.
#[test]
fn a_gift_between_and_after_sales_is_locked_for_nobody() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.sells(1, &alice, 10).unwrap();
    setup.pay_in(1_000);
    setup.sells(2, &bob, 20).unwrap();
    setup.pay_in(1_000);

    assert_eq!(Some((alice.clone(), 10, 1_210_600)), setup.record(1));
    assert_eq!(Some((bob.clone(), 20, 1_210_600)), setup.record(2));
    setup.chain.pass(PERIOD);
    setup.unlocks(&alice, &[1]).unwrap();
    setup.unlocks(&bob, &[2]).unwrap();
    assert_eq!(2_000, setup.balance(&setup.lock));
    assert_eq!(0, setup.total());
}

/// T-32: gift captured by the next lock.
#[test]
fn a_gift_can_not_be_reported_as_a_sale_beyond_the_balance() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 100).unwrap();
    setup.pay_in(30);

    // 130 − 20 = 110 would be locked a second time.
    let refusal = setup.reports(2, &alice, Some(20));

    let expected = ContractError::LockedFundsExceedBalance {
        total_locked_funds: Uint128::new(210),
        balance: Uint128::new(130),
    };
    assert_refused(refusal, expected);
}

#[test]
fn without_a_balance_before_the_sum_of_locks_counts() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 100).unwrap();
    setup.pay_in(7);

    setup.reports(2, &alice, None).unwrap();

    assert_eq!(Some((alice, 7, 1_210_600)), setup.record(2));
}

#[test]
fn a_sale_that_paid_nothing_locks_nothing() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 100).unwrap();

    for balance_before in [Some(100), Some(101), Some(u128::MAX), None] {
        let refusal = setup.reports(2, &alice, balance_before);

        let expected = ContractError::NothingToLock {
            balance: Uint128::new(100),
            balance_before: Uint128::new(balance_before.unwrap_or(100)),
        };
        assert_refused(refusal, expected);
    }
}

#[test]
fn a_sale_of_one_micro_unit_is_locked() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    setup.sells(1, &alice, 1).unwrap();

    assert_eq!(Some((alice, 1, 1_210_600)), setup.record(1));
}

#[test]
fn a_record_keeps_its_receiver() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.sells(1, &alice, 100).unwrap();

    let refusal = setup.sells(1, &bob, 100);

    let position_idx = Uint128::one();
    assert_refused(refusal, ContractError::ReceiverDiffers { position_idx });
}

#[test]
fn coins_of_another_denom_do_not_count() {
    let mut setup = Setup::new();
    let (alice, lock) = (setup.alice.clone(), setup.lock.clone());
    setup.chain.fund(&lock, &[cosmwasm_std::coin(5, "uluna")]);

    let refusal = setup.reports(1, &alice, Some(0));

    let expected = ContractError::NothingToLock {
        balance: Uint128::zero(),
        balance_before: Uint128::zero(),
    };
    assert_refused(refusal, expected);
}

#[test]
fn an_unlock_time_beyond_the_clock_refuses_the_sale() {
    let lockup_period = u64::MAX - 999;
    let mut setup = Setup::with_period(lockup_period);
    let alice = setup.alice.clone();

    let refusal = setup.sells(1, &alice, 100);

    assert_refused(refusal, ContractError::UnlockTimeOverflow { lockup_period });
}

#[test]
fn a_position_without_a_lock_is_not_found() {
    let setup = Setup::new();
    let question = QueryMsg::PositionLockInfo {
        position_idx: Uint128::one(),
    };

    let error = setup.chain.query_error(&setup.lock, &question);

    let position_idx = Uint128::one();
    let expected = ContractError::NotFound { position_idx }.to_string();
    assert!(error.contains(&expected), "{error}");
    assert!(expected.contains("not found"));
}
