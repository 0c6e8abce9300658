//! Readiness for the hand-over: how many have staked, and how much stake decides a poll.

use anyhow::Context;
use cosmwasm_std::to_json_binary;
use mirror_deploy::{hand_over, HandOverError, Progress};
use mirror_protocol::gov::{ExecuteMsg, PollAdminAction, PollStatus, VoteOption};
use mirror_testing::{standard_profile, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::thieving_code;
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "hand-over: one holder",
    story: "Ready meant a million MIR of which nobody had more than half: one holder under three \
            names, or 0.73 % of the supply, took over and passed a migration alone in 24 hours.",
    run,
};

/// A thousand units.
const THOUSAND: u128 = MILLION / 1_000;

/// Who has staked when the deployer wants to hand over.
#[derive(Clone, Copy)]
struct Stakers {
    /// What the attacker has staked under each name.
    own: u128,
    /// The number of other names of the attacker.
    names: usize,
    /// What each of alice, bob and carol has staked.
    others: u128,
    /// Whether these three look at gov every two days and vote.
    watch: bool,
}

fn run() -> anyhow::Result<Findings> {
    let names = Stakers {
        own: 334 * THOUSAND,
        names: 2,
        others: 0,
        watch: false,
    };
    let small = Stakers {
        own: 401 * THOUSAND,
        names: 0,
        others: 200 * THOUSAND,
        watch: false,
    };
    let third = Stakers {
        own: 620 * THOUSAND,
        names: 1,
        others: 840 * THOUSAND,
        watch: false,
    };
    let half = Stakers {
        own: 1_020 * THOUSAND,
        names: 1,
        others: 720 * THOUSAND,
        watch: true,
    };
    let alone = Stakers {
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

/// The deployer tries to hand over; then the attacker brings a migration of the community.
fn enters(stakers: Stakers, tried: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared(stakers)?;
    let deployment = trial.world.deployment.clone();
    let least = standard_profile(&TestChain::new()).gov.stake_to_take_over;
    match hand_over(
        &mut trial.world.deployer(),
        &deployment,
        least,
        &mut Progress::default(),
    ) {
        Ok(()) => {}
        Err(HandOverError::Chain(refusal)) => trial.refused_to_others("T-91", &refusal),
        Err(error) => trial.notes("T-91", error.to_string()),
    }
    trial.world.chain.pass(6);
    let proposal = migration(&mut trial)?;
    let poll_id = polls::proposes(&mut trial, "T-91", &proposal)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    polls::votes(&mut trial, poll_id)?;
    for name in names(stakers) {
        trial.world.actor(name).votes(poll_id, VoteOption::Yes);
    }
    trial.world.chain.pass(DAY);
    let gov = trial.world.at.gov.clone();
    let end = ExecuteMsg::EndPoll { poll_id };
    if trial
        .tries("T-91", Transaction::new().calls(&gov, &end))?
        .is_none()
    {
        trial.world.chain.pass(DAY);
        if stakers.watch {
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
        trial.notes("T-91", "the migration is rejected");
    }
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

/// The other names of the attacker.
fn names(stakers: Stakers) -> impl Iterator<Item = &'static str> {
    ["mallory", "trudy", "oscar"]
        .into_iter()
        .take(stakers.names)
}

fn prepared(stakers: Stakers) -> anyhow::Result<Trial> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    if stakers.others > 0 {
        for name in ["alice", "bob", "carol"] {
            world.actor(name).stakes_mir(stakers.others);
        }
    }
    for name in names(stakers) {
        fixtures::stakes(&mut world, name, stakers.own)?;
    }
    polls::attacker_stakes(&mut world, stakers.own)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.measures_account(community)?;
    Ok(trial)
}

/// A poll that gives the community other code, which sends its MIR to the attacker.
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
