//! Polls while nobody else has staked.

use cosmwasm_std::Uint128;
use mirror_protocol::community;
use mirror_testing::{standard_profile, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "quorum without stakers",
    story:
        "A quorum is a part of what is staked, and all may leave: then 10 MIR passed two grants \
            of a million each.",
    run,
};

/// What each of the two polls pays; both fit into the limit of the community.
const GRANT: u128 = MILLION;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            alone(
                10 * UNIT,
                "with 10 MIR, after all others had left, passed two grants of a million",
            )?,
            alone(179_000 * UNIT, "the same with 179,000 MIR")?,
        ],
        exposures: vec![alone(180_000 * UNIT, "")?.exposes(
            "180,000 MIR while nobody else has staked anything: the quorum of a million, and two \
             million MIR of the community in 30 days",
        )],
    })
}

/// All others withdraw, and the attacker passes two grants with this stake.
fn alone(stake: u128, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::governed_as(standard_profile(&TestChain::new()));
    for name in ["alice", "bob", "carol"] {
        world.actor(name).tries_to_unstake_mir(None)?;
    }
    polls::attacker_stakes(&mut world, stake)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.measures_account(community.clone())?;
    let spend = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: Uint128::new(GRANT),
    };
    let grant = Proposal::call(&community, &spend)?;
    polls::passes_together(&mut trial, "T-88", &[grant.clone(), grant])?;
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}
