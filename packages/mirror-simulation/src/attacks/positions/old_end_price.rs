//! A passed delisting that is carried out when the price is old.

use cosmwasm_std::Uint128;
use mirror_protocol::gov::PollStatus;
use mirror_testing::{percent, standard_profile, usual_listing, Actor, Proposal, TestChain, World};
use serde_json::{json, Value};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "old end price",
    story: "A passed poll delists an asset without naming a price, and anybody may carry it out: \
            fed at 100 eleven days ago, worth 160 and pending, it ended at 100, which gave every \
            debtor the difference.",
    run,
};

/// The attacker's collateral: four times the debt at the old price.
const COLLATERAL: u128 = MILLION;
/// The attacker's debt.
const MINTED: u128 = COLLATERAL / 400;
/// The price that was posted eleven days ago.
const OLD: &str = "100";
/// The fair price.
const RIGHT: &str = "160";

/// What the feeder has done when the poll is carried out.
#[derive(Clone, Copy)]
enum Feed {
    /// The old price is the last one; the right one is pending.
    Pending,
    /// The old price is the last one, and the right one was not posted.
    Silent,
}

fn run() -> anyhow::Result<Findings> {
    let ways: anyhow::Result<Vec<Attempt>> = [Feed::Pending, Feed::Silent]
        .map(waits)
        .into_iter()
        .collect();
    Ok(Findings {
        attempts: vec![Attempt::best(
            ways?,
            "owed the mAsset, and carried out the passed poll while the last price was eleven \
             days old and the right one pending or not posted; then took out what the end price \
             left free",
        )?],
        exposures: vec![],
    })
}

fn waits(feed: Feed) -> anyhow::Result<Attempt> {
    let (mut trial, idx, poll_id) = prepared()?;
    if matches!(feed, Feed::Pending) {
        trial.world.feeds(&[("mAAPL", RIGHT)]);
    }
    let gov = trial.world.at.gov.clone();
    let execute = json!({ "execute_poll": { "poll_id": poll_id } });
    trial.does(Transaction::new().calls(&gov, &execute))?;
    if trial.world.poll(poll_id).status == PollStatus::Failed {
        let refusal = why(&mut trial);
        trial.refused_to_others("T-75", &refusal);
    }
    let mint = trial.world.at.mint.clone();
    // What the attacker could withdraw if the asset were delisted at the old price.
    let free = base(COLLATERAL - COLLATERAL / 4);
    let withdraw = Transaction::new().withdraws(&mint, idx, Some(free));
    trial.tries("T-75", withdraw)?;
    trial.ends(String::new())
}

/// The stakers have passed the poll; the attacker owes a quarter of his collateral at the old
/// price.
fn prepared() -> anyhow::Result<(Trial, Uint128, u64)> {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", OLD)]);
    let idx = world
        .actor("attacker")
        .opens(COLLATERAL, "mAAPL", percent(400));
    // The attacker has sold what he minted.
    let (token, carol) = (world.token("mAAPL"), world.chain.account("carol"));
    world.actor("attacker").gives(&token, MINTED, &carol);
    world.chain.pass(6);
    let factory = world.at.factory.clone();
    let poll_id = world.passes(Proposal::call(&factory, &revocation(&world)));
    world.chain.pass(3 * DAY);
    let prices = [
        ("mAAPL", fixtures::price(RIGHT)?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Ok((Trial::new(world, &prices)?, idx, poll_id))
}

/// The message that delists the asset without a price.
fn revocation(world: &World) -> Value {
    json!({ "revoke_asset": { "asset_token": world.token("mAAPL"), "end_price": null } })
}

/// Why the factory refused: gov only stores that it did.
fn why(trial: &mut Trial) -> anyhow::Error {
    let revoke = revocation(&trial.world);
    let (gov, factory) = (trial.world.at.gov.clone(), trial.world.at.factory.clone());
    let gov = Actor {
        world: &mut trial.world,
        who: gov,
    };
    match gov.tries(&factory, &revoke, &[]) {
        Ok(_) => anyhow::anyhow!("nothing: it delists now"),
        Err(refusal) => refusal,
    }
}
