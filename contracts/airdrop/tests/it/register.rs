//! `register_merkle_root`.

use cosmwasm_std::Uint128;
use mirror_airdrop::ContractError;
use mirror_merkle::NotAHash;
use mirror_protocol::airdrop::{LatestStageResponse, MerkleRootResponse, QueryMsg};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{not_hashes, register, Setup, EXPIRATION, ROOT, TOTAL};

fn insufficient(amount: u128, reserved: u128, balance: u128) -> ContractError {
    let [amount, reserved, balance] = [amount, reserved, balance].map(Uint128::new);
    ContractError::InsufficientBalance {
        amount,
        reserved,
        balance,
    }
}

#[test]
fn stages_are_numbered_from_1_on() {
    let mut setup = Setup::new();

    for stage in ["1", "2", "3"] {
        let response = setup.owner_sends(&register(ROOT, None, None)).unwrap();

        let expected = [
            ("action", "register_merkle_root"),
            ("stage", stage),
            ("merkle_root", ROOT),
        ];
        assert_attributes(&response, &setup.airdrop, &expected);
        let answer: LatestStageResponse =
            setup.chain.query(&setup.airdrop, &QueryMsg::LatestStage {});
        assert_eq!(stage, answer.latest_stage.to_string());
    }
}

#[test]
fn a_stage_has_what_it_was_registered_with() {
    let mut setup = Setup::new();
    setup.pay_in(TOTAL);

    let full = register(ROOT, Some(TOTAL), Some(EXPIRATION));
    setup.owner_sends(&full).unwrap();
    setup.owner_sends(&register(ROOT, None, None)).unwrap();

    let mut expected = MerkleRootResponse {
        stage: 1,
        merkle_root: ROOT.to_string(),
        total_amount: Some(Uint128::new(TOTAL)),
        expiration: Some(EXPIRATION),
        claimed_amount: Uint128::zero(),
    };
    assert_eq!(expected, setup.stage(1));
    expected.stage = 2;
    expected.total_amount = None;
    expected.expiration = None;
    assert_eq!(expected, setup.stage(2));
    assert_eq!(TOTAL, setup.reserved());
}

#[test]
fn a_root_in_capitals_is_kept_in_lower_case() {
    let mut setup = Setup::new();

    let shouted = register(&ROOT.to_uppercase(), None, None);
    setup.owner_sends(&shouted).unwrap();

    assert_eq!(ROOT, setup.stage(1).merkle_root);
}

#[test]
fn a_root_is_64_hex_characters() {
    let mut setup = Setup::new();

    for text in not_hashes() {
        let refusal = setup.owner_sends(&register(&text, None, None));
        assert_refused(refusal, ContractError::InvalidMerkleRoot(NotAHash { text }));
    }
}

#[test]
fn an_expiration_lies_ahead() {
    let mut setup = Setup::new();
    let now = setup.chain.now();

    for expiration in [0, now - 1, now] {
        let refusal = setup.owner_sends(&register(ROOT, None, Some(expiration)));
        assert_refused(refusal, ContractError::ExpirationPassed { expiration, now });
    }

    for expiration in [now + 1, u64::MAX] {
        setup
            .owner_sends(&register(ROOT, None, Some(expiration)))
            .unwrap();
    }
}

/// T-04: zero amounts.
#[test]
fn a_total_of_nothing_is_refused() {
    let mut setup = Setup::new();

    let refusal = setup.owner_sends(&register(ROOT, Some(0), None));

    assert_refused(refusal, ContractError::ZeroAmount {});
}

#[test]
fn a_total_is_covered_by_mir_that_no_other_stage_has() {
    let mut setup = Setup::new();
    setup.pay_in(10);

    let refusal = setup.owner_sends(&register(ROOT, Some(11), None));
    assert_refused(refusal, insufficient(11, 0, 10));
    setup.owner_sends(&register(ROOT, Some(7), None)).unwrap();
    let refusal = setup.owner_sends(&register(ROOT, Some(4), None));
    assert_refused(refusal, insufficient(4, 7, 10));
    let refusal = setup.owner_sends(&register(ROOT, Some(u128::MAX), None));
    assert_refused(refusal, insufficient(u128::MAX, 7, 10));
    setup.owner_sends(&register(ROOT, Some(3), None)).unwrap();

    assert_eq!(10, setup.reserved());
}

#[test]
fn without_any_mir_no_total_is_covered() {
    let mut setup = Setup::new();

    let refusal = setup.owner_sends(&register(ROOT, Some(1), None));

    assert_refused(refusal, insufficient(1, 0, 0));
}

/// T-12: unbounded work.
#[test]
fn the_256th_stage_is_refused() {
    let mut setup = Setup::new();
    for _ in 0..255 {
        setup.owner_sends(&register(ROOT, None, None)).unwrap();
    }

    let refusal = setup.owner_sends(&register(ROOT, None, None));

    assert_refused(refusal, ContractError::TooManyStages { most: 255 });
    assert_eq!(255, setup.stage(255).stage);
}

#[test]
fn a_refused_registration_takes_no_number() {
    let mut setup = Setup::new();

    setup.owner_sends(&register("bad", None, None)).unwrap_err();
    setup
        .owner_sends(&register(ROOT, Some(1), None))
        .unwrap_err();
    setup.owner_sends(&register(ROOT, None, None)).unwrap();

    let answer: LatestStageResponse = setup.chain.query(&setup.airdrop, &QueryMsg::LatestStage {});
    assert_eq!(1, answer.latest_stage);
}
