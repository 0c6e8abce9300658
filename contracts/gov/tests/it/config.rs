//! `instantiate` and `update_config`.

use cosmwasm_std::{Addr, StdError};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg};
use mirror_testing::{assert_attributes, codes};

use crate::setup::{decimal, poll_rules, rules, Setup, DELAY, SNAPSHOT};

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
    // These four are for clients that do not know the kinds of polls.
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
    expected.execute_poll_config = Some(poll_rules(5, "0.6", "0.54"));
    expected.voter_weight = decimal("0.6");
    expected.snapshot_period = 7;
    expected.admin_manager = bob.to_string();
    expected.poll_gas_limit = 500_008;
    expected.expiration_period = 9;
    expected.veto_threshold = Some(decimal("0.7"));
    expected.minimum_quorum_base = Some(10u128.into());
    expected.minimum_stake = Some(11u128.into());
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
            execute_poll_config: expected.execute_poll_config.clone(),
            voter_weight: Some(decimal("0.6")),
            snapshot_period: Some(7),
            admin_manager: Some(bob.to_string()),
            poll_gas_limit: Some(500_008),
            expiration_period: Some(9),
            veto_threshold: Some(decimal("0.7")),
            minimum_quorum_base: Some(10u128.into()),
            minimum_stake: Some(11u128.into()),
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

/// T-02: bad or odd-case address.
#[test]
fn an_address_has_to_be_one() {
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

#[test]
fn polls_that_execute_have_the_rules_of_admin_polls_unless_told() {
    let config = Setup::new().config();
    assert_eq!(
        Some(config.auth_admin_poll_config),
        config.execute_poll_config
    );
    let own = poll_rules(1, "0.25", "0.6");
    let told = Setup::with(|msg| msg.execute_poll_config = Some(own.clone())).config();
    assert_eq!(Some(own), told.execute_poll_config);
}

/// The first time is noted. Later changes of the owner do not change it.
#[test]
fn gov_notes_when_it_first_became_its_own_owner() {
    let mut setup = Setup::new();
    let owner = |account: &Addr| ConfigUpdate {
        owner: Some(account.to_string()),
        ..ConfigUpdate::default()
    };
    let [gov, alice] = [&setup.gov, &setup.alice].map(Clone::clone);

    setup.configures(ConfigUpdate::default()).unwrap();
    assert_eq!(None, setup.config().self_governed_from);
    setup.configures(owner(&gov)).unwrap();
    let handed_over = Some(setup.chain.now());
    assert_eq!(handed_over, setup.config().self_governed_from);

    setup.chain.pass(100);
    let away = ExecuteMsg::UpdateConfig(Box::new(owner(&alice)));
    setup.send(&gov, &away).unwrap();
    let back = ExecuteMsg::UpdateConfig(Box::new(owner(&gov)));
    setup.send(&alice, &back).unwrap();
    assert_eq!(handed_over, setup.config().self_governed_from);
}
