//! A poll that rewards turn after the votes.

use anyhow::Context;
use cosmwasm_std::Uint128;
use mirror_protocol::community;
use mirror_protocol::gov::{
    Cw20HookMsg, ExecuteMsg, PollStatus, QueryMsg, StateResponse, VoteOption,
};
use mirror_testing::{standard_profile, TestChain, STAKE};

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::findings::{Attempt, Findings};
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "turned poll",
    story: "A vote weighed what the share was worth when it was cast, so that rewards raised the \
            votes of those who waited: against 51 % who had said no, 49 % gave the stakers 8.5 \
            million MIR in the last block and had the majority.",
    run,
};

/// What alice, bob and carol stake and vote no with, together: 51 % of ten million.
const AGAINST: u128 = 51 * MILLION / 10;
const MORE: u128 = AGAINST / 3 - STAKE;
const STAKED: u128 = 49 * MILLION / 10;
/// What the stakers are given, half of which goes to voters.
const GIFT: u128 = 85 * MILLION / 100;
/// What the poll takes of the community.
const GRANT: u128 = MILLION;
const WEEK: u64 = 7 * DAY;

/// How more is made of the votes that wait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lever {
    /// A gift to the stakers in the last block.
    Late,
    /// The same at the beginning, so that it has come in by the end.
    Early,
    /// The deposit of another poll, which nobody cares for and which ends just before.
    Deposit,
    /// A gift, and a snapshot after it.
    Snapshot,
    /// The gift a day before the poll, and one unit of it a minute while it is open.
    Grains,
}

fn run() -> anyhow::Result<Findings> {
    let ways = [
        (
            Lever::Late,
            "gave the stakers 850,000 MIR in the last block and voted after it",
        ),
        (
            Lever::Early,
            "gave them at the beginning, and voted a week later",
        ),
        (
            Lever::Deposit,
            "gave them as the deposit of another poll that nobody voted in, ended in the last block",
        ),
        (
            Lever::Snapshot,
            "gave them in the last block, had the stake noted after it, and voted",
        ),
        (
            Lever::Grains,
            "gave them a day ahead and a grain every hour while the poll was open",
        ),
    ];
    let attempts = ways.map(|(lever, how)| turned(lever, how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn turned(lever: Lever, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    if lever == Lever::Grains {
        gives(&mut trial, GIFT)?;
        trial.world.chain.pass(DAY);
    }
    let spare = opens_another(&mut trial, lever)?;
    trial.world.chain.pass(6);
    let proposal = grant(&trial)?;
    let poll_id = polls::proposes(&mut trial, "T-86", &proposal)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    for name in ["alice", "bob", "carol"] {
        trial.world.actor(name).votes(poll_id, VoteOption::No);
    }
    waits(&mut trial, lever)?;
    pulls(&mut trial, lever, poll_id, spare)?;
    polls::votes(&mut trial, poll_id)?;
    let votes = trial.world.poll(poll_id);
    trial.world.chain.pass(6);
    let status = polls::concludes(&mut trial, "T-86", poll_id, &proposal)?;
    if status == PollStatus::Rejected {
        let [yes, no] = [votes.yes_votes, votes.no_votes].map(coins);
        let seen = format!("{yes} votes against {no}, as at the beginning");
        trial.saw("T-86", seen);
    }
    polls::leaves(&mut trial)?;
    trial.ends(format!(
        "asked for a million MIR of the community; 51 % of the stake said no; {how}"
    ))
}

fn prepared() -> anyhow::Result<Trial> {
    let mut world = mirror_testing::World::governed_as(standard_profile(&TestChain::new()));
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(MORE);
    }
    polls::seats(&mut world, STAKED)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.watches_account(community)?;
    Ok(trial)
}

fn grant(trial: &Trial) -> anyhow::Result<Proposal> {
    let spend = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: Uint128::new(GRANT),
    };
    Proposal::call(&trial.world.at.community, &spend)
}

/// A poll about nothing with all of the gift as its deposit.
fn opens_another(trial: &mut Trial, lever: Lever) -> anyhow::Result<Option<u64>> {
    if lever != Lever::Deposit {
        return Ok(None);
    }
    let at = trial.world.at.clone();
    let hook = Proposal::text().hook();
    trial.does(Transaction::new().hands(&at.mirror_token, GIFT, &at.gov, &hook))?;
    let state: StateResponse = trial.world.asks(&at.gov, &QueryMsg::State {});
    Ok(Some(state.poll_count))
}

/// Until the last block before the end.
fn waits(trial: &mut Trial, lever: Lever) -> anyhow::Result<()> {
    let hours = WEEK / 3_600;
    match lever {
        Lever::Early => {
            gives(trial, GIFT)?;
            trial.world.chain.pass(WEEK - 6);
        }
        Lever::Grains => {
            for _ in 1..hours {
                trial.world.chain.pass(3_600);
                gives(trial, 1)?;
            }
            trial.world.chain.pass(3_600 - 6);
        }
        Lever::Late | Lever::Deposit | Lever::Snapshot => trial.world.chain.pass(WEEK - 6),
    }
    Ok(())
}

fn pulls(trial: &mut Trial, lever: Lever, poll_id: u64, spare: Option<u64>) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    match lever {
        Lever::Late => gives(trial, GIFT)?,
        Lever::Snapshot => {
            gives(trial, GIFT)?;
            let note = ExecuteMsg::SnapshotPoll { poll_id };
            trial.does(Transaction::new().tells(&gov, &note))?;
        }
        Lever::Deposit => {
            let poll_id = spare.context("another poll")?;
            let end = ExecuteMsg::EndPoll { poll_id };
            trial.does(Transaction::new().tells(&gov, &end))?;
        }
        Lever::Early | Lever::Grains => {}
    }
    Ok(())
}

fn gives(trial: &mut Trial, amount: u128) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let hook = Cw20HookMsg::DepositReward {};
    trial.does(Transaction::new().hands(&at.mirror_token, amount, &at.gov, &hook))?;
    Ok(())
}
