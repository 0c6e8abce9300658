//! `unlock_position_funds`. The numbers are those of lock.md section 8.

use cosmwasm_std::Uint128;
use mirror_lock::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{pairs, unlock, Setup, PERIOD};

fn duplicate(idx: u128) -> ContractError {
    ContractError::DuplicatePosition {
        position_idx: Uint128::new(idx),
    }
}

#[test]
fn a_lock_is_free_from_its_unlock_time_on() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 4_900_000).unwrap();
    setup.chain.at(5_000);
    setup.sells(1, &alice, 970_000).unwrap();

    for early in [1_210_600, 1_214_599] {
        setup.chain.at(early);
        let refusal = setup.unlocks(&alice, &[1]);
        assert_refused(refusal, ContractError::NothingUnlockable {});
    }
    setup.chain.at(1_214_600);
    let response = setup.unlocks(&alice, &[1]).unwrap();

    assert_eq!(5_870_000, setup.balance(&alice));
    assert_eq!((None, 0), (setup.record(1), setup.total()));
    let expected = pairs(&[
        ("action", "unlock_shorting_funds"),
        ("unlocked_amount", "5870000uusd"),
        ("tax_amount", "0uusd"),
    ]);
    assert_eq!(expected, attributes(&response, &setup.lock));
    assert_refused(
        setup.unlocks(&alice, &[1]),
        ContractError::NothingUnlockable {},
    );
}

#[test]
fn without_a_period_a_lock_is_free_in_its_own_block() {
    let mut setup = Setup::with_period(0);
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 100).unwrap();

    setup.unlocks(&alice, &[1]).unwrap();

    assert_eq!(100, setup.balance(&alice));
}

/// T-31: duplicate ids unlock many times.
#[test]
fn a_position_named_more_than_once_pays_nothing() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();

    for list in [&[7, 7][..], &[7, 7, 7], &[7, 8, 7]] {
        assert_refused(setup.unlocks(&alice, list), duplicate(7));
    }

    assert_eq!((0, 300_000), (setup.balance(&alice), setup.total()));
}

/// T-31: duplicate ids unlock many times.
#[test]
fn a_duplicate_is_refused_whatever_the_state_of_the_position() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();
    setup.sells(10, &alice, 1).unwrap();
    let (foreign, missing, still_locked) = (9, 99, 10);

    for idx in [foreign, missing, still_locked] {
        assert_refused(setup.unlocks(&alice, &[7, idx, idx]), duplicate(idx));
    }

    assert_eq!((0, 300_001), (setup.balance(&alice), setup.total()));
}

/// T-31: duplicate ids unlock many times.
#[test]
fn the_second_unlock_in_one_transaction_fails_with_all_of_it() {
    let mut setup = Setup::with_three_free_locks();
    let (alice, lock) = (setup.alice.clone(), setup.lock.clone());
    let message = cosmwasm_std::wasm_execute(&lock, &unlock(&[7]), vec![]).unwrap();
    let twice = vec![message.clone().into(), message.into()];

    let refusal = setup.chain.app.execute_multi(alice.clone(), twice);

    let error = refusal.unwrap_err();
    assert_eq!(
        Some(&ContractError::NothingUnlockable {}),
        error.downcast_ref()
    );
    assert_eq!((0, 300_000), (setup.balance(&alice), setup.total()));
}

#[test]
fn only_ones_own_free_locks_are_paid() {
    let mut setup = Setup::with_three_free_locks();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.sells(10, &alice, 1).unwrap();

    setup.unlocks(&alice, &[7, 8, 9, 10, 99]).unwrap();

    assert_eq!((150_000, 150_001), (setup.balance(&alice), setup.total()));
    assert_eq!((None, None), (setup.record(7), setup.record(8)));
    let (receiver, amount, _) = setup.record(9).unwrap();
    assert_eq!((bob, 150_000), (receiver, amount));
    assert!(setup.record(10).is_some());
}

#[test]
fn a_stranger_is_paid_nothing() {
    let mut setup = Setup::with_three_free_locks();
    let stranger = setup.owner.clone();

    let refusal = setup.unlocks(&stranger, &[7, 8, 9]);

    assert_refused(refusal, ContractError::NothingUnlockable {});
}

#[test]
fn an_empty_list_is_paid_nothing() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();

    let refusal = setup.unlocks(&alice, &[]);

    assert_refused(refusal, ContractError::NothingUnlockable {});
}

/// T-35: lock list grows, period changed later.
#[test]
fn a_list_has_a_hundred_positions_at_most() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();
    let hundred: Vec<u128> = (0..100).collect();
    let hundred_and_one: Vec<u128> = (0..101).collect();

    let refusal = setup.unlocks(&alice, &hundred_and_one);

    let expected = ContractError::TooManyPositions {
        received: 101,
        most: 100,
    };
    assert_refused(refusal, expected);
    setup.unlocks(&alice, &hundred).unwrap();
    assert_eq!(150_000, setup.balance(&alice));
}

/// T-33: `total_locked` set to the balance.
#[test]
fn locks_and_payments_move_the_total_by_their_own_amount() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.pay_in(500);
    setup.sells(1, &alice, 30).unwrap();
    setup.pay_in(500);
    setup.sells(2, &bob, 12).unwrap();
    assert_eq!(42, setup.total());

    setup.chain.pass(PERIOD);
    setup.unlocks(&alice, &[1]).unwrap();
    assert_eq!(12, setup.total());
    setup.releases(2).unwrap();
    assert_eq!((0, 1_000), (setup.total(), setup.balance(&setup.lock)));
}
