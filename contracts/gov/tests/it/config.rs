//! `instantiate` and `update_config`.

use cosmwasm_std::{Addr, Decimal, StdError};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg, PollConfig};
use mirror_testing::{assert_attributes, assert_refused, codes};

use crate::setup::{decimal, poll_rules, rules, Setup, DELAY, DEPOSIT, PERIOD, SNAPSHOT};

/// Rules that may not be, and the first reason.
fn bad_updates() -> Vec<(ConfigUpdate, ContractError)> {
    let none = ConfigUpdate::default;
    let mut bad = vec![];
    let kinds: [fn(PollConfig) -> ConfigUpdate; 3] = [
        |rules| ConfigUpdate {
            default_poll_config: Some(rules),
            ..ConfigUpdate::default()
        },
        |rules| ConfigUpdate {
            migration_poll_config: Some(rules),
            ..ConfigUpdate::default()
        },
        |rules| ConfigUpdate {
            auth_admin_poll_config: Some(rules),
            ..ConfigUpdate::default()
        },
    ];
    for kind in kinds {
        for quorum in ["0", "1.000000000000000001", "2"] {
            let update = kind(poll_rules(DEPOSIT, quorum, "0.5"));
            let quorum = decimal(quorum);
            bad.push((update, ContractError::QuorumOutOfRange { quorum }));
        }
        for threshold in ["0", "0.499999999999999999", "1", "2"] {
            let update = kind(poll_rules(DEPOSIT, "0.1", threshold));
            let threshold = decimal(threshold);
            bad.push((update, ContractError::ThresholdOutOfRange { threshold }));
        }
        for voting_period in [0, SNAPSHOT] {
            let update = kind(PollConfig {
                voting_period,
                ..poll_rules(DEPOSIT, "0.1", "0.5")
            });
            let refusal = if voting_period == 0 {
                ContractError::NoVotingPeriod {}
            } else {
                ContractError::SnapshotPeriodTooLong {
                    snapshot_period: SNAPSHOT,
                    voting_period,
                }
            };
            bad.push((update, refusal));
        }
    }
    for voter_weight in [decimal("1"), decimal("1.000000000000000001"), Decimal::MAX] {
        let update = ConfigUpdate {
            voter_weight: Some(voter_weight),
            ..none()
        };
        bad.push((update, ContractError::VoterWeightTooLarge { voter_weight }));
    }
    for veto_threshold in ["0", "0.499999999999999999", "1.000000000000000001"] {
        let veto_threshold = decimal(veto_threshold);
        let update = ConfigUpdate {
            veto_threshold: Some(veto_threshold),
            ..none()
        };
        let refusal = ContractError::VetoThresholdOutOfRange { veto_threshold };
        bad.push((update, refusal));
    }
    let snapshot_period = Some(PERIOD);
    let refusal = ContractError::SnapshotPeriodTooLong {
        snapshot_period: PERIOD,
        voting_period: PERIOD,
    };
    let too_long = ConfigUpdate {
        snapshot_period,
        ..none()
    };
    let no_delay = ConfigUpdate {
        effective_delay: Some(0),
        ..none()
    };
    let no_gas = ConfigUpdate {
        poll_gas_limit: Some(0),
        ..none()
    };
    bad.push((too_long, refusal));
    bad.push((no_delay, ContractError::NoEffectiveDelay {}));
    bad.push((no_gas, ContractError::NoGasForPolls {}));
    bad
}

/// The same, at instantiation.
fn apply(msg: &mut InstantiateMsg, update: &ConfigUpdate) {
    let update = update.clone();
    msg.effective_delay = update.effective_delay.unwrap_or(msg.effective_delay);
    msg.snapshot_period = update.snapshot_period.unwrap_or(msg.snapshot_period);
    msg.voter_weight = update.voter_weight.unwrap_or(msg.voter_weight);
    msg.poll_gas_limit = update.poll_gas_limit.unwrap_or(msg.poll_gas_limit);
    msg.veto_threshold = update.veto_threshold;
    for (present, given) in [
        (&mut msg.default_poll_config, update.default_poll_config),
        (&mut msg.migration_poll_config, update.migration_poll_config),
        (
            &mut msg.auth_admin_poll_config,
            update.auth_admin_poll_config,
        ),
    ] {
        *present = given.unwrap_or(present.clone());
    }
}

#[test]
fn rules_that_can_not_be_are_refused() {
    let mut setup = Setup::new();
    let [mir, admin, owner] = [&setup.mir, &setup.admin_manager, &setup.owner].map(Clone::clone);
    let before = setup.config();

    for (update, refusal) in bad_updates() {
        let mut msg = rules(&mir, &admin);
        apply(&mut msg, &update);
        let error = setup.chain.try_create(codes::gov(), &owner, &msg);
        assert_eq!(Some(&refusal), error.unwrap_err().downcast_ref());

        assert_refused(setup.configures(update), refusal);
    }
    assert_eq!(before, setup.config());
}

#[test]
fn rules_on_the_edge_are_taken() {
    let mut setup = Setup::new();
    let edge = |quorum, threshold| PollConfig {
        voting_period: 2,
        ..poll_rules(0, quorum, threshold)
    };

    setup
        .configures(ConfigUpdate {
            effective_delay: Some(1),
            default_poll_config: Some(edge("0.000000000000000001", "0.5")),
            migration_poll_config: Some(edge("1", "0.999999999999999999")),
            auth_admin_poll_config: Some(edge("1", "0.5")),
            voter_weight: Some(decimal("0.999999999999999999")),
            snapshot_period: Some(1),
            poll_gas_limit: Some(1),
            expiration_period: Some(0),
            veto_threshold: Some(decimal("0.5")),
            ..ConfigUpdate::default()
        })
        .unwrap();
    let off = ConfigUpdate {
        veto_threshold: Some(Decimal::one()),
        voter_weight: Some(Decimal::zero()),
        ..ConfigUpdate::default()
    };
    setup.configures(off).unwrap();

    assert_eq!(Some(Decimal::one()), setup.config().veto_threshold);
}

#[test]
fn an_expiration_period_is_a_week_unless_told() {
    assert_eq!(604_800, Setup::new().config().expiration_period);
    let told = Setup::with(|msg| msg.expiration_period = Some(7));
    assert_eq!(7, told.config().expiration_period);
}

#[test]
fn the_owner_is_whoever_made_gov() {
    let setup = Setup::new();

    let config = setup.config();

    assert_eq!(setup.owner.as_str(), config.owner);
    assert_eq!(setup.mir.as_str(), config.mirror_token);
    assert_eq!(setup.admin_manager.as_str(), config.admin_manager);
    assert_eq!(
        (DELAY, SNAPSHOT),
        (config.effective_delay, config.snapshot_period)
    );
    // For readers of the form before kinds.
    let usual = &config.default_poll_config;
    assert_eq!(usual.quorum, config.quorum);
    assert_eq!(usual.threshold, config.threshold);
    assert_eq!(usual.voting_period, config.voting_period);
    assert_eq!(usual.proposal_deposit, config.proposal_deposit);
}

#[test]
fn every_field_can_be_changed() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let mut expected = setup.config();
    expected.owner = alice.to_string();
    expected.effective_delay = 1;
    expected.default_poll_config = poll_rules(2, "0.3", "0.51");
    expected.migration_poll_config = poll_rules(3, "0.4", "0.52");
    expected.auth_admin_poll_config = poll_rules(4, "0.5", "0.53");
    expected.voter_weight = decimal("0.6");
    expected.snapshot_period = 7;
    expected.admin_manager = bob.to_string();
    expected.poll_gas_limit = 8;
    expected.expiration_period = 9;
    expected.veto_threshold = Some(decimal("0.7"));
    expected.quorum = decimal("0.3");
    expected.threshold = decimal("0.51");
    expected.proposal_deposit = 2u128.into();

    let response = setup
        .configures(ConfigUpdate {
            owner: Some(alice.to_string()),
            effective_delay: Some(1),
            default_poll_config: Some(expected.default_poll_config.clone()),
            migration_poll_config: Some(expected.migration_poll_config.clone()),
            auth_admin_poll_config: Some(expected.auth_admin_poll_config.clone()),
            voter_weight: Some(decimal("0.6")),
            snapshot_period: Some(7),
            admin_manager: Some(bob.to_string()),
            poll_gas_limit: Some(8),
            expiration_period: Some(9),
            veto_threshold: Some(decimal("0.7")),
        })
        .unwrap();

    assert_attributes(&response, &setup.gov, &[("action", "update_config")]);
    assert_eq!(expected, setup.config());
}

#[test]
fn an_update_of_nothing_changes_nothing() {
    let mut setup = Setup::with(|msg| msg.veto_threshold = Some(decimal("0.9")));
    let before = setup.config();

    setup.configures(ConfigUpdate::default()).unwrap();

    assert_eq!(before, setup.config());
}

#[test]
fn t02_an_address_has_to_be_one() {
    let mut setup = Setup::new();
    let [mir, admin, owner] = [&setup.mir, &setup.admin_manager, &setup.owner].map(Clone::clone);
    let upper = owner.as_str().to_uppercase();
    let long = "a".repeat(300);
    let is_no_address = |error: anyhow::Error| {
        let refusal = error.downcast_ref::<ContractError>();
        assert!(
            matches!(
                refusal,
                Some(ContractError::Std(StdError::GenericErr { .. }))
            ),
            "{refusal:?}"
        );
    };

    for bad in ["", "owner", &upper, &long] {
        let bad = Addr::unchecked(bad);
        for msg in [rules(&bad, &admin), rules(&mir, &bad)] {
            let outcome = setup.chain.try_create(codes::gov(), &owner, &msg);
            is_no_address(outcome.unwrap_err());
        }
        for update in [
            ConfigUpdate {
                owner: Some(bad.to_string()),
                ..ConfigUpdate::default()
            },
            ConfigUpdate {
                admin_manager: Some(bad.to_string()),
                ..ConfigUpdate::default()
            },
        ] {
            is_no_address(setup.configures(update).unwrap_err());
        }
    }
}
