//! `pass_command`.

use mirror_factory::ContractError;
use mirror_protocol::factory::{ConfigUpdate, ExecuteMsg};
use mirror_protocol::oracle;
use mirror_testing::{assert_refused, attributes, percent, World};

use crate::setup::{command, tell};

#[test]
fn a_command_reaches_a_contract_that_the_factory_owns() {
    let mut world = World::new();
    let oracle = world.at.oracle.clone();
    let msg = oracle::ExecuteMsg::UpdateConfig(oracle::ConfigUpdate {
        max_deviation: Some(percent(50)),
        ..Default::default()
    });

    let response = tell(&mut world, "gov", &command(&oracle, &msg)).unwrap();

    let event = attributes(&response, &world.at.factory);
    let expected = [
        ("action", "pass_command"),
        ("contract_addr", oracle.as_str()),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
    let config: oracle::ConfigResponse = world.asks(&oracle, &oracle::QueryMsg::Config {});
    assert_eq!(Some(percent(50)), config.max_deviation);
}

#[test]
fn no_command_reaches_the_factory_itself() {
    let mut world = World::new();
    let factory = world.at.factory.clone();
    let msg = ExecuteMsg::UpdateConfig(ConfigUpdate::default());

    assert_refused(
        tell(&mut world, "gov", &command(&factory, &msg)),
        ContractError::CommandToItself {},
    );
}

/// T-74: MIR above 370,575,000.
#[test]
fn no_command_reaches_mir() {
    let mut world = World::new();
    let mirror_token = world.at.mirror_token.clone();
    let msg = cw20::Cw20ExecuteMsg::Mint {
        recipient: world.chain.account("gov").to_string(),
        amount: 315_675_000_000_000u128.into(),
    };

    assert_refused(
        tell(&mut world, "gov", &command(&mirror_token, &msg)),
        ContractError::CommandToMirrorToken {},
    );
}

#[test]
fn a_command_that_is_refused_fails_as_a_whole() {
    let mut world = World::new();
    let oracle = world.at.oracle.clone();
    let msg = oracle::ExecuteMsg::FeedPrice { prices: vec![] };

    assert_refused(
        tell(&mut world, "gov", &command(&oracle, &msg)),
        mirror_oracle::ContractError::NoPrices {},
    );
}
