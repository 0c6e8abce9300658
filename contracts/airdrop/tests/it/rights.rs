//! Who may send which message, with which coins and which addresses.

use cosmwasm_std::{coin, Addr, StdError};
use mirror_airdrop::ContractError;
use mirror_protocol::airdrop::{ExecuteMsg, InstantiateMsg};
use mirror_testing::{assert_refused, codes};
use terraswap::funds::FundsError;

use crate::setup::{claim, clawback, register, update_root, Setup, EXPIRATION, ROOT};

fn owners_messages(recipient: &Addr) -> [ExecuteMsg; 4] {
    [
        ExecuteMsg::UpdateConfig { owner: None },
        register(ROOT, None, None),
        update_root(1, ROOT),
        clawback(1, recipient),
    ]
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_registers_corrects_and_claws_back() {
    let (mut setup, _) = Setup::with_a_stage();
    let [owner, alice, mir, airdrop, successor] = [
        &setup.owner,
        &setup.alice,
        &setup.mir,
        &setup.airdrop,
        &setup.stranger,
    ]
    .map(Addr::clone);
    setup.chain.at(EXPIRATION);
    let handover = ExecuteMsg::UpdateConfig {
        owner: Some(successor.to_string()),
    };
    setup.send(&owner, &handover).unwrap();

    for sender in [&owner, &alice, &mir, &airdrop] {
        for msg in owners_messages(&alice) {
            let refusal = setup.send(sender, &msg);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }

    for msg in owners_messages(&alice) {
        setup.send(&successor, &msg).unwrap();
    }
}

#[test]
fn no_message_takes_coins() {
    let (mut setup, list) = Setup::with_a_stage();
    let [owner, alice, airdrop] = [&setup.owner, &setup.alice, &setup.airdrop].map(Addr::clone);
    for sender in [&owner, &alice] {
        setup.chain.fund(sender, &[coin(10, "uusd")]);
    }
    let mut messages = vec![(&alice, list.claim(1, &alice))];
    messages.extend(owners_messages(&alice).map(|msg| (&owner, msg)));

    for (sender, msg) in messages {
        let refusal = setup
            .chain
            .execute(sender, &airdrop, &msg, &[coin(1, "uusd")]);

        let received = "1uusd".to_string();
        let expected = ContractError::Funds(FundsError::Unexpected { received });
        assert_refused(refusal, expected);
    }
}

/// T-02: bad or odd-case address.
#[test]
fn malformed_addresses_are_refused() {
    let (mut setup, list) = Setup::with_a_stage();
    let [owner, alice] = [&setup.owner, &setup.alice].map(Addr::clone);
    let shouted = alice.as_str().to_uppercase();
    let mixed = alice.as_str().replacen('c', "C", 1);
    let foreign = "terra1qfqa2eu9wp272ha93lj4yhcenrc6ymng079nu8";
    let long = "a".repeat(300);
    let shorter = &alice.as_str()[..alice.as_str().len() - 1];
    setup.chain.at(EXPIRATION - 1);

    for bad in ["", "alice", &shouted, &mixed, foreign, shorter, &long] {
        let bad = Addr::unchecked(bad);
        let change = ExecuteMsg::UpdateConfig {
            owner: Some(bad.to_string()),
        };
        let claim = claim(1, list.amount(&alice), list.proof(&alice), Some(&bad));
        for (sender, msg) in [
            (&owner, change),
            (&owner, clawback(1, &bad)),
            (&alice, claim),
        ] {
            assert_no_address(setup.send(sender, &msg).map(|_| ()), bad.as_str());
        }
        for (owner, mirror_token) in [(&bad, &setup.mir), (&owner, &bad)] {
            let msg = InstantiateMsg {
                owner: owner.to_string(),
                mirror_token: mirror_token.to_string(),
            };
            let refusal = setup.chain.try_create(codes::airdrop(), &alice, &msg);
            assert_no_address(refusal.map(|_| ()), bad.as_str());
        }
    }
}

#[track_caller]
fn assert_no_address(outcome: anyhow::Result<()>, bad: &str) {
    let error = outcome.unwrap_err();
    let refusal = error.downcast_ref::<ContractError>();
    assert!(
        matches!(
            refusal,
            Some(ContractError::Std(StdError::GenericErr { .. }))
        ),
        "{bad}: {refusal:?}"
    );
}
