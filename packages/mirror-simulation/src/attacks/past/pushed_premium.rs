//! A price that is pushed for a moment, so that the premium is measured wrongly.

use anyhow::Context;
use cosmwasm_std::{Decimal, Int128, Uint128};
use mirror_protocol::factory;
use mirror_protocol::short_reward::ShortReward;
use mirror_protocol::staking::{ExecuteMsg, PoolInfoResponse, QueryMsg, Staking};
use mirror_testing::{percent, World};
use terraswap::asset::Asset;
use terraswap::pair::Pair;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, HOUR, MILLION, UNIT};
use crate::attacks::report::{Attempt, Exposure, Findings, Stop};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "pushed premium",
    story: "Open in Mirror v2: the split of rewards followed the market's price of the moment, so \
            that one transaction could push it, have it measured and push it back, and give shorts \
            most of the rewards of an hour.",
    run,
};

/// What the attacker pays into the pool, for a premium of a tenth.
const PUSH: u128 = 490_000 * UNIT;
/// The base coins of the pool.
const POOL: u128 = 10 * MILLION;
/// The collateral of the attacker's short.
const SHORT: u128 = 2_000 * UNIT;
/// The seconds over which the price is averaged.
const WINDOW: u64 = 600;

/// What the attacker does about the measurement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Push {
    /// Only asks for it.
    None,
    /// Swaps, asks for it, and swaps back in one transaction.
    Moment,
    /// Keeps the price there for as long as it is averaged over.
    Window,
}

/// The result of an hour.
struct Hour {
    attempt: Attempt,
    pool: PoolInfoResponse,
    /// The weight of shorts at the pushed price.
    weight_of_the_moment: Decimal,
    earned: Uint128,
}

fn run() -> anyhow::Result<Findings> {
    let honest = hour(Push::None, 0)?;
    let pushed = hour(Push::Moment, 0)?;
    let waited = hour(Push::None, WINDOW)?;
    let kept = hour(Push::Window, WINDOW)?;

    let original = as_it_was(&honest, &pushed)?;
    let mut attempt = pushed.attempt.against(&honest.attempt);
    if same_split(&pushed.pool, &honest.pool) {
        attempt.stopped_by.push(Stop::seen(
            "T-50",
            format!(
                "the premium is an average over time: {} for the shorts, as without the push",
                pushed.pool.short_reward_weight
            ),
        ));
    }
    let kept = kept.attempt.against(&waited.attempt);
    Ok(Findings {
        attempts: vec![attempt],
        exposures: vec![
            original,
            kept.exposes("the market is kept there for ten minutes and nobody trades against it"),
        ],
    })
}

fn same_split(pushed: &PoolInfoResponse, honest: &PoolInfoResponse) -> bool {
    (pushed.premium_rate, pushed.short_reward_weight)
        == (honest.premium_rate, honest.short_reward_weight)
}

/// Measures the premium after `wait` seconds, and distributes the rewards of an hour.
fn hour(push: Push, wait: u64) -> anyhow::Result<Hour> {
    let mut trial = prepared()?;
    let pair = trial.world.asset("mAAPL").pair;
    let mut bought = Uint128::zero();
    if push == Push::Window {
        bought = what_it_buys(&trial, PUSH)?;
        trial.does(Transaction::new().swaps(&pair, base(PUSH)))?;
    }
    trial.world.chain.pass(wait);
    trial.world.feeds(&[("mAAPL", "10")]);

    let mut transaction = Transaction::new();
    if push == Push::Moment {
        bought = what_it_buys(&trial, PUSH)?;
        transaction = transaction.swaps(&pair, base(PUSH));
    }
    let token = trial.world.token("mAAPL");
    transaction = transaction.calls(&trial.world.at.staking, &measures(&trial));
    if push != Push::None {
        transaction = transaction.swaps(&pair, Asset::token(&token, bought));
    }
    trial.tries("T-50", transaction)?;

    trial.world.chain.pass(HOUR - wait);
    distributes(&mut trial.world)?;
    // The rewards flow for a day.
    trial.world.chain.pass(DAY);
    let pool = pool_info(&trial);
    let weight_of_the_moment = weight_at(&trial, premium_of_the_push()?)?;
    let earned = earned(&trial)?;
    let attempt = trial.ends(
        "held a short, and in one transaction pushed the market by a tenth, had the premium \
         measured and pushed the market back; against the same hour without the push",
    )?;
    Ok(Hour {
        attempt,
        pool,
        weight_of_the_moment,
        earned,
    })
}

/// Alice provides, the attacker is the only short, and the price has not moved for an hour.
fn prepared() -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", POOL);
    fixtures::bonds_all(&mut world, "alice", "mAAPL")?;
    world.actor("attacker").shorts(SHORT, "mAAPL", percent(200));
    world.chain.pass(HOUR);
    distributes(&mut world)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

fn distributes(world: &mut World) -> anyhow::Result<()> {
    let factory = world.at.factory.clone();
    let answer = world
        .carol()
        .tries(&factory, &factory::ExecuteMsg::Distribute {}, &[]);
    answer.context("a keeper distributes")?;
    Ok(())
}

fn measures(trial: &Trial) -> ExecuteMsg {
    ExecuteMsg::AdjustPremium {
        asset_tokens: vec![trial.world.token("mAAPL").into_string()],
    }
}

fn what_it_buys(trial: &Trial, paid: u128) -> anyhow::Result<Uint128> {
    let pair = Pair(trial.world.asset("mAAPL").pair);
    let answer = pair.simulation(&trial.world.chain.app.wrap(), base(paid))?;
    Ok(answer.return_amount)
}

fn pool_info(trial: &Trial) -> PoolInfoResponse {
    let asset_token = trial.world.token("mAAPL").into_string();
    let question = QueryMsg::PoolInfo { asset_token };
    trial.world.asks(&trial.world.at.staking, &question)
}

/// The premium after the push, without the commission: (1 + push / pool)^2 - 1.
fn premium_of_the_push() -> anyhow::Result<Decimal> {
    let moved = Decimal::one() + Decimal::checked_from_ratio(PUSH, POOL)?;
    Ok(moved.checked_mul(moved)? - Decimal::one())
}

fn weight_at(trial: &Trial, premium_rate: Decimal) -> anyhow::Result<Decimal> {
    let curve = ShortReward(trial.world.at.short_reward.clone());
    Ok(curve.weight(&trial.world.chain.app.wrap(), premium_rate)?)
}

fn earned(trial: &Trial) -> anyhow::Result<Uint128> {
    let staking = Staking(trial.world.at.staking.clone());
    let info = staking.reward_info(&trial.world.chain.app.wrap(), &trial.attacker)?;
    Ok(info.reward_infos.iter().map(|one| one.pending_reward).sum())
}

/// The gain if the price of the moment counted: the rewards of the hour without the push times the
/// growth of the weight, less the cost of the push.
fn as_it_was(honest: &Hour, pushed: &Hour) -> anyhow::Result<Exposure> {
    let (weight, would_be) = (honest.pool.short_reward_weight, pushed.weight_of_the_moment);
    let rewards = honest
        .earned
        .checked_multiply_ratio(would_be.atomics(), weight.atomics())?;
    let more = rewards
        .saturating_sub(honest.earned)
        .mul_floor(fixtures::price("0.5")?);
    let costs = pushed.attempt.clone().against(&honest.attempt).gained;
    Ok(Exposure::computed(
        "the price of the moment counts, as it did in the original",
        Int128::new(i128::try_from(more.u128())?) + costs,
    ))
}
