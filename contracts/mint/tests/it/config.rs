//! `instantiate`, `update_config` and `migrate`.

use cosmwasm_std::Uint128;
use cw_multi_test::Executor;
use mirror_mint::ContractError;
use mirror_protocol::mint::{ConfigResponse, ConfigUpdate, InstantiateMsg, QueryMsg};
use mirror_testing::{assert_refused, codes, Market};
use terraswap::version::VersionError;

use crate::setup::{decimal, instantiate_msg, pairs, Setup};

fn config(setup: &Setup) -> ConfigResponse {
    setup.market.chain.query(&setup.mint, &QueryMsg::Config {})
}

fn tries_to_create(change: fn(&mut InstantiateMsg)) -> anyhow::Error {
    let mut market = Market::new();
    let owner = market.account("owner");
    let mut msg = instantiate_msg(&market, &owner);
    change(&mut msg);
    let outcome = market.chain.try_create(codes::mint(), &owner, &msg);
    outcome.unwrap_err()
}

#[test]
fn the_configuration_can_be_asked() {
    let setup = Setup::new();

    let expected = ConfigResponse {
        owner: setup.who("owner").into_string(),
        oracle: setup.oracle.to_string(),
        collector: setup.who("collector").into_string(),
        collateral_oracle: setup.collateral_oracle.to_string(),
        staking: setup.staking.to_string(),
        terraswap_factory: setup.market.factory.to_string(),
        lock: setup.lock.to_string(),
        base_denom: "uusd".to_string(),
        token_code_id: setup.market.token_code,
        protocol_fee_rate: decimal("0.015"),
        default_value_cap: None,
        collateral_delay: None,
    };
    assert_eq!(expected, config(&setup));
}

#[test]
fn every_part_of_it_but_lock_and_staking_can_be_changed() {
    let mut setup = Setup::new();
    let name = |name: &str| Some(setup.who(name).into_string());
    let update = ConfigUpdate {
        owner: name("a"),
        oracle: name("b"),
        collector: name("c"),
        collateral_oracle: name("d"),
        terraswap_factory: name("e"),
        token_code_id: Some(99),
        protocol_fee_rate: Some(decimal("0.999999999999999999")),
        default_value_cap: Some(Uint128::new(5)),
        collateral_delay: Some(1_296_000),
        ..ConfigUpdate::default()
    };

    let answer = setup.configure(update).unwrap();

    assert_eq!(pairs(&[("action", "update_config")]), setup.event(&answer));
    let who = |name: &str| setup.who(name).into_string();
    let expected = ConfigResponse {
        owner: who("a"),
        oracle: who("b"),
        collector: who("c"),
        collateral_oracle: who("d"),
        terraswap_factory: who("e"),
        lock: setup.lock.to_string(),
        staking: setup.staking.to_string(),
        base_denom: "uusd".to_string(),
        token_code_id: 99,
        protocol_fee_rate: decimal("0.999999999999999999"),
        default_value_cap: Some(Uint128::new(5)),
        collateral_delay: Some(1_296_000),
    };
    assert_eq!(expected, config(&setup));
}

/// Another staking in the configuration froze every short: no burn and no auction went through.
#[test]
fn lock_and_staking_are_set_once_and_may_be_named_again() {
    let mut setup = Setup::new();
    let before = config(&setup);
    let alice = setup.who("alice").into_string();
    let lock = |address: &str| ConfigUpdate {
        lock: Some(address.to_string()),
        ..ConfigUpdate::default()
    };
    let staking = |address: &str| ConfigUpdate {
        staking: Some(address.to_string()),
        ..ConfigUpdate::default()
    };
    let set_once = |name, address: &str| ContractError::SetOnce {
        name,
        address: address.to_string(),
    };

    assert_refused(
        setup.configure(lock(&alice)),
        set_once("lock", &before.lock),
    );
    assert_refused(
        setup.configure(staking(&alice)),
        set_once("staking", &before.staking),
    );
    setup.configure(lock(&before.lock)).unwrap();
    setup.configure(staking(&before.staking)).unwrap();

    assert_eq!(before, config(&setup));
}

#[test]
fn a_new_owner_may_be_named_with_the_contracts_that_the_old_one_stood_in_for() {
    let mut market = Market::new();
    let [owner, alice, bob] = ["owner", "alice", "bob"].map(|who| market.account(who));
    let msg = instantiate_msg(&market, &owner);
    let mint = market.chain.create(codes::mint(), &owner, &msg);
    let update = ConfigUpdate {
        owner: Some(alice.to_string()),
        lock: Some(bob.to_string()),
        staking: Some(bob.to_string()),
        ..ConfigUpdate::default()
    };
    let msg = mirror_protocol::mint::ExecuteMsg::UpdateConfig(update);

    market.chain.execute(&owner, &mint, &msg, &[]).unwrap();

    let answer: ConfigResponse = market.chain.query(&mint, &QueryMsg::Config {});
    assert_eq!(
        [alice.as_str(), bob.as_str(), bob.as_str()],
        [&answer.owner[..], &answer.lock, &answer.staking]
    );
}

#[test]
fn an_update_of_nothing_changes_nothing() {
    let mut setup = Setup::new();
    let before = config(&setup);

    setup.configure(ConfigUpdate::default()).unwrap();

    assert_eq!(before, config(&setup));
}

/// T-17: owner handed to a dead address.
#[test]
fn the_former_owner_is_refused_and_the_new_one_is_not() {
    let mut setup = Setup::new();
    let hand_over = ConfigUpdate {
        owner: Some(setup.who("alice").into_string()),
        ..ConfigUpdate::default()
    };
    setup.configure(hand_over).unwrap();

    assert_refused(
        setup.configure(ConfigUpdate::default()),
        ContractError::Unauthorized {},
    );
    let msg = mirror_protocol::mint::ExecuteMsg::UpdateConfig(ConfigUpdate::default());
    let mint = setup.mint.clone();
    setup.tries("alice", &mint, &msg).unwrap();
}

#[test]
fn a_fee_rate_is_below_one() {
    let mut setup = Setup::new();
    let rate = decimal("1");
    let update = ConfigUpdate {
        protocol_fee_rate: Some(rate),
        ..ConfigUpdate::default()
    };

    assert_refused(
        setup.configure(update),
        ContractError::FeeRateTooHigh { rate },
    );
    let error = tries_to_create(|msg| msg.protocol_fee_rate = decimal("1"));
    let expected = ContractError::FeeRateTooHigh { rate };
    assert_eq!(Some(&expected), error.downcast_ref());
}

#[test]
fn a_base_denom_is_needed() {
    let error = tries_to_create(|msg| msg.base_denom = String::new());

    let expected = ContractError::BaseDenomMissing {};
    assert_eq!(Some(&expected), error.downcast_ref());
}

/// T-02: bad or odd-case address.
#[test]
fn every_address_is_checked() {
    let spoil: [fn(&mut InstantiateMsg, String); 7] = [
        |msg, text| msg.owner = text,
        |msg, text| msg.oracle = text,
        |msg, text| msg.collector = text,
        |msg, text| msg.collateral_oracle = text,
        |msg, text| msg.staking = text,
        |msg, text| msg.terraswap_factory = text,
        |msg, text| msg.lock = text,
    ];
    let mut market = Market::new();
    let owner = market.account("owner");
    let mixed = owner.as_str().replace('c', "C");

    for set in spoil {
        for text in ["", "owner", &"a".repeat(300), &mixed] {
            let mut msg = instantiate_msg(&market, &owner);
            set(&mut msg, text.to_string());
            let outcome = market.chain.try_create(codes::mint(), &owner, &msg);
            let error = outcome.unwrap_err();
            assert!(
                matches!(error.downcast_ref(), Some(ContractError::Std(_))),
                "{text}"
            );
        }
    }
}

/// T-16: migration to wrong code or backwards.
#[test]
fn the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.market.chain.app.store_code(codes::mint());
    let owner = setup.who("owner");
    let former_fields = serde_json::json!({ "lock": "ignored" });

    let app = &mut setup.market.chain.app;
    let refusal = app.migrate_contract(owner, setup.mint.clone(), &former_fields, code);

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = ContractError::Version(VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}
