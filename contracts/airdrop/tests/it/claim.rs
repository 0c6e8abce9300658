//! `claim`.

use cosmwasm_std::{wasm_execute, Addr, Api, CanonicalAddr, CosmosMsg, Uint128};
use mirror_airdrop::ContractError;
use mirror_merkle::NotAHash;
use mirror_protocol::airdrop::{IsClaimedResponse, QueryMsg};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{claim, not_hashes, register, List, Setup, EXPIRATION, ROOT, TOTAL};

fn is_claimed(setup: &Setup, stage: u8, account: &Addr) -> bool {
    let question = QueryMsg::IsClaimed {
        stage,
        address: account.to_string(),
    };
    let answer: IsClaimedResponse = setup.chain.query(&setup.airdrop, &question);
    answer.is_claimed
}

fn not_in_list(stage: u8, address: &Addr, amount: u128) -> ContractError {
    ContractError::NotInList {
        stage,
        address: address.to_string(),
        amount: Uint128::new(amount),
    }
}

fn already(stage: u8, address: &Addr) -> ContractError {
    ContractError::AlreadyClaimed {
        stage,
        address: address.to_string(),
    }
}

#[test]
fn everybody_in_the_list_is_paid() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Addr::clone);

    for (account, amount) in [(&alice, 1_000_000), (&bob, 2_500_000), (&carol, 6_500_001)] {
        assert!(!is_claimed(&setup, 1, account));
        setup.send(account, &list.claim(1, account)).unwrap();
        assert_eq!(amount, setup.balance(account));
        assert!(is_claimed(&setup, 1, account));
    }

    assert_eq!(0, setup.balance(&setup.airdrop));
    assert_eq!(0, setup.reserved());
    assert_eq!(TOTAL, setup.stage(1).claimed_amount.u128());
}

#[test]
fn a_claim_says_who_was_paid_how_much() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();

    let response = setup.send(&bob, &list.claim(1, &bob)).unwrap();

    let expected = [
        ("action", "claim"),
        ("stage", "1"),
        ("address", bob.as_str()),
        ("amount", "2500000"),
    ];
    assert_attributes(&response, &setup.airdrop, &expected);
}

#[test]
fn a_third_party_may_pay_the_gas_but_the_account_gets_the_mir() {
    let (mut setup, list) = Setup::with_a_stage();
    let [bob, stranger] = [&setup.bob, &setup.stranger].map(Addr::clone);
    let proof = list.proof(&bob);

    let refusal = setup.send(&stranger, &claim(1, 2_500_000, proof.clone(), None));
    assert_refused(refusal, not_in_list(1, &stranger, 2_500_000));
    let help = claim(1, 2_500_000, proof, Some(&bob));
    setup.send(&stranger, &help).unwrap();

    assert_eq!(2_500_000, setup.balance(&bob));
    assert_eq!(0, setup.balance(&stranger));
    assert!(!is_claimed(&setup, 1, &stranger));
    assert_refused(setup.send(&bob, &list.claim(1, &bob)), already(1, &bob));
}

/// Each address of 32 bytes followed by these digits is a valid address of 40 bytes. The leaf of the
/// first address with a large amount is then also the leaf of the second address with the last three
/// digits of that amount.
#[test]
fn an_address_with_digits_behind_it_is_no_account() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let list = List::new(vec![(alice.clone(), 308_356_002_749_999), (bob, 1)]);
    setup.pay_in(350_000_000_000_000);
    let stage = register(&list.root(), None, None);
    setup.owner_sends(&stage).unwrap();
    let longer = Addr::unchecked(format!("{alice}308356002749"));
    let valid = setup.chain.app.api().addr_validate(longer.as_str());
    assert_eq!(longer, valid.unwrap());

    let refusal = setup.send(&alice, &claim(1, 999, list.proof(&alice), Some(&longer)));

    let address = longer.to_string();
    assert_refused(refusal, ContractError::NoAccount { address, bytes: 40 });
    setup.send(&alice, &list.claim(1, &alice)).unwrap();
    assert_eq!(308_356_002_749_999, setup.balance(&alice));
}

/// The address of an account and that of a contract.
#[test]
fn accounts_have_20_or_32_bytes() {
    let mut setup = Setup::new();
    setup.pay_in(1_000);
    let mut paid = vec![];
    for bytes in [1, 19, 20, 21, 31, 32, 33, 40] {
        let account = CanonicalAddr::from(vec![7; bytes]);
        let account = setup.chain.app.api().addr_humanize(&account).unwrap();
        let list = List::new(vec![(account.clone(), 1)]);
        setup
            .owner_sends(&register(&list.root(), None, None))
            .unwrap();
        let stage = u8::try_from(paid.len() + 1).unwrap();

        let claim = claim(stage, 1, list.proof(&account), Some(&account));
        let outcome = setup.send(&setup.stranger.clone(), &claim);

        if let Err(error) = &outcome {
            let address = account.to_string();
            let expected = ContractError::NoAccount { address, bytes };
            assert_eq!(Some(&expected), error.downcast_ref());
        }
        paid.push((bytes, outcome.is_ok()));
    }

    let expected = [20, 32];
    assert!(paid
        .iter()
        .all(|(bytes, is_paid)| *is_paid == expected.contains(bytes)));
}

/// T-13: duplicate entries in list inputs.
#[test]
fn nobody_is_paid_twice() {
    let (mut setup, list) = Setup::with_a_stage();
    let [bob, airdrop] = [&setup.bob, &setup.airdrop].map(Addr::clone);
    let message = list.claim(1, &bob);
    let call: CosmosMsg = wasm_execute(&airdrop, &message, vec![]).unwrap().into();

    for times in [2, 437] {
        let refusal = setup
            .chain
            .app
            .execute_multi(bob.clone(), vec![call.clone(); times]);
        let error = refusal.unwrap_err();
        assert_eq!(Some(&already(1, &bob)), error.downcast_ref());
        assert_eq!(0, setup.balance(&bob));
    }
    setup.send(&bob, &message).unwrap();
    assert_refused(setup.send(&bob, &message), already(1, &bob));

    assert_eq!(2_500_000, setup.balance(&bob));
}

#[test]
fn a_claim_of_one_stage_leaves_the_others() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();
    setup.pay_in(TOTAL);
    let again = register(&list.root(), Some(TOTAL), None);
    setup.owner_sends(&again).unwrap();

    setup.send(&bob, &list.claim(2, &bob)).unwrap();

    assert!(is_claimed(&setup, 2, &bob));
    assert!(!is_claimed(&setup, 1, &bob));
    assert_eq!(0, setup.stage(1).claimed_amount.u128());
    setup.send(&bob, &list.claim(1, &bob)).unwrap();
    assert_eq!(5_000_000, setup.balance(&bob));
}

#[test]
fn only_a_stage_that_exists_pays() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();

    for stage in [0, 2, 255] {
        let refusal = setup.send(&bob, &list.claim(stage, &bob));
        assert_refused(refusal, ContractError::StageNotFound { stage });
    }
}

#[test]
fn a_stage_pays_until_it_expires() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);

    setup.chain.at(EXPIRATION - 1);
    setup.send(&alice, &list.claim(1, &alice)).unwrap();
    for now in [EXPIRATION, EXPIRATION + 1] {
        setup.chain.at(now);
        for account in [&alice, &bob] {
            let refusal = setup.send(account, &list.claim(1, account));
            let expiration = EXPIRATION;
            assert_refused(refusal, ContractError::StageExpired { expiration, now });
        }
    }
}

/// T-04: zero amounts.
#[test]
fn nothing_can_not_be_claimed() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let list = List::new(vec![(bob.clone(), 0)]);
    setup
        .owner_sends(&register(&list.root(), None, None))
        .unwrap();

    let refusal = setup.send(&bob, &list.claim(1, &bob));

    assert_refused(refusal, ContractError::ZeroAmount {});
}

#[test]
fn another_amount_is_not_in_the_list() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();

    for amount in [1, 2_499_999, 2_500_001, 25_000_000, u128::MAX] {
        let refusal = setup.send(&bob, &claim(1, amount, list.proof(&bob), None));
        assert_refused(refusal, not_in_list(1, &bob, amount));
    }
}

#[test]
fn a_proof_is_of_one_account_and_whole() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let proof = list.proof(&bob);
    let mut longer = proof.clone();
    longer.push(ROOT.to_string());
    let reversed = proof.iter().rev().cloned().collect();

    for proof in [
        vec![],
        list.proof(&alice),
        proof[1..].to_vec(),
        longer,
        reversed,
    ] {
        let refusal = setup.send(&bob, &claim(1, 2_500_000, proof, None));
        assert_refused(refusal, not_in_list(1, &bob, 2_500_000));
    }
}

#[test]
fn a_proof_may_be_written_in_capitals() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();
    let shouted = list
        .proof(&bob)
        .iter()
        .map(|hash| hash.to_uppercase())
        .collect();

    setup
        .send(&bob, &claim(1, 2_500_000, shouted, None))
        .unwrap();
}

#[test]
fn a_proof_is_made_of_hashes() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();

    for text in not_hashes() {
        let mut proof = list.proof(&bob);
        proof.push(text.clone());
        let refusal = setup.send(&bob, &claim(1, 2_500_000, proof, None));
        assert_refused(refusal, ContractError::InvalidProof(NotAHash { text }));
    }
}

/// T-12: unbounded work.
#[test]
fn a_proof_has_at_most_32_elements() {
    let (mut setup, _) = Setup::with_a_stage();
    let bob = setup.bob.clone();

    let longest = claim(1, 2_500_000, vec![ROOT.to_string(); 32], None);
    assert_refused(setup.send(&bob, &longest), not_in_list(1, &bob, 2_500_000));
    for received in [33, 10_000] {
        let endless = claim(1, 2_500_000, vec![ROOT.to_string(); received], None);
        let most = 32;
        let expected = ContractError::ProofTooLong { received, most };
        assert_refused(setup.send(&bob, &endless), expected);
    }
}

#[test]
fn a_proof_of_32_elements_is_paid() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let proof = [ROOT.parse().unwrap(); 32];
    let root = mirror_merkle::fold(mirror_merkle::leaf(bob.as_str(), 5u128.into()), &proof);
    setup.pay_in(5);
    setup
        .owner_sends(&register(&root.to_string(), Some(5), None))
        .unwrap();

    let deep = claim(1, 5, vec![ROOT.to_string(); 32], None);
    setup.send(&bob, &deep).unwrap();

    assert_eq!(5, setup.balance(&bob));
}

#[test]
fn a_wrong_list_pays_no_more_than_its_total() {
    let mut setup = Setup::new();
    let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Addr::clone);
    let list = setup.list();
    setup.pay_in(2 * TOTAL);
    let short = register(&list.root(), Some(3_500_000), None);
    setup.owner_sends(&short).unwrap();
    setup
        .owner_sends(&register(ROOT, Some(TOTAL), None))
        .unwrap();

    let exhausted = |left: u128| ContractError::StageExhausted {
        left: left.into(),
        amount: Uint128::new(6_500_001),
    };
    let greedy = list.claim(1, &carol);
    assert_refused(setup.send(&carol, &greedy), exhausted(3_500_000));
    setup.send(&alice, &list.claim(1, &alice)).unwrap();
    assert_refused(setup.send(&carol, &greedy), exhausted(2_500_000));
    setup.send(&bob, &list.claim(1, &bob)).unwrap();
    assert_refused(setup.send(&carol, &greedy), exhausted(0));

    assert_eq!(TOTAL, setup.reserved());
}

#[test]
fn a_stage_without_a_total_pays_what_is_reserved_for_no_other() {
    let mut setup = Setup::new();
    let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Addr::clone);
    let list = setup.list();
    setup.pay_in(TOTAL);
    setup
        .owner_sends(&register(ROOT, Some(TOTAL), None))
        .unwrap();
    setup
        .owner_sends(&register(&list.root(), None, None))
        .unwrap();
    let insufficient = |amount: u128, balance: u128| ContractError::InsufficientBalance {
        amount: Uint128::new(amount),
        reserved: Uint128::new(TOTAL),
        balance: Uint128::new(balance),
    };

    let refusal = setup.send(&alice, &list.claim(2, &alice));
    assert_refused(refusal, insufficient(1_000_000, TOTAL));
    setup.pay_in(3_499_999);
    setup.send(&alice, &list.claim(2, &alice)).unwrap();
    let refusal = setup.send(&bob, &list.claim(2, &bob));
    assert_refused(refusal, insufficient(2_500_000, 12_500_000));
    setup.pay_in(1);
    setup.send(&bob, &list.claim(2, &bob)).unwrap();
    let refusal = setup.send(&carol, &list.claim(2, &carol));
    assert_refused(refusal, insufficient(6_500_001, TOTAL));

    assert_eq!(3_500_000, setup.stage(2).claimed_amount.u128());
    assert_eq!(TOTAL, setup.reserved());
}

#[test]
fn a_refused_claim_can_be_made_again_when_the_mir_is_there() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let list = setup.list();
    setup
        .owner_sends(&register(&list.root(), None, None))
        .unwrap();

    setup.send(&alice, &list.claim(1, &alice)).unwrap_err();
    assert!(!is_claimed(&setup, 1, &alice));
    setup.pay_in(1_000_000);
    setup.send(&alice, &list.claim(1, &alice)).unwrap();

    assert_eq!(1_000_000, setup.balance(&alice));
}

/// T-10: amount taken from balance difference.
#[test]
fn mir_sent_without_a_message_changes_no_claim() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);

    setup.pay_in(7);
    setup.send(&alice, &list.claim(1, &alice)).unwrap();
    setup.pay_in(7);
    setup.send(&bob, &list.claim(1, &bob)).unwrap();

    assert_eq!(6_500_001, setup.reserved());
    assert_eq!(6_500_001 + 14, setup.balance(&setup.airdrop));
}

#[test]
fn what_is_wrong_first_is_told_first() {
    let (mut setup, list) = Setup::with_a_stage();
    let bob = setup.bob.clone();
    setup.send(&bob, &list.claim(1, &bob)).unwrap();
    let bad = vec!["bad".to_string()];

    let claimed_of_nothing = claim(1, 0, bad.clone(), None);
    assert_refused(setup.send(&bob, &claimed_of_nothing), already(1, &bob));
    let alice = setup.alice.clone();
    let nothing = claim(1, 0, bad, None);
    assert_refused(setup.send(&alice, &nothing), ContractError::ZeroAmount {});
    setup.chain.at(EXPIRATION);
    let expired = ContractError::StageExpired {
        expiration: EXPIRATION,
        now: EXPIRATION,
    };
    assert_refused(setup.send(&bob, &nothing), expired);
}
