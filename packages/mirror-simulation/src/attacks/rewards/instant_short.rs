//! A short that is there only while rewards are distributed.

use cosmwasm_std::Uint128;
use mirror_protocol::factory;
use mirror_protocol::mint::{NextPositionIdxResponse, QueryMsg};
use mirror_protocol::staking::ExecuteMsg;
use mirror_testing::percent;
use terraswap::asset::Asset;

use super::premium_pool;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "short for a transaction",
    story:
        "A short had no block to stay: opened, paid, repaid and closed in one transaction after \
            a day without a keeper it took 177,758 MIR for 2,089 coins.",
    run,
};

/// The collateral of the attacker's short.
const COLLATERAL: u128 = 20_000 * UNIT;
/// What it owes, at a price of 100 and a ratio of 150 %.
const DEBT: u128 = COLLATERAL / 150;
/// The collateral of the honest short.
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

/// The attacker closes the short `stays` seconds after opening it; nobody has distributed for `gap`
/// seconds before.
fn attempt(stays: u64, gap: u64) -> anyhow::Result<Attempt> {
    let honest = day(None, gap)?.1;
    let (attempt, bob) = day(Some(stays), gap)?;
    Ok(attempt.harms(premium_pool::worth(honest.saturating_sub(bob))))
}

/// A day with or without the attacker; also returns what bob earns.
fn day(stays: Option<u64>, gap: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut trial = prepared(gap)?;
    match stays {
        None => {}
        Some(0) => {
            let transaction = enters(&trial, Transaction::new());
            let idx = next(&trial);
            let transaction = leaves(&trial, transaction, idx);
            trial.tries("T-51", transaction)?;
        }
        Some(seconds) => {
            let idx = next(&trial);
            trial.does(enters(&trial, Transaction::new()))?;
            trial.world.chain.pass(seconds);
            trial.world.feeds(&[("mAAPL", "100")]);
            let transaction = leaves(&trial, Transaction::new(), idx);
            trial.does(transaction)?;
        }
    }
    trial.world.chain.pass(60);
    fixtures::distributes(&mut trial.world)?;
    trial.world.chain.pass(DAY);
    let earned = fixtures::earned(&trial.world, "bob")?;
    let attempt = trial.ends(
        "in one transaction opened a short ten times that of all others, had a day's MIR \
         distributed, repaid, closed and claimed",
    )?;
    Ok((attempt, earned))
}

fn prepared(gap: u64) -> anyhow::Result<Trial> {
    let mut world = premium_pool::with_a_premium()?;
    world.bob().shorts(OF_BOB, "mAAPL", percent(150));
    world.carol().opens(MILLION, "mAAPL", percent(200));
    let (token, attacker) = (world.token("mAAPL"), world.chain.account("attacker"));
    world.carol().gives(&token, DEBT, &attacker);
    world.chain.pass(60);
    fixtures::distributes(&mut world)?;
    world.chain.pass(gap);
    world.feeds(&[("mAAPL", "100")]);
    premium_pool::trial(world)
}

/// Opens the short and has the MIR distributed.
fn enters(trial: &Trial, transaction: Transaction) -> Transaction {
    let (at, token) = (&trial.world.at, trial.world.token("mAAPL"));
    transaction
        .shorts(&at.mint, base(COLLATERAL), &token, percent(150))
        .calls(&at.factory, &factory::ExecuteMsg::Distribute {})
}

/// Repays and closes the short, and claims.
fn leaves(trial: &Trial, transaction: Transaction, idx: Uint128) -> Transaction {
    let (at, token) = (&trial.world.at, trial.world.token("mAAPL"));
    transaction
        .burns(&at.mint, idx, Asset::token(&token, DEBT))
        .withdraws(&at.mint, idx, None)
        .calls(&at.staking, &ExecuteMsg::Withdraw { asset_token: None })
}

/// The number that the attacker's position gets.
fn next(trial: &Trial) -> Uint128 {
    let question = QueryMsg::NextPositionIdx {};
    let answer: NextPositionIdxResponse = trial.world.asks(&trial.world.at.mint, &question);
    answer.next_position_idx
}
