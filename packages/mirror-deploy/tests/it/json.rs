//! What is read from and written to files.

use mirror_deploy::{Deployment, Profile};
use mirror_testing::World;
use serde_json::{from_value, json, to_value};

fn profile() -> Profile {
    Profile::standard("uusd", "feeder")
}

#[test]
fn a_profile_is_read_as_it_was_written() {
    let written = to_value(profile()).unwrap();

    let read: Profile = from_value(written).unwrap();

    assert_eq!(profile(), read);
}

#[test]
fn the_specifications_values_are_the_standard() {
    let profile = to_value(profile()).unwrap();

    let week = 604_800;
    let poll = |deposit: &str, period: u64, quorum: &str, threshold: &str| {
        json!({
            "proposal_deposit": deposit,
            "voting_period": period,
            "quorum": quorum,
            "threshold": threshold,
        })
    };
    let gov = json!({
        "default_poll": poll("1000000000", week, "0.18", "0.5"),
        "migration_poll": poll("2000000000", week, "0.4", "0.667"),
        "auth_admin_poll": poll("3000000000", week, "0.4", "0.667"),
        "execute_poll": poll("3000000000", 864_000, "0.25", "0.667"),
        "effective_delay_seconds": 86_400,
        "expiration_seconds": week,
        "snapshot_seconds": 86_400,
        "voter_weight": "0.5",
        "poll_gas_limit": 8_000_000,
        "veto_threshold": "0.667",
        "min_period_seconds": 86_400,
        "minimum_stake": "1000000000",
        "stake_to_take_over": "1000000000000",
    });
    assert_eq!(gov, profile["gov"]);
    let safety = [
        ("oracle_max_deviation", json!("0.5")),
        ("oracle_confirm_seconds", json!(1_800)),
        ("oracle_guardian", json!(null)),
        ("oracle_halt_seconds", json!(21_600)),
        ("default_value_cap", json!("250000000000")),
        ("collateral_delay_seconds", json!(2_592_000)),
        ("minimum_reserve", json!("10000000000")),
    ];
    for (key, value) in safety {
        assert_eq!(value, profile[key], "{key}");
    }
    assert_eq!(json!(86_400), profile["admin_claim_seconds"]);
    let community = json!({
        "spend_limit": "1000000000000",
        "window": { "seconds": 2_592_000, "limit": "2000000000000" },
    });
    assert_eq!(community, profile["community"]);
    let collector = json!({
        "max_spread": "0.01",
        "max_swap_ratio": "0.003",
        "price_max_age_seconds": 60,
        "keepers": [],
    });
    assert_eq!(collector, profile["collector"]);
    let genesis = json!([
        { "recipient": "community", "amount": "36600000000000" },
        { "recipient": "airdrop", "amount": "9150000000000" },
        { "recipient": "uni_airdrop", "amount": "9150000000000" },
    ]);
    assert_eq!(genesis, profile["release"]["genesis"]);
}

#[test]
fn a_misspelt_parameter_is_refused() {
    let mut written = to_value(profile()).unwrap();
    written["gov"]["voter_wait"] = json!("0.5");

    let refusal = from_value::<Profile>(written).unwrap_err();

    assert!(refusal.to_string().contains("unknown field `voter_wait`"));
}

#[test]
fn a_deployment_names_what_clients_look_for() {
    let world = World::new();
    let written = to_value(&world.deployment).unwrap();

    for contract in [
        "factory",
        "gov",
        "mint",
        "staking",
        "oracle",
        "collateral_oracle",
        "collector",
        "community",
        "lock",
        "short_reward",
        "admin_manager",
        "limit_order",
        "airdrop",
        "swap_factory",
    ] {
        assert!(written["contracts"][contract].is_string(), "{contract}");
        assert!(written["code_ids"][contract].is_u64(), "{contract}");
    }
    assert_eq!(json!(world.at.mirror_token), written["mirror_token"]);
    assert_eq!(json!("uusd"), written["base_denom"]);
    let read: Deployment = from_value(written).unwrap();
    assert_eq!(world.deployment, read);
}
