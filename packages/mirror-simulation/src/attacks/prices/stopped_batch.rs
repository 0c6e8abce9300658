//! A message with several prices that fails because of one of them.

use cosmwasm_std::{Decimal, Uint128};
use mirror_testing::{percent, World};
use serde_json::json;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "stopped batch",
    story: "A feeder posts all his prices in one message, and it failed whole for one asset that \
            had been given to another feeder: every other price of his went stale, and nobody \
            could repay or save a position.",
    run,
};

/// The feeder's assets, whose prices he posts in one message.
const ASSETS: [&str; 3] = ["mAAPL", "mGOOG", "mTSLA"];
/// How long a price is accepted, in seconds.
const AGE: u64 = 60;

/// What is wrong with the last asset.
#[derive(Clone, Copy)]
enum Wrong {
    /// The attacker is its feeder now, and the old feeder's program does not know yet.
    GivenAway,
    /// Its price was posted in the same block with a copy of the key.
    Fed,
    /// A guardian has halted it.
    Halted,
}

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            attempt(
                Wrong::GivenAway,
                "was given one asset of a feeder, whose next batch had it",
            )?,
            attempt(
                Wrong::Fed,
                "posted one of the prices with a copy of the key, just before",
            )?,
            attempt(
                Wrong::Halted,
                "halted one of the assets with a guardian's key",
            )?,
            every_asset_halted()?,
        ],
        exposures: vec![],
    })
}

fn attempt(wrong: Wrong, tried: &str) -> anyhow::Result<Attempt> {
    let (mut trial, idx) = prepared()?;
    trial.world.chain.pass(AGE + 1);
    match wrong {
        Wrong::GivenAway => fixtures::hands_feed_to(&mut trial.world, "mTSLA", "attacker")?,
        Wrong::Fed => trial.world.feeds(&[("mTSLA", "10")]),
        Wrong::Halted => halts(&mut trial, &["mTSLA"])?,
    }
    posts_all(&mut trial);
    bob_repays(&mut trial, idx);
    trial.ends(tried)
}

/// A guardian halts every asset; bob can still repay at the last price.
fn every_asset_halted() -> anyhow::Result<Attempt> {
    let (mut trial, idx) = prepared()?;
    halts(&mut trial, &ASSETS)?;
    trial.world.chain.pass(AGE + 1);
    posts_all(&mut trial);
    bob_repays(&mut trial, idx);
    trial.ends("halted all of them with a guardian's key")
}

/// Three assets of one feeder, and bob with a position in one of them.
fn prepared() -> anyhow::Result<(Trial, Uint128)> {
    let mut world = World::new();
    for symbol in ASSETS {
        world = world.with_asset(symbol, "10");
    }
    let idx = world.bob().opens(MILLION, "mAAPL", percent(200));
    let ten = Decimal::from_ratio(10u128, 1u128);
    Ok((Trial::new(world, &[("mAAPL", ten)])?, idx))
}

/// The attacker, who is the guardian, halts assets.
fn halts(trial: &mut Trial, symbols: &[&str]) -> anyhow::Result<()> {
    let oracle = trial.world.at.oracle.clone();
    let name = json!({ "update_config": { "guardian": trial.attacker } });
    fixtures::governs(&mut trial.world, &oracle, &name)?;
    let tokens: Vec<_> = symbols.iter().map(|one| trial.world.token(one)).collect();
    let halt = json!({ "halt": { "asset_tokens": tokens } });
    trial.world.actor("attacker").tries(&oracle, &halt, &[])?;
    Ok(())
}

/// The feeder posts all prices.
fn posts_all(trial: &mut Trial) {
    let prices = ASSETS.map(|symbol| json!([trial.world.token(symbol), "10"]));
    let post = json!({ "feed_price": { "prices": prices } });
    let oracle = trial.world.at.oracle.clone();
    match trial.world.actor("feeder").tries(&oracle, &post, &[]) {
        Ok(answer) => {
            let attributes = answer.events.iter().flat_map(|event| &event.attributes);
            let skipped = attributes
                .filter(|attribute| attribute.key == "skipped")
                .count();
            let seen = format!(
                "{} of {} prices are taken",
                ASSETS.len() - skipped,
                ASSETS.len()
            );
            trial.notes("T-40", seen);
        }
        Err(refusal) => trial.refused_to_others("T-40", &refusal),
    }
}

/// Bob tries to repay; what he can not reach counts as lost.
fn bob_repays(trial: &mut Trial, idx: Uint128) {
    let debt = MILLION / 20;
    let stuck = match trial.world.bob().tries_to_burn(idx, "mAAPL", debt) {
        Ok(_) => Uint128::zero(),
        Err(refusal) => {
            trial.refused_to_others("T-19", &refusal);
            Uint128::new(MILLION / 2)
        }
    };
    trial.adds_loss(stuck);
}
