//! Delistings by default polls, at the price and the time that the attacker chooses.

use anyhow::Context;
use cosmwasm_std::Decimal;
use mirror_protocol::factory;
use mirror_testing::{percent, standard_profile, usual_listing, TestChain, World};
use serde_json::json;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::polls::{self, Proposal, FIFTH};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "delisting at its moment",
    story: "A default poll delisted an asset at a price of its own, or at whatever price stood in \
            the minute of the week in which its author carried it out: what he had minted and sold \
            was redeemed for a thousandth. With a stolen key he posted that price himself, up to \
            half off in the same block.",
    run,
};

/// The collateral of the mAssets that the attacker mints and sells.
const COLLATERAL: u128 = 2 * MILLION;

/// When the poll is carried out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// At any time, at a price that the poll names.
    OwnPrice,
    /// While a wrong price waits for its confirmation.
    Pending,
    /// When nobody has posted for an hour.
    Stale,
    /// When a guardian has halted the asset after a low post.
    Halted,
    /// In the block in which the price falls by a third.
    Dip,
    /// Half an hour after it fell by a third.
    Low,
}

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            delists(Moment::OwnPrice, "at a thousandth, which the poll named")?,
            delists(
                Moment::Pending,
                "while a thousandth, posted by mistake, was pending",
            )?,
            delists(
                Moment::Halted,
                "while two thirds, posted by mistake, were halted",
            )?,
            delists(
                Moment::Stale,
                "an hour after a post of two thirds, the last before a rise",
            )?,
            delists(
                Moment::Dip,
                "in the block in which two thirds were posted with a stolen key",
            )?,
        ],
        exposures: vec![delists(Moment::Low, "")?.exposes(
            "a fifth of the stake, while nobody votes, has delisted what it is short of in the \
             half hour of a week in which its price is a third lower",
        )],
    })
}

fn delists(moment: Moment, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared(moment)?;
    let token = trial.world.token("mAAPL");
    sells(&mut trial)?;
    let own = (moment == Moment::OwnPrice).then_some(Decimal::permille(10));
    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: token.to_string(),
        end_price: own,
    };
    let proposal = Proposal::call(&trial.world.at.factory, &revoke)?;
    if let Some(poll_id) = polls::proposes(&mut trial, "T-87", &proposal)? {
        polls::votes(&mut trial, poll_id)?;
        polls::ends(&mut trial, poll_id)?;
        waits_for(&mut trial, moment)?;
        polls::carries_out(&mut trial, "T-75", poll_id, &proposal)?;
    }
    polls::leaves(&mut trial)?;
    trial.ends(format!(
        "minted a million's worth of mAAPL, sold it, and had a poll delist mAAPL {how}"
    ))
}

/// The fair price of mAAPL is 10; only in `Moment::Low` it has really fallen.
fn prepared(moment: Moment) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    fixtures::pool(&mut world, "mAAPL", 10 * MILLION);
    polls::attacker_stakes(&mut world, FIFTH)?;
    if moment == Moment::Halted {
        let oracle = world.at.oracle.clone();
        let carol = world.chain.account("carol");
        let name = json!({ "update_config": { "guardian": carol } });
        let owner = world.at.factory.clone();
        let actor = mirror_testing::Actor {
            world: &mut world,
            who: owner,
        };
        actor.tries(&oracle, &name, &[])?;
    }
    // An asset that is delisted at a lower price is worth that, and so is the attacker's debt.
    let price = match moment {
        Moment::Low => "6.7",
        _ => "10",
    };
    let prices = [
        ("mAAPL", fixtures::price(price)?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

/// The attacker mints mAAPL and sells it.
fn sells(trial: &mut Trial) -> anyhow::Result<()> {
    let listed = trial.world.asset("mAAPL");
    trial.world.feeds(&[("mAAPL", "10")]);
    let (mint, paid) = (trial.world.at.mint.clone(), base(COLLATERAL));
    trial.does(Transaction::new().opens(&mint, paid, &listed.token, percent(200)))?;
    let minted = trial.world.token_balance(&listed.token, &trial.attacker);
    let sold = Asset::token(&listed.token, minted);
    trial.does(Transaction::new().swaps(&listed.pair, sold))?;
    Ok(())
}

/// Waits until the moment at which the poll is carried out.
fn waits_for(trial: &mut Trial, moment: Moment) -> anyhow::Result<()> {
    let world = &mut trial.world;
    world.chain.pass(DAY);
    world.feeds(&[("mAAPL", "10")]);
    world.chain.pass(6);
    match moment {
        Moment::OwnPrice => {}
        Moment::Pending => world.feeds(&[("mAAPL", "0.01")]),
        Moment::Dip => world.feeds(&[("mAAPL", "6.7")]),
        Moment::Low => {
            world.feeds(&[("mAAPL", "6.7")]);
            world.chain.pass(1_801);
            world.feeds(&[("mAAPL", "6.7")]);
        }
        Moment::Halted => {
            world.feeds(&[("mAAPL", "6.7")]);
            let oracle = world.at.oracle.clone();
            let halt = json!({ "halt": { "asset_tokens": [world.token("mAAPL")] } });
            let answer = world.carol().tries(&oracle, &halt, &[]);
            answer.context("the guardian halts it")?;
        }
        Moment::Stale => {
            world.feeds(&[("mAAPL", "6.7")]);
            world.chain.pass(3_600);
        }
    }
    Ok(())
}
