//! By which kind of poll each message for an owner can be sent: polls of every kind are created, and
//! gov does with them what docs/permissions.md says.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{from_json, to_json_binary, Addr, StdResult};
use cw_multi_test::AppResponse;
use mirror_deploy::rights;
use mirror_gov::ContractError;
use mirror_protocol::gov::{PollAdminAction, DEFAULT_POLL_MESSAGES};
use mirror_testing::catalogue::{Message, Role, Scene, Sender};
use mirror_testing::{assert_refused, Proposal, World};
use serde::Deserialize;
use serde_json::{json, Value};

/// More than any poll takes here.
const DEPOSIT: u128 = 10_000_000_000;

/// A message for an owner, and how gov sends it.
struct Sent {
    role: Role,
    variant: &'static str,
    message: Value,
    contract: Addr,
    /// The message, or the command that has it passed on.
    msg: Value,
}

impl Sent {
    fn call(&self) -> Proposal {
        Proposal::call(&self.contract, &self.msg)
    }

    fn execute(&self) -> Proposal {
        Proposal::execute(&self.contract, &self.msg)
    }
}

fn world() -> World {
    World::governed_with(&["mAAPL"])
}

/// Every message that only an owner sends, or he among others.
fn for_owners(world: &mut World) -> Vec<Sent> {
    let alice = world.chain.account("alice");
    let deployment = world.deployment.clone();
    let owners: BTreeMap<String, Option<String>> = rights(&mut world.deployer(), &deployment)
        .unwrap()
        .into_iter()
        .map(|right| (right.address, right.owner))
        .collect();
    let messages = Scene::of_all(alice.as_str(), &deployment).messages();
    let is_for_the_owner = |(_, message): &(String, Message)| {
        use Sender::{Owner, OwnerOrFeeder, OwnerOrGuardian, OwnerOrKeeper, OwnerOrMint};
        // He need not wait as everybody else.
        message.variant == "accept_collateral"
            || matches!(
                message.sender,
                Owner | OwnerOrMint | OwnerOrFeeder | OwnerOrGuardian | OwnerOrKeeper
            )
    };
    let sent = |(address, message): (String, Message)| {
        let by_gov = owners[&address].as_ref() == Some(&world.at.gov.to_string());
        let (contract, msg) = if by_gov {
            (Addr::unchecked(address), message.msg.clone())
        } else {
            (world.at.factory.clone(), passed(&address, &message.msg))
        };
        Sent {
            role: message.contract,
            variant: message.variant,
            message: message.msg,
            contract,
            msg,
        }
    };
    messages
        .into_iter()
        .filter(is_for_the_owner)
        .map(sent)
        .collect()
}

fn passed(contract: &str, msg: &Value) -> Value {
    let msg = to_json_binary(msg).unwrap();
    json!({ "pass_command": { "contract_addr": contract, "msg": msg } })
}

/// Whether only an admin action of its own sends it.
fn is_apart(sent: &Sent) -> bool {
    matches!(sent.role, Role::Gov | Role::AdminManager)
}

fn create(proposal: Proposal) -> anyhow::Result<AppResponse> {
    world().alice().tries_to_create_poll(proposal, DEPOSIT)
}

#[track_caller]
fn kind(answer: anyhow::Result<AppResponse>, of: &str) -> String {
    let answer = answer.unwrap_or_else(|error| panic!("no poll for {of}: {error:?}"));
    let mut told = answer.events.iter().flat_map(|event| &event.attributes);
    told.find(|said| said.key == "poll_kind")
        .unwrap()
        .value
        .clone()
}

#[test]
fn a_default_poll_sends_what_is_on_the_list_and_nothing_else_that_is_for_an_owner() {
    let mut accepted = BTreeSet::new();
    for sent in for_owners(&mut world()) {
        // `pass_command` is judged by its inner message.
        if is_apart(&sent) || sent.variant == "pass_command" {
            continue;
        }
        let name = sent.variant.to_string();
        let answer = create(sent.call());
        if DEFAULT_POLL_MESSAGES.contains(&sent.variant) {
            assert_eq!("default", kind(answer, sent.variant));
            accepted.insert(sent.variant);
        } else {
            assert_refused(answer, ContractError::NotOnTheList { name });
        }
    }

    // The rest of the list is for anybody.
    let mut list = BTreeSet::from(DEFAULT_POLL_MESSAGES);
    assert!(list.remove("create_pair") && list.remove("distribute"));
    assert_eq!(list, accepted);
}

#[test]
fn a_default_poll_sends_what_is_on_the_list_and_for_anybody() {
    let world = world();
    let scene = Scene::of_all(world.chain.account("alice").as_str(), &world.deployment);
    let mut names = BTreeSet::new();

    for (address, message) in scene.messages() {
        let is_listed = DEFAULT_POLL_MESSAGES.contains(&message.variant);
        if is_listed && message.sender == Sender::Anybody {
            let call = Proposal::call(&Addr::unchecked(address), &message.msg);
            assert_eq!("default", kind(create(call), message.variant));
            names.insert(message.variant);
        }
    }

    assert_eq!(BTreeSet::from(["create_pair", "distribute"]), names);
}

#[test]
fn no_default_poll_passes_on_what_is_on_the_list_twice() {
    let world = world();
    let factory = &world.at.factory;
    let spend = json!({ "spend": { "recipient": world.chain.account("alice"), "amount": "1" } });
    let once = passed(world.at.community.as_str(), &spend);
    let twice = passed(factory.as_str(), &once);

    assert_eq!(
        "default",
        kind(create(Proposal::call(factory, &once)), "one command")
    );
    let name = "pass_command".to_string();
    let refusal = create(Proposal::call(factory, &twice));
    assert_refused(refusal, ContractError::NotOnTheList { name });
}

#[test]
fn every_other_message_for_an_owner_has_the_poll_of_its_sheet() {
    for sent in for_owners(&mut world()) {
        let poll = sheet(sent.role).poll(sent.variant);
        if is_apart(&sent) {
            let action: StdResult<PollAdminAction> = from_json(sent.message.to_string());
            let answer = create(Proposal::admin(action.unwrap()));
            assert_eq!(poll, kind(answer, sent.variant));
            continue;
        }
        let told = kind(create(sent.execute()), sent.variant);
        // The samples that change a configuration name another owner.
        let expected = match (poll.as_str(), sent.variant) {
            ("code", _) | (_, "update_config") => "execute_code",
            _ => "execute",
        };
        assert_eq!(expected, told, "{:?}, {}", sent.role, sent.variant);
    }
}

#[test]
fn a_configuration_changes_by_an_execute_poll_if_it_names_neither_account_nor_code() {
    let mut plain = BTreeSet::new();
    for sent in for_owners(&mut world()) {
        if is_apart(&sent) || sent.variant != "update_config" {
            continue;
        }
        let nothing = json!({ "update_config": {} });
        let passed_to = sent.msg.pointer("/pass_command/contract_addr");
        let msg = match passed_to.and_then(Value::as_str) {
            Some(contract) => passed(contract, &nothing),
            None => nothing,
        };
        let told = kind(
            create(Proposal::execute(&sent.contract, &msg)),
            "update_config",
        );
        assert_eq!("execute", told);
        if sheet(sent.role).poll("update_config") == "execute" {
            plain.insert(sent.role);
        }
    }

    // An airdrop has nothing but an owner, the pair factory but codes, the oracle but what holds
    // feeders.
    assert!(!plain.contains(&Role::Airdrop) && !plain.contains(&Role::SwapFactory));
    assert!(!plain.contains(&Role::Oracle));
    assert_eq!(7, plain.len());
}

/// What becomes of an `update_config` of one field for everybody who has an owner: by contract and
/// field the kind of its poll.
fn kinds_of_configurations() -> BTreeMap<(Role, String), String> {
    let mut kinds = BTreeMap::new();
    for sent in for_owners(&mut world()) {
        if is_apart(&sent) || sent.variant != "update_config" {
            continue;
        }
        for field in fields_of_configuration(sent.role) {
            let update = json!({ "update_config": { &field: "1" } });
            let passed_to = sent.msg.pointer("/pass_command/contract_addr");
            let msg = match passed_to.and_then(Value::as_str) {
                Some(contract) => passed(contract, &update),
                None => update,
            };
            let told = kind(create(Proposal::execute(&sent.contract, &msg)), &field);
            kinds.insert((sent.role, field), told);
        }
    }
    kinds
}

/// The fields of a contract's `update_config`, from its schema.
fn fields_of_configuration(role: Role) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema");
    let text = std::fs::read_to_string(format!("{folder}/{}.json", role.name())).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let mut variants = schema["execute"]["oneOf"].as_array().unwrap().iter();
    let update = variants.find_map(|variant| variant.pointer("/properties/update_config"));
    let update = match update.unwrap() {
        apart if apart.get("$ref").is_some() => &schema["execute"]["definitions"]["ConfigUpdate"],
        update => update,
    };
    update["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

#[test]
fn a_configuration_that_names_an_owner_code_or_a_contract_to_obey_takes_what_code_takes() {
    let kinds = kinds_of_configurations();
    let plain = kinds.iter().filter(|(_, kind)| *kind == "execute");
    let plain: BTreeSet<&str> = plain.map(|((_, field), _)| field.as_str()).collect();

    let numbers = [
        "collateral_delay",
        "default_value_cap",
        "distribution_schedule",
        "lockup_period",
        "max_spread",
        "max_swap_ratio",
        "minimum_reserve",
        "mirror_distribution_schedule",
        "period_limit",
        "premium_min_update_interval",
        "price_max_age",
        "protocol_fee_rate",
        "spend_limit",
        "spend_period",
    ];
    let denoms = ["base_denom", "bluna_swap_denom", "luna_denom"];
    // Whoever converts fees, or is paid.
    let people = ["keepers", "fixed_distributions"];
    let mut expected = BTreeSet::from(numbers);
    expected.extend(denoms.iter().chain(&people));
    assert_eq!(expected, plain);

    for ((role, field), kind) in &kinds {
        let expected = match plain.contains(field.as_str()) {
            true => "execute",
            false => "execute_code",
        };
        assert_eq!(expected, kind, "{role:?}, {field}");
    }
}

/// With an oracle of their own those who pass the poll would buy everybody's collateral for next to
/// nothing, and with a band of their own those whose feeder lies.
#[test]
fn whom_the_protocol_obeys_is_no_matter_of_an_execute_poll() {
    let world = world();
    let at = &world.at;
    let bob = world.chain.account("bob");
    let feeder = |band: Value| {
        let asset_token = world.token("mAAPL");
        json!({ "register_asset": {
            "asset_token": asset_token, "feeder": bob, "max_deviation": band
        } })
    };
    for (contract, msg, poll) in [
        (
            &at.mint,
            json!({ "update_config": { "oracle": bob } }),
            "execute_code",
        ),
        (
            &at.mint,
            json!({ "update_config": { "collateral_oracle": bob } }),
            "execute_code",
        ),
        (
            &at.collateral_oracle,
            json!({ "update_config": { "mirror_oracle": bob } }),
            "execute_code",
        ),
        (
            &at.oracle,
            json!({ "update_config": { "max_deviation": "0" } }),
            "execute_code",
        ),
        (
            &at.oracle,
            json!({ "update_config": { "guardian": "" } }),
            "execute_code",
        ),
        (
            &at.oracle,
            json!({ "update_config": { "confirm_seconds": 60 } }),
            "execute_code",
        ),
        (&at.oracle, feeder(json!("1000000")), "execute_code"),
        // Within the band, which makes time: a stolen key has to be replaced.
        (&at.oracle, feeder(Value::Null), "execute"),
    ] {
        let command = passed(contract.as_str(), &msg);
        let told = create(Proposal::execute(&at.factory, &command));
        assert_eq!(poll, kind(told, poll), "{msg}");
    }
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    messages: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    poll: Option<String>,
}

impl Sheet {
    /// By which poll a message is sent.
    #[track_caller]
    fn poll(&self, variant: &str) -> String {
        let entry = self.messages.get(variant).unwrap();
        entry
            .poll
            .clone()
            .unwrap_or_else(|| panic!("{variant} has no kind of poll"))
    }
}

fn sheet(role: Role) -> Sheet {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/permissions");
    let text = std::fs::read_to_string(format!("{folder}/{}.toml", role.name())).unwrap();
    toml::from_str(&text).unwrap()
}
