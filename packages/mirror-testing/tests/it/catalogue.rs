//! The catalogue of messages has all of them, and each can be read.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_schema::schema_for;
use cosmwasm_std::{from_json, to_json_vec};
use mirror_protocol as ours;
use mirror_testing::catalogue::{Door, Message, Role, Scene, Sender};
use mirror_testing::{TestChain, World};
use serde_json::{json, Value};

/// What there is of one contract: its messages and its hooks. Where there are none, it takes none.
struct Known {
    role: Role,
    messages: BTreeMap<String, String>,
    hooks: BTreeMap<String, String>,
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

/// The variants of an enum, as its schema spells them, and what their documentation says.
fn variants_of(schema: &Value) -> BTreeMap<String, String> {
    let kinds = schema["oneOf"].as_array().cloned().unwrap_or_default();
    let variant = |kind: &Value| {
        let name = kind["required"][0].as_str().unwrap();
        let says = kind["description"].as_str().unwrap_or_default();
        (name.to_string(), says.to_string())
    };
    kinds.iter().map(variant).collect()
}

/// How the documentation of messages begins to say who may send them.
fn words(sender: Sender) -> &'static [&'static str] {
    match sender {
        Sender::Anybody => &["anybody"],
        Sender::Holder => &[
            "the position's owner",
            "the receiver of the proceeds",
            "the staker",
            "a staker",
            "a voter",
            "the bidder",
        ],
        Sender::Owner => &[
            "the owner.",
            "the owner,",
            "the owner; gov itself, by a poll.",
        ],
        Sender::OwnerOrMint => &["the owner or mint."],
        Sender::OwnerOrFeeder => &["the owner; or the asset's feeder"],
        Sender::OwnerOrGuardian => &[
            "the owner or the guardian",
            "the owner or the oracle's guardian",
        ],
        Sender::OwnerOrKeeper => &["the owner or a keeper; anybody if there are no keepers"],
        Sender::Feeder => &[
            "the feeder of the assets.",
            "the asset's `trigger_addr`, or without one its feeder",
        ],
        Sender::Mint => &["mint."],
        Sender::Itself => &["this contract itself."],
        Sender::Token => &["a cw20 token.", "the MIR token."],
        Sender::Deployer => &["the deployer, once."],
        Sender::Authorised => &["an authorised account"],
        Sender::Minter | Sender::Marketing => &[],
    }
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
            let mut names: Vec<&str> = of_this_door.map(|sample| sample.variant).collect();
            names.sort_unstable();
            names
        };
        let role = known.role;
        assert_eq!(
            Vec::from_iter(known.messages.keys()),
            names(false),
            "{role:?}"
        );
        assert_eq!(Vec::from_iter(known.hooks.keys()), names(true), "{role:?}");
    }
}

#[test]
fn the_documentation_of_a_message_says_the_same_of_its_sender() {
    // The token's messages are those of the standard's library.
    for known in known()
        .into_iter()
        .filter(|known| known.role != Role::Token)
    {
        for sample in bare().messages_of(known.role) {
            let (says, label) = match sample.door {
                Door::Execute => (&known.messages[sample.variant], "Sender: "),
                Door::Hook { .. } => (&known.hooks[sample.variant], "from "),
            };
            let begins = words(sample.sender).iter();
            let mut begins = begins.map(|words| format!("{label}{words}"));
            assert!(
                begins.any(|words| says.contains(&words)),
                "{:?}, {} is for {:?}, its documentation says: {says}",
                known.role,
                sample.variant,
                sample.sender
            );
        }
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
