//! `release_position_funds`. The numbers are those of lock.md section 8.

use mirror_lock::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{pairs, Setup, PERIOD};

#[test]
fn closing_pays_the_receiver_whatever_the_time() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.sells(1, &alice, 4_900_000).unwrap();
    setup.chain.at(5_000);
    setup.sells(1, &alice, 970_000).unwrap();

    setup.chain.at(6_000);
    let response = setup.releases(1).unwrap();

    assert_eq!(5_870_000, setup.balance(&alice));
    assert_eq!((None, 0), (setup.record(1), setup.total()));
    let expected = pairs(&[
        ("action", "release_shorting_funds"),
        ("position_idx", "1"),
        ("unlocked_amount", "5870000uusd"),
        ("tax_amount", "0uusd"),
    ]);
    assert_eq!(expected, attributes(&response, &setup.lock));
}

/// T-34: early unlock then close.
#[test]
fn a_position_without_a_lock_closes() {
    let mut setup = Setup::new();

    let response = setup.releases(1).unwrap();

    assert_eq!(pairs(&[]), attributes(&response, &setup.lock));
    let transfers = response
        .events
        .iter()
        .filter(|event| event.ty == "transfer");
    assert_eq!(0, transfers.count());
}

/// T-31: duplicate ids unlock many times.
#[test]
fn a_lock_released_is_not_released_or_unlocked_again() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();
    setup.releases(7).unwrap();

    setup.releases(7).unwrap();
    let refusal = setup.unlocks(&alice, &[7]);

    assert_refused(refusal, ContractError::NothingUnlockable {});
    assert_eq!((100_000, 200_000), (setup.balance(&alice), setup.total()));
}

/// T-34: early unlock then close.
#[test]
fn a_lock_unlocked_is_not_released_again() {
    let mut setup = Setup::with_three_free_locks();
    let alice = setup.alice.clone();
    setup.unlocks(&alice, &[7]).unwrap();

    setup.releases(7).unwrap();

    assert_eq!((100_000, 200_000), (setup.balance(&alice), setup.total()));
}

#[test]
fn a_closed_position_leaves_the_others_locked() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.sells(1, &alice, 10).unwrap();
    setup.sells(2, &bob, 20).unwrap();

    setup.releases(1).unwrap();

    assert_eq!(Some((bob, 20, 1_000 + PERIOD)), setup.record(2));
}
