//! The catalogue of messages has all of them, and each can be read.

use std::collections::BTreeSet;

use cosmwasm_schema::schema_for;
use cosmwasm_std::{from_json, to_json_vec};
use mirror_protocol as ours;
use mirror_testing::catalogue::{Door, Message, Role, Scene};
use mirror_testing::{TestChain, World};
use serde_json::{json, Value};

/// What there is of one contract: its messages and its hooks. Where there are none, it takes none.
struct Known {
    role: Role,
    messages: Vec<String>,
    hooks: Vec<String>,
    reads: fn(&Message) -> bool,
}

macro_rules! known {
    ($role:ident, $($module:ident)::+) => {
        known!($role, $($module)::+, cosmwasm_std::Empty)
    };
    ($role:ident, $($module:ident)::+, $hooks:ty) => {
        Known {
            role: Role::$role,
            messages: variants_of(&json!(schema_for!($($module)::+::ExecuteMsg))),
            hooks: variants_of(&json!(schema_for!($hooks))),
            reads: |message| {
                let text = to_json_vec(&message.msg).unwrap();
                match message.door {
                    Door::Execute => from_json::<$($module)::+::ExecuteMsg>(text).is_ok(),
                    Door::Hook { .. } => from_json::<$hooks>(text).is_ok(),
                }
            },
        }
    };
}

fn known() -> [Known; 17] {
    [
        known!(Oracle, ours::oracle),
        known!(CollateralOracle, ours::collateral_oracle),
        known!(Mint, ours::mint, ours::mint::Cw20HookMsg),
        known!(Lock, ours::lock),
        known!(ShortReward, ours::short_reward),
        known!(Staking, ours::staking, ours::staking::Cw20HookMsg),
        known!(Factory, ours::factory),
        known!(Gov, ours::gov, ours::gov::Cw20HookMsg),
        known!(Collector, ours::collector),
        known!(Community, ours::community),
        known!(AdminManager, ours::admin_manager),
        known!(Airdrop, ours::airdrop),
        known!(
            LimitOrder,
            ours::limit_order,
            ours::limit_order::Cw20HookMsg
        ),
        known!(Pair, terraswap::pair, terraswap::pair::Cw20HookMsg),
        known!(SwapFactory, terraswap::factory),
        known!(Router, terraswap::router, terraswap::router::Cw20HookMsg),
        known!(Token, cw20_base::msg),
    ]
}

/// The variants of an enum, as its schema spells them.
fn variants_of(schema: &Value) -> Vec<String> {
    let kinds = schema["oneOf"].as_array().cloned().unwrap_or_default();
    let names = kinds.iter().flat_map(|kind| {
        let names = kind["required"].as_array().or(kind["enum"].as_array());
        names.cloned().unwrap_or_default()
    });
    names.map(|name| name.as_str().unwrap().into()).collect()
}

/// A scene in which nothing exists but somebody.
fn bare() -> Scene {
    Scene::of(TestChain::new().account("alice").as_str(), "uusd")
}

#[test]
fn every_message_has_one_sample() {
    assert_eq!(Role::ALL, known().map(|known| known.role));
    for known in known() {
        let samples = bare().messages_of(known.role);
        let names = |hooks: bool| {
            let of_this_door = samples
                .iter()
                .filter(|sample| (sample.door != Door::Execute) == hooks);
            let mut names: Vec<String> = of_this_door.map(|one| one.variant.to_string()).collect();
            names.sort();
            names
        };
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        assert_eq!(sorted(known.messages), names(false), "{:?}", known.role);
        assert_eq!(sorted(known.hooks), names(true), "{:?}", known.role);
    }
}

#[test]
fn every_sample_can_be_read() {
    let world = World::bootstrapped(&mirror_testing::standard_profile(&TestChain::new()));
    let alice = world.chain.account("alice");
    for scene in [bare(), Scene::of_all(alice.as_str(), &world.deployment)] {
        for known in known() {
            for sample in scene.messages_of(known.role) {
                assert_eq!(known.role, sample.contract);
                let name = sample.msg.as_object().unwrap().keys().next();
                assert_eq!(Some(sample.variant), name.map(String::as_str));
                assert!((known.reads)(&sample), "{} is not read", sample.msg);
            }
        }
    }
}

#[test]
fn only_what_exists_is_sent_something() {
    assert!(bare().messages().is_empty());
    let gov = "the first contract".to_string();

    let messages = bare().with(Role::Gov, &gov).messages();

    let addresses: BTreeSet<&String> = messages.iter().map(|(address, _)| address).collect();
    assert_eq!(BTreeSet::from([&gov]), addresses);
    let roles: BTreeSet<Role> = messages.iter().map(|(_, sample)| sample.contract).collect();
    assert_eq!(BTreeSet::from([Role::Gov]), roles);
}

#[test]
fn a_hook_is_sent_by_way_of_its_token_or_forged() {
    let scene = bare().with(Role::Gov, "gov").with_mir("mir", "pair", "lp");
    let messages = scene.messages();
    let is_stake = |(_, sample): &&(String, Message)| sample.variant == "stake_voting_tokens";
    let (address, stake) = messages.iter().find(is_stake).unwrap();

    let paid = stake.call(address);
    let forged = stake.forged(address, "alice").unwrap();

    // {"stake_voting_tokens":{}}
    let hook = "eyJzdGFrZV92b3RpbmdfdG9rZW5zIjp7fX0=";
    assert_eq!("mir", paid.contract);
    let send = json!({ "send": { "contract": "gov", "amount": "1000000", "msg": hook } });
    assert_eq!(send, paid.msg);
    assert_eq!("gov", forged.contract);
    let receive = json!({ "receive": { "sender": "alice", "amount": "1000000", "msg": hook } });
    assert_eq!(receive, forged.msg);
    let plain = messages
        .iter()
        .find(|(_, sample)| sample.door == Door::Execute);
    let (address, plain) = plain.unwrap();
    assert_eq!(None, plain.forged(address, "alice"));
    assert_eq!(plain.msg, plain.call(address).msg);
}
