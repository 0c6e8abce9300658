//! Polls with harmless titles that pay the community's MIR to their author.

use anyhow::Context;
use cosmwasm_std::{to_json_binary, Uint128};
use mirror_deploy::{CommunityLimits, Window};
use mirror_protocol::community;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, PollExecuteMsg, PollStatus, VoteOption};
use mirror_testing::{standard_profile, Actor, TestChain, World, STAKE};

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Exposure, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "Christmas polls",
    story: "December 2021: about a dozen polls with harmless titles (185, 198, 204, 206 to 208, \
            211 among them) would have paid 15 and 25 million MIR of the community pool to their \
            author; voting them down reached the quorum and gave the deposits back.",
    run,
};

/// The polls' titles, and the MIR they ask for.
const POLLS: [(&str, u128); 12] = [
    ("Cooperation with another chain", 15 * MILLION),
    ("Freeze the community pool against fraud", 25 * MILLION),
    ("Listing of a new asset", MILLION),
    ("Update of the oracle feeder", MILLION),
    ("Audit of the contracts", MILLION),
    ("Liquidity for the holidays", MILLION),
    ("Translation of the documents", MILLION),
    ("Repair of a rounding error", MILLION),
    ("Grant for the mobile app", MILLION),
    ("Better parameters for mETH", MILLION),
    ("Season's greetings", MILLION),
    ("Text poll: the year in review", MILLION),
];
/// The deposit of a poll.
const DEPOSIT: u128 = 1_000 * UNIT;
/// A tenth of all stake, which was the quorum of 2021; alice, bob and carol have staked `STAKE`
/// each.
const TENTH: u128 = STAKE / 3;
/// A little more than a fifth of all stake, which is the quorum today.
const FIFTH: u128 = 8 * STAKE / 10;
const WEEK: u64 = 7 * DAY;

/// Who votes, and which polls there are.
#[derive(Clone, Copy)]
struct Plan {
    /// What the attacker stakes.
    stake: u128,
    /// Whether bob votes against every poll.
    opposed: bool,
    /// The polls that are opened.
    polls: &'static [(&'static str, u128)],
}

fn run() -> anyhow::Result<Findings> {
    let quiet = Plan {
        stake: TENTH,
        opposed: false,
        polls: &POLLS,
    };
    let opposed = Plan {
        opposed: true,
        ..quiet
    };
    let captured = Plan {
        stake: FIFTH,
        polls: POLLS.get(..2).unwrap_or_default(),
        ..quiet
    };
    let small = Plan {
        polls: POLLS.get(2..).unwrap_or_default(),
        ..captured
    };
    let limits = CommunityLimits::standard;
    let attempts = [
        (quiet, "with a tenth of the stake, while nobody else votes"),
        (
            opposed,
            "with a tenth of the stake, while a third of the others votes against",
        ),
        (
            captured,
            "with a fifth of the stake, while nobody else votes",
        ),
    ];
    let attempts = attempts.map(|(plan, how)| attempt(plan, limits(), how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: exposures(captured, small)?,
    })
}

fn exposures(captured: Plan, small: Plan) -> anyhow::Result<Vec<Exposure>> {
    let standard = CommunityLimits::standard();
    let no_window = CommunityLimits {
        window: None::<Window>,
        ..standard.clone()
    };
    let no_limits = CommunityLimits {
        spend_limit: Uint128::MAX,
        window: None,
    };
    Ok(vec![
        attempt(small, standard, "")?.exposes(
            "a fifth of the stake, held in view for eight days while nobody votes against ten \
             polls of a million: the community pays two million MIR in 30 days",
        ),
        attempt(small, no_window, "")?.exposes("the same without the limit for 30 days"),
        attempt(captured, no_limits, "")?
            .exposes("the two large polls without any limit, as in the original"),
    ])
}

fn attempt(plan: Plan, limits: CommunityLimits, how: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared(plan.stake, limits)?;
    enters(&mut trial, plan.stake)?;
    opens(&mut trial, plan.polls)?;
    votes(&mut trial, plan)?;
    trial.world.chain.pass(WEEK);
    ends(&mut trial, plan.polls.len())?;
    trial.world.chain.pass(DAY);
    carries_out(&mut trial, plan.polls)?;
    leaves(&mut trial)?;
    trial.ends(format!(
        "opened {} polls that pay MIR of the community to their author under harmless titles, {how}",
        plan.polls.len()
    ))
}

/// Gov owns the community; alice, bob and carol have staked; the attacker has MIR.
fn prepared(stake: u128, limits: CommunityLimits) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.community = limits;
    let mut world = World::governed_as(profile);
    world.chain.pass(6);
    let attacker = world.chain.account("attacker");
    let deposits = DEPOSIT * POLLS.len() as u128;
    world.gives_mir(&attacker, stake + deposits);
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

/// The attacker stakes before the polls, so that the stake votes in them.
fn enters(trial: &mut Trial, stake: u128) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let hook = Cw20HookMsg::StakeVotingTokens {};
    trial.does(Transaction::new().hands(&at.mirror_token, stake, &at.gov, &hook))?;
    Ok(())
}

fn opens(trial: &mut Trial, polls: &[(&str, u128)]) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    for (title, amount) in polls {
        let spend = community::ExecuteMsg::Spend {
            recipient: trial.attacker.to_string(),
            amount: Uint128::new(*amount),
        };
        let hook = Cw20HookMsg::CreatePoll {
            title: (*title).to_string(),
            description: "Please vote yes".to_string(),
            link: None,
            execute_msg: Some(PollExecuteMsg {
                contract: at.community.to_string(),
                msg: to_json_binary(&spend)?,
            }),
            admin_action: None,
        };
        trial.does(Transaction::new().hands(&at.mirror_token, DEPOSIT, &at.gov, &hook))?;
    }
    Ok(())
}

fn votes(trial: &mut Trial, plan: Plan) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    for poll_id in 1..=plan.polls.len() as u64 {
        let yes = ExecuteMsg::CastVote {
            poll_id,
            vote: VoteOption::Yes,
            amount: plan.stake.into(),
        };
        trial.does(Transaction::new().calls(&gov, &yes))?;
        if plan.opposed {
            let no = VoteOption::No;
            let answer = trial.world.bob().tries_to_vote(poll_id, no, STAKE);
            answer.context("bob votes against it")?;
        }
    }
    Ok(())
}

fn ends(trial: &mut Trial, polls: usize) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    for poll_id in 1..=polls as u64 {
        trial.does(Transaction::new().calls(&gov, &ExecuteMsg::EndPoll { poll_id }))?;
    }
    let rejected = (1..=polls as u64)
        .filter(|poll_id| trial.world.poll(*poll_id).status == PollStatus::Rejected)
        .count();
    if rejected > 0 {
        let mirror = trial.world.at.mirror_token.clone();
        let back = trial.world.token_balance(&mirror, &trial.attacker);
        trial.notes(
            "T-61",
            format!(
                "{rejected} of {polls} polls are rejected, and {} MIR of the deposits come back",
                coins(back)
            ),
        );
    }
    Ok(())
}

/// Carries out the polls that passed; of the others only the first is tried. If the community
/// refuses to pay, gov's message succeeds all the same.
fn carries_out(trial: &mut Trial, polls: &[(&str, u128)]) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    for (poll_id, (_, amount)) in (1..).zip(polls) {
        let execute = Transaction::new().calls(&gov, &ExecuteMsg::ExecutePoll { poll_id });
        if trial.world.poll(poll_id).status == PollStatus::Passed {
            trial.does(execute)?;
        } else if poll_id == 1 {
            trial.tries("T-61", execute)?;
        }
        if trial.world.poll(poll_id).status == PollStatus::Failed {
            let refusal = asks_the_community(trial, *amount);
            trial.refused_to_others("T-62", &refusal);
        }
    }
    Ok(())
}

/// Why the community refused to pay: gov only stores that it did.
fn asks_the_community(trial: &mut Trial, amount: u128) -> anyhow::Error {
    let spend = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: amount.into(),
    };
    let (gov, community) = (trial.world.at.gov.clone(), trial.world.at.community.clone());
    let gov = Actor {
        world: &mut trial.world,
        who: gov,
    };
    match gov.tries(&community, &spend, &[]) {
        Ok(_) => anyhow::anyhow!("nothing: it pays now"),
        Err(refusal) => refusal,
    }
}

/// The attacker withdraws all stake.
fn leaves(trial: &mut Trial) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let out = ExecuteMsg::WithdrawVotingTokens { amount: None };
    trial.does(Transaction::new().calls(&gov, &out))?;
    Ok(())
}
