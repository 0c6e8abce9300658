//! Polls that try to reach gov, the admin manager or the MIR token by way of another contract
//! (safety T-70).

use cosmwasm_std::{to_json_binary, Addr, Binary};
use mirror_gov::ContractError as GovError;
use mirror_protocol::gov::PollStatus;
use mirror_testing::{assert_refused, Proposal, World};
use serde_json::{json, Value};

fn configuration(world: &World) -> [Value; 2] {
    [&world.at.gov, &world.at.admin_manager]
        .map(|contract| world.asks(contract, &json!({ "config": {} })))
}

/// A poll that sends `contract` this message passes and fails, and nothing has changed.
#[track_caller]
fn fails(world: &mut World, contract: &Addr, message: &Value) {
    let before = configuration(world);

    let poll = world.passes(Proposal::execute(contract, message));
    world.carol().tries_to_execute(poll).unwrap();

    assert_eq!(PollStatus::Failed, world.poll(poll).status, "{message}");
    assert_eq!(before, configuration(world));
}

/// What a captor would like to tell gov and the admin manager.
fn captures(world: &World) -> [(Addr, Value); 4] {
    let attacker = world.chain.account("attacker");
    let (gov, manager) = (world.at.gov.clone(), world.at.admin_manager.clone());
    let owner = json!({ "update_owner": { "owner": attacker } });
    let lends = json!({ "authorize_claim": { "authorized_addr": attacker } });
    let moves = json!({ "execute_migrations": { "migrations": [[world.at.mint, 1, "e30="]] } });
    [
        (gov, json!({ "update_config": { "owner": attacker } })),
        (manager.clone(), owner),
        (manager.clone(), lends),
        (manager, moves),
    ]
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn no_poll_calls_gov_or_the_admin_manager_directly() {
    let mut world = World::governed();

    for (contract, message) in captures(&world) {
        for proposal in [Proposal::call, Proposal::execute] {
            let proposal = proposal(&contract, &message);
            let refusal = world.alice().tries_to_create_poll(proposal, 1_000_000_000);
            assert_refused(refusal, GovError::TargetsAdmin {});
        }
    }
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn no_poll_has_the_factory_pass_a_command_to_them() {
    let mut world = World::governed();
    let factory = world.at.factory.clone();

    for (contract, message) in captures(&world) {
        let msg = to_json_binary(&message).unwrap();
        let pass = json!({ "pass_command": { "contract_addr": contract, "msg": msg } });
        for proposal in [Proposal::call, Proposal::execute] {
            let proposal = proposal(&factory, &pass);
            let refusal = world.alice().tries_to_create_poll(proposal, 1_000_000_000);
            assert_refused(refusal, GovError::TargetsAdmin {});
        }
    }
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn no_token_hands_them_a_message() {
    let mut world = World::governed();
    let token = a_token_of_govs(&mut world);

    for (contract, message) in captures(&world) {
        let msg = to_json_binary(&message).unwrap();
        let send = json!({ "send": { "contract": contract, "amount": "1", "msg": msg } });
        fails(&mut world, &token, &send);
    }
    // Not even a message that gov takes with MIR.
    let stake = Binary::from(br#"{"stake_voting_tokens":{}}"#);
    let send = json!({ "send": { "contract": world.at.gov, "amount": "1", "msg": stake } });
    fails(&mut world, &token, &send);
}

/// An LP token of which gov has some, as anybody can give it.
fn a_token_of_govs(world: &mut World) -> Addr {
    let (lp, gov) = (world.at.mirror_lp.clone(), world.at.gov.clone());
    world.alice().provides("MIR", 1_000_000, 1_000_000);
    world.alice().gives(&lp, 1_000, &gov);
    lp
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn no_order_pays_with_a_message_to_them() {
    let mut world = World::governed();
    let book = world.at.limit_order.clone();
    let (gov, bob) = (world.at.gov.clone(), world.chain.account("bob"));

    // Gov poses as a token that somebody offers; taking the order back would have the book call it.
    let offer = json!({ "submit_order": { "ask_asset": {
        "info": { "native_token": { "denom": "uusd" } }, "amount": "1"
    } } });
    let receive = json!({ "receive": {
        "sender": bob, "amount": "1", "msg": to_json_binary(&offer).unwrap()
    } });
    world.passes_poll(Proposal::execute(&book, &receive));
    let before = configuration(&world);
    let cancel = json!({ "cancel_order": { "order_id": 1 } });
    let refusal = world.bob().tries(&book, &cancel, &[]);

    // What the book sends is a transfer, which gov does not know.
    assert!(refusal.is_err());
    assert_eq!(before, configuration(&world));
    let order: Value = world.asks(&book, &json!({ "order": { "order_id": 1 } }));
    assert_eq!(
        json!({ "token": { "contract_addr": gov } }),
        order["offer_asset"]["info"]
    );
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn no_poll_mints_mir_or_takes_that_of_the_factory() {
    let mut world = World::governed();
    let (mir, factory) = (world.at.mirror_token.clone(), world.at.factory.clone());
    let attacker = world.chain.account("attacker");
    let supply = world.supply(&mir);

    for call in ["mint", "transfer"] {
        let message = json!({ call: { "recipient": attacker, "amount": "1" } });
        let msg = to_json_binary(&message).unwrap();
        let pass = json!({ "pass_command": { "contract_addr": mir, "msg": msg } });
        for (contract, message) in [(&mir, message), (&factory, pass)] {
            for proposal in [Proposal::call, Proposal::execute] {
                let proposal = proposal(contract, &message);
                let refusal = world.alice().tries_to_create_poll(proposal, 1_000_000_000);
                assert_refused(refusal, GovError::TargetsToken {});
            }
        }
    }

    assert_eq!(supply, world.supply(&mir));
}
