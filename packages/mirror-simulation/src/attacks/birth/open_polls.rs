//! Polls that are there so that gov never takes over.

use anyhow::Context;
use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, HandOverError};
use mirror_protocol::community;
use mirror_testing::{standard_profile, TestChain, World};
use terraswap::asset::Asset;

use super::super::polls::{self, Motion};
use super::super::scenes::{self, DAY, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::Attack;

pub(super) const ATTACK: Attack = Attack {
    name: "hand-over: polls in the way",
    story: "Gov did not take over while a poll was open: a text poll a week, 1,000 MIR each, kept \
            the protocol with its deployer for ten weeks and more.",
    run,
};

const WEEKS: u64 = 10;
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

fn delays(acts: bool, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(3 * MILLION / 2);
    }
    polls::seats(&mut world, UNIT)?;
    let mut stage = Stage::new(world, &[("MIR", scenes::price("0.5")?)])?;
    let spend = community::ExecuteMsg::Spend {
        recipient: stage.attacker.to_string(),
        amount: Uint128::new(MILLION),
    };
    let motion = match acts {
        true => Motion::call(&stage.world.at.community, &spend)?,
        false => Motion::text(),
    };
    let mut is_governed = false;
    for _ in 0..WEEKS {
        let poll_id = polls::proposes(&mut stage, "T-91", &motion)?;
        poll_id.context("anybody may bring a poll")?;
        stage.world.chain.pass(DAY);
        is_governed = tries_to_hand_over(&mut stage)?;
        if is_governed {
            break;
        }
        stage.world.chain.pass(WEEK - DAY - 6);
    }
    let mirror = stage.world.at.mirror_token.clone();
    let treasury = Asset::token(mirror, polls::treasury(&stage.world));
    let lost = match is_governed {
        true => Uint128::zero(),
        false => stage.worth(&treasury)?,
    };
    stage.loses(lost);
    stage.ends(tried)
}

fn tries_to_hand_over(stage: &mut Stage) -> anyhow::Result<bool> {
    let deployment = stage.world.deployment.clone();
    let least = standard_profile(&TestChain::new()).gov.stake_to_take_over;
    match hand_over(&mut stage.world.deployer(), &deployment, least) {
        Ok(()) => {
            stage.saw("T-91", "gov has taken over beside the open poll");
            Ok(true)
        }
        Err(HandOverError::Chain(refusal)) => Err(refusal),
        Err(_) => Ok(false),
    }
}
