//! Who may do what, and with which coins.

use cosmwasm_std::coin;
use mirror_factory::ContractError;
use mirror_protocol::factory::{ConfigUpdate, ExecuteMsg};
use mirror_testing::{assert_refused, usual_params, World};
use terraswap::funds::FundsError;

use crate::setup::{
    cancellation, command, execution, revoke, succession, tell, weight, whitelist, with_aapl,
};

fn owner_messages(world: &World) -> Vec<ExecuteMsg> {
    let token = world.token("AAPL");
    vec![
        ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        weight(&token, 1),
        whitelist(world, "MSFT", usual_params()),
        command(&world.at.oracle, &ConfigUpdate::default()),
        ExecuteMsg::StartRelease {},
    ]
}

fn feeder_messages(world: &World) -> Vec<ExecuteMsg> {
    let token = world.token("AAPL");
    vec![revoke(&token, None), succession(&token)]
}

/// T-01: caller not allowed.
#[test]
fn strangers_may_only_distribute() {
    let mut world = with_aapl();
    let messages = [owner_messages(&world), feeder_messages(&world)].concat();

    for msg in &messages {
        for who in ["attacker", "deployer", "community"] {
            assert_refused(tell(&mut world, who, msg), ContractError::Unauthorized {});
        }
    }
    world.chain.pass(60);
    tell(&mut world, "attacker", &ExecuteMsg::Distribute {}).unwrap();
}

/// T-01: caller not allowed.
#[test]
fn a_feeder_announces_a_delisting_and_does_nothing_else() {
    let mut world = with_aapl();

    for msg in owner_messages(&world) {
        assert_refused(
            tell(&mut world, "feeder", &msg),
            ContractError::Unauthorized {},
        );
    }
    let token = world.token("AAPL");
    tell(&mut world, "feeder", &revoke(&token, None)).unwrap();
    assert_refused(
        tell(&mut world, "feeder", &cancellation(&token)),
        ContractError::Unauthorized {},
    );
}

/// T-01: caller not allowed.
#[test]
fn contracts_of_the_protocol_may_do_no_more_than_strangers() {
    let mut world = with_aapl();
    let messages = [owner_messages(&world), feeder_messages(&world)].concat();
    let at = world.at.clone();
    let contracts = [
        at.factory.clone(),
        at.mint,
        at.oracle,
        at.staking,
        at.swap_factory,
    ];

    for msg in &messages {
        for sender in &contracts {
            let refusal = world.chain.execute(sender, &at.factory, msg, &[]);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
}

#[test]
fn no_message_takes_coins() {
    let mut world = with_aapl();
    let mut messages = [owner_messages(&world), feeder_messages(&world)].concat();
    let token = world.token("AAPL");
    messages.extend([
        execution(&token),
        cancellation(&token),
        ExecuteMsg::Distribute {},
    ]);
    let factory = world.at.factory.clone();
    world.chain.pass(60);

    for msg in &messages {
        let refusal = world.gov().tries(&factory, msg, &[coin(1, "uusd")]);

        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}
