//! `update_merkle_root`.

use cosmwasm_std::Uint128;
use mirror_airdrop::ContractError;
use mirror_merkle::NotAHash;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{not_hashes, update_root, List, Setup, EXPIRATION, ROOT, TOTAL};

#[test]
fn a_root_is_corrected_before_the_first_claim() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();
    let right = List::new(vec![(bob.clone(), TOTAL)]);

    let response = setup
        .owner_sends(&update_root(1, &right.root().to_uppercase()))
        .unwrap();

    let expected = [
        ("action", "update_merkle_root"),
        ("stage", "1"),
        ("merkle_root", &right.root()),
    ];
    assert_attributes(&response, &setup.airdrop, &expected);
    let stage = setup.stage(1);
    assert_eq!(right.root(), stage.merkle_root);
    assert_eq!(Some(Uint128::new(TOTAL)), stage.total_amount);
    assert_eq!(Some(EXPIRATION), stage.expiration);
    setup.send(&bob, &list.claim(1, &bob)).unwrap_err();
    setup.send(&bob, &right.claim(1, &bob)).unwrap();
}

#[test]
fn a_root_stays_once_something_was_claimed() {
    let (mut setup, list) = Setup::with_a_stage();
    let alice = setup.alice.clone();
    setup.send(&alice, &list.claim(1, &alice)).unwrap();

    let refusal = setup.owner_sends(&update_root(1, ROOT));

    let expected = ContractError::StageHasClaims {
        stage: 1,
        claimed_amount: Uint128::new(1_000_000),
    };
    assert_refused(refusal, expected);
    assert_eq!(list.root(), setup.stage(1).merkle_root);
}

#[test]
fn only_a_stage_that_exists_has_a_root_to_correct() {
    let (mut setup, _) = Setup::with_a_stage();

    for stage in [0, 2, 255] {
        let refusal = setup.owner_sends(&update_root(stage, ROOT));
        assert_refused(refusal, ContractError::StageNotFound { stage });
    }
}

#[test]
fn a_corrected_root_is_64_hex_characters() {
    let (mut setup, _) = Setup::with_a_stage();

    for text in not_hashes() {
        let refusal = setup.owner_sends(&update_root(1, &text));
        assert_refused(refusal, ContractError::InvalidMerkleRoot(NotAHash { text }));
    }
}
