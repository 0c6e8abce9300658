//! The queries, for stages and addresses that do not exist.

use cosmwasm_std::Addr;
use mirror_protocol::airdrop::{IsClaimedResponse, QueryMsg};

use crate::setup::Setup;

fn question(stage: u8, address: &str) -> QueryMsg {
    QueryMsg::IsClaimed {
        stage,
        address: address.to_string(),
    }
}

#[test]
fn a_stage_that_does_not_exist_is_an_error() {
    let (setup, _) = Setup::with_a_stage();

    for stage in [0, 2, 255] {
        let error = setup
            .chain
            .query_error(&setup.airdrop, &QueryMsg::MerkleRoot { stage });

        assert!(error.ends_with(&format!("stage not found: {stage}")));
    }
}

#[test]
fn whom_no_stage_knows_has_not_claimed() {
    let (mut setup, list) = Setup::with_a_stage();
    let [alice, stranger] = [&setup.alice, &setup.stranger].map(Addr::clone);
    setup.send(&alice, &list.claim(1, &alice)).unwrap();

    for (stage, account, expected) in [
        (1, &alice, true),
        (1, &stranger, false),
        (0, &alice, false),
        (2, &alice, false),
        (255, &stranger, false),
    ] {
        let answer: IsClaimedResponse = setup
            .chain
            .query(&setup.airdrop, &question(stage, account.as_str()));
        assert_eq!(expected, answer.is_claimed, "{stage} {account}");
    }
}

/// T-02: bad or odd-case address.
#[test]
fn a_malformed_address_is_an_error() {
    let (setup, _) = Setup::with_a_stage();
    let shouted = setup.alice.as_str().to_uppercase();

    for bad in ["", "alice", &shouted] {
        setup.chain.query_error(&setup.airdrop, &question(1, bad));
    }
}
