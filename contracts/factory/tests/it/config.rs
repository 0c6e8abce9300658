//! `update_config` and `update_weight`.

use cosmwasm_std::Uint128;
use mirror_factory::ContractError;
use mirror_protocol::factory::{ConfigResponse, ConfigUpdate, ExecuteMsg, QueryMsg};
use mirror_testing::{assert_refused, attributes, World};

use crate::before_post_initialize::{fixed, track};
use crate::setup::{info, received, releasing, stored, tell, weighing, weight, with_aapl};

const YEAR: u64 = 31_536_000;

fn config(world: &World) -> ConfigResponse {
    world.asks(&world.at.factory, &QueryMsg::Config {})
}

fn schedule(entries: &[(u64, u64, u128)]) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig(ConfigUpdate {
        distribution_schedule: Some(track(entries)),
        ..ConfigUpdate::default()
    })
}

#[test]
fn absent_fields_change_nothing() {
    let mut world = World::new();
    let before = stored(&world);

    let msg = ExecuteMsg::UpdateConfig(ConfigUpdate::default());
    let response = tell(&mut world, "gov", &msg).unwrap();

    let event = attributes(&response, &world.at.factory);
    assert_eq!(vec![("action".into(), "update_config".into())], event);
    assert_eq!(before, stored(&world));
}

/// T-17: owner handed to a dead address.
#[test]
fn a_former_owner_has_no_rights() {
    let mut world = World::new();
    let update = ConfigUpdate {
        owner: Some(world.chain.account("carol").to_string()),
        token_code_id: Some(77),
        ..ConfigUpdate::default()
    };

    let msg = ExecuteMsg::UpdateConfig(update);
    tell(&mut world, "gov", &msg).unwrap();

    let config = config(&world);
    assert_eq!(world.chain.account("carol").as_str(), config.owner);
    assert_eq!(77, config.token_code_id);
    assert_refused(
        tell(&mut world, "gov", &msg),
        ContractError::Unauthorized {},
    );
    tell(&mut world, "carol", &msg).unwrap();
}

#[test]
fn seconds_already_gone_are_paid_by_the_former_schedule() {
    let mut world = releasing(track(&[(0, 1_000, 100_000)]), None);
    let genesis = config(&world).genesis_time;
    let mirror = world.at.mirror_token.clone();

    world.chain.at(genesis + 100);
    tell(&mut world, "gov", &schedule(&[(0, 1_000, 1_000)])).unwrap();
    assert_eq!(genesis + 100, info(&world).last_distributed);
    world.chain.at(genesis + 200);
    tell(&mut world, "alice", &ExecuteMsg::Distribute {}).unwrap();

    assert_eq!(Uint128::new(10_000 + 100), received(&world, &mirror));
}

/// T-74: MIR above 370,575,000.
#[test]
fn a_new_schedule_counts_what_was_released() {
    let most = 315_675_000_000_000;
    let mut world = releasing(track(&[(0, 8 * YEAR, most)]), None);
    let genesis = config(&world).genesis_time;
    world.chain.at(genesis + 4 * YEAR);

    let rest = most / 2;
    let late = |amount| schedule(&[(4 * YEAR, 8 * YEAR, amount)]);
    let expected = ContractError::ReleaseExceedsSupply {
        planned: Uint128::new(most + 1),
        most: Uint128::new(most),
    };
    assert_refused(tell(&mut world, "gov", &late(rest + 1)), expected);
    tell(&mut world, "gov", &late(rest)).unwrap();

    // Once more: what the second plan has released counts too.
    world.chain.at(genesis + 6 * YEAR);
    let later = |amount| schedule(&[(6 * YEAR, 8 * YEAR, amount)]);
    tell(&mut world, "gov", &later(rest / 2)).unwrap();
    tell(&mut world, "gov", &later(rest / 2 + 1)).unwrap_err();
}

#[test]
fn a_plan_is_checked_when_it_changes() {
    let mut world = World::new();
    let before = stored(&world);
    let recipient = world.chain.account("bob");
    let eleven = vec![fixed(&recipient, &[]); 11];
    let with = |update: ConfigUpdate| ExecuteMsg::UpdateConfig(update);

    let bad = track(&[(0, 5, 1), (4, 6, 1)]);
    let cases = [
        ConfigUpdate {
            distribution_schedule: Some(bad.clone()),
            ..ConfigUpdate::default()
        },
        ConfigUpdate {
            mirror_distribution_schedule: Some(bad.clone()),
            ..ConfigUpdate::default()
        },
        ConfigUpdate {
            fixed_distributions: Some(vec![fixed(&recipient, &[(0, 5, 1), (4, 6, 1)])]),
            ..ConfigUpdate::default()
        },
    ];
    for update in cases {
        let expected = ContractError::ScheduleUnusable { start: 4, end: 6 };
        assert_refused(tell(&mut world, "gov", &with(update)), expected);
    }
    let too_many = ConfigUpdate {
        fixed_distributions: Some(eleven),
        ..ConfigUpdate::default()
    };
    let expected = ContractError::TooManyFixedDistributions {
        received: 11,
        most: 10,
    };
    assert_refused(tell(&mut world, "gov", &with(too_many)), expected);
    assert_eq!(before, stored(&world));
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn a_weight_acts_from_now_on() {
    let mut world = releasing(track(&[(0, 100_000, 100_000)]), None);
    let genesis = config(&world).genesis_time;
    let mirror = world.at.mirror_token.clone();
    let aapl = world.lists("AAPL", weighing(300)).unwrap().token;

    world.chain.at(genesis + 1_000);
    let response = tell(&mut world, "gov", &weight(&aapl, 0)).unwrap();
    world.chain.at(genesis + 2_000);
    tell(&mut world, "alice", &ExecuteMsg::Distribute {}).unwrap();

    assert_eq!(Uint128::new(500), received(&world, &aapl));
    assert_eq!(Uint128::new(1_500), received(&world, &mirror));
    let event = attributes(&response, &world.at.factory);
    let expected = [
        ("action", "update_weight"),
        ("asset_token", aapl.as_str()),
        ("weight", "0"),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn no_pool_weighs_more_than_300() {
    let mut world = releasing(track(&[(0, 100, 1_000)]), None);
    let genesis = config(&world).genesis_time;
    let mirror = world.at.mirror_token.clone();
    let aapl = world.lists("AAPL", weighing(100)).unwrap().token;
    tell(&mut world, "gov", &weight(&aapl, 300)).unwrap();

    for high in [301, u32::MAX] {
        let expected = ContractError::WeightTooHigh {
            weight: high,
            most: 300,
        };
        let refusal = tell(&mut world, "gov", &weight(&mirror, high));
        assert_refused(refusal, expected);
    }
    world.chain.at(genesis + 100);
    tell(&mut world, "alice", &ExecuteMsg::Distribute {}).unwrap();

    assert_eq!(Uint128::new(500), received(&world, &aapl));
    assert_eq!(Uint128::new(500), received(&world, &mirror));
}

#[test]
fn only_a_pool_has_a_weight() {
    let mut world = with_aapl();
    let nobody = world.chain.account("nobody");

    let asset = nobody.to_string();
    assert_refused(
        tell(&mut world, "gov", &weight(&nobody, 1)),
        ContractError::NoDistributionInfo { asset },
    );
}
