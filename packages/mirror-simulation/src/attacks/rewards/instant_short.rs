//! A short that is there only while rewards are shared out.

use cosmwasm_std::Uint128;
use mirror_protocol::factory;
use mirror_protocol::mint::{NextPositionIdxResponse, QueryMsg};
use mirror_protocol::staking::ExecuteMsg;
use mirror_testing::percent;
use terraswap::asset::Asset;

use super::super::bundle::{base, Bundle};
use super::super::scenes::{self, DAY, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::Attack;
use super::pool;

pub(super) const ATTACK: Attack = Attack {
    name: "short for a transaction",
    story:
        "A short had no block to stay: opened, paid, repaid and closed in one transaction after \
            a day without a keeper it took 177,758 MIR for 2,089 coins.",
    run,
};

/// What the attacker's short is backed with, and what it owes at a price of 100 and 150 %.
const COLLATERAL: u128 = 20_000 * UNIT;
const DEBT: u128 = COLLATERAL / 150;
/// What the honest one is backed with.
const OF_BOB: u128 = 2_000 * UNIT;

fn run() -> anyhow::Result<Findings> {
    let once = attempt(0, DAY)?;
    Ok(Findings {
        attempts: vec![once],
        exposures: vec![
            attempt(6, 60)?.exposes("the same over two blocks, while keepers distribute"),
            attempt(6, DAY)?.exposes("over two blocks, after a day without a keeper"),
        ],
    })
}

/// `stays` seconds between the way in and the way out; `gap` seconds nobody has distributed.
fn attempt(stays: u64, gap: u64) -> anyhow::Result<Attempt> {
    let honest = day(None, gap)?.1;
    let (attempt, bob) = day(Some(stays), gap)?;
    Ok(attempt.harms(pool::worth(honest.saturating_sub(bob))))
}

/// What bob earns, with or without the attacker.
fn day(stays: Option<u64>, gap: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut stage = prepared(gap)?;
    match stays {
        None => {}
        Some(0) => {
            let bundle = enters(&stage, Bundle::new());
            let idx = next(&stage);
            let bundle = leaves(&stage, bundle, idx);
            stage.tries("T-51", bundle)?;
        }
        Some(seconds) => {
            let idx = next(&stage);
            stage.does(enters(&stage, Bundle::new()))?;
            stage.world.chain.pass(seconds);
            stage.world.feeds(&[("mAAPL", "100")]);
            let bundle = leaves(&stage, Bundle::new(), idx);
            stage.does(bundle)?;
        }
    }
    stage.world.chain.pass(60);
    scenes::distributes(&mut stage.world)?;
    stage.world.chain.pass(DAY);
    let earned = scenes::earned(&stage.world, "bob")?;
    let attempt = stage.ends(
        "in one transaction opened a short ten times that of all others, had a day's MIR \
         distributed, repaid, closed and claimed",
    )?;
    Ok((attempt, earned))
}

fn prepared(gap: u64) -> anyhow::Result<Stage> {
    let mut world = pool::with_a_premium()?;
    world.bob().shorts(OF_BOB, "mAAPL", percent(150));
    world.carol().opens(MILLION, "mAAPL", percent(200));
    let (token, attacker) = (world.token("mAAPL"), world.chain.account("attacker"));
    world.carol().gives(&token, DEBT, &attacker);
    world.chain.pass(60);
    scenes::distributes(&mut world)?;
    world.chain.pass(gap);
    world.feeds(&[("mAAPL", "100")]);
    pool::stage(world)
}

fn enters(stage: &Stage, bundle: Bundle) -> Bundle {
    let (at, token) = (&stage.world.at, stage.world.token("mAAPL"));
    bundle
        .shorts(&at.mint, base(COLLATERAL), &token, percent(150))
        .tells(&at.factory, &factory::ExecuteMsg::Distribute {})
}

fn leaves(stage: &Stage, bundle: Bundle, idx: Uint128) -> Bundle {
    let (at, token) = (&stage.world.at, stage.world.token("mAAPL"));
    bundle
        .burns(&at.mint, idx, Asset::token(&token, DEBT))
        .withdraws(&at.mint, idx, None)
        .tells(&at.staking, &ExecuteMsg::Withdraw { asset_token: None })
}

/// The number that the attacker's position gets.
fn next(stage: &Stage) -> Uint128 {
    let question = QueryMsg::NextPositionIdx {};
    let answer: NextPositionIdxResponse = stage.world.asks(&stage.world.at.mint, &question);
    answer.next_position_idx
}
