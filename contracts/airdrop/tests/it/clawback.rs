//! `clawback`.

use cosmwasm_std::Addr;
use mirror_airdrop::ContractError;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{clawback, register, Setup, EXPIRATION, ROOT, TOTAL};

/// airdrop.md section 9, E.
#[test]
fn what_nobody_claimed_is_sent_on_after_the_expiration() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob, community] = [&setup.alice, &setup.bob, &setup.stranger].map(Addr::clone);
    for account in [&alice, &bob] {
        setup.send(account, &list.claim(1, account)).unwrap();
    }

    setup.chain.at(EXPIRATION - 1);
    let expiration = Some(EXPIRATION);
    assert_refused(
        setup.owner_sends(&clawback(1, &community)),
        ContractError::StageNotExpired { expiration },
    );
    setup.chain.at(EXPIRATION);
    let response = setup.owner_sends(&clawback(1, &community)).unwrap();

    let expected = [
        ("action", "clawback"),
        ("stage", "1"),
        ("amount", "6500001"),
        ("recipient", community.as_str()),
    ];
    assert_attributes(&response, &setup.airdrop, &expected);
    assert_eq!(6_500_001, setup.balance(&community));
    assert_eq!([0, 0], [setup.reserved(), setup.balance(&setup.airdrop)]);
}

#[test]
fn a_stage_is_clawed_back_once() {
    let (mut setup, _) = Setup::with_a_stage();
    let stranger = setup.stranger.clone();
    setup.pay_in(TOTAL);
    setup.chain.at(EXPIRATION);
    setup.owner_sends(&clawback(1, &stranger)).unwrap();

    let refusal = setup.owner_sends(&clawback(1, &stranger));

    assert_refused(refusal, ContractError::AlreadyClawedBack { stage: 1 });
    assert_eq!(TOTAL, setup.balance(&stranger));
}

#[test]
fn a_stage_that_was_claimed_whole_is_only_marked() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Addr::clone);
    for account in [&alice, &bob, &carol] {
        setup.send(account, &list.claim(1, account)).unwrap();
    }
    setup.chain.at(EXPIRATION);

    let response = setup.owner_sends(&clawback(1, &alice)).unwrap();

    let expected = [
        ("action", "clawback"),
        ("stage", "1"),
        ("amount", "0"),
        ("recipient", alice.as_str()),
    ];
    assert_attributes(&response, &setup.airdrop, &expected);
    assert!(!response.events.iter().any(|event| {
        let attributes = &event.attributes;
        attributes.iter().any(|one| one.value == "transfer")
    }));
    let refusal = setup.owner_sends(&clawback(1, &alice));
    assert_refused(refusal, ContractError::AlreadyClawedBack { stage: 1 });
}

#[test]
fn a_stage_without_an_expiration_keeps_its_mir() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.pay_in(TOTAL);
    setup
        .owner_sends(&register(ROOT, Some(TOTAL), None))
        .unwrap();
    setup.chain.at(u64::MAX / 1_000_000_000);

    let refusal = setup.owner_sends(&clawback(1, &alice));

    let expiration = None;
    assert_refused(refusal, ContractError::StageNotExpired { expiration });
}

#[test]
fn a_stage_without_a_total_has_nothing_to_claw_back() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.pay_in(TOTAL);
    let endless = register(ROOT, None, Some(EXPIRATION));
    setup.owner_sends(&endless).unwrap();

    let expiration = Some(EXPIRATION);
    assert_refused(
        setup.owner_sends(&clawback(1, &alice)),
        ContractError::StageNotExpired { expiration },
    );
    setup.chain.at(EXPIRATION);
    assert_refused(
        setup.owner_sends(&clawback(1, &alice)),
        ContractError::StageHasNoTotal {},
    );
}

#[test]
fn only_a_stage_that_exists_is_clawed_back() {
    let (mut setup, _) = Setup::with_a_stage();
    let alice = setup.alice.clone();

    for stage in [0, 2, 255] {
        let refusal = setup.owner_sends(&clawback(stage, &alice));
        assert_refused(refusal, ContractError::StageNotFound { stage });
    }
}

#[test]
fn clawing_back_leaves_the_other_stages_their_mir() {
    let (mut setup, list) = Setup::with_a_stage();
    let [bob, stranger] = [&setup.bob, &setup.stranger].map(Addr::clone);
    setup.pay_in(TOTAL);
    let endless = register(&list.root(), Some(TOTAL), None);
    setup.owner_sends(&endless).unwrap();
    setup.chain.at(EXPIRATION);

    setup.owner_sends(&clawback(1, &stranger)).unwrap();
    setup.send(&bob, &list.claim(2, &bob)).unwrap();

    assert_eq!(TOTAL, setup.balance(&stranger));
    assert_eq!(2_500_000, setup.balance(&bob));
    assert_eq!(7_500_001, setup.reserved());
}

#[test]
fn mir_that_was_clawed_back_to_the_airdrop_is_free_for_a_new_stage() {
    let (mut setup, list) = Setup::with_a_stage();
    let [bob, airdrop] = [&setup.bob, &setup.airdrop].map(Addr::clone);
    setup.chain.at(EXPIRATION);

    setup.owner_sends(&clawback(1, &airdrop)).unwrap();
    let again = register(&list.root(), Some(TOTAL), None);
    setup.owner_sends(&again).unwrap();
    setup.send(&bob, &list.claim(2, &bob)).unwrap();

    assert_eq!(2_500_000, setup.balance(&bob));
}
