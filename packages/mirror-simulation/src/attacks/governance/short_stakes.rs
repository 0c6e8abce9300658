//! Rewards of gov for stakes that are there for a short time only.

use anyhow::Context;
use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::collector;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, VoteOption};
use mirror_testing::{standard_profile, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const SECONDS: Attack = Attack {
    name: "six seconds of stake",
    story: "What the collector hands to the stakers was shared out at once: three million MIR \
            staked for six seconds took half of 100,000 MIR.",
    run: seconds,
};

pub(super) const VOTERS: Attack = Attack {
    name: "a poll for the voters' half",
    story:
        "Half of every reward is for those who vote, however few they are: a text poll with one \
            vote of 10 MIR took 50,000 of 100,000 MIR.",
    run: voters,
};

pub(super) const DEAD: Attack = Attack {
    name: "rewards for nobody",
    story:
        "A thousand shares of the first stake are nobody's: after a first stake of 0.001001 MIR \
            they took 99.9 % of all rewards, for ever.",
    run: dead,
};

/// The MIR that the collector hands out.
const FEES: u128 = 100_000 * UNIT;
/// The stake of the attacker: as much as all others have staked.
const OWN: u128 = polls::OTHERS;
const WEEK: u64 = 7 * DAY;

/// The attack begins.
fn trial_in(world: World) -> anyhow::Result<Trial> {
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

/// The value of an amount of MIR.
fn worth(mirror: Uint128) -> Uint128 {
    mirror.mul_floor(Decimal::percent(50))
}

/// Gives the collector the MIR that it hands out.
fn earns(world: &mut World) {
    let collector = world.at.collector.clone();
    world.gives_mir(&collector, FEES);
}

/// Adds the message that has the fees handed out.
fn hands_out(trial: &Trial, transaction: Transaction) -> Transaction {
    let distribute = collector::ExecuteMsg::Distribute {};
    transaction.calls(&trial.world.at.collector, &distribute)
}

/// Adds a stake of this amount.
fn stakes(trial: &Trial, transaction: Transaction, amount: u128) -> Transaction {
    let at = &trial.world.at;
    let hook = Cw20HookMsg::StakeVotingTokens {};
    transaction.hands(&at.mirror_token, amount, &at.gov, &hook)
}

/// When the attacker stakes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Before the fees are handed out.
    Before,
    /// After that, in the same block: what such a stake may earn.
    After,
}

fn seconds() -> anyhow::Result<Findings> {
    let (with, honest) = sniped(Order::Before, 6)?;
    let (without, honest_then) = sniped(Order::After, 6)?;
    let less = honest_then.saturating_sub(honest);
    let attempt = with.against(&without).harms(worth(less));
    Ok(Findings {
        attempts: vec![attempt],
        exposures: vec![
            sniped(Order::Before, 6)?
                .0
                .exposes("half of all stake for a block: it earns what flows in a block"),
            sniped(Order::Before, WEEK)?
                .0
                .exposes("half of all stake for the week in which 100,000 MIR flow"),
        ],
    })
}

/// The attacker stakes for this many seconds; also returns what alice has in the end.
fn sniped(order: Order, seconds: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = World::governed_as(standard_profile(&TestChain::new()));
    earns(&mut world);
    polls::attacker_stakes(&mut world, 0)?;
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, OWN);
    let mut trial = trial_in(world)?;
    let first = match order {
        Order::Before => {
            let transaction = stakes(&trial, Transaction::new(), OWN);
            hands_out(&trial, transaction)
        }
        Order::After => {
            let transaction = hands_out(&trial, Transaction::new());
            stakes(&trial, transaction, OWN)
        }
    };
    trial.does(first)?;
    trial.world.chain.pass(seconds);
    polls::leaves(&mut trial)?;
    trial.world.chain.pass(WEEK);
    let alice = trial.world.chain.account("alice");
    let honest = trial.world.staker(&alice).balance;
    let attempt = trial.ends(
        "staked as much as all others together, had 100,000 MIR handed out, and withdrew a block \
         later; against the same stake just after it",
    )?;
    Ok((attempt, honest))
}

/// Text polls that the attacker creates and votes in.
#[derive(Clone, Copy)]
struct Texts {
    /// The stake with which the attacker votes.
    vote: u128,
    /// The number of polls.
    polls: u128,
    /// Whether bob votes, too, with a million.
    company: bool,
}

fn voters() -> anyhow::Result<Findings> {
    let one = Texts {
        vote: 10 * UNIT,
        polls: 1,
        company: false,
    };
    let most = Texts { polls: 25, ..one };
    let fifth = Texts {
        vote: polls::FIFTH,
        ..one
    };
    Ok(Findings {
        attempts: vec![
            brings(one, "brought a text poll and voted with 10 MIR")?,
            brings(most, "brought 25 text polls and voted with 10 MIR in each")?,
        ],
        exposures: vec![
            brings(fifth, "")?.exposes(
                "a fifth of the stake votes alone in a text poll of its own while 100,000 MIR \
                 arrive: the quorum is reached, and the voters' half is its own",
            ),
            brings(
                Texts {
                    company: true,
                    ..fifth
                },
                "",
            )?
            .exposes("the same while a million of the others votes, too"),
        ],
    })
}

/// The fees are handed out while the polls are open.
fn brings(texts: Texts, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::governed_as(standard_profile(&TestChain::new()));
    earns(&mut world);
    polls::attacker_stakes(&mut world, texts.vote)?;
    let mut trial = trial_in(world)?;
    let gov = trial.world.at.gov.clone();
    let mut open = vec![];
    for _ in 0..texts.polls {
        let poll_id = polls::proposes(&mut trial, "T-89", &Proposal::text())?;
        let poll_id = poll_id.context("anybody may bring a text")?;
        polls::votes(&mut trial, poll_id)?;
        if texts.company {
            trial.world.bob().votes(poll_id, VoteOption::No);
        }
        open.push(poll_id);
    }
    let hand_out = hands_out(&trial, Transaction::new());
    trial.does(hand_out)?;
    trial.world.chain.pass(WEEK);
    for poll_id in open {
        let end = ExecuteMsg::EndPoll { poll_id };
        trial.does(Transaction::new().calls(&gov, &end))?;
    }
    let claim = ExecuteMsg::WithdrawVotingRewards { poll_id: None };
    trial.does(Transaction::new().calls(&gov, &claim))?;
    trial.world.chain.pass(2 * WEEK);
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

fn dead() -> anyhow::Result<Findings> {
    let ways = [
        (
            1_001,
            "staked 1,001 micro MIR before everybody else, and had 100,000 MIR handed out",
        ),
        (UNIT, "the same with one MIR"),
        (999 * UNIT, "the same with 999 MIR"),
    ];
    let attempts = ways.map(|(first, tried)| {
        let (with, honest) = first_of_all(Order::Before, first, tried)?;
        let (without, honest_then) = first_of_all(Order::After, first, tried)?;
        let lost = honest_then.saturating_sub(honest);
        Ok(with.against(&without).harms(worth(lost)))
    });
    let alone = first_of_all(Order::Before, 1_000 * UNIT, "")?.0;
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![alone.exposes(
            "a thousand MIR, the least at which rewards flow, are all that is staked for two days: \
             they earn what flows of 100,000 MIR in that time",
        )],
    })
}

/// Alice stakes a million two days after the fees, and the attacker before her or just after her;
/// also returns what she has four weeks later.
fn first_of_all(order: Order, own: u128, tried: &str) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = World::deployed_as(standard_profile(&TestChain::new()));
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, 10_000 * UNIT);
    earns(&mut world);
    let mut trial = trial_in(world)?;
    let stake = || stakes(&trial, Transaction::new(), own);
    let (before, after) = match order {
        Order::Before => (stake(), Transaction::new()),
        Order::After => (Transaction::new(), stake()),
    };
    trial.tries("T-89", before)?;
    // Gov accepts the fees whatever is staked, even if nothing is.
    let hand_out = hands_out(&trial, Transaction::new());
    trial.tries("T-89", hand_out)?;
    trial.world.chain.pass(2 * DAY);
    fixtures::stakes(&mut trial.world, "alice", MILLION)?;
    trial.tries("T-89", after)?;
    trial.world.chain.pass(4 * WEEK);
    let alice = trial.world.chain.account("alice");
    let honest = trial.world.staker(&alice).balance;
    Ok((trial.ends(tried)?, honest))
}
