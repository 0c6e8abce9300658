//! Polls whose purpose is that gov never takes over.

use anyhow::Context;
use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, HandOverError, Progress};
use mirror_protocol::community;
use mirror_testing::{standard_profile, TestChain, World};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "hand-over: polls in the way",
    story: "Gov did not take over while a poll was open: a text poll a week, 1,000 MIR each, kept \
            the protocol with its deployer for ten weeks and more.",
    run,
};

/// How long the attacker creates polls.
const WEEKS: u64 = 10;
/// A week in seconds.
const WEEK: u64 = 7 * DAY;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            delays(false, "brought a text poll every week for ten weeks")?,
            delays(true, "brought a grant every week for ten weeks")?,
        ],
        exposures: vec![],
    })
}

/// The attacker creates a poll every week, and the deployer tries to hand over a day later.
fn delays(acts: bool, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(3 * MILLION / 2);
    }
    polls::attacker_stakes(&mut world, UNIT)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let spend = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: Uint128::new(MILLION),
    };
    let proposal = match acts {
        true => Proposal::call(&trial.world.at.community, &spend)?,
        false => Proposal::text(),
    };
    let mut is_governed = false;
    for _ in 0..WEEKS {
        let poll_id = polls::proposes(&mut trial, "T-91", &proposal)?;
        poll_id.context("anybody may bring a poll")?;
        trial.world.chain.pass(DAY);
        is_governed = tries_to_hand_over(&mut trial)?;
        if is_governed {
            break;
        }
        trial.world.chain.pass(WEEK - DAY - 6);
    }
    let mirror = trial.world.at.mirror_token.clone();
    let treasury = Asset::token(mirror, polls::treasury(&trial.world));
    let lost = match is_governed {
        true => Uint128::zero(),
        false => trial.worth(&treasury)?,
    };
    trial.adds_loss(lost);
    trial.ends(tried)
}

fn tries_to_hand_over(trial: &mut Trial) -> anyhow::Result<bool> {
    let deployment = trial.world.deployment.clone();
    let least = standard_profile(&TestChain::new()).gov.stake_to_take_over;
    match hand_over(
        &mut trial.world.deployer(),
        &deployment,
        least,
        &mut Progress::default(),
    ) {
        Ok(()) => {
            trial.notes("T-91", "gov has taken over beside the open poll");
            Ok(true)
        }
        Err(HandOverError::Chain(refusal)) => Err(refusal),
        Err(_) => Ok(false),
    }
}
