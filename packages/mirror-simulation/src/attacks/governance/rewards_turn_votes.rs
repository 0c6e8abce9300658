//! A poll whose result is turned by rewards that arrive after the first votes.

use anyhow::Context;
use cosmwasm_std::Uint128;
use mirror_protocol::community;
use mirror_protocol::gov::{
    Cw20HookMsg, ExecuteMsg, PollStatus, QueryMsg, StateResponse, VoteOption,
};
use mirror_testing::{standard_profile, TestChain, STAKE};

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "turned poll",
    story: "A vote weighed what the share was worth when it was cast, so that rewards raised the \
            votes of those who waited: against 51 % who had said no, 49 % gave the stakers 8.5 \
            million MIR in the last block and had the majority.",
    run,
};

/// The stake with which alice, bob and carol together vote no: 51 % of ten million.
const AGAINST: u128 = 51 * MILLION / 10;
/// What each of them stakes besides the usual stake.
const MORE: u128 = AGAINST / 3 - STAKE;
/// The stake of the attacker: 49 %.
const STAKED: u128 = 49 * MILLION / 10;
/// The reward that the attacker gives to the stakers; half of it goes to voters.
const GIFT: u128 = 85 * MILLION / 100;
/// What the poll pays from the community to the attacker.
const GRANT: u128 = MILLION;
const WEEK: u64 = 7 * DAY;

/// How the attacker tries to raise the worth of votes that are not cast yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reward {
    /// A gift to the stakers in the last block of the poll.
    Late,
    /// A gift at the beginning, so that all of it has flowed to the stakers by the end.
    Early,
    /// The deposit of another poll in which nobody votes, and which ends just before.
    Deposit,
    /// A gift in the last block, and a snapshot of the stake after it.
    Snapshot,
    /// A gift a day before the poll, and one micro MIR an hour while the poll is open.
    Grains,
}

fn run() -> anyhow::Result<Findings> {
    let ways = [
        (
            Reward::Late,
            "gave the stakers 850,000 MIR in the last block and voted after it",
        ),
        (
            Reward::Early,
            "gave them at the beginning, and voted a week later",
        ),
        (
            Reward::Deposit,
            "gave them as the deposit of another poll that nobody voted in, ended in the last block",
        ),
        (
            Reward::Snapshot,
            "gave them in the last block, had the stake noted after it, and voted",
        ),
        (
            Reward::Grains,
            "gave them a day ahead and a grain every hour while the poll was open",
        ),
    ];
    let attempts = ways.map(|(reward, how)| turned(reward, how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn turned(reward: Reward, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    if reward == Reward::Grains {
        gives(&mut trial, GIFT)?;
        trial.world.chain.pass(DAY);
    }
    let other_poll = opens_another(&mut trial, reward)?;
    trial.world.chain.pass(6);
    let proposal = grant(&trial)?;
    let poll_id = polls::proposes(&mut trial, "T-86", &proposal)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    for name in ["alice", "bob", "carol"] {
        trial.world.actor(name).votes(poll_id, VoteOption::No);
    }
    waits(&mut trial, reward)?;
    acts_last(&mut trial, reward, poll_id, other_poll)?;
    polls::votes(&mut trial, poll_id)?;
    let votes = trial.world.poll(poll_id);
    trial.world.chain.pass(6);
    let status = polls::concludes(&mut trial, "T-86", poll_id, &proposal)?;
    if status == PollStatus::Rejected {
        let [yes, no] = [votes.yes_votes, votes.no_votes].map(coins);
        let seen = format!("{yes} votes against {no}, as at the beginning");
        trial.notes("T-86", seen);
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
    polls::attacker_stakes(&mut world, STAKED)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.measures_account(community)?;
    Ok(trial)
}

fn grant(trial: &Trial) -> anyhow::Result<Proposal> {
    let spend = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: Uint128::new(GRANT),
    };
    Proposal::call(&trial.world.at.community, &spend)
}

/// Creates a text poll with all of the gift as its deposit.
fn opens_another(trial: &mut Trial, reward: Reward) -> anyhow::Result<Option<u64>> {
    if reward != Reward::Deposit {
        return Ok(None);
    }
    let at = trial.world.at.clone();
    let hook = Proposal::text().hook();
    trial.does(Transaction::new().hands(&at.mirror_token, GIFT, &at.gov, &hook))?;
    let state: StateResponse = trial.world.asks(&at.gov, &QueryMsg::State {});
    Ok(Some(state.poll_count))
}

/// Waits until the last block before the end, with the gifts that come earlier.
fn waits(trial: &mut Trial, reward: Reward) -> anyhow::Result<()> {
    let hours = WEEK / 3_600;
    match reward {
        Reward::Early => {
            gives(trial, GIFT)?;
            trial.world.chain.pass(WEEK - 6);
        }
        Reward::Grains => {
            for _ in 1..hours {
                trial.world.chain.pass(3_600);
                gives(trial, 1)?;
            }
            trial.world.chain.pass(3_600 - 6);
        }
        Reward::Late | Reward::Deposit | Reward::Snapshot => trial.world.chain.pass(WEEK - 6),
    }
    Ok(())
}

/// The gifts and messages of the last block.
fn acts_last(
    trial: &mut Trial,
    reward: Reward,
    poll_id: u64,
    other_poll: Option<u64>,
) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    match reward {
        Reward::Late => gives(trial, GIFT)?,
        Reward::Snapshot => {
            gives(trial, GIFT)?;
            let snapshot = ExecuteMsg::SnapshotPoll { poll_id };
            trial.does(Transaction::new().calls(&gov, &snapshot))?;
        }
        Reward::Deposit => {
            let poll_id = other_poll.context("another poll")?;
            let end = ExecuteMsg::EndPoll { poll_id };
            trial.does(Transaction::new().calls(&gov, &end))?;
        }
        Reward::Early | Reward::Grains => {}
    }
    Ok(())
}

fn gives(trial: &mut Trial, amount: u128) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let hook = Cw20HookMsg::DepositReward {};
    trial.does(Transaction::new().hands(&at.mirror_token, amount, &at.gov, &hook))?;
    Ok(())
}
