//! Readiness for the hand-over: how many people are there, and how much it takes to decide.

use anyhow::Context;
use cosmwasm_std::to_json_binary;
use mirror_deploy::{hand_over, HandOverError};
use mirror_protocol::gov::{ExecuteMsg, PollAdminAction, PollStatus, VoteOption};
use mirror_testing::{standard_profile, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::findings::{Attempt, Findings};
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::thieving_code;
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "hand-over: one holder",
    story: "Ready meant a million MIR of which nobody had more than half: one holder under three \
            names, or 0.73 % of the supply, took over and passed a migration alone in 24 hours.",
    run,
};

const THOUSAND: u128 = MILLION / 1_000;

/// Who is there when the deployer wants to hand over.
#[derive(Clone, Copy)]
struct House {
    /// What the attacker has staked, and under how many other names as much.
    own: u128,
    names: usize,
    /// What each of alice, bob and carol has.
    others: u128,
    /// Whether they look at gov once in two days.
    watch: bool,
}

fn run() -> anyhow::Result<Findings> {
    let names = House {
        own: 334 * THOUSAND,
        names: 2,
        others: 0,
        watch: false,
    };
    let small = House {
        own: 401 * THOUSAND,
        names: 0,
        others: 200 * THOUSAND,
        watch: false,
    };
    let third = House {
        own: 620 * THOUSAND,
        names: 1,
        others: 840 * THOUSAND,
        watch: false,
    };
    let half = House {
        own: 1_020 * THOUSAND,
        names: 1,
        others: 720 * THOUSAND,
        watch: true,
    };
    let alone = House {
        own: 927 * THOUSAND,
        names: 3,
        others: 0,
        watch: false,
    };
    Ok(Findings {
        attempts: vec![
            enters(names, "staked a million under three names")?,
            enters(small, "staked 0.73 % of the supply, and others 600,000 MIR")?,
            enters(
                third,
                "staked a third under two names, and nobody else votes",
            )?,
            enters(
                half,
                "staked 45 % under two names, and the others look every two days",
            )?,
        ],
        exposures: vec![enters(alone, "")?.exposes(
            "all of the 1 % of the cap that is staked is one holder's under four names, and nobody \
             else stakes before his poll: readiness counts names",
        )],
    })
}

/// The deployer hands over as soon as that is possible; then other code for the community.
fn enters(house: House, tried: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared(house)?;
    let deployment = trial.world.deployment.clone();
    let least = standard_profile(&TestChain::new()).gov.stake_to_take_over;
    match hand_over(&mut trial.world.deployer(), &deployment, least) {
        Ok(()) => {}
        Err(HandOverError::Chain(refusal)) => trial.refused_to_others("T-91", &refusal),
        Err(told) => trial.saw("T-91", told.to_string()),
    }
    trial.world.chain.pass(6);
    let proposal = migration(&mut trial)?;
    let poll_id = polls::proposes(&mut trial, "T-91", &proposal)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    polls::votes(&mut trial, poll_id)?;
    for name in names(house) {
        trial.world.actor(name).votes(poll_id, VoteOption::Yes);
    }
    trial.world.chain.pass(DAY);
    let gov = trial.world.at.gov.clone();
    let end = ExecuteMsg::EndPoll { poll_id };
    if trial
        .tries("T-91", Transaction::new().tells(&gov, &end))?
        .is_none()
    {
        trial.world.chain.pass(DAY);
        if house.watch {
            for name in ["alice", "bob", "carol"] {
                trial.world.actor(name).votes(poll_id, VoteOption::No);
            }
        }
        polls::concludes(&mut trial, "T-91", poll_id, &proposal)?;
    } else {
        trial.world.chain.pass(6);
        polls::carries_out(&mut trial, "T-91", poll_id, &proposal)?;
    }
    if trial.world.poll(poll_id).status == PollStatus::Rejected {
        trial.saw("T-91", "the migration is rejected");
    }
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

fn names(house: House) -> impl Iterator<Item = &'static str> {
    ["mallory", "trudy", "oscar"].into_iter().take(house.names)
}

fn prepared(house: House) -> anyhow::Result<Trial> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    if house.others > 0 {
        for name in ["alice", "bob", "carol"] {
            world.actor(name).stakes_mir(house.others);
        }
    }
    for name in names(house) {
        fixtures::stakes(&mut world, name, house.own)?;
    }
    polls::seats(&mut world, house.own)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.watches_account(community)?;
    Ok(trial)
}

fn migration(trial: &mut Trial) -> anyhow::Result<Proposal> {
    let at = trial.world.at.clone();
    let msg = to_json_binary(&thieving_code::MigrateMsg {
        thief: Some(trial.attacker.clone()),
        token: Some(at.mirror_token),
    })?;
    let code_id = trial.world.chain.app.store_code(thieving_code::code());
    let migration = (at.community.into_string(), code_id, msg);
    Ok(Proposal::admin(PollAdminAction::ExecuteMigrations {
        migrations: vec![migration],
    }))
}
