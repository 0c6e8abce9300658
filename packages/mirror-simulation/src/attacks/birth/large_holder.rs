//! A large holder who wants the protocol to stay with its deployer.

use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, HandOverError, Progress};
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg};
use mirror_testing::{standard_profile, TestChain, World, STAKE};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY};
use crate::attacks::polls;
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "hand-over: a holder in the way",
    story: "Gov takes over when nobody has more than a third: whoever stakes more stands in the \
            way by that alone, for as long as he likes if nothing ends it.",
    run,
};

/// Two fifths of all stake; alice, bob and carol have the rest.
const OWN: u128 = 2 * STAKE;
/// After this many days of enough stake it no longer matters who holds it.
const PATIENCE: u64 = 30;

/// What the holder does while the deployer waits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Nothing.
    Stays,
    /// Withdraws and stakes again, which would help if it restarted the time.
    ComesAndGoes,
    /// Withdraws and stakes one MIR every day.
    Grains,
}

fn run() -> anyhow::Result<Findings> {
    let ways = [
        (Way::Stays, "held two fifths of the stake for 30 days"),
        (
            Way::ComesAndGoes,
            "held them, and withdrew and staked them again every ten days",
        ),
        (
            Way::Grains,
            "held them, and staked and withdrew a MIR every day",
        ),
    ];
    let attempts = ways.map(|(way, tried)| delays(way, tried));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

/// The deployer tries to hand over every day.
fn delays(way: Way, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(STAKE);
    }
    polls::attacker_stakes(&mut world, OWN)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let mut refused = 0;
    let mut is_governed = hands_over(&mut trial)?;
    while !is_governed && refused <= PATIENCE {
        refused += 1;
        moves(&mut trial, way, refused)?;
        trial.world.chain.pass(DAY);
        is_governed = hands_over(&mut trial)?;
    }
    let mirror = trial.world.at.mirror_token.clone();
    let treasury = Asset::token(mirror, polls::treasury(&trial.world));
    let lost = match is_governed {
        true => Uint128::zero(),
        false => trial.worth(&treasury)?,
    };
    trial.adds_loss(lost);
    if is_governed {
        trial.notes("T-91", format!("gov has taken over after {refused} days"));
    }
    trial.ends(tried)
}

/// What the holder does on this day.
fn moves(trial: &mut Trial, way: Way, day: u64) -> anyhow::Result<()> {
    let amount = match way {
        Way::ComesAndGoes if day.is_multiple_of(10) => OWN,
        Way::Grains => fixtures::UNIT,
        _ => return Ok(()),
    };
    let at = trial.world.at.clone();
    let out = ExecuteMsg::WithdrawVotingTokens {
        amount: Some(amount.into()),
    };
    trial.does(Transaction::new().calls(&at.gov, &out))?;
    trial.world.chain.pass(6);
    let hook = Cw20HookMsg::StakeVotingTokens {};
    trial.does(Transaction::new().hands(&at.mirror_token, amount, &at.gov, &hook))?;
    Ok(())
}

/// Whether the deployer could hand over.
fn hands_over(trial: &mut Trial) -> anyhow::Result<bool> {
    let deployment = trial.world.deployment.clone();
    let least = standard_profile(&TestChain::new()).gov.stake_to_take_over;
    match hand_over(
        &mut trial.world.deployer(),
        &deployment,
        least,
        &mut Progress::default(),
    ) {
        Ok(()) => Ok(true),
        Err(HandOverError::Chain(refusal)) => Err(refusal),
        Err(_) => Ok(false),
    }
}
